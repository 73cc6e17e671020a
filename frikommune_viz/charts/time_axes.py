"""The two axes of a figure over time, shared by all its layers."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import (
    NARROW,
    fixed_scale,
    short_unit,
    tick_format,
    ticks,
    value_scale,
)
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import Outcome
from frikommune_viz.text import Text

PAST_THE_ENDS: Final = (0.25, 0.15)
"""How far the axis reaches before the first and after the last mark, in years."""

_MOST_IN_FULL: Final = 8
"""More periods than this are written short on every page, so that each has its label."""

_LABEL: Final = 44
"""Room that the label of a year takes on a phone with the least space beside it, in px."""


class TimeAxes:
    """The two axes, shared by every layer.

    A layer without the same scale would pull zero into the years and squeeze all to one point.
    """

    def __init__(self, outcome: Outcome, text: Text, pair: Pair | None = None) -> None:
        """Set the axes; the years of `pair` are written bolder, and on a phone alone."""
        ends = {period: outcome.pilots[0].at(period).period_end for period in outcome.periods}
        years = list(ends.values())
        self.domain = [min(years) - PAST_THE_ENDS[0], max(years) + PAST_THE_ENDS[1]]
        self._scale = fixed_scale(*self.domain)
        self._x_axis = {
            "values": years,
            "labelExpr": period_labels(ends, text, pair),
            "labelOverlap": False if pair else "parity",
            **({} if pair is None else self._look_of(ends, pair)),
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
        if unit := short_unit(outcome.indicator, text):
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

    def _look_of(self, ends: dict[str, int], pair: Pair) -> dict[str, Any]:
        """Return the look of the labels: those of the pair are bold, as the bracket under them is.

        Where they would run into each other they stand to either side of the bracket.
        """
        first, last = sorted(ends[period] for period in pair)
        apart = (last - first) / (self.domain[1] - self.domain[0])
        close = f"{NARROW} && width * {apart:.4f} < {_LABEL}"
        sides = {"right": first, "left": last}
        of_pair = f"datum.value === {first} || datum.value === {last}"
        return {
            "labelFontWeight": {
                "condition": {"test": of_pair, "value": 600},
                "value": 400,
            },
            "labelAlign": {
                "condition": [
                    {"test": f"{close} && datum.value === {year}", "value": side}
                    for side, year in sides.items()
                ],
                "value": "center",
            },
        }


def period_labels(ends: dict[str, int], text: Text, pair: Pair | None = None) -> str:
    """Return the expression that writes a year as its period, shorter where there is less room.

    Parameters
    ----------
    ends
        The year each period ends.
    pair
        The periods that alone are written on a phone; all are where none is given.
    """

    def lookup(words: dict[int, str]) -> str:
        pairs = ", ".join(f"'{year}': '{word}'" for year, word in words.items())
        return f"({{{pairs}}})[datum.value]"

    full = {end: text.period(period) for period, end in ends.items()}
    short = {
        end: period[2:] if "/" in period else text.period(period) for period, end in ends.items()
    }
    if pair is None:
        return f"{NARROW} ? {lookup(short)} : {lookup(full)}"
    wide = short if len(ends) > _MOST_IN_FULL else full
    chosen = {end: word for period, end in ends.items() if (word := short[end]) and period in pair}
    return f"{NARROW} ? ({lookup(chosen)} || '') : {lookup(wide)}"
