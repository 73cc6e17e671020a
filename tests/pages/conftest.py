from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from frikommune_viz.model.codes import Language

ROOT = Path(__file__).parents[2]
ROUTER = ROOT / "frikommune_viz" / "site" / "router.py"
PAGES_FOLDER = ROOT / "pages"

Visit = Callable[..., AppTest]


@pytest.fixture(params=list(Language), ids=str)
def lang(request: pytest.FixtureRequest) -> Language:
    language: Language = request.param
    return language


@pytest.fixture
def visit() -> Visit:
    """Open a page through the router, as a link with these choices does."""

    def open_page(page: str, /, **choices: str) -> AppTest:
        at = AppTest.from_file(ROUTER, default_timeout=30)
        for name, written in choices.items():
            at.query_params[name] = written
        # The router has to run once before it knows its pages; the choices survive the move.
        at.run()
        assert not at.exception
        if page != "overblik":
            at.switch_page(str(PAGES_FOLDER / f"{page}.py")).run()
        assert not at.exception
        return at

    return open_page
