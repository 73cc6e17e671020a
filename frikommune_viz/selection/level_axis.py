"""The axis that levels are placed on: that of the indicator, or a shorter one where few lie far out."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import quantiles
from typing import Final

from frikommune_viz.selection.changes import Axis, fitting_axis
from frikommune_viz.selection.register import Outcome, Series

_FAR: Final = 3.0
"""Tukey's outer fence: so many times the middle half lies a value far out beyond it."""
_WORTH: Final = 0.5
"""An axis is shortened only to less than this part of it."""


def level_axis(outcome: Outcome, period: str) -> Axis:
    """Return where the axis of one period's levels ends, and where it is numbered.

    The parents of the four largest cities gave many times as many answers as those of all others,
    and an axis that held them left the others in a sixth of the width.
    """
    indicator = outcome.indicator
    whole = Axis(indicator.axis_min, indicator.axis_max, ())
    values = sorted(_values(outcome, period).values())
    if indicator.axis_min or len(values) < 2:
        return whole
    lower, _, upper = quantiles(values, n=4)
    fence = upper + _FAR * (upper - lower)
    within = [value for value in values if value <= fence]
    fitting = fitting_axis(within, indicator.decimals)
    if len(within) == len(values) or fitting.high > whole.high * _WORTH:
        return whole
    return Axis(0.0, fitting.high, tuple(tick for tick in fitting.ticks if tick >= 0))


def beyond_axis(outcome: Outcome, period: str) -> tuple[tuple[Series, float], ...]:
    """Return who lies beyond the end of the axis, and at which value, the farthest last."""
    axis = level_axis(outcome, period)
    found = {series.code: series for series, _ in outcome.roles}
    values = sorted(_values(outcome, period).items(), key=lambda row: row[1])
    return tuple((found[code], value) for code, value in values if value > axis.high)


def _values(outcome: Outcome, period: str) -> Mapping[str, float]:
    return {
        series.code: value
        for series, _ in outcome.roles
        if (value := series.at(period).value) is not None
    }
