"""The rows of a figure, by the name its files carry: ``<indicator>-<kind>``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from frikommune_viz.changes import chosen_pair, select_changes
from frikommune_viz.figures import register
from frikommune_viz.figures.change_tables import all_comparisons
from frikommune_viz.figures.changes import changes
from frikommune_viz.filters import Filters
from frikommune_viz.results import Edition
from frikommune_viz.table import Table
from frikommune_viz.text import Text

_Rows = Callable[[Edition, str, Filters, Text], Table | None]


def taken(
    edition: Edition, indicator_id: str, kind: str, filters: Filters, text: Text
) -> Table | None:
    """Return the rows of a figure as the choices draw it.

    None where there is no such kind of figure, or none of this indicator: before and after, and
    changes, need two periods that can be compared.
    """
    rows = _ROWS.get(kind)
    if rows is None or indicator_id not in edition.indicators:
        return None
    return rows(edition, indicator_id, filters, text)


def _trend(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Table | None:
    return register.trend(edition, indicator_id, filters.own, text).data


def _levels(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Table | None:
    return register.latest_levels(edition, indicator_id, filters.own, text).data


def _before_after(
    edition: Edition, indicator_id: str, filters: Filters, text: Text
) -> Table | None:
    if register.default_periods(edition, indicator_id) is None:
        return None
    return register.comparison(edition, indicator_id, filters.own, text).data


def _changes(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Table | None:
    pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return None
    return changes(edition, indicator_id, *pair, filters.own, text).data


def _periods(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Table | None:
    pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return None
    found = select_changes(edition, indicator_id, *pair, filters.own)
    source = edition.sources[found.indicator.source_id]
    return all_comparisons(found, source, edition.name, text)


_ROWS: Final[dict[str, _Rows]] = {
    "trend": _trend,
    "before-after": _before_after,
    "levels": _levels,
    "changes": _changes,
    "periods": _periods,
}
