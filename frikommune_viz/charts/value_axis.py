"""The one horizontal axis of figures that place municipalities by a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt

from frikommune_viz.charts.layers import NARROW, fixed_scale, tick_format, ticks

MOST_NARROW: Final = 5
"""More labels than this do not fit on a phone."""

_LONG: Final = 36
"""A title with more letters than this does not fit under the narrowest axis in one line."""


def value_axis(
    field: str, low: float, high: float, *, unit: str, zero: str = "", steps: Sequence[float] = ()
) -> alt.X:
    """Encode `field` on a fixed axis from `low` to `high`.

    Parameters
    ----------
    field
        Name of the field.
    low, high
        The ends of the axis.
    unit
        Stands under the axis.
    zero
        The word for 0 on an axis of changes ("uændret"); numbers there are signed.
    steps
        Where the axis is numbered; equal steps from end to end where none are given.
    """
    steps = list(steps) or ticks(low, high, through_zero=bool(zero))
    form = tick_format(steps)
    labels = f"format(datum.value, '{form}')"
    if zero:
        if 0 not in steps:
            steps = sorted([*steps, 0.0])
        labels = f"datum.value === 0 ? '{zero}' : format(datum.value, '+{form}')"
        if len(steps) > MOST_NARROW:
            # Every second from 0, which keeps its word: the chart's own thinning would drop it.
            step = steps[1] - steps[0]
            skips = f"{NARROW} && round(abs(datum.value) / {step:g}) % 2 === 1"
            labels = f"{skips} ? '' : {labels}"
    return alt.X(
        field=field,
        type="quantitative",
        scale=fixed_scale(low, high),
        axis={
            "values": steps,
            "labelExpr": labels,
            "labelFlush": True,
            "labelOverlap": "parity",
            "title": _lines(unit),
            "titleAnchor": "start",
            "titlePadding": 8,
            "grid": False,
            "tickSize": 5,
            "aria": False,
        },
    )


def _lines(title: str) -> str | list[str]:
    """Break a long title where its last part begins."""
    first, comma, last = title.rpartition(", ")
    return [f"{first},", last] if comma and len(title) > _LONG else title
