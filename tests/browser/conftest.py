"""A real browser before a fresh server. One of each per worker; a context for each visit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage
from visiting import Visitor

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FOLDER = Path(__file__).parent
# What of the package the servers reach is counted where it is asked for, as .ci/run --count does.
COUNTED = ("-m", "coverage", "run", "--parallel-mode") if os.environ.get("COUNT_SERVERS") else ()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and run them last; without a browser, skip them, but never where it must be."""
    missing = not CHROMIUM.exists() and os.environ.get("CI") != "true"
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker("browser")
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not installed"))
    # Last: once Playwright runs its loop in this thread, no other test can run one.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def serve(log: Path, folder: Path = ROOT) -> tuple[subprocess.Popen[bytes], str]:
    """Start the launcher as production does, in the project's folder; return when it answers."""
    port = free_port()
    # A file, not a pipe: a full pipe that is never read would stop the server.
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, *COUNTED, "-m", "uvicorn", "app:app", "--port", str(port)],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            httpx.get(f"{address}/_stcore/health", timeout=60)
        except httpx.ConnectError:
            time.sleep(0.2)
        else:
            return server, address
    server.kill()
    pytest.fail(log.read_text())


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server that all tests of a worker share."""
    server, address = serve(tmp_path_factory.mktemp("server") / "log")
    yield address
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """The address of a server without earlier visitors."""
    server, address = serve(tmp_path / "log")
    yield address
    server.terminate()
    server.wait(timeout=10)


Arrive = Callable[..., Visitor]


@pytest.fixture
def arrive(browser: Browser, served: str) -> Iterator[Arrive]:
    """Return a factory of visitors: width, theme and further options of a Playwright context."""
    contexts = []

    def come(
        width: int = 1280, theme: str = "light", address: str = served, **options: object
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        visitor = Visitor(page, context, address)
        host = urlsplit(address).netloc

        def hear(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                visitor.complaints.append(f"{message.type}: {message.text}")

        def see(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob") and parts.netloc != host:
                visitor.strangers.append(url)

        page.on("console", hear)
        page.on("pageerror", lambda error: visitor.complaints.append(f"error: {error}"))
        page.on("request", lambda request: see(request.url))
        page.on("websocket", lambda stream: see(stream.url))
        return visitor

    yield come
    for context in contexts:
        context.close()
