"""Select initiatives and rules; those of a whole area never become a municipality's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.folding import folded
from frikommune_viz.model.codes import Area, ResultKind
from frikommune_viz.model.rows import Initiative, Rule
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.text import Text

RowT = TypeVar("RowT", Initiative, Rule)

_ORDER: Final = {code: place for place, code in enumerate(MUNICIPALITY_AREA)}
_AREA_ORDER: Final = {area: place for place, area in enumerate(Area)}


@dataclass(frozen=True, slots=True)
class Found(Generic[RowT]):
    """The rows of a choice, in the fixed order of areas and municipalities.

    Attributes
    ----------
    listed
        The municipalities' own; without a choice of municipality also those of whole areas.
    whole_area
        Once a municipality is chosen: the rows of its area as a whole.
    """

    listed: tuple[RowT, ...]
    whole_area: tuple[RowT, ...]


def select_initiatives(edition: Edition, filters: Filters, text: Text) -> Found[Initiative]:
    """Return the initiatives of a choice; the query is matched in the language of the page."""
    rows = [
        row
        for row in edition.initiatives
        if (not filters.category or row.category in filters.category)
        and (not filters.results or row.result_kind is not ResultKind.NONE)
        and matches(
            filters.q,
            text.pick(row.title),
            text.pick(row.description),
            row.site or "",
            _name(row, edition),
        )
    ]
    return _by_scope(rows, filters)


def select_rules(edition: Edition, filters: Filters, text: Text) -> Found[Rule]:
    """Return the rules of a choice of area, municipality and words."""
    rows = [
        row
        for row in edition.rules
        if matches(
            filters.q,
            text.pick(row.topic),
            text.pick(row.note),
            row.legal_reference,
            _name(row, edition),
        )
    ]
    return _by_scope(rows, filters)


def matches(query: str, *fields: str) -> bool:
    """Return whether every word of `query` occurs in `fields`, as any part of a word.

    Examples
    --------
    >>> matches("maaltid sammen", "Fælles måltider", "Vi spiser sammen")
    True
    >>> matches("maaltid alene", "Fælles måltider", "Vi spiser sammen")
    False
    """
    text = folded(" ".join(fields))
    return all(folded(word) in text for word in query.split())


def _name(row: Initiative | Rule, edition: Edition) -> str:
    return edition.municipalities[row.municipality_code].name if row.municipality_code else ""


def _by_scope(rows: Sequence[RowT], filters: Filters) -> Found[RowT]:
    of_area = sorted(
        (row for row in rows if not filters.area or row.area in filters.area), key=_place
    )
    if not filters.municipality:
        return Found(tuple(of_area), ())
    areas = {MUNICIPALITY_AREA[code] for code in filters.municipality}
    return Found(
        tuple(row for row in of_area if row.municipality_code in filters.municipality),
        tuple(row for row in of_area if row.municipality_code is None and row.area in areas),
    )


def _place(row: Initiative | Rule) -> tuple[int, int]:
    """Sort by area, then its municipalities in the fixed order, then the area as a whole."""
    code = row.municipality_code
    return _AREA_ORDER[row.area], len(_ORDER) if code is None else _ORDER[code]
