"""The change plot: each place's change and its interval around zero, with the verdict in words.

The axis is that of the theme and the group, the same for every question and area, so that a change
of a few points can be seen and two figures be held together. What lies beyond ends in an arrow at
the edge; the numbers beside it and in its own words are the true ones. A hidden place keeps its row and its word, and has no mark.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, finish, layer, place, words
from frikommune_viz.charts.survey_rows import (
    NARROW,
    PLAN,
    RowWords,
    beside,
    pixel_y,
    token,
    value_range,
)
from frikommune_viz.charts.value_axis import value_axis
from frikommune_viz.charts.watermark import watermark
from frikommune_viz.selection.survey import Survey, SurveyRow
from frikommune_viz.style import BAND_OPACITY, MUNICIPALITY_SHAPE, Colours
from frikommune_viz.text import Text
from frikommune_viz.wording import survey as describe

_INSET: Final = 10
_STRIP: Final = 13


def draw(survey: Survey, text: Text, colours: Colours, description: str) -> Layers:
    """Draw the change of each place of one area, its confidence interval and the relevance band."""
    height = PLAN.total(len(survey.rows))
    axes = _Axes(height, survey.ends.reach, text)
    shown = [
        _mark(survey, row, PLAN.top(number) + PLAN.marks, text, colours)
        for number, row in enumerate(survey.rows)
        if row.change.change is not None
    ]
    return finish(
        layer(
            *watermark(survey.statuses, height, text, colours),
            *_band(survey, axes, text, colours),
            *_intervals(shown, survey.ends.reach, axes),
            _points(shown, axes, colours),
            beside(
                [_words(survey, row, text) for row in survey.rows],
                [token(survey, row) for row in survey.rows],
                PLAN,
                colours,
            ),
        ),
        text,
        colours,
        description,
        height=height,
        padding={"left": 2, "top": 4, "bottom": 4, "right": 2},
    )


class _Axes:
    def __init__(self, height: int, reach: float, text: Text) -> None:
        self._height = height
        self._reach = reach
        self._text = text

    def x(self, field: str = "v") -> alt.X:
        text = self._text
        axis = value_axis(
            field,
            -self._reach,
            self._reach,
            unit=text.say("point på 0–100"),
            zero=text.say("uændret"),
        )
        # Clamped and not cut: a mark beyond stands at the edge, and its row keeps the true number.
        axis["scale"] = {**axis["scale"], "clamp": True, "range": value_range(_INSET)}
        return axis

    def y(self) -> alt.Y:
        return pixel_y("y", self._height)


def _mark(survey: Survey, row: SurveyRow, y: int, text: Text, colours: Colours) -> dict[str, Any]:
    return {
        "code": row.code,
        "v": row.change.change,
        "lo": row.change.lower,
        "hi": row.change.upper,
        "y": y,
        "c": colours[token(survey, row)],
        "s": MUNICIPALITY_SHAPE.get(row.code, "circle"),
        "d": _told(survey, row, text),
    }


def _told(survey: Survey, row: SurveyRow, text: Text) -> str:
    assert row.change.change is not None
    said = text.say(
        "{place}: {change} point, {level} pct. interval {interval}. {verdict}",
        place=describe.place(row, text),
        change=describe.points(survey, row.change.change, text, signed=True),
        level=describe.percent(survey.confidence_level, text),
        interval=describe.interval(survey, row, text),
        verdict=describe.full_verdict(survey, row, text),
    )
    return describe.as_practice(survey, said, text)


def _words(survey: Survey, row: SurveyRow, text: Text) -> RowWords:
    change = row.change.change
    if change is None:
        numbers = describe.why_hidden(row, text)
    else:
        numbers = text.say(
            "{change} ({interval}) · {bases}",
            change=describe.points(survey, change, text, signed=True),
            interval=describe.interval(survey, row, text),
            bases=describe.bases(row.change.base_before, row.change.base_after, text),
        )
    return RowWords(describe.place(row, text), describe.full_verdict(survey, row, text), numbers)


def _band(survey: Survey, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Shade where a change is small, and draw zero."""
    size = survey.indicator.relevance_band
    strips = [PLAN.strip(number, _STRIP) for number in range(len(survey.rows))]
    rows = [{"v": -size, "v2": size, **strip} for strip in strips]
    ends: dict[str, Any] = {"y": axes.y(), "y2": alt.Y2(field="y2")}
    band: alt.Chart = place("band", rows, x=axes.x(), x2=alt.X2(field="v2"), **ends).mark_rect(
        fill=colours["edge"],
        fillOpacity=BAND_OPACITY["band-90"],
        aria=False,
        **PLAN.taller(_STRIP),
    )
    zeros = [{"v": 0, **strip} for strip in strips]
    zero: alt.Chart = place("zero", zeros, x=axes.x(), **ends).mark_rule(
        stroke=colours["ink2"], strokeWidth=1.2, aria=False, **PLAN.taller(_STRIP)
    )
    said = words(
        place("band-words", [{"v": 0}], x=axes.x()),
        colours["ink2"],
        text=text.say("lille ændring: højst ±{n} point", n=text.number(size)),
        align="center",
        baseline="middle",
        y=10,
    )
    return [band, zero, said]


def _intervals(rows: list[dict[str, Any]], reach: float, axes: _Axes) -> list[alt.Chart]:
    colour = alt.Stroke(field="c", type="nominal", scale=None)
    lines: alt.Chart = place(
        "intervals", rows, x=axes.x("lo"), x2=alt.X2(field="hi"), y=axes.y()
    ).mark_rule(strokeWidth=2.5, aria=False)
    ends = [
        {"v": row[end], "y": row["y"], "c": row["c"], "s": shape, "out": row[end] * sign > reach}
        for row in rows
        for end, sign, shape in (("lo", -1, "triangle-left"), ("hi", 1, "triangle-right"))
    ]
    within = place("ends", [row for row in ends if not row["out"]], x=axes.x(), y=axes.y())
    caps: alt.Chart = within.mark_tick(orient="vertical", size=13, thickness=2, aria=False)
    beyond = place("beyond", [row for row in ends if row["out"]], x=axes.x(), y=axes.y())
    heads: alt.Chart = beyond.mark_point(size=90, opacity=1, strokeWidth=0, aria=False)
    fill = alt.Fill(field="c", type="nominal", scale=None)
    return [
        lines.encode(stroke=colour),
        caps.encode(fill=fill),
        heads.encode(fill=fill, shape=alt.Shape(field="s", type="nominal", scale=None)),
    ]


def _points(rows: list[dict[str, Any]], axes: _Axes, colours: Colours) -> alt.Chart:
    marks: alt.Chart = place("changes", rows, x=axes.x(), y=axes.y()).mark_point(
        size={"expr": f"{NARROW} ? 80 : 130"}, opacity=1, stroke=colours["paper"], strokeWidth=1.2
    )
    return marks.encode(
        fill=alt.Fill(field="c", type="nominal", scale=None),
        shape=alt.Shape(field="s", type="nominal", scale=None),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    )
