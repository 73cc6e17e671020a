"""Where a heading says that only some tell of a municipality, nobody else does at that level."""

from __future__ import annotations

import re

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Scope, SourceClass
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.selection.statements import matrix
from frikommune_viz.wording import comparison_finding, profile

CHOICES = (
    Filters(),
    *(Filters(area=(area,)) for area in Area),
    *(Filters(municipality=(code,)) for code in MUNICIPALITY_AREA),
)


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda one: str(one.to_url()))
@pytest.mark.parametrize("supporting", [False, True])
def test_only_is_said_of_the_municipality_as_a_whole(edition, danish, chosen, supporting) -> None:
    chosen = chosen.but(supporting=supporting)
    shown = matrix(edition, chosen)
    said = comparison_finding.finding(shown, edition, chosen, danish)
    kinds = {
        edition.sources[row.source_id].source_class
        for row in shown.statements
        if row.scope is Scope.MUNICIPALITY
    }
    assert ("kun" not in said) or "som helhed" in said or "kun udsagn fra enkelte steder" in said
    for kind, words in (
        (SourceClass.MUNICIPALITY, r"kommunen selv|kommunerne selv"),
        (SourceClass.PRESS, "pressen"),
    ):
        assert bool(re.search(words, said)) == (kind in kinds and "fortæller kun" in said)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        # What only the press tells is true of our sources, unless a choice leaves the others out.
        (
            Filters(municipality=("217",)),
            "I vores kilder fortæller kun pressen om Helsingør som helhed",
        ),
        (
            Filters(source=(SourceClass.PRESS,)),
            "I dit valg fortæller kun pressen om Helsingør og Holbæk som helhed",
        ),
        # Nobody speaks of Rebild as a whole: two are chosen, and one is named.
        (
            Filters(municipality=("217", "840")),
            "I vores kilder fortæller kun pressen om Helsingør som helhed",
        ),
        # Each of several speaks of itself.
        (
            Filters(source=(SourceClass.MUNICIPALITY,)),
            "I dit valg fortæller kun kommunerne selv om Esbjerg og Viborg som helhed",
        ),
    ],
    ids=lambda one: str(one.to_url()) if isinstance(one, Filters) else "",
)
def test_only_is_said_of_what_is_chosen(edition, danish, choice: Filters, said: str) -> None:
    shown = matrix(edition, choice)
    assert comparison_finding.finding(shown, edition, choice, danish) == said


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_a_profile_says_only_of_the_whole_and_of_its_themes(edition, danish, code) -> None:
    cells = matrix(edition, Filters(municipality=(code,))).cells
    said = profile.finding("Stedet", cells, edition, danish)
    at_level = {
        danish.say(profile.WHO[edition.sources[row.source_id].source_class])
        for cell in cells
        for row in cell.statements
        if row.scope is Scope.MUNICIPALITY
    }
    assert said.startswith("Stedet: For kommunen som helhed fortæller kun") == bool(at_level)
    assert all(who in said for who in at_level)
