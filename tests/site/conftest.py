from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from starting import free_port, wait_until_healthy

from frikommune_viz.site import origin
from frikommune_viz.site.guard import middleware
from frikommune_viz.site.routes import routes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The launcher under uvicorn: a fresh server and its address."""
    port = free_port()
    # A file, not a pipe: a full pipe that is never read would stop the server.
    log = tmp_path_factory.mktemp("site") / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(server, address, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


async def behind(_request: object) -> PlainTextResponse:
    return PlainTextResponse("behind")


async def socket_behind(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("behind")
    await socket.close()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Our routes and middleware before something that answers all that Streamlit would."""
    monkeypatch.delenv(origin.VARIABLE, raising=False)
    streamlit = Route("/{path:path}", behind, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"])
    stream = WebSocketRoute("/{path:path}", socket_behind)
    app = Starlette(routes=[*routes(), streamlit, stream], middleware=middleware())
    return TestClient(app, follow_redirects=False, base_url="http://frikommune.test")
