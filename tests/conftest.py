"""What all tests share: this folder on the path (for `reading`), both editions, small changes to the
published one that make tables awkward, and one browser per worker.

Playwright cannot be started twice in a process, so this alone starts it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from every_test_file import pytest_collection_modifyitems  # noqa: F401 (a hook of pytest)
from playwright.sync_api import Browser, sync_playwright

from frikommune_viz.edition.edition import Edition, open_edition
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS, Text

CHROMIUM = Path("/usr/bin/chromium")

# A deadline measures the machine and not the law: a busy one would break it.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, but never where it must be there."""
    if not CHROMIUM.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def published() -> Edition:
    """The published edition, opened once for all tests. It is not changed: `replace` copies it."""
    return open_edition("published")


@pytest.fixture(scope="session")
def practice() -> Edition:
    """The practice edition, opened once for all tests."""
    return open_edition("practice")


@pytest.fixture(scope="session")
def editions(published: Edition, practice: Edition) -> Mapping[str, Edition]:
    """Both editions by name."""
    return {"published": published, "practice": practice}


@pytest.fixture(scope="session")
def edition(published: Edition) -> Edition:
    """The edition that is shown unasked."""
    return published


@pytest.fixture(params=list(Language), ids=str)
def text(request: pytest.FixtureRequest) -> Text:
    return TEXTS[request.param]


@pytest.fixture(scope="session")
def danish() -> Text:
    return TEXTS[Language.DA]


@pytest.fixture
def without(edition: Edition) -> Callable[..., Edition]:
    """Return the edition without the figures that match."""

    def make(indicator_id: str, municipality_code: str, *periods: str) -> Edition:
        rows = edition.observations
        gone = (rows["indicator_id"] == indicator_id) & (
            rows["municipality_code"] == municipality_code
        )
        if periods:
            gone &= rows["period"].isin(periods)
        assert gone.any()
        return replace(edition, observations=rows[~gone])

    return make


@pytest.fixture
def with_value(edition: Edition) -> Callable[..., Edition]:
    """Return the edition with one figure changed."""

    def make(indicator_id: str, municipality_code: str, period: str, **cells: Any) -> Edition:
        rows = edition.observations.copy()
        here = (
            (rows["indicator_id"] == indicator_id)
            & (rows["municipality_code"] == municipality_code)
            & (rows["period"] == period)
        )
        assert here.sum() == 1
        for name, cell in cells.items():
            rows.loc[here, name] = cell
        return replace(edition, observations=rows)

    return make
