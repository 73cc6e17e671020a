"""The published edition, and small changes to it that make tables awkward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frikommune_viz.model import Language
from frikommune_viz.results import Edition, open_edition
from frikommune_viz.text import TEXTS, Text


@pytest.fixture(scope="session")
def edition() -> Edition:
    return open_edition("published")


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
