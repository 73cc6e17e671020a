"""How the answers fall: diverging stacked bars, before above after, for each place.

The middle category lies across zero, the higher answers to its right and the lower to its left, on
−100 to 100 for every question. The higher answers take the area's hue, the lower a grey, both
stronger towards the end of the scale; a middle category is hollow. Hairlines part them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, finish, fixed_scale, layer, place, words
from frikommune_viz.charts.survey_rows import (
    LEFT,
    NARROW,
    PLAN,
    RowWords,
    beside,
    pixel_y,
    token,
    value_range,
)
from frikommune_viz.charts.watermark import watermark
from frikommune_viz.selection.survey import Level, Survey, SurveyRow
from frikommune_viz.style import Colours, answer_shades
from frikommune_viz.text import Text
from frikommune_viz.wording import labels as wording
from frikommune_viz.wording import survey as describe

BAR: Final = 18
_APART: Final = 11
_INSET: Final = 4
_LEAST_LABELLED: Final = 0.1
"""A narrower share has no room for its number, which stands in the table."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """One category of one bar, from ``low`` to ``high`` on −1 to 1."""

    category: int
    share: float
    low: float
    high: float


def bars(shares: list[float]) -> list[_Bar]:
    """Return where each category begins and ends, the middle of the scale across zero."""
    half = len(shares) // 2
    at = -sum(shares[:half]) - (shares[half] / 2 if len(shares) % 2 else 0)
    placed = []
    for category, share in enumerate(shares, start=1):
        placed.append(_Bar(category, share, at, at + share))
        at += share
    return placed


def draw(survey: Survey, text: Text, colours: Colours, description: str) -> Layers:
    """Draw how the answers of both waves fall on the categories, for each place of one area."""
    height = PLAN.total(len(survey.rows))
    axes = _Axes(height, text)
    cells = list(_cells(survey, text, colours))
    return finish(
        layer(
            *watermark(survey.statuses, height, text, colours),
            _bars(cells, axes, colours),
            *_numbers(cells, axes),
            *_waves(survey, axes, text, colours),
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
    def __init__(self, height: int, text: Text) -> None:
        self._height = height
        self._unit = text.say("pct. af svarene")

    def x(self, field: str = "v") -> alt.X:
        return alt.X(
            field=field,
            type="quantitative",
            scale={**fixed_scale(-100, 100), "range": value_range(_INSET)},
            axis={
                "values": [-100, -50, 0, 50, 100],
                "labelExpr": "format(abs(datum.value), '.0f')",
                "labelFlush": True,
                "title": self._unit,
                "titleAnchor": "start",
                "titlePadding": 8,
                "grid": False,
                "tickSize": 5,
                "aria": False,
            },
        )

    def y(self, field: str = "y") -> alt.Y:
        return pixel_y(field, self._height)


def _middles(number: int) -> tuple[int, int]:
    middle = PLAN.top(number) + PLAN.marks
    return middle - _APART, middle + _APART


def _cells(survey: Survey, text: Text, colours: Colours) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(survey.rows):
        for middle, level in zip(_middles(number), row.levels, strict=True):
            found = bars([one.share for one in level.answers.shares])
            shades = answer_shades(survey.area, len(found))
            for bar, shade in zip(found, shades, strict=True):
                yield {
                    "code": row.code,
                    "wave": str(level.wave),
                    "category": bar.category,
                    "share": bar.share,
                    "v": 100 * bar.low,
                    "v2": 100 * bar.high,
                    "m": 50 * (bar.low + bar.high),
                    "y": middle - BAR / 2,
                    "y2": middle + BAR / 2,
                    "my": middle,
                    "c": colours[shade.token],
                    "o": shade.opacity,
                    "ink": colours["paper" if shade.opacity == 1 else "ink"],
                    "t": describe.percent(bar.share, text),
                    "d": _told(survey, row, level, bar, text),
                }


def _told(survey: Survey, row: SurveyRow, level: Level, bar: _Bar, text: Text) -> str:
    said = text.say(
        "{place}, {wave}: {share} pct. svarede »{answer}«",
        place=describe.place(row, text),
        wave=text.say(wording.IN_WAVE[level.wave]),
        share=describe.percent(bar.share, text),
        answer=describe.category(survey, level, bar.category, text),
    )
    return describe.as_practice(survey, said, text)


def _bars(cells: list[dict[str, Any]], axes: _Axes, colours: Colours) -> alt.Chart:
    drawn: alt.Chart = place(
        "answers",
        cells,
        x=axes.x(),
        x2=alt.X2(field="v2"),
        y=axes.y(),
        y2=alt.Y2(field="y2"),
        fill=alt.Fill(field="c", type="nominal", scale=None),
        stroke=alt.Stroke(field="c", type="nominal", scale=None),
        fillOpacity=alt.FillOpacity(field="o", type="quantitative", scale=None),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    ).mark_rect(strokeWidth=1, opacity=1)
    return drawn


def _numbers(cells: list[dict[str, Any]], axes: _Axes) -> list[alt.Chart]:
    rows = [cell for cell in cells if cell["share"] >= _LEAST_LABELLED]
    shown = [{name: row[name] for name in ("m", "my", "t", "ink")} for row in rows]
    base = place("shares", shown, x=axes.x("m"), y=axes.y("my"))
    written = base.encode(
        text=alt.Text(field="t", type="nominal"),
        fill=alt.Fill(field="ink", type="nominal", scale=None),
    )
    on_wide = {"expr": f"{NARROW} ? 0 : 1"}
    return [words(written, "", align="center", baseline="middle", opacity=on_wide)]


def _waves(survey: Survey, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Say which bar is which, and why one is missing."""
    names, missing = [], []
    for number, row in enumerate(survey.rows):
        said = (text.say("før"), text.say("efter"))
        for middle, level, when in zip(_middles(number), row.levels, said, strict=True):
            names.append({"y": middle, "t": when})
            if not level.answers.shares:
                why = describe.why_no_bar(level, text)
                reason = text.say("{when}: {reason}", when=when, reason=why)
                missing.append({"v": 0, "y": middle, "t": reason})
    order = text.say("øverst: før, nederst: efter")
    told = alt.Text(field="t", type="nominal")
    return [
        words(
            place("wave-names", names, y=axes.y(), text=told),
            colours["ink2"],
            x=LEFT - 8,
            align="right",
            baseline="middle",
            opacity={"expr": f"{NARROW} ? 0 : 1"},
        ),
        words(
            place("missing", missing, x=axes.x(), y=axes.y(), text=told),
            colours["ink2"],
            align="center",
            baseline="middle",
        ),
        words(
            place("order", [{}]),
            colours["ink2"],
            text=order,
            x=0,
            y=9,
            align="left",
            baseline="middle",
            opacity={"expr": f"{NARROW} ? 1 : 0"},
        ),
    ]


def _words(survey: Survey, row: SurveyRow, text: Text) -> RowWords:
    return RowWords(
        describe.place(row, text),
        describe.verdict(row, text),
        describe.answer_bases(row, text),
    )
