"""Where a heading says that only some tell of a municipality, nobody else does at that level."""

from __future__ import annotations

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
    shown = matrix(edition, chosen.but(supporting=supporting))
    said = comparison_finding.finding(shown, edition, danish)
    kinds = {
        edition.sources[row.source_id].source_class
        for row in shown.statements
        if row.scope is Scope.MUNICIPALITY
    }
    assert ("kun" not in said) or "som helhed" in said or "kun udsagn fra enkelte steder" in said
    for kind, words in (
        (SourceClass.MUNICIPALITY, "kommunen selv"),
        (SourceClass.PRESS, "pressen"),
    ):
        assert (words in said) == (kind in kinds and "fortæller kun" in said)


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
