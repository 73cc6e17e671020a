"""The trend: the pilots of an area against how the other municipalities lie."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.end_labels import Heights, end_labels
from frikommune_viz.charts.layers import Layers, finish, hollow_where, layer, place
from frikommune_viz.charts.time_axes import TimeAxes
from frikommune_viz.charts.trend_context import (
    agreement_line,
    covid_bracket,
    pair_bracket,
    series_break,
    unit_words,
)
from frikommune_viz.model.periods import Pair, crosses_break
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.style import (
    BAND_OPACITY,
    MUNICIPALITY_SHAPE,
    OWN_SHAPE,
    Colours,
    municipality_colour,
)
from frikommune_viz.text import Text
from frikommune_viz.wording.movement import amount

HEIGHTS: Final = Heights(wide=400, narrow=216)
MARK: Final = 64
_PEN: Final = 2
_EDGE: Final = 1.5
"""Width of the edge of paper around a mark, in px."""

_QUANTILES: Final = ("p05", "p25", "p75", "p95")
LONE_BAND: Final = 12
"""Width of a band where only one period is known, in px."""


def draw(
    outcome: Outcome, text: Text, colours: Colours, description: str, pair: Pair | None = None
) -> Layers:
    """Draw an indicator over time.

    Parameters
    ----------
    outcome
        The rows, as :func:`frikommune_viz.selection.register.select` returns them.
    text
        The language.
    colours
        What each token is drawn in.
    description
        The text alternative of the whole figure.
    pair
        The two periods the words are about; they are marked on the axis.
    """
    axes = TimeAxes(outcome, text, pair)
    layers: list[alt.Chart | Layers] = [
        *_bands(outcome, axes, colours),
        *agreement_line(outcome, axes, text, colours),
        *series_break(outcome, axes, text, colours),
        *covid_bracket(outcome, axes, text, colours),
        *pair_bracket(pair, outcome, axes, text, colours),
        _median(outcome, axes, colours),
        *(_named(outcome, series, axes, text, colours, pair) for series in outcome.named),
        end_labels(outcome, axes, HEIGHTS, text, colours),
        *unit_words(outcome, axes, text, colours),
    ]
    # The browser may measure the labels before the font has come, and it is wider than what stands
    # in for it: without room to the sides "16 pct." lost half of its first digit.
    return finish(
        layer(*layers),
        text,
        colours,
        description,
        height=HEIGHTS.wide,
        narrow_height=HEIGHTS.narrow,
        padding={"left": 8, "top": 4, "bottom": 4, "right": 8},
    )


def stretches(readings: Sequence[Reading], break_after: str) -> list[tuple[int, Reading]]:
    """Return the published readings, each with the number of the stretch a line may run through.

    A missing figure or a break in the series ends a stretch.
    """
    numbered = [(0, readings[0])] if readings else []
    for before, reading in pairwise(readings):
        ends = before.value is None or crosses_break(before.period, reading.period, break_after)
        numbered.append((numbered[-1][0] + ends, reading))
    return [(stretch, reading) for stretch, reading in numbered if reading.value is not None]


def _bands(outcome: Outcome, axes: TimeAxes, colours: Colours) -> list[alt.Chart]:
    """Shade where the middle 90 and 50 per cent of the others lie, the wider band behind."""
    rows = [
        {
            "s": stretch,
            "x": reading.period_end,
            **{name: getattr(outcome.distribution[reading.period], name) for name in _QUANTILES},
        }
        for stretch, reading in stretches(outcome.median, outcome.indicator.break_after)
    ]
    return [
        chart
        for name, low, high in (("band-90", "p05", "p95"), ("band-50", "p25", "p75"))
        for chart in _band(name, rows, low, high, axes, colours)
    ]


def _band(
    name: str,
    rows: Sequence[dict[str, Any]],
    low: str,
    high: str,
    axes: TimeAxes,
    colours: Colours,
) -> list[alt.Chart]:
    """Shade between two columns; a stretch of one reading has no width, so it becomes a bar."""
    fill = colours["fan"]
    opacity = BAND_OPACITY[name]
    alone = [row["s"] for row in rows]
    lone = [row for row in rows if alone.count(row["s"]) == 1]
    ends: dict[str, Any] = {"x": axes.x(), "y": axes.y(low), "y2": alt.Y2(field=high)}
    area: alt.Chart = (
        place(name, [row for row in rows if row not in lone], **ends)
        .encode(detail=alt.Detail(field="s", type="nominal"))
        .mark_area(fill=fill, fillOpacity=opacity, aria=False)
    )
    if not lone:
        return [area]
    bar: alt.Chart = place(f"{name}-alone", lone, **ends).mark_rule(
        stroke=fill, strokeOpacity=opacity, strokeWidth=LONE_BAND, aria=False
    )
    return [area, bar]


def _median(outcome: Outcome, axes: TimeAxes, colours: Colours) -> alt.Chart:
    rows = [
        {"s": stretch, "x": reading.period_end, "v": reading.value}
        for stretch, reading in stretches(outcome.median, outcome.indicator.break_after)
    ]
    pen: dict[str, Any] = {"stroke": colours["ink2"], "strokeWidth": 2.2}
    # A stretch of one reading has no line, so it needs a mark.
    mark: Any = (
        {"shape": "stroke", "size": 90, "filled": False, **pen}
        if _has_lone_reading(rows)
        else False
    )
    base = place(
        "median", rows, x=axes.x(), y=axes.y(), detail=alt.Detail(field="s", type="nominal")
    )
    line: alt.Chart = base.mark_line(**pen, strokeDash=[6, 4], point=mark, aria=False)
    return line


def _has_lone_reading(rows: Sequence[dict[str, Any]]) -> bool:
    found = [row["s"] for row in rows]
    return any(found.count(stretch) == 1 for stretch in found)


def _named(
    outcome: Outcome,
    series: Series,
    axes: TimeAxes,
    text: Text,
    colours: Colours,
    pair: Pair | None,
) -> Layers:
    """Draw one named municipality; its mark before, of the two compared periods, is hollow."""
    is_own = series is outcome.own
    colour = colours["ink" if is_own else municipality_colour(series.code)]
    rows = [
        {
            "s": stretch,
            "x": reading.period_end,
            "v": reading.value,
            "before": pair is not None and reading.period == pair.baseline,
            "d": _sentence(outcome, series, reading, text),
        }
        for stretch, reading in stretches(series.readings, outcome.indicator.break_after)
    ]
    base = place(f"m{series.code}", rows, x=axes.x(), y=axes.y())
    dotted: dict[str, Any] = {"strokeDash": [0.1, 5.2], "strokeCap": "round"} if is_own else {}
    line: alt.Chart = base.mark_line(stroke=colour, strokeWidth=3, aria=False, **dotted).encode(
        detail=alt.Detail(field="s", type="nominal")
    )
    look: dict[str, Any] = {
        "shape": OWN_SHAPE if is_own else MUNICIPALITY_SHAPE[series.code],
        "size": MARK,
        "opacity": 1,
        "filled": False,
    }
    # A mark on another keeps an edge of paper: two colours may lie near each other.
    edge: alt.Chart = base.mark_point(
        **look, stroke=colours["paper"], strokeWidth=_PEN + 2 * _EDGE, aria=False
    )
    marks: alt.Chart = base.mark_point(**look, stroke=colour, strokeWidth=_PEN).encode(
        fill=hollow_where("datum.before", colour, colours),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    )
    return layer(line, edge, marks)


def _sentence(outcome: Outcome, series: Series, reading: Reading, text: Text) -> str:
    assert reading.value is not None
    return text.say(
        "{municipality}, {period}: {value}",
        municipality=series.name,
        period=text.period(reading.period),
        value=amount(outcome.indicator, reading.value, text),
    )
