"""The app behind nginx, both as they run for the public: nothing they write down says who came."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import websockets
from test_private_log import NEVER

from bench.proxy import behind_nginx
from bench.servers import serve

if not shutil.which("nginx", path="/usr/sbin:/usr/bin") and os.environ.get("CI") != "true":
    pytest.skip("nginx is not installed", allow_module_level=True)

SECRET = "hemmeligtord"
ASKED = [
    f"/inspiration?q={SECRET}&own=751",
    f"/borgere?lang=en&own=751&indicator={SECRET}",
    f"/hent/udsagn.csv?municipality=561&q={SECRET}",
    f"/{SECRET}?own=751",
    f"/figurer/{SECRET}?own=751",
    f"/metode?{SECRET * 1000}",
]


async def work(address: str) -> None:
    """Open the app's socket as its own page does."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    async with websockets.connect(
        f"{address.replace('https', 'wss')}/_stcore/stream",
        origin=websockets.Origin(address),
        subprotocols=[websockets.Subprotocol("streamlit")],
        ssl=trusting,
    ):
        pass


def babble(address: str, said: bytes) -> None:
    """Say to nginx what is neither TLS nor HTTP."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall(said)
        line.shutdown(socket.SHUT_WR)
        while line.recv(4096):
            pass


def test_nobody_is_written_down(tmp_path: Path) -> None:
    with serve("ours", tmp_path) as app, behind_nginx(app.port, tmp_path) as address:
        for path in ASKED:
            answer = httpx.get(
                address + path,
                verify=False,
                timeout=60,
                headers={"Referer": f"{address}/inspiration?q={SECRET}"},
            )
            assert answer.status_code in (200, 400, 404, 414)
        asyncio.run(work(address))
        babble(address, b"GET /" + SECRET.encode() + b" HTTP/1.0\r\n\r\n")
        babble(address, b"\x16\x03\x01\x00\x05" + SECRET.encode())
    logs = sorted(tmp_path.rglob("*.log"))
    assert len(logs) == 4, "the app's, the site's, and the two of nginx itself"
    written = "".join(path.read_text() for path in logs)
    assert "Uvicorn running" in written, "the logs are those of the pair"
    for word in (*NEVER, "client:", "Referer"):
        assert word not in written
