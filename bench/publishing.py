"""How fast all figures are published, published again, and served as files by nginx.

Run as ``python -m bench.publishing``. Publishes both editions into a scratch folder on all cores,
then once more, then asks nginx on loopback for 10,000 of the files. Writes its table into
``bench/publishing.md``.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx

from bench import machine
from bench.servers import ROOT, free_port

REQUESTS: Final = 10_000
CLIENTS: Final = 50
SEED: Final = 5
FIRST_BAR: Final = 120.0
AGAIN_BAR: Final = 10.0
NGINX: Final = Path("/usr/sbin/nginx")
PAGE: Final = Path(__file__).parent / "publishing.md"
BEGIN: Final = "<!-- results: written by python -m bench.publishing -->"
END: Final = "<!-- end of results -->"


def main() -> None:
    """Publish, publish again, serve; tell what it took."""
    said = machine.describe()
    with TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        first, work = publish(out)
        again, _ = publish(out)
        files = [path for path in out.rglob("*") if path.is_file()]
        figures = len(list(out.glob("*/v*/*.png")))
        with served(Path(scratch), out) as address:
            names = [path.relative_to(out).as_posix() for path in files]
            seconds, failures = asyncio.run(ask(address, names))
    rows = (
        "| what | figure | bar |",
        "|---|--:|--:|",
        f"| figures, each in five forms | {figures} | |",
        f"| first run, s | {first:.0f} | ≤ {FIRST_BAR:.0f} |",
        f"| work of all processes in it, s of one core | {work:.0f} | |",
        f"| figures/s | {figures / first:.1f} | |",
        f"| second run, nothing changed, s | {again:.1f} | ≤ {AGAIN_BAR:.0f} |",
        f"| requests through nginx, {CLIENTS} at once | {REQUESTS} | |",
        f"| of them failed | {failures} | 0 |",
        f"| requests/s | {REQUESTS / seconds:.0f} | |",
    )
    text = "\n".join([said, "", *rows])
    print(text)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def publish(out: Path) -> tuple[float, float]:
    """Publish both editions; return how long it took, and how much work it was."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    subprocess.run(
        [
            *(sys.executable, "-m", "frikommune_viz", "publish", str(out)),
            *("--base-url", "https://frikommune.example/figurer"),
        ],
        cwd=ROOT,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds, work


@contextmanager
def served(scratch: Path, out: Path) -> Iterator[str]:
    """Serve a folder by nginx on a free port of loopback."""
    port = free_port()
    settings = scratch / "nginx.conf"
    settings.write_text(
        f"""
daemon off; pid {scratch}/nginx.pid; error_log {scratch}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; types {{ text/csv csv; }}
    access_log off; sendfile on; client_body_temp_path {scratch}/body;
    server {{ listen 127.0.0.1:{port}; location /figurer/ {{ alias {out}/; }} }}
}}
"""
    )
    # Its workers give up root's rights, and the scratch folder is closed to all others.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    server = subprocess.Popen([NGINX, "-c", settings, "-p", scratch, *user])
    address = f"http://127.0.0.1:{port}/figurer/"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(address + "index.html").raise_for_status()
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address}: nginx does not answer")


async def ask(address: str, names: list[str]) -> tuple[float, int]:
    """Ask for files at random; return how long it took and how many were not sent whole."""
    wanted = iter(random.Random(SEED).choices(names, k=REQUESTS))
    failures = 0

    async def visit(client: httpx.AsyncClient) -> None:
        nonlocal failures
        for name in wanted:
            try:
                answer = await client.get(address + name)
                failures += answer.status_code != 200 or not answer.content
            except httpx.HTTPError:
                failures += 1

    began = time.monotonic()
    async with httpx.AsyncClient(timeout=30) as client:
        await asyncio.gather(*(visit(client) for _ in range(CLIENTS)))
    return time.monotonic() - began, failures


if __name__ == "__main__":
    main()
