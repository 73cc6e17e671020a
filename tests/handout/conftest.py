from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout.content import BY_CODE, Handout, handout_of
from frikommune_viz.handout.page import Page, page_of
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS

Sheet = Callable[[str, str], Handout]
Made = Callable[[str, str], Page]


@pytest.fixture(scope="session")
def sheet(published: Edition) -> Sheet:
    """Return what the handout about a place says, by the place's code and the language."""

    @cache
    def make(code: str, language: str) -> Handout:
        text = TEXTS[Language(language)]
        return handout_of(
            published, BY_CODE[code], text, "https://frikommune.example", "2026-11-28"
        )

    return make


@pytest.fixture(scope="session")
def made(sheet: Sheet) -> Made:
    """Return a handout as it fits on its page, with the page."""

    @cache
    def make(code: str, language: str) -> Page:
        return page_of(sheet(code, language))

    return make
