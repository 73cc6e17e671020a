"""One register figure beside each place of the matrix: numbers exist, and this is how they moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from frikommune_viz.charts.sparkline import Scale, sparkline
from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, Pair, span
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import chosen_pair
from frikommune_viz.selection.register import Outcome, Series, select
from frikommune_viz.selection.statements import ALL_SEVEN
from frikommune_viz.text import Text, half_up
from frikommune_viz.wording import labels, register
from frikommune_viz.wording.short_figures import short_name, short_unit

_WIDE: Final = 10
"""From this value on one decimal is enough in a cell; the sentence has them all."""


def figures_beside(edition: Edition, filters: Filters, text: Text) -> dict[str, Markup]:
    """Return what stands in the column of numbers, by the code of the place."""
    cells: dict[str, Markup] = {ALL_SEVEN.code: escape(text.say("intet fælles tal"))}
    for area in choices.register_areas(edition, filters):
        indicator_id = choices.indicator(edition, filters, area)
        pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
        if pair is None:
            cells[area] = escape(text.say("kun ét år"))
            continue
        outcome = select(edition, indicator_id)
        cells |= dict(_of_area(area, outcome, pair, filters, text))
    return cells


def _of_area(
    area: Area, outcome: Outcome, pair: Pair, filters: Filters, text: Text
) -> Iterator[tuple[str, Markup]]:
    yield area, _head(outcome, pair, filters, text)
    scale = Scale.of(outcome)
    for series in outcome.pilots:
        yield series.code, _row(outcome, series, pair, scale, text)


def _head(outcome: Outcome, pair: Pair, filters: Filters, text: Text) -> Markup:
    """Name the figure, its unit and its two years; it leads to the whole figure."""
    indicator = outcome.indicator
    there = filters.travelling(indicator=(indicator.indicator_id,))
    return draw(
        "figure_name.html",
        text,
        href=page_href("borgere", there),
        label=short_name(indicator, text),
        whole=text.pick(indicator.label),
        unit=text.pick(indicator.unit).partition(" (")[0],
        short_unit=short_unit(indicator, text),
        kind=text.say(labels.INDICATOR_KIND[indicator.kind]),
        years="–".join(short_period(period) for period in pair),
    )


def short_period(period: str) -> str:
    """Return a period as it stands where there is little room.

    Examples
    --------
    >>> short_period("2020/21"), short_period("2022")
    ('20/21', '2022')
    """
    return period[2:] if "/" in period else period


def _row(outcome: Outcome, series: Series, pair: Pair, scale: Scale, text: Text) -> Markup:
    values = [value for period in pair if (value := series.at(period).value) is not None]
    return draw(
        "figure_beside.html",
        text,
        picture=sparkline(outcome, series, pair, scale),
        sentence=register.change(outcome, series, pair, text),
        ends=[text.number(value, _decimals(outcome, value)) for value in values],
        change=_change(outcome, values, pair, text),
    )


def _decimals(outcome: Outcome, value: float) -> int:
    return min(outcome.indicator.decimals, 1 if value >= _WIDE else 2)


def _change(outcome: Outcome, values: list[float], pair: Pair, text: Text) -> str:
    """Write the change between two years, the first of them from before the agreements.

    Empty where a year is missing, where both are after the agreements began, and where the numbers
    as they are written would not add up.
    """
    if len(values) != len(pair) or span(pair.baseline).end >= AGREEMENTS_BEGAN:
        return ""
    before, after = values
    decimals = min(_decimals(outcome, value) for value in values)
    change = half_up(after, decimals) - half_up(before, decimals)
    if half_up(after - before, decimals) != change:
        return ""
    return text.number(float(change), decimals, signed=True)
