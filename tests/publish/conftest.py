from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from published_folder import BASE, CODES, named, set_version

from frikommune_viz.__main__ import main
from frikommune_viz.edition.edition import EDITIONS_FOLDER
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.handout.content import BY_CODE
from frikommune_viz.model.codes import Language
from frikommune_viz.publish import handout_files, publish_command, static_page

Publish = Callable[..., int]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of editions that a test may change."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(EDITIONS_FOLDER / "published", folder / "published")
    return folder


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch, data: Path) -> Publish:
    """Publish two figures in both languages; all of them take a minute."""

    def few(edition: object, municipalities: object) -> list[FigureRequest]:
        return [named(f"{code}.{language}") for code in CODES for language in Language]

    def run(out: Path, *options: str, version: str = "1.0.0") -> int:
        # What one session's tests share is set anew each time.
        set_version(data / "published", version)
        words = ["publish", str(out), "--data", str(data), "--jobs", "1", "--base-url", BASE]
        return main([*words, *options])

    monkeypatch.setattr(publish_command, "items", few)
    # One of the eleven handouts: all take ten seconds.
    for module in (handout_files, static_page):
        monkeypatch.setattr(module, "BY_CODE", {"561": BY_CODE["561"]})
    return run


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first version lies, as soon as a test has published it."""
    return tmp_path_factory.mktemp("first") / "out"


@pytest.fixture
def begun(publish: Publish, first: Path, tmp_path: Path) -> Path:
    """A folder that the first version was published to, as a copy; for a test to go on with."""
    if not first.exists():
        whole = first.with_name("not yet")
        assert publish(whole) == 0
        whole.rename(first)
    # Unlike `shutil`, it keeps what is one file under two names.
    subprocess.run(["cp", "-a", f"{first}/.", tmp_path], check=True)
    return tmp_path
