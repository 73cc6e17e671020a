"""Where statements pull apart: what counts as a disagreement, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Desirable, Direction, Scope, Theme, Verdict
from frikommune_viz.model.rows import Both, Finding, FindingConflict
from frikommune_viz.selection.disagreements import (
    Between,
    disagreements,
    disagreements_in,
    is_disagreement,
)
from frikommune_viz.selection.statements import matrix

WHY = Both("Begge kan være rigtige.", "Both can be true.")
FINAL, RETOLD, PRESS = "vive-slutrapport-2025", "folkeskolen-slutevaluering-2025", "dm-holbaek-2022"
UP = {"direction": Direction.UP, "desirable": Desirable.YES}
NONE = {"direction": Direction.NONE, "desirable": Desirable.NEUTRAL}


@pytest.fixture
def school(published: Edition) -> Callable[..., Finding]:
    """Make a statement on trust in schools."""
    like = replace(published.finding["F005"], scope=Scope.AREA, area=Area.SCHOOL, theme=Theme.TRUST)

    def made(finding_id: str, source_id: str, **other: Any) -> Finding:
        return replace(like, finding_id=finding_id, source_id=source_id, **other)

    return made


@pytest.fixture
def told(published: Edition) -> Callable[..., Edition]:
    """Make an edition of some statements and the pairs held apart."""

    def made(*findings: Finding, pairs: tuple[tuple[str, str], ...] = ()) -> Edition:
        conflicts = tuple(FindingConflict(first, second, WHY) for first, second in pairs)
        return replace(published, findings=findings, finding_conflicts=conflicts)

    return made


def test_a_cell_that_disagrees_has_a_side_for_each_direction(school, told) -> None:
    rows = (school("F1", FINAL, **UP), school("F2", RETOLD, **NONE), school("F3", RETOLD, **NONE))
    (found,) = disagreements(told(*rows))
    assert found.code == found.cell == "school.trust"
    ids = [[row.finding_id for row in side] for side in found.sides]
    assert ids == [["F1"], ["F2", "F3"]]


def test_different_things_that_are_all_wanted_are_no_disagreement(school, told) -> None:
    less = {"direction": Direction.DOWN, "desirable": Desirable.YES}
    rows = (school("F1", FINAL, **less), school("F2", RETOLD, **UP))
    assert disagreements(told(*rows)) == ()


def test_a_pair_within_a_cell_is_told_once_with_its_reason(school, told) -> None:
    rows = (school("F1", FINAL, **UP), school("F2", FINAL, **NONE))
    (found,) = disagreements(told(*rows, pairs=(("F1", "F2"),)))
    assert found.code == "school.trust"
    assert found.notes == (WHY,)


def test_a_pair_stands_at_the_narrowest_place_and_names_the_site(school, told) -> None:
    site = {"scope": Scope.SITE, "municipality_code": "316", "site": "En skole"}
    rows = (school("F1", FINAL, **NONE), school("F2", PRESS, **UP, **site))
    (found,) = disagreements(told(*rows, pairs=(("F1", "F2"),)))
    assert (found.code, found.place.code, found.site) == ("f1-f2", "316", "En skole")
    assert found.cell == "316.trust"


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        (FINAL, FINAL, Between.ONE_SOURCE),
        # A newspaper that retells VIVE is no second source.
        (FINAL, RETOLD, Between.RETELLINGS),
        (RETOLD, PRESS, Between.SOURCES),
    ],
)
def test_who_is_set_against_whom(school, told, first, second, between) -> None:
    # Of two levels, so that no cell tells them.
    wide = school("F1", first, **UP, scope=Scope.ALL_SEVEN, area=None)
    (found,) = disagreements(told(wide, school("F2", second, **NONE), pairs=(("F1", "F2"),)))
    assert found.between is between


def test_nothing_published_is_left_out_or_told_twice(published: Edition) -> None:
    found = disagreements(published)
    assert len({one.code for one in found}) == len(found) == 19
    sides = [[{row.finding_id for row in side} for side in one.sides] for one in found]
    assert len(published.finding_conflicts) == 15
    for pair in published.finding_conflicts:
        apart = [
            ids
            for ids in sides
            if any(pair.finding_id_a in side for side in ids)
            and any(pair.finding_id_b in side for side in ids)
        ]
        assert len(apart) == 1, pair


def test_the_cells_of_the_comparison_that_disagree_are_those_told(published: Edition) -> None:
    cells = matrix(published, Filters(supporting=True)).cells
    apart = {cell.code for cell in cells if cell.verdict is Verdict.DISAGREE}
    assert len(apart) == 5
    assert apart == {one.code for one in disagreements(published) if one.code == one.cell}
    for cell in cells:
        own = cell.code in {one.code for one in disagreements_in(cell, published)}
        assert own == is_disagreement(cell)
