"""The first figure on a simulated 4G line: ours behind deploy/nginx.conf, the floor without it."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

from bench.browser import Line, chromium, first_figure, visitor
from bench.figures import pages_with_charts
from bench.rounds import Part, Round, Samples
from bench.servers import ROOT, BenchError, free_port, serve
from frikommune_viz.wording.pages import PAGES

_4G: Final = Line(mbit=9, latency_ms=60)
_SHIPPED: Final = ROOT / "deploy" / "nginx.conf"


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with serve("floor", logs) as floor, serve("ours", logs) as ours:
        charts = pages_with_charts(ours)
        with behind_nginx(ours.port, logs) as address, chromium(any_certificate=True) as browser:

            def one_round() -> Samples:
                with visitor(browser, has_chart=True, line=_4G) as page:
                    samples = {"floor 4g": [first_figure(page, floor.address)]}
                for ours_page in PAGES:
                    has_chart = ours_page.code in charts
                    with visitor(browser, has_chart=has_chart, line=_4G) as page:
                        took = first_figure(page, address + ours_page.address)
                    samples[f"ours 4g {ours_page.code}"] = [took]
                return samples

            yield one_round


@contextmanager
def behind_nginx(app_port: int, logs: Path) -> Iterator[str]:
    """Run nginx with the settings as shipped; only ports, folders and certificate are ours."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        raise BenchError("--nginx needs nginx (apt install nginx-light)")
    folder = (logs / "nginx").resolve()
    folder.mkdir(exist_ok=True)
    _make_certificate(folder)
    port = free_port()
    (folder / "nginx.conf").write_text(
        "daemon off;\nworker_processes 1;\n"
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        "http {\n  include /etc/nginx/mime.types;\n"
        + "".join(
            f"  {kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"  access_log off;\n{_adapted(port, app_port, folder)}\n}}\n"
    )
    process = subprocess.Popen(
        [nginx, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"], start_new_session=True
    )
    try:
        address = f"https://127.0.0.1:{port}"
        _wait_until_answers(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _adapted(port: int, app_port: int, folder: Path) -> str:
    settings = _SHIPPED.read_text(encoding="utf-8")
    for pattern, ours in (
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"\n *listen \[::\]:\d+[^;]*;", ""),
        (r"server 127\.0\.0\.1:8501;", f"server 127.0.0.1:{app_port};"),
        (r"\n *server 127\.0\.0\.1:8502;", ""),
        (r"/etc/ssl/frikommune", str(folder)),
        (r"/var/cache/nginx/frikommune", f"{folder}/cache"),
    ):
        settings, found = re.subn(pattern, ours.replace("\\", r"\\"), settings)
        if not found:
            raise BenchError(f"{_SHIPPED.name} no longer holds {pattern}; adapt {__name__}")
    return settings


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


PART: Final = Part("slow-line", "First figure on a 4G line, ours behind nginx", 3, _opened)
