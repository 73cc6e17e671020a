"""nginx with the settings as shipped, in front of one server of ours."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from bench.servers import ROOT, BenchError, free_port

_SHIPPED: Final = ROOT / "deploy" / "nginx.conf"
_README: Final = ROOT / "deploy" / "README.md"
_DEBIAN: Final = """worker_processes 1;
events {
  worker_connections 768;
}
"""
"""What Debian's own nginx.conf says of workers, but for their number; how many connections one holds
is then said by the line of deploy/README.md, as it is on a server."""


@contextmanager
def behind_nginx(
    app_port: int,
    logs: Path,
    *,
    plain: bool = False,
    counts_us: bool = False,
    second_port: int | None = None,
    instead: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Run nginx with the settings as shipped; only ports, folders and certificate are ours.

    With `plain`, also without TLS, which would cost the client of a bench more than nginx. With
    `counts_us`, what one client may hold and ask for holds for this machine too. With `second_port`
    there are two processes behind it, as shipped. `instead` says which other setting a test needs in
    the place of one that it could not wait for; each must stand in the shipped file once.
    """
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        raise BenchError("--nginx needs nginx (apt install nginx-light)")
    folder = (logs / "nginx").resolve()
    folder.mkdir(exist_ok=True)
    _make_certificate(folder)
    port = free_port()
    listens = f"listen 127.0.0.1:{port}" + (";" if plain else " ssl http2;")
    settings = _adapted(listens, app_port, second_port, folder)
    if counts_us:
        settings = settings.replace("127.0.0.1 0;", "127.0.0.1 1;")
    for shipped, other in (instead or {}).items():
        if settings.count(shipped) != 1:
            raise BenchError(f"{_SHIPPED.name} does not hold {shipped!r} once")
        settings = settings.replace(shipped, other)
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off;\n{_user()}pid {folder}/pid;\nerror_log {folder}/error.log;\n{_DEBIAN}"
        "http {\n  include /etc/nginx/mime.types;\n"
        + "".join(
            f"  {kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # As Debian's nginx has it: what is shipped must keep visitors out of it.
        + f"  access_log {folder}/access.log;\n{settings}\n}}\n"
    )
    _make_room(main)
    process = subprocess.Popen(
        [nginx, "-e", f"{folder}/error.log", "-c", str(main)], start_new_session=True
    )
    try:
        address = f"http{'' if plain else 's'}://127.0.0.1:{port}"
        _wait_until_answers(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _adapted(listens: str, app_port: int, second_port: int | None, folder: Path) -> str:
    second = f"\n    server 127.0.0.1:{second_port};" if second_port else ""
    settings = _SHIPPED.read_text(encoding="utf-8")
    for pattern, ours in (
        (r"listen 443 ssl http2;", listens),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"\n *listen \[::\]:\d+[^;]*;", ""),
        (r"server 127\.0\.0\.1:8501;", f"server 127.0.0.1:{app_port};"),
        (r"\n *server 127\.0\.0\.1:8502;", second),
        (r"/etc/ssl/frikommune", str(folder)),
        (r"/var/cache/nginx/frikommune", f"{folder}/cache"),
        (r"/srv/frikommune/figurer", f"{folder}/figurer"),
        (r"/var/log/nginx/frikommune.log", f"{folder}/site.log"),
        (r"/srv/frikommune/current/deploy", str(_SHIPPED.parent)),
    ):
        settings, found = re.subn(pattern, ours.replace("\\", r"\\"), settings)
        if not found:
            raise BenchError(f"{_SHIPPED.name} no longer holds {pattern}; adapt {__name__}")
    return settings


def _make_room(main: Path) -> None:
    """Follow the line of deploy/README.md by which Debian's nginx holds more connections."""
    lines = re.findall(r"^sed -i .*(?= /etc/nginx/nginx\.conf$)", _README.read_text("utf-8"), re.M)
    if len(lines) != 1:
        raise BenchError(f"{_README.name} no longer holds one sed line; adapt {__name__}")
    subprocess.run([*shlex.split(lines[0]), str(main)], check=True)


def _user() -> str:
    # Its workers give up root's rights, and the scratch folder is closed to all others.
    return "user root;\n" if os.geteuid() == 0 else ""


def _make_certificate(folder: Path) -> None:
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*words, *files], check=True, capture_output=True)


def _wait_until_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{address}/_stcore/health", verify=False).is_success:
                return
        except httpx.ConnectError:
            pass
        time.sleep(0.05)
    raise BenchError("nginx did not start; its words stand in bench/out, logs/nginx/error.log")
