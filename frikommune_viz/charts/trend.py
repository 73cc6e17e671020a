"""The trend: the pilots of an area against the lines of the other municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.endlabels import end_labels
from frikommune_viz.charts.parts import (
    amount,
    finish,
    label,
    rows_in_place,
    short_unit,
    tick_format,
    ticks,
    value_scale,
)
from frikommune_viz.outcomes import Outcome, Reading, Series
from frikommune_viz.periods import crosses_break
from frikommune_viz.style import (
    FAN_OPACITY,
    MUNICIPALITY_SHAPE,
    PERIOD_OPACITY,
    Colours,
    municipality_colour,
)
from frikommune_viz.text import Text

HEIGHT: Final = 332
MARK: Final = 64
_PAST_THE_ENDS: Final = (0.25, 0.15)
_NARROW: Final = "width < 420"
_VERY_NARROW: Final = "width < 300"


def draw(outcome: Outcome, text: Text, colours: Colours, description: str) -> alt.LayerChart:
    """Draw an indicator over time.

    Parameters
    ----------
    outcome
        The rows, as :func:`frikommune_viz.outcomes.select` returns them.
    text
        The language.
    colours
        What each token is drawn in.
    description
        The text alternative of the whole figure.
    """
    axes = _Axes(outcome, text)
    layers = [
        *_agreement(outcome, axes, text, colours),
        _fan(outcome, axes, colours),
        *_break(outcome, axes, text, colours),
        *_covid(outcome, axes, text, colours),
        _median(outcome, axes, text, colours),
        *([] if outcome.own is None else [_own(outcome, outcome.own, axes, text, colours)]),
        *(_pilot(outcome, series, axes, text, colours) for series in outcome.pilots),
        end_labels(outcome, axes.x, axes.y, axes.domain[1], HEIGHT, text, colours),
        *_unit(outcome, text, colours),
    ]
    return finish(
        alt.layer(*layers),
        text,
        colours,
        description,
        height=HEIGHT,
        padding={
            "left": 0,
            "top": 8 if short_unit(outcome.indicator, text) else 26,
            "bottom": 4,
            "right": 2,
        },
    )


class _Axes:
    """The two axes, shared by every layer.

    A layer without the same scale would pull zero into the years and squeeze all to one point.
    """

    def __init__(self, outcome: Outcome, text: Text) -> None:
        ends = {period: outcome.pilots[0].at(period).period_end for period in outcome.periods}
        years = list(ends.values())
        self.domain = [min(years) - _PAST_THE_ENDS[0], max(years) + _PAST_THE_ENDS[1]]
        self._scale = alt.Scale(domain=self.domain, nice=False, zero=False)
        self._x_axis = alt.Axis(
            values=years,
            labelExpr=_period_labels(ends, text),
            labelOverlap="parity",
            labelFlush=False,
            title=None,
            grid=False,
            ticks=True,
            tickSize=5,
            aria=False,
        )
        self._indicator = outcome.indicator
        steps = ticks(outcome.indicator.axis_min, outcome.indicator.axis_max)
        form = tick_format(steps)
        shown = f"format(datum.value, '{form}')"
        if short_unit(outcome.indicator, text):
            unit = text.pick(outcome.indicator.unit)
            shown = f"datum.value === {steps[-1]:g} ? {shown} + ' {unit}' : {shown}"
        self._y_axis = alt.Axis(
            values=steps,
            format=form,
            labelExpr=shown,
            title=None,
            domain=False,
            ticks=False,
            grid=True,
            aria=False,
        )

    def x(self, field: str = "x") -> alt.X:
        """Encode the year a period ends."""
        return alt.X(f"{field}:Q", scale=self._scale, axis=self._x_axis)

    def y(self, field: str = "v") -> alt.Y:
        """Encode a value on the indicator's fixed axis."""
        return alt.Y(f"{field}:Q", scale=value_scale(self._indicator), axis=self._y_axis)


def _period_labels(ends: dict[str, int], text: Text) -> str:
    def lookup(words: dict[int, str]) -> str:
        pairs = ", ".join(f"'{year}': '{word}'" for year, word in words.items())
        return f"({{{pairs}}})[datum.value]"

    full = lookup({end: text.period(period) for period, end in ends.items()})
    short = lookup(
        {end: period[2:] if "/" in period else text.period(period) for period, end in ends.items()}
    )
    return f"{_NARROW} ? {short} : {full}"


def _segments(readings: Sequence[Reading], break_after: str) -> list[tuple[int, Reading]]:
    """Number the stretches a line may be drawn through; a missing figure or a break ends one."""
    numbered: list[tuple[int, Reading]] = []
    segment = 0
    for before, reading in zip([None, *readings], readings, strict=False):
        if before is not None and (
            before.value is None or crosses_break(before.period, reading.period, break_after)
        ):
            segment += 1
        if reading.value is not None:
            numbered.append((segment, reading))
    return numbered


def _fan(outcome: Outcome, axes: _Axes, colours: Colours) -> alt.Chart:
    rows = [
        {"m": series.name, "s": segment, "x": reading.period_end, "v": reading.value}
        for series in outcome.others
        for segment, reading in _segments(series.readings, outcome.indicator.break_after)
    ]
    return (
        alt.Chart(rows_in_place("others", rows))
        .mark_line(
            stroke=colours["fan"], strokeWidth=0.8, opacity=FAN_OPACITY, aria=False, clip=True
        )
        .encode(x=axes.x(), y=axes.y(), detail=["m:N", "s:N"], tooltip=alt.Tooltip("m:N", title=""))
    )


def _median(outcome: Outcome, axes: _Axes, text: Text, colours: Colours) -> alt.Chart:
    rows = [
        {"s": segment, "x": reading.period_end, "v": reading.value}
        for segment, reading in _segments(outcome.median, outcome.indicator.break_after)
    ]
    return (
        alt.Chart(rows_in_place("median", rows))
        .mark_line(
            stroke=colours["ink2"],
            strokeWidth=2.5,
            strokeDash=[6, 4],
            # A stretch of one reading has no line, so it needs a mark.
            point={"shape": "stroke", "size": 90, "stroke": colours["ink2"], "strokeWidth": 2.5}
            if _has_lone_reading(rows)
            else False,
            aria=False,
        )
        .encode(x=axes.x(), y=axes.y(), detail="s:N")
    )


def _has_lone_reading(rows: Sequence[dict[str, Any]]) -> bool:
    segments = [row["s"] for row in rows]
    return any(segments.count(segment) == 1 for segment in segments)


def _pilot(
    outcome: Outcome, series: Series, axes: _Axes, text: Text, colours: Colours
) -> alt.LayerChart:
    colour = colours[municipality_colour(series.code)]
    return _line_with_marks(
        outcome, series, axes, text, colours, colour, MUNICIPALITY_SHAPE[series.code]
    )


def _own(
    outcome: Outcome, series: Series, axes: _Axes, text: Text, colours: Colours
) -> alt.LayerChart:
    return _line_with_marks(outcome, series, axes, text, colours, colours["ink"], "diamond")


def _line_with_marks(
    outcome: Outcome,
    series: Series,
    axes: _Axes,
    text: Text,
    colours: Colours,
    colour: str,
    shape: str,
) -> alt.LayerChart:
    covid = outcome.covid_periods
    rows = [
        {
            "s": segment,
            "x": reading.period_end,
            "v": reading.value,
            "covid": reading.period in covid,
            "d": text.say(
                "{municipality}, {period}: {value}",
                municipality=series.name,
                period=text.period(reading.period),
                value=amount(outcome.indicator, reading.value, text, unit=True),
            ),
        }
        for segment, reading in _segments(series.readings, outcome.indicator.break_after)
    ]
    base = alt.Chart(rows_in_place(f"m{series.code}", rows)).encode(x=axes.x(), y=axes.y())
    line = base.mark_line(stroke=colour, strokeWidth=3, aria=False).encode(detail="s:N")
    marks = base.mark_point(
        shape=shape, size=MARK, stroke=colour, strokeWidth=2, opacity=1, filled=False
    ).encode(
        fill=alt.condition("datum.covid", alt.value(colours["paper"]), alt.value(colour)),
        description="d:N",
        tooltip=alt.Tooltip("d:N", title=""),
    )
    return alt.layer(line, marks)


def _agreement(
    outcome: Outcome, axes: _Axes, text: Text, colours: Colours
) -> list[alt.Chart | alt.LayerChart]:
    if outcome.agreement is None:
        return []
    start, end = outcome.agreement
    low, high = axes.domain
    if start >= high or end <= low:
        return []
    rows = [{"x": max(start, low), "x2": min(end, high)}]
    band = (
        alt.Chart(rows_in_place("agreement", rows))
        .mark_rect(fill=colours["period-1"], opacity=PERIOD_OPACITY, aria=False)
        .encode(x=axes.x(), x2="x2:Q")
    )
    rule = (
        alt.Chart(rows_in_place("agreement-start", rows))
        .mark_rule(stroke=colours["ink2"], strokeWidth=1, strokeDash=[3, 3], aria=False)
        .encode(x=axes.x())
    )
    words = _top_text(axes, rows[0]["x"], text.say("Aftalen gælder"), colours, dy=14)
    return [band, rule, words]


def _covid(outcome: Outcome, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    if not outcome.covid_periods:
        return []
    first = outcome.pilots[0].at(outcome.covid_periods[0]).period_end
    place = max(first - _PAST_THE_ENDS[0], axes.domain[0])
    drop = {"expr": f"{_VERY_NARROW} ? 28 : 14"}
    return [_top_text(axes, place, text.say("Covid-19"), colours, dy=drop)]


def _break(outcome: Outcome, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    after = outcome.indicator.break_after
    if after not in outcome.periods or after == outcome.periods[-1]:
        return []
    place = outcome.pilots[0].at(after).period_end + 0.5
    rows = [{"x": place}]
    base = alt.Chart(rows_in_place("break", rows)).encode(x=axes.x())
    return [
        base.mark_rule(
            # It begins under the words about the agreement, which reach past it on a phone.
            **{"stroke": colours["ink"], "strokeWidth": 1.5, "strokeDash": [6, 3], "aria": False},
            y=24,
            y2={"expr": "height"},
        ),
        base.mark_text(
            **label(colours["ink"], align="right", baseline="bottom", dx=-6, dy=-6),
            text=text.say("Databrud"),
            y={"expr": "height"},
        ),
    ]


def _top_text(axes: _Axes, place: float, words: str, colours: Colours, dy: Any) -> alt.Chart:
    mark = label(colours["ink2"], align="left", baseline="middle", dx=6, dy=dy)
    return (
        alt.Chart(rows_in_place(f"text-{place:g}", [{"x": place}]))
        .mark_text(**mark, text=words, y=0)
        .encode(x=axes.x())
    )


def _unit(outcome: Outcome, text: Text, colours: Colours) -> list[alt.Chart]:
    """Write a long unit above the axis, where it does not eat into the figure."""
    if short_unit(outcome.indicator, text):
        return []
    mark = label(colours["ink2"], align="left", baseline="bottom", dx=-30)
    unit = text.pick(outcome.indicator.unit)
    return [alt.Chart(rows_in_place("unit", [{}])).mark_text(**mark, text=unit, x=0, y=-12)]
