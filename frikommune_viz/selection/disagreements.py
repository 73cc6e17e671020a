"""Where statements pull apart: the cells whose directions disagree, and the pairs held apart.

Every page that tells or counts a disagreement reads it here, so that none can count otherwise.
Statements about different things that are all wanted do not disagree and are in neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope, Theme, Verdict
from frikommune_viz.model.rows import Both, Finding, FindingConflict
from frikommune_viz.selection.statements import PLACES, Cell, Place, account, matrix


class Between(StrEnum):
    """Who is set against whom; two retellings of one evaluation are no two sources."""

    SOURCES = "sources"
    RETELLINGS = "retellings"
    ONE_SOURCE = "one_source"


_SCOPES: Final = tuple(Scope)
_THEMES: Final = (*Theme, None)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Statements that point different ways.

    Attributes
    ----------
    code
        Language-neutral name: that of the cell, or the ids of the two statements.
    place, site
        The narrowest that any of them is about.
    themes
        What they are about; two where the sides are about different ones, none where the sources
        speak of several at once.
    sides
        The statements of each side; the sides of a cell are its directions.
    notes
        Why both can be true, where the edition says so.
    between
        Who is set against whom.
    cell
        The cell of the comparison that shows it, or shows its narrower side; empty where there
        is none.
    """

    code: str
    place: Place
    site: str
    themes: tuple[Theme, ...]
    sides: tuple[tuple[Finding, ...], ...]
    notes: tuple[Both, ...]
    between: Between
    cell: str


def is_disagreement(cell: Cell) -> bool:
    """Return whether the directions of a cell are set against each other."""
    return cell.verdict is Verdict.DISAGREE


def pairs_with(findings: Iterable[Finding], edition: Edition) -> tuple[FindingConflict, ...]:
    """Return the pairs that any of the statements takes part in, each once."""
    pairs = {
        (pair.finding_id_a, pair.finding_id_b): pair
        for row in findings
        for pair in edition.conflicts_of(row.finding_id)
    }
    return tuple(pairs.values())


# Once for each edition on offer: every panel of the comparison asks.
@lru_cache(maxsize=8)
def disagreements(edition: Edition) -> tuple[Disagreement, ...]:
    """Return every disagreement once, sources against sources first, then by place and theme.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> found = disagreements(open_edition("published"))
    >>> found[0].between.value, [len(side) for side in found[0].sides]
    ('sources', [1, 1])
    """
    found = [*_of_cells(edition)]
    for pair in edition.finding_conflicts:
        sides = tuple((edition.finding[id_],) for id_ in (pair.finding_id_a, pair.finding_id_b))
        told = next((one for one in found if _holds_apart(one, pair)), None)
        if told:
            found[found.index(told)] = replace(told, notes=(*told.notes, pair.note))
        else:
            found.append(_of_pair(pair, sides, edition))
    return tuple(sorted(found, key=_reading_order))


def disagreements_in(cell: Cell, edition: Edition) -> tuple[Disagreement, ...]:
    """Return the disagreements that a cell's own statements are a side of."""
    here = {row.finding_id for row in cell.statements}
    return tuple(
        one
        for one in disagreements(edition)
        if any(row.finding_id in here for side in one.sides for row in side)
    )


def _of_cells(edition: Edition) -> Iterator[Disagreement]:
    for cell in matrix(edition, Filters(supporting=True)).cells:
        if is_disagreement(cell):
            yield Disagreement(
                code=cell.code,
                place=cell.place,
                site="",
                themes=(cell.theme,),
                sides=tuple(
                    tuple(row for row in cell.deciding if row.direction is way)
                    for way, _ in cell.directions
                ),
                notes=(),
                between=_between(cell.deciding, edition),
                cell=cell.code,
            )


def _of_pair(
    pair: FindingConflict, sides: tuple[tuple[Finding, ...], ...], edition: Edition
) -> Disagreement:
    rows = [row for side in sides for row in side]
    narrow = max(rows, key=lambda row: _SCOPES.index(row.scope))
    scope = Scope.MUNICIPALITY if narrow.municipality_code else narrow.scope
    place = Place(scope, narrow.area, narrow.municipality_code)
    return Disagreement(
        code=f"{pair.finding_id_a}-{pair.finding_id_b}".lower(),
        place=place,
        site=narrow.site or "",
        themes=tuple(dict.fromkeys(row.theme for row in rows if row.theme)),
        sides=sides,
        notes=(pair.note,),
        between=_between(rows, edition),
        cell=f"{place.code}.{narrow.theme}" if narrow.theme else "",
    )


def _between(rows: Iterable[Finding], edition: Edition) -> Between:
    rows = tuple(rows)
    if len({row.source_id for row in rows}) == 1:
        return Between.ONE_SOURCE
    alike = len({account(row, edition) for row in rows}) == 1
    return Between.RETELLINGS if alike else Between.SOURCES


def _holds_apart(told: Disagreement, pair: FindingConflict) -> bool:
    """Return whether both statements of a pair stand on different sides already."""
    side_of = {row.finding_id: number for number, side in enumerate(told.sides) for row in side}
    first, second = (side_of.get(id_) for id_ in (pair.finding_id_a, pair.finding_id_b))
    return None not in (first, second) and first != second


def _reading_order(one: Disagreement) -> tuple[int, int, int, str]:
    theme = one.themes[0] if one.themes else None
    return (
        tuple(Between).index(one.between),
        PLACES.index(one.place),
        _THEMES.index(theme),
        one.code,
    )
