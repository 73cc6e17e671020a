"""However the server is started, its log says nothing of who visits and what they ask for."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import websockets
from starting import free_port, wait_until_healthy

from frikommune_viz.site.private_log import keep_visitors_out, where

ROOT = Path(__file__).parents[2]
STARTS = {
    "uvicorn": ["-m", "uvicorn", "app:app", "--port", "{port}"],
    "streamlit": ["-m", "streamlit", "run", "app.py", "--server.headless=true"],
    # As ``python app.py`` does, which takes no other port.
    "python": ["-c", "import app; app.app.run(config={'server.port': {port}})"],
}
ASKED = [
    "/inspiration?q=hemmeligtord&own=751",
    "/borgere?lang=en&own=751&indicator=hemmeligtord",
    "/hent/udsagn.csv?municipality=561&q=hemmeligtord",
    "/hemmeligtord?own=751",
]
NEVER = ["hemmeligtord", "own=", "751", "municipality", "/inspiration", "/hent/", "GET", "_stcore"]


async def open_sockets(port: int) -> list[int]:
    """Open the app's socket as its own page does, and as no page does; return our own ports."""
    ours = []
    for origin in (f"http://127.0.0.1:{port}", "http://[bad", "http://elsewhere.test"):
        is_own = not ours
        socket = websockets.connect(
            f"ws://127.0.0.1:{port}/_stcore/stream?q=hemmeligtord",
            origin=websockets.Origin(origin),
            subprotocols=[websockets.Subprotocol("streamlit")],
        )
        if is_own:
            async with socket as opened:
                ours.append(opened.local_address[1])
        else:
            with pytest.raises(websockets.InvalidStatus, match="403"):
                await socket
    return ours


@pytest.mark.parametrize("start", STARTS)
def test_the_log_of_a_server_names_no_visitor(tmp_path: Path, start: str) -> None:
    port, log = free_port(), tmp_path / "log"
    command = [part.replace("{port}", str(port)) for part in STARTS[start]]
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "STREAMLIT_SERVER_PORT": str(port)},
        )
    try:
        wait_until_healthy(server, f"http://127.0.0.1:{port}", log)
        for path in ASKED:
            answer = httpx.get(f"http://127.0.0.1:{port}{path}", timeout=60)
            assert answer.status_code in (200, 400, 404)
        ours = asyncio.run(open_sockets(port))
    finally:
        server.terminate()
        server.wait(timeout=20)
    written = log.read_text()
    assert written, "the server says where it runs"
    for word in (*NEVER, *(f":{number}" for number in ours)):
        assert word not in written


def test_a_fault_is_written_down_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    keep_visitors_out()
    logger = logging.getLogger("asyncio")
    try:
        try:
            raise KeyError("hemmeligtord")
        except KeyError as error:
            raise ValueError("own=751") from error
    except ValueError:
        logger.exception("Something failed")
    assert "KeyError" in caplog.text
    assert "ValueError" in caplog.text
    assert "test_private_log.py" in caplog.text
    assert "Something failed" in caplog.text
    keep_visitors_out()
    assert len(logger.filters) == 1, "asked twice, it is done once"


def test_where_an_exception_came_from_ends_with_the_last(recwarn: pytest.WarningsRecorder) -> None:
    """An exception that was suppressed on purpose is no part of it."""
    try:
        try:
            raise KeyError("a")
        except KeyError:
            raise ValueError("b") from None
    except ValueError as error:
        said = where(error)
    assert said.endswith("ValueError")
    assert "KeyError" not in said.splitlines()
    assert not recwarn.list
