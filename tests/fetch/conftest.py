"""A stand-in for the two services, a copy of the sources to write in, and a short command line."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stand_in import ROOT, Service, impatient

from frikommune_viz.__main__ import main


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running = Service()
    yield running
    running.server.shutdown()
    running.server.server_close()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the sources; a fetch may write there."""
    return Path(shutil.copytree(ROOT / "data" / "sources", tmp_path / "sources"))


@pytest.fixture
def fetch(service: Service, sources: Path) -> Callable[..., int]:
    """Run one fetch from StatBank against the server; impatient, so that the test is quick."""

    def run(*more: str) -> int:
        words = ["fetch", "statbank", "AED16", "--where", "enhed=140", "--indicator", "waiting"]
        return main([*words, *impatient(service, sources), *more])

    return run
