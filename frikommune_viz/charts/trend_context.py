"""What lies behind the lines of a trend: agreement period, covid-19, a break, a long unit."""

from __future__ import annotations

from typing import Any

import altair as alt

from frikommune_viz.charts.layers import place, short_unit, words
from frikommune_viz.charts.time_axes import PAST_THE_ENDS, VERY_NARROW, TimeAxes
from frikommune_viz.selection.register import Outcome
from frikommune_viz.style import PERIOD_OPACITY, Colours
from frikommune_viz.text import Text


def agreement_band(
    outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours
) -> list[alt.Chart]:
    """Shade the time the agreements of the area have been in force."""
    if outcome.agreement is None:
        return []
    start, end = outcome.agreement
    low, high = axes.domain
    if start >= high or end <= low:
        return []
    rows = [{"x": max(start, low), "x2": min(end, high)}]
    band = place("agreement", rows, x=axes.x(), x2=alt.X2(field="x2")).mark_rect(
        fill=colours["period-1"], opacity=PERIOD_OPACITY, aria=False
    )
    rule = place("agreement-start", rows, x=axes.x()).mark_rule(
        stroke=colours["ink2"], strokeWidth=1, strokeDash=[3, 3], aria=False
    )
    said = text.say("Aftalen gælder")
    return [band, rule, _at_the_top(axes, "agreement-words", rows[0]["x"], said, colours, dy=14)]


def covid_words(outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Say over the hollow marks what marked their years."""
    if not outcome.covid_periods:
        return []
    first = outcome.pilots[0].at(outcome.covid_periods[0]).period_end
    start = max(first - PAST_THE_ENDS[0], axes.domain[0])
    # On a phone the words beside it would run into these.
    drop = {"expr": f"{VERY_NARROW} ? 28 : 14"}
    return [_at_the_top(axes, "covid-words", start, text.say("Covid-19"), colours, dy=drop)]


def series_break(outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Draw the break in the series; no line is drawn across it."""
    after = outcome.indicator.break_after
    if after not in outcome.periods or after == outcome.periods[-1]:
        return []
    rows = [{"x": outcome.pilots[0].at(after).period_end + 0.5}]
    rule = place("break", rows, x=axes.x()).mark_rule(
        stroke=colours["ink"],
        strokeWidth=1.5,
        strokeDash=[6, 3],
        aria=False,
        # It begins under the words about the agreement, which reach past it on a phone.
        y=24,
        y2={"expr": "height"},
    )
    said = words(
        place("break-words", rows, x=axes.x()),
        colours["ink"],
        text=text.say("Ny opgørelse"),
        align="right",
        baseline="bottom",
        dx=-6,
        dy=-6,
        y={"expr": "height"},
    )
    return [rule, said]


def unit_words(outcome: Outcome, text: Text, colours: Colours) -> list[alt.Chart]:
    """Write a long unit above the axis, where it does not eat into the figure."""
    if short_unit(outcome.indicator, text):
        return []
    unit = text.pick(outcome.indicator.unit)
    base = place("unit", [{}])
    return [
        words(base, colours["ink2"], text=unit, align="left", baseline="bottom", dx=-30, x=0, y=-12)
    ]


def _at_the_top(
    axes: TimeAxes, name: str, start: float, said: str, colours: Colours, dy: Any
) -> alt.Chart:
    base = place(name, [{"x": start}], x=axes.x())
    return words(
        base, colours["ink2"], text=said, align="left", baseline="middle", dx=6, dy=dy, y=0
    )
