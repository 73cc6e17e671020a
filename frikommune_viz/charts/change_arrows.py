"""Before and after on the axis of the theme: the rows of the change plot, with both levels.

An arrow points the way only where the change is sure; where it is not, a plain line joins the two
marks, and where the waves cannot be compared nothing does.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, finish, layer, place, words
from frikommune_viz.charts.survey_rows import (
    PLAN,
    RowWords,
    beside,
    pixel_y,
    token,
    value_range,
)
from frikommune_viz.charts.value_axis import value_axis
from frikommune_viz.charts.watermark import watermark
from frikommune_viz.model.codes import SurveyVerdict
from frikommune_viz.selection.survey import JUDGED, Ends, Level, Survey, SurveyRow
from frikommune_viz.style import MUNICIPALITY_SHAPE, Colours
from frikommune_viz.text import Text
from frikommune_viz.wording import labels as wording
from frikommune_viz.wording import survey as describe

_INSET: Final = 40
"""Room for the numbers beside the marks, also at the ends of the axis."""

_OVER: Final = 13
_ROOM: Final = 10
_SMALL: Final = 46
_LARGE: Final = 140
_SURE: Final = (SurveyVerdict.UP, SurveyVerdict.DOWN)


def draw(survey: Survey, text: Text, colours: Colours, description: str) -> Layers:
    """Draw where each place stood before (small mark) and after (large mark)."""
    height = PLAN.total(len(survey.rows))
    axes = _Axes(height, survey.ends, text)
    return finish(
        layer(
            *watermark(survey.statuses, height, text, colours),
            *_joins(survey, axes, colours),
            *_marks(survey, axes, text, colours),
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
    def __init__(self, height: int, ends: Ends, text: Text) -> None:
        self._height = height
        self._ends = ends
        self._text = text

    def x(self, field: str = "v") -> alt.X:
        axis = value_axis(
            field, self._ends.low, self._ends.high, unit=self._text.say("point på 0–100")
        )
        axis["scale"] = {**axis["scale"], "range": value_range(_INSET)}
        return axis

    def y(self) -> alt.Y:
        return pixel_y("y", self._height)


def _middle(number: int) -> int:
    return PLAN.top(number) + PLAN.marks


def _words(survey: Survey, row: SurveyRow, text: Text) -> RowWords:
    return RowWords(
        describe.place(row, text),
        describe.verdict(row, text),
        *describe.both_levels(survey, row, text),
    )


def _joins(survey: Survey, axes: _Axes, colours: Colours) -> list[alt.Chart]:
    """Draw a plain line between two marks, and over it the arrow of a sure change."""
    lines, arrows, heads = [], [], []
    for number, row in enumerate(survey.rows):
        before, after = row.before.estimate, row.after.estimate
        if before is None or after is None or row.change.verdict not in JUDGED:
            continue
        ends = {"v": before, "v2": after, "c": colours[token(survey, row)], "code": row.code}
        lines.append({**ends, "y": _middle(number)})
        if row.change.verdict in _SURE:
            arrows.append({**ends, "y": _middle(number) - _OVER})
            shape = "triangle-right" if after > before else "triangle-left"
            heads.append({**ends, "v": after, "y": _middle(number) - _OVER, "s": shape})
    stroke = alt.Stroke(field="c", type="nominal", scale=None)

    def joined(name: str, rows: list[dict[str, Any]], width: float) -> alt.Chart:
        base = place(name, rows, x=axes.x(), x2=alt.X2(field="v2"), y=axes.y(), stroke=stroke)
        rule: alt.Chart = base.mark_rule(strokeWidth=width, aria=False)
        return rule

    head: alt.Chart = place(
        "heads",
        heads,
        x=axes.x(),
        y=axes.y(),
        fill=alt.Fill(field="c", type="nominal", scale=None),
        shape=alt.Shape(field="s", type="nominal", scale=None),
    ).mark_point(size=70, opacity=1, strokeWidth=0, aria=False)
    return [joined("lines", lines, 2), joined("arrows", arrows, 2), head]


def _marks(survey: Survey, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    marks: dict[str, list[dict[str, Any]]] = {"before": [], "after": [], "left": [], "right": []}
    for number, row in enumerate(survey.rows):
        middle = _middle(number)
        for wave, level in zip(("before", "after"), row.levels, strict=True):
            if level.estimate is None:
                continue
            is_large = wave == "after"
            mark = {"v": level.estimate, "y": middle, "code": row.code}
            look = {
                "c": colours[token(survey, row)],
                "s": MUNICIPALITY_SHAPE.get(row.code, "circle") if is_large else "circle",
            }
            marks[wave].append({**mark, **look, "d": _told(survey, row, level, text)})
            said = describe.points(survey, level.estimate, text)
            marks[_side(level, row)].append({**mark, "t": said})
    return [
        _points("after", marks["after"], _LARGE, axes, colours["paper"]),
        _points("before", marks["before"], _SMALL, axes, colours["paper"], hollow=True),
        _numbers("left", marks["left"], axes, colours),
        _numbers("right", marks["right"], axes, colours),
    ]


def _side(level: Level, row: SurveyRow) -> str:
    """Return on which side of its mark a number stands: never between the two."""
    before, after = row.before.estimate, row.after.estimate
    if before is None or after is None or before <= after:
        return "left" if level is row.before else "right"
    return "right" if level is row.before else "left"


def _points(
    name: str,
    rows: list[dict[str, Any]],
    size: int,
    axes: _Axes,
    paper: str,
    *,
    hollow: bool = False,
) -> alt.Chart:
    """Draw one wave; the hollow marks of the earlier lie on top, so that none is ever hidden."""
    colour: Any = (alt.Stroke if hollow else alt.Fill)(field="c", type="nominal", scale=None)
    base = place(name, rows, x=axes.x(), y=axes.y()).encode(
        colour,
        shape=alt.Shape(field="s", type="nominal", scale=None),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    )
    pen: dict[str, Any] = (
        {"fill": paper, "strokeWidth": 2} if hollow else {"stroke": paper, "strokeWidth": 1}
    )
    marks: alt.Chart = base.mark_point(size=size, opacity=1, **pen)
    return marks


def _numbers(side: str, rows: list[dict[str, Any]], axes: _Axes, colours: Colours) -> alt.Chart:
    base = place(
        f"numbers-{side}",
        rows,
        x=axes.x(),
        y=axes.y(),
        text=alt.Text(field="t", type="nominal"),
    )
    is_left = side == "left"
    return words(
        base,
        colours["ink"],
        align="right" if is_left else "left",
        baseline="middle",
        dx=-_ROOM if is_left else _ROOM,
    )


def _told(survey: Survey, row: SurveyRow, level: Level, text: Text) -> str:
    said = text.say(
        "{place}, {wave}: {level}",
        place=describe.place(row, text),
        wave=text.say(wording.IN_WAVE[level.wave]),
        level=describe.level_words(survey, level, text),
    )
    return describe.as_practice(survey, said, text)
