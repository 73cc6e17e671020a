"""Select initiatives and rules; those of a whole area never become a municipality's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, ResultKind
from frikommune_viz.model.rows import Initiative, Rule
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

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


def select_initiatives(edition: Edition, filters: Filters) -> Found[Initiative]:
    """Return the initiatives of a choice."""
    rows = [
        row
        for row in edition.initiatives
        if (not filters.category or row.category in filters.category)
        and (not filters.exemption or row.required_law_exemption in filters.exemption)
        and (not filters.results or row.result_kind is not ResultKind.NONE)
        and (not filters.changed or row.changed.da)
    ]
    return _by_scope(rows, filters)


def select_rules(edition: Edition, filters: Filters) -> Found[Rule]:
    """Return the rules of a choice of area and municipality."""
    return _by_scope(edition.rules, filters)


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
