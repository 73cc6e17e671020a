"""The mark of a cell: shape, fill and qualifier follow from the rows, over all cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import (
    Area,
    Desirable,
    Direction,
    Respondent,
    Scope,
    SourceClass,
    Theme,
    Verdict,
    Wave,
)
from frikommune_viz.model.rows import Both
from frikommune_viz.selection.marks import Fill, Qualifier, is_about_a_part, mark_of
from frikommune_viz.selection.statements import Cell, Place, cell, matrix

VIVE = {SourceClass.EVALUATION, SourceClass.EVALUATION_RETOLD}
SHAPES = {
    Direction.UP: "up",
    Direction.SLIGHTLY_UP: "slightly_up",
    Direction.NONE: "none",
    Direction.MIXED: "mixed",
    Direction.SLIGHTLY_DOWN: "slightly_down",
    Direction.DOWN: "down",
    Direction.NOT_STATED: "not_stated",
}


@pytest.fixture(scope="module")
def cells(published) -> tuple[Cell, ...]:
    return matrix(published, Filters(theme=tuple(Theme))).cells


def test_the_shape_is_the_direction_of_the_deciding_rows(cells) -> None:
    for shown in cells:
        ways = {row.direction for row in shown.deciding}
        shape = mark_of(shown).shape
        if not ways:
            assert shape == ("sites" if shown.statements else "nothing")
        elif len(ways) == 1:
            assert shape == SHAPES[ways.pop()]
        elif ways <= {Direction.UP, Direction.SLIGHTLY_UP}:
            assert shape == "slightly_up", "the most cautious word covers them all"
        else:
            assert shape == "mixed"


def test_the_fill_is_solid_where_vive_says_it_and_nowhere_else(cells, published) -> None:
    for shown in cells:
        kinds = {published.sources[row.source_id].source_class for row in shown.deciding}
        fill = mark_of(shown).fill
        if not kinds:
            assert fill is Fill.EMPTY
        else:
            assert kinds <= VIVE or not kinds & VIVE
            assert fill is (Fill.SOLID if kinds <= VIVE else Fill.OUTLINE)
        assert mark_of(shown).code.endswith("-outline") == (fill is Fill.OUTLINE)


def test_rings_and_dots_never_look_like_a_verdict(cells) -> None:
    for shown in cells:
        mark = mark_of(shown)
        assert (mark.shape in ("sites", "nothing")) == (not shown.deciding)
        assert mark.shape != "nothing" or mark.statements == 0


def test_what_nobody_but_the_municipality_or_the_press_says_always_carries_a_word(cells) -> None:
    outlines = [shown for shown in cells if mark_of(shown).fill is Fill.OUTLINE]
    assert outlines
    assert all(mark_of(shown).qualifier for shown in outlines)


def test_no_row_without_a_final_evaluation_passes_for_one(cells) -> None:
    solid = [shown for shown in cells if mark_of(shown).fill is Fill.SOLID]
    for shown in solid:
        if shown.wave is not Wave.FINAL:
            assert mark_of(shown).qualifier is not None


def test_vive_alone_leaves_solid_marks_and_dots(published) -> None:
    everything = matrix(published, Filters()).cells
    alone = matrix(published, Filters(vive=True)).cells
    assert len(everything) == len(alone), "rows and columns stay in place"
    for whole, vive in zip(everything, alone, strict=True):
        if mark_of(whole).fill is Fill.SOLID:
            assert mark_of(vive).code == mark_of(whole).code
        else:
            assert mark_of(vive).code == "nothing"


@pytest.mark.parametrize(
    ("place", "theme", "code", "qualifier"),
    [
        # VIVE's own final word on all seven.
        (Place(Scope.ALL_SEVEN), Theme.TRUST, "up", None),
        (Place(Scope.ALL_SEVEN), Theme.PROFESSIONAL_FREEDOM, "slightly_up", None),
        # "All children, pupils and older people" is no part of them.
        (Place(Scope.ALL_SEVEN), Theme.CITIZEN_OUTCOMES, "none", None),
        # VIVE's midway evaluation, retold; there is no final word.
        (
            Place(Scope.AREA, Area.ELDERCARE),
            Theme.PROFESSIONAL_FREEDOM,
            "up",
            Qualifier.MIDWAY_ONLY,
        ),
        # The mayor in the press.
        (
            Place(Scope.MUNICIPALITY, Area.DAYCARE, "217"),
            Theme.CITIZEN_OUTCOMES,
            "up-outline",
            Qualifier.PRESS,
        ),
        # Viborg of itself.
        (
            Place(Scope.MUNICIPALITY, Area.ELDERCARE, "791"),
            Theme.JOB_SATISFACTION,
            "up-outline",
            Qualifier.MUNICIPALITY,
        ),
        # Esbjerg on its oldest pupils alone.
        (
            Place(Scope.MUNICIPALITY, Area.SCHOOL, "561"),
            Theme.QUALITY,
            "up-outline",
            Qualifier.SOME_GROUPS,
        ),
    ],
)
def test_cells_read_by_hand(published, place, theme, code, qualifier) -> None:
    mark = mark_of(cell(place, theme, published))
    assert (mark.code, mark.qualifier) == (code, qualifier)


def test_the_first_qualifier_that_holds_is_the_only_one(published) -> None:
    row = published.finding["F001"]
    part = Both("nogle skoler", "some schools")
    unwanted = replace(
        row, desirable=Desirable.NO, about=Respondent.PUPILS, about_subgroup=part, wave=Wave.MIDWAY
    )
    wanted = replace(unwanted, desirable=Desirable.YES)

    def qualifier(finding) -> Qualifier | None:
        place = Place(Scope.ALL_SEVEN)
        shown = Cell(
            place, Theme.TRUST, Verdict.REPORTED_UP, (finding,), told_by=SourceClass.EVALUATION
        )
        return mark_of(shown).qualifier

    assert qualifier(unwanted) is Qualifier.NOT_WANTED
    assert qualifier(wanted) is Qualifier.SOME_GROUPS
    assert qualifier(replace(wanted, about_subgroup=Both("", ""))) is Qualifier.MIDWAY_ONLY
    assert qualifier(replace(row, about_subgroup=Both("", ""))) is None


def test_parts_of_a_group_are_told_from_the_whole(published) -> None:
    """Every name of those a statement is about, sorted by hand."""
    whole = {
        "alle børn, elever og ældre på de tre områder",
        "børn og forældre",
        "ældre som helhed",
    }
    named = [row for row in published.findings if row.about_subgroup]
    assert whole <= {row.about_subgroup.da for row in named}
    for row in named:
        assert is_about_a_part(row) == (row.about_subgroup.da not in whole), row.finding_id
