"""The two axes of a figure over time, shared by all its layers."""

from __future__ import annotations

from typing import Final

import altair as alt

from frikommune_viz.charts.layers import fixed_scale, short_unit, tick_format, ticks, value_scale
from frikommune_viz.selection.register import Outcome
from frikommune_viz.text import Text

PAST_THE_ENDS: Final = (0.25, 0.15)
"""How far the axis reaches before the first and after the last mark, in years."""

NARROW: Final = "width < 420"
VERY_NARROW: Final = "width < 300"


class TimeAxes:
    """The two axes, shared by every layer.

    A layer without the same scale would pull zero into the years and squeeze all to one point.
    """

    def __init__(self, outcome: Outcome, text: Text) -> None:
        ends = {period: outcome.pilots[0].at(period).period_end for period in outcome.periods}
        years = list(ends.values())
        self.domain = [min(years) - PAST_THE_ENDS[0], max(years) + PAST_THE_ENDS[1]]
        self._scale = fixed_scale(*self.domain)
        self._x_axis = {
            "values": years,
            "labelExpr": period_labels(ends, text),
            "labelOverlap": "parity",
            "labelFlush": False,
            "title": None,
            "grid": False,
            "ticks": True,
            "tickSize": 5,
            "aria": False,
        }
        self._indicator = outcome.indicator
        steps = ticks(outcome.indicator.axis_min, outcome.indicator.axis_max)
        form = tick_format(steps)
        shown = f"format(datum.value, '{form}')"
        if short_unit(outcome.indicator, text):
            unit = text.pick(outcome.indicator.unit)
            shown = f"datum.value === {steps[-1]:g} ? {shown} + ' {unit}' : {shown}"
        self._y_axis = {
            "values": steps,
            "format": form,
            "labelExpr": shown,
            "title": None,
            "domain": False,
            "ticks": False,
            "grid": True,
            "aria": False,
        }

    def x(self, field: str = "x") -> alt.X:
        """Encode the year a period ends."""
        return alt.X(field=field, type="quantitative", scale=self._scale, axis=self._x_axis)

    def y(self, field: str = "v") -> alt.Y:
        """Encode a value on the indicator's fixed axis."""
        return alt.Y(
            field=field, type="quantitative", scale=value_scale(self._indicator), axis=self._y_axis
        )


def period_labels(ends: dict[str, int], text: Text) -> str:
    """Return the expression that writes a year as its period, shorter on a phone."""

    def lookup(words: dict[int, str]) -> str:
        pairs = ", ".join(f"'{year}': '{word}'" for year, word in words.items())
        return f"({{{pairs}}})[datum.value]"

    full = lookup({end: text.period(period) for period, end in ends.items()})
    short = lookup(
        {end: period[2:] if "/" in period else text.period(period) for period, end in ends.items()}
    )
    return f"{NARROW} ? {short} : {full}"
