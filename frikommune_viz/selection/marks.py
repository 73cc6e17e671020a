"""The mark of a cell: its shape says which way, its fill who says it.

Table, panel, picture, file and text alternative all read it here, so that none can say otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from frikommune_viz.model.codes import Desirable, Respondent, Scope, SourceClass, Verdict, Wave
from frikommune_viz.model.rows import Finding
from frikommune_viz.selection.statements import REPORTED, TIER, Cell
from frikommune_viz.style import OUTLINE, VERDICT_SHAPE

_VIVE: Final = TIER[SourceClass.EVALUATION]


class Fill(StrEnum):
    """Who says it: VIVE, itself or retold; anybody else; or nobody of just this."""

    SOLID = "solid"
    OUTLINE = "outline"
    EMPTY = "empty"


class Qualifier(StrEnum):
    """What a reader must know beside the word, the first first; a cell has at most one."""

    NOT_WANTED = "not_wanted"
    SOME_GROUPS = "some_groups"
    START_ONLY = "start_only"
    ONGOING_ONLY = "ongoing_only"
    MIDWAY_ONLY = "midway_only"
    MUNICIPALITIES = "municipalities"
    MUNICIPALITY = "municipality"
    PRESS = "press"
    RESEARCH = "research"


_NOT_FINAL: Final = {
    Wave.BASELINE: Qualifier.START_ONLY,
    Wave.ONGOING: Qualifier.ONGOING_ONLY,
    Wave.MIDWAY: Qualifier.MIDWAY_ONLY,
}
_OTHERS: Final = {
    SourceClass.MUNICIPALITY: Qualifier.MUNICIPALITY,
    SourceClass.PRESS: Qualifier.PRESS,
    SourceClass.RESEARCH: Qualifier.RESEARCH,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn in a cell.

    Attributes
    ----------
    shape
        Which way: a shape of :data:`~frikommune_viz.style.MARKS`, without its fill.
    fill
        Who says it.
    qualifier
        The one thing to know beside the word.
    statements
        How many statements there are in the cell, those that do not decide among them.
    """

    shape: str
    fill: Fill
    qualifier: Qualifier | None = None
    statements: int = 0

    @property
    def code(self) -> str:
        """Code of the drawing in :data:`~frikommune_viz.style.MARKS`."""
        return self.shape + (OUTLINE if self.fill is Fill.OUTLINE else "")


def mark_of(cell: Cell) -> Mark:
    """Return the mark of a cell.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> from frikommune_viz.model.codes import Theme
    >>> from frikommune_viz.selection.statements import ALL_SEVEN, cell
    >>> mark_of(cell(ALL_SEVEN, Theme.TRUST, open_edition("published"))).code
    'up'
    """
    shape = VERDICT_SHAPE[cell.verdict]
    if cell.told_by is None:
        return Mark(shape, Fill.EMPTY, statements=len(cell.statements))
    return Mark(shape, fill_of(cell.told_by), _qualifier(cell, cell.told_by), len(cell.statements))


def mark_of_statement(finding: Finding, kind: SourceClass) -> Mark:
    """Return the mark of one statement from a kind of source."""
    return Mark(VERDICT_SHAPE[REPORTED[finding.direction]], fill_of(kind), statements=1)


def shape_of(verdict: Verdict) -> str:
    """Return the shape of a verdict, whoever gives it."""
    return VERDICT_SHAPE[verdict]


def fill_of(kind: SourceClass) -> Fill:
    """Return how a mark is filled that rests on a kind of source."""
    return Fill.SOLID if TIER[kind] == _VIVE else Fill.OUTLINE


def _qualifier(cell: Cell, told_by: SourceClass) -> Qualifier | None:
    if cell.desirable is Desirable.NO:
        return Qualifier.NOT_WANTED
    if all(is_about_a_part(row) for row in cell.deciding):
        return Qualifier.SOME_GROUPS
    if fill_of(told_by) is Fill.SOLID:
        return _NOT_FINAL.get(cell.wave)
    several = cell.place.scope in (Scope.ALL_SEVEN, Scope.AREA)
    if told_by is SourceClass.MUNICIPALITY and several:
        return Qualifier.MUNICIPALITIES
    return _OTHERS[told_by]


def is_about_a_part(finding: Finding) -> bool:
    """Return whether a statement names a part of a group as those it is about.

    Among citizens a name says which area's they are: "children and parents" is all of them.
    """
    part = finding.about_subgroup
    return bool(part) and finding.about is not Respondent.CITIZENS and "som helhed" not in part.da
