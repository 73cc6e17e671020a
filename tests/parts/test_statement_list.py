"""A statement in words: what stands beside it in each language."""

from __future__ import annotations

from frikommune_viz.model.codes import Language
from frikommune_viz.parts.statement_list import statement
from frikommune_viz.text import TEXTS


def test_the_place_in_the_source_is_said_in_both_languages(published, danish):
    row = published.finding["F009"]
    assert statement(row, published, danish).locator == "manchet og afsnit 3"
    assert statement(row, published, TEXTS[Language.EN]).locator == "lead and section 3"
    for one in published.findings:
        assert bool(one.source_locator.da) == bool(one.source_locator.en)
