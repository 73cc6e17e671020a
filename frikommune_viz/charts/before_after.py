"""Before and after: one row for each named municipality, and one for the median of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, finish, fixed_scale, layer, place, words
from frikommune_viz.charts.value_axis import value_axis
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import Outcome
from frikommune_viz.style import MUNICIPALITY_SHAPE, OWN_SHAPE, Colours, municipality_colour
from frikommune_viz.text import Text
from frikommune_viz.wording.movement import amount

ROW: Final = 58
_NAME: Final = 14
_LINE: Final = 38
_ROOM: Final = 12
_MARK: Final = 130
_HEAD: Final = 110
_LEAST_WITH_HEAD: Final = 0.07
"""The least change that has room for the head of its arrow, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    before: float | None
    after: float | None
    token: str
    shape: str


def draw(outcome: Outcome, pair: Pair, text: Text, colours: Colours, description: str) -> Layers:
    """Draw an arrow from where each row stood at the baseline (hollow) to the endline (solid)."""
    rows = _rows(outcome, pair, text)
    height = ROW * len(rows) + 8
    layers = [
        one
        for number, row in enumerate(rows)
        for one in _draw_row(outcome, pair, row, number, height, text, colours)
    ]
    return finish(
        layer(*layers),
        text,
        colours,
        description,
        height=height,
        padding={"left": 2, "top": 4, "bottom": 4, "right": 2},
    )


def _rows(outcome: Outcome, pair: Pair, text: Text) -> Sequence[_Row]:
    named = [
        _Row(
            series.code,
            series.name,
            series.at(pair.baseline).value,
            series.at(pair.endline).value,
            "ink" if series is outcome.own else municipality_colour(series.code),
            OWN_SHAPE if series is outcome.own else MUNICIPALITY_SHAPE[series.code],
        )
        for series in outcome.named
    ]
    middle = _Row(
        "median",
        text.say("Median uden aftale"),
        outcome.median_at(pair.baseline),
        outcome.median_at(pair.endline),
        "ink2",
        "circle",
    )
    return [*named, middle]


def _draw_row(
    outcome: Outcome,
    pair: Pair,
    row: _Row,
    number: int,
    height: int,
    text: Text,
    colours: Colours,
) -> list[alt.Chart]:
    colour = colours[row.token]
    indicator = outcome.indicator
    scale = {**fixed_scale(0, height), "reverse": True}

    def y(at: int) -> alt.YDatum:
        return alt.YDatum(number * ROW + at, type="quantitative", scale=scale, axis=None)

    def x(field: str) -> alt.X:
        unit = text.pick(indicator.unit)
        return value_axis(field, indicator.axis_min, indicator.axis_max, unit=unit)

    charts = [_name(row, y(_NAME), text, colours)]
    if row.before is not None and row.after is not None:
        whole = [{"v": row.before, "v2": row.after}]
        line: alt.Chart = place(
            f"line-{row.code}", whole, x=x("v"), x2=alt.X2(field="v2"), y=y(_LINE)
        ).mark_rule(stroke=colour, strokeWidth=3, aria=False)
        charts.append(line)
        if arrow := _head(row, indicator.axis_max - indicator.axis_min):
            charts.append(
                place(f"head-{row.code}", [arrow], x=x("head"), y=y(_LINE)).mark_point(
                    shape=arrow["s"],
                    size=_HEAD,
                    fill=colour,
                    stroke=colour,
                    strokeWidth=0,
                    opacity=1,
                    aria=False,
                )
            )
    ends = [
        ("before", pair.baseline, row.before, row.after, colours["paper"]),
        ("after", pair.endline, row.after, row.before, colour),
    ]
    for end, period, value, other, fill in ends:
        if value is None:
            continue
        told = text.say(
            "{municipality}, {period}: {value}",
            municipality=row.name,
            period=text.period(period),
            value=amount(indicator, value, text),
        )
        base = place(f"{end}-{row.code}", [{"v": value, "d": told}], x=x("v"), y=y(_LINE))
        mark: alt.Chart = base.mark_point(
            shape=row.shape, size=_MARK, fill=fill, stroke=colour, strokeWidth=2, opacity=1
        ).encode(
            description=alt.Description(field="d", type="nominal"),
            tooltip=alt.Tooltip(field="d", type="nominal", title=""),
        )
        left = end == "before" if other is None or other == value else value < other
        number_beside = words(
            base,
            colours["ink"],
            text=text.number(value, indicator.decimals),
            align="right" if left else "left",
            baseline="middle",
            dx=-_ROOM if left else _ROOM,
        )
        charts += [mark, number_beside]
    return charts


def _head(row: _Row, reach: float) -> dict[str, Any] | None:
    """Return where the head of an arrow stands, midway, and which way it points, if there is room."""
    assert row.before is not None
    assert row.after is not None
    if abs(row.after - row.before) < _LEAST_WITH_HEAD * reach:
        return None
    shape = "triangle-right" if row.after > row.before else "triangle-left"
    return {"head": (row.before + row.after) / 2, "s": shape}


def _name(row: _Row, y: alt.YDatum, text: Text, colours: Colours) -> alt.Chart:
    said = row.name
    if row.before is None or row.after is None:
        missing = text.say("ikke offentliggjort")
        said = text.say("{municipality}: {missing}", municipality=row.name, missing=missing)
        if (row.before is None) != (row.after is None):
            said = text.say(
                "{municipality}: kun ét af de to tal er offentliggjort", municipality=row.name
            )
    return words(
        place(f"name-{row.code}", [{}], y=y),
        colours[row.token],
        weight=600,
        text=said,
        align="left",
        baseline="middle",
        x=0,
    )
