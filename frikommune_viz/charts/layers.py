"""What the figures share: rows in place, fixed axes, labels that keep clear of each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, cast

import altair as alt

from frikommune_viz.model.rows import Indicator
from frikommune_viz.style import CHART_TEXT, Colours, vega_config
from frikommune_viz.text import Text

Row = Mapping[str, Any]
NARROW: Final = "page < 560"
"""Whether a chart stands on a phone, as an expression: by the width it was given, words and all."""

CHARACTER: Final = 7.2
"""Width of a letter in a 14 px label of weight 600, in px."""

_PLAIN: Final = ("scale", "axis")
"""What a position is given as plain properties, never as Altair's objects."""

_STEPS: Final = (1, 2, 5, 4, 3, 6)
_LONG_UNIT: Final = 5
_ON_AN_AXIS: Final = {"per cent": "%"}
"""What an axis writes for a unit that would else be too long beside a number."""


def rows_in_place(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the rows as a named data set that stays where it is.

    Altair moves unnamed rows to a shared table at the top of the chart, and converting charts on
    several threads at once has lost it.
    """
    return {"name": name, "values": [dict(row) for row in rows]}


@dataclass(frozen=True, slots=True)
class Layers:
    """Charts over each other, the first at the bottom.

    Altair's own layered chart copies every chart, rows and all, each time some are combined, which
    was two thirds of the time a figure took. Here each is written once.

    Attributes
    ----------
    charts
        What lies over each other.
    properties
        What holds of all of them, as Vega-Lite names it.
    """

    charts: tuple[alt.Chart | Layers, ...]
    properties: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the layers as Vega-Lite.

        They are not checked against its schema, which takes long; the tests do that.
        """
        charts = [_written(chart) for chart in self.charts]
        shared = charts[0].get("data")
        if not all(shared and chart.get("data") == shared for chart in charts):
            return {**self.properties, "layer": charts}
        for chart in charts:
            del chart["data"]
        return {**self.properties, "data": shared, "layer": charts}


def _written(chart: alt.Chart | Layers) -> dict[str, Any]:
    """Write a chart as one of the layers, without the schema and the look that only a whole one has.

    Rows, scales and axes are plain already. Altair, which would look at each value in them, is given
    the rest; that was two thirds of the time a chart took.
    """
    if isinstance(chart, Layers):
        return chart.to_dict()
    rest = chart.copy(deep=False)
    rest.data = {"name": chart.data["name"]}
    rest.encoding = chart.encoding.copy(deep=False)
    plain: dict[str, dict[str, Any]] = {}
    for channel in ("x", "y"):
        if isinstance(encoded := rest.encoding[channel], alt.X | alt.Y):
            plain[channel] = {
                name: encoded[name] for name in _PLAIN if encoded[name] is not alt.Undefined
            }
            rest.encoding[channel] = encoded.copy(deep=False)
            for name in plain[channel]:
                rest.encoding[channel][name] = alt.Undefined
    written = rest.to_dict(validate=False, context={"top_level": False})
    for channel, properties in plain.items():
        written["encoding"][channel] |= properties
    return {**written, "data": chart.data}


def finish(
    chart: Layers,
    text: Text,
    colours: Colours,
    description: str,
    *,
    narrow_height: int = 0,
    **size: Any,
) -> Layers:
    """Give a figure its size, its description and its own look.

    The width is what the page has, labels included; the height is that of the plot itself, so that
    what is placed in px stands where it was meant. With `narrow_height` it has another on a phone.
    """
    # Of the page and not of the plot, which is fitted between its words: where these hang on its width,
    # and it on them, Vega goes round until it breaks. Asked anew when the width changes, as when a
    # phone is turned; what draws without a page puts the width here that it draws for.
    page = "isValid(containerSize()[0]) ? containerSize()[0] + 0 * width : width"
    params: list[dict[str, Any]] = [{"name": "page", "expr": page}]
    if narrow_height:
        # Vega takes a signal of this name for the height itself.
        height = f"{NARROW} ? {narrow_height} : {size['height']}"
        params.append({"name": "height", "expr": height})
    return whole(
        chart,
        text,
        colours,
        description,
        width="container",
        autosize={"type": "fit-x", "contains": "padding"},
        params=params,
        **size,
    )


def whole(
    chart: Layers, text: Text, colours: Colours, description: str, **properties: Any
) -> Layers:
    """Make layers a chart that stands by itself, with the look of the site."""
    return Layers(
        chart.charts,
        {
            "$schema": alt.SCHEMA_URL,
            "config": vega_config(text.language, colours),
            "description": description,
            **properties,
        },
    )


def ticks(low: float, high: float, *, through_zero: bool = False) -> list[float]:
    """Return three to eight equal steps from `low` to `high`, preferring few and round ones.

    Where no round step divides the axis, the ends stay without a number.

    Examples
    --------
    >>> ticks(0, 80)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    >>> ticks(10, 75)
    [20.0, 40.0, 60.0]
    """
    reach = high - low
    for counts in ((4, 5, 3, 6), (7, 8)):
        for mantissa in _STEPS:
            for count in counts:
                step = reach / count
                power = 10 ** _exponent(step)
                meets_zero = abs(low / step - round(low / step)) < 1e-9
                if abs(step / power - mantissa) < 1e-9 and (meets_zero or not through_zero):
                    return [round(low + i * step, 10) for i in range(count + 1)]
    return _round_within(low, high)


def _round_within(low: float, high: float) -> list[float]:
    """Return the multiples of the least round step of which an axis holds no more than five."""
    tenth = 10.0 ** (_exponent(high - low) - 1)
    multiples = (
        (step, range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1))
        for step in (tenth * factor for factor in (1, 2, 5, 10, 20, 50))
    )
    return next([round(n * step, 10) for n in ns] for step, ns in multiples if len(ns) <= 5)


def _exponent(step: float) -> int:
    return int(f"{step:e}".split("e")[1])


def tick_format(values: Sequence[float]) -> str:
    """Return the number format that writes every tick with the same, smallest number of decimals."""
    decimals = next(
        (n for n in range(4) if all(abs(value - round(value, n)) < 1e-9 for value in values)), 4
    )
    return f",.{decimals}f"


def short_unit(indicator: Indicator, text: Text) -> str:
    """Return the unit as it stands beside the top tick; empty where it is too long for that."""
    unit = text.pick(indicator.unit)
    unit = _ON_AN_AXIS.get(unit, unit)
    return unit if len(unit) <= _LONG_UNIT else ""


def value_scale(indicator: Indicator) -> dict[str, Any]:
    """Return the fixed scale of an indicator: no choice ever moves it."""
    return fixed_scale(indicator.axis_min, indicator.axis_max)


def fixed_scale(low: float, high: float) -> dict[str, Any]:
    """Return a scale that keeps its domain whatever the rows are.

    Scales and axes are plain properties and not Altair's objects, which it would copy with all
    their unset properties each time a layer is added: that was most of the time a figure took.
    """
    return {"domain": [low, high], "nice": False, "zero": False}


def dodge(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float]:
    """Move places apart until each keeps its gap to the one above, within `low` and `high`.

    Parameters
    ----------
    wanted
        Where the labels would stand, in px from the top.
    gaps
        The room each label takes, in px.
    low, high
        The highest and the lowest place a label may stand, in px from the top.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [float(place) for place in wanted]
    # Pushing down, then up from the floor, keeps the order; a few rounds settle any crowd.
    for _ in range(len(order) + 1):
        for above, below in pairwise(order):
            need = (gaps[above] + gaps[below]) / 2
            lack = need - (placed[below] - placed[above])
            if lack > 0:
                placed[above] -= lack / 2
                placed[below] += lack / 2
        if order:
            placed[order[0]] = max(placed[order[0]], low)
            placed[order[-1]] = min(placed[order[-1]], high)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + (gaps[above] + gaps[below]) / 2)
    return placed


def layer(*charts: alt.Chart | Layers) -> Layers:
    """Lay charts over each other, the first at the bottom."""
    return Layers(charts)


def place(name: str, rows: Sequence[Row], **encodings: Any) -> alt.Chart:
    """Return a chart of `rows` with typed encodings, still without a mark."""
    return alt.Chart(rows_in_place(name, rows)).encode(**encodings)


def words(base: alt.Chart, colour: str, *, weight: int = 400, **mark: Any) -> alt.Chart:
    """Write words where `base` places them; they are no mark of their own to a screen reader."""
    written: alt.Chart = base.mark_text(
        fill=colour, fontSize=CHART_TEXT, fontWeight=cast("Any", weight), aria=False, **mark
    )
    return written


def hollow_where(test: str, colour: str, colours: Colours) -> alt.FillValue:
    """Fill marks with their colour, and with paper where the expression `test` holds.

    Typed: Altair would look up the type of a condition by trying one after the other.
    """
    return alt.FillValue(colour, condition={"test": test, "value": colours["paper"]})
