"""Select the two register figures that stand first on a municipality's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.selection.changes import chosen_pair, select_changes
from frikommune_viz.selection.choices import FIRST
from frikommune_viz.selection.register import Outcome, Series

MOST: Final = 2


@dataclass(frozen=True, slots=True)
class MainFigure:
    """One register figure of a municipality, before and after, and how the others moved.

    Attributes
    ----------
    own
        The visitor's own municipality; None where none is chosen, or where the profile is its.
    changes
        By municipality, of those with a figure in both periods.
    median
        Median change of the municipalities without an agreement; None where there is none.
    others
        How many of them have a change.
    """

    outcome: Outcome
    series: Series
    own: Series | None
    pair: Pair
    changes: Mapping[str, float]
    median: float | None
    others: int


def main_indicators(edition: Edition, code: str) -> tuple[Indicator, ...]:
    """Return at most two indicators of a municipality's area that can be compared over time.

    First the one that is shown first everywhere, then the one that answers for the area, then the
    others in the catalogue's order.
    """
    area = MUNICIPALITY_AREA[code]
    compared = [row for row in edition.indicators_of(area) if row.default_pair]
    rank = {FIRST.get(area, ""): 0}
    if primary := edition.primary_of(area):
        rank.setdefault(primary.indicator_id, 1)
    return tuple(sorted(compared, key=lambda row: rank.get(row.indicator_id, 2))[:MOST])


def main_figures(edition: Edition, filters: Filters) -> tuple[MainFigure, ...]:
    """Return the two register figures of the profile, over the chosen periods where they fit."""
    return tuple(
        figure
        for indicator in main_indicators(edition, filters.profile)
        if (figure := _figure(edition, indicator, filters))
    )


def _figure(edition: Edition, indicator: Indicator, filters: Filters) -> MainFigure | None:
    pair = chosen_pair(edition, indicator.indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return None
    found = select_changes(edition, indicator.indicator_id, *pair, filters.own)
    by_code = {series.code: series for series in found.outcome.named}
    return MainFigure(
        outcome=found.outcome,
        series=by_code.pop(filters.profile),
        own=by_code.get(filters.own),
        pair=pair,
        changes={row.series.code: row.change for row in found.changes},
        median=found.median,
        others=found.without_agreement,
    )
