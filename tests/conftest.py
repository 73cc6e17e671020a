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
from every_check import (  # noqa: F401 (hooks of pytest)
    pytest_itemcollected,
    pytest_runtest_call,
    pytest_runtest_logreport,
    pytest_sessionfinish,
    pytest_terminal_summary,
)
from every_test_file import pytest_collection_modifyitems  # noqa: F401 (a hook of pytest)
from playwright.sync_api import Browser, sync_playwright

from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.text import TEXTS, Text

CHROMIUM = Path("/usr/bin/chromium")

# The asserts of what tests import are watched, and explain themselves, as their own do.
pytest.register_assert_rewrite(
    *(
        path.stem
        for path in Path(__file__).parent.rglob("*.py")
        if not path.stem.startswith(("test_", "every_")) and path.stem != "conftest"
    )
)

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
        rows = edition.observations_of(indicator_id)
        kept = tuple(
            row
            for row in rows
            if row.municipality_code != municipality_code or (periods and row.period not in periods)
        )
        assert len(kept) < len(rows)
        return replace(edition, observations={**edition.observations, indicator_id: kept})

    return make


@pytest.fixture
def with_value(edition: Edition) -> Callable[..., Edition]:
    """Return the edition with one figure changed."""

    def make(indicator_id: str, municipality_code: str, period: str, **cells: Any) -> Edition:
        rows = edition.observations_of(indicator_id)
        changed = tuple(
            replace(row, **cells)
            if (row.municipality_code, row.period) == (municipality_code, period)
            else row
            for row in rows
        )
        assert sum(before is not after for before, after in zip(rows, changed, strict=True)) == 1
        return replace(edition, observations={**edition.observations, indicator_id: changed})

    return make


@pytest.fixture
def without_others(edition: Edition) -> Callable[..., Edition]:
    """Return the edition as if no municipality without an agreement had a figure in some periods."""

    def make(indicator_id: str, *periods: str) -> Edition:
        def stays(municipality_code: str, *about: str) -> bool:
            return municipality_code in MUNICIPALITY_AREA or not set(about) & set(periods)

        tables = {
            "observations": tuple(
                row
                for row in edition.observations_of(indicator_id)
                if stays(row.municipality_code, row.period)
            ),
            "distributions": tuple(
                row for row in edition.distribution_of(indicator_id) if row.period not in periods
            ),
            "changes": tuple(
                replace(row, median_others=None)
                if {row.baseline, row.endline} & {*periods}
                else row
                for row in edition.changes_of(indicator_id)
                if stays(row.municipality_code, row.baseline, row.endline)
            ),
            "change_tests": tuple(
                row for row in edition.change_tests_of(indicator_id) if not {*row.pair} & {*periods}
            ),
        }
        return replace(
            edition,
            **{
                name: {**getattr(edition, name), indicator_id: rows}
                for name, rows in tables.items()
            },
        )

    return make
