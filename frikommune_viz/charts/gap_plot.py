"""The gap plot: how far each pilot lay from the others over time, and the difference at the right.

Lines, band and differences share one vertical axis, because a difference of gaps has their unit.
The differences stand in a strip of fixed width beside the years: a mark with its interval, over the
band of what was said beforehand not to matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import (
    NARROW,
    Layers,
    finish,
    fixed_scale,
    hollow_where,
    layer,
    place,
    tick_format,
    ticks,
    words,
)
from frikommune_viz.charts.time_axes import PAST_THE_ENDS, period_labels
from frikommune_viz.model.codes import GapPart
from frikommune_viz.model.periods import crosses_break
from frikommune_viz.model.rows import Gap
from frikommune_viz.selection.gaps import GapLine, Gaps
from frikommune_viz.style import (
    BAND_OPACITY,
    MUNICIPALITY_SHAPE,
    OWN_SHAPE,
    Colours,
    municipality_colour,
)
from frikommune_viz.text import Text
from frikommune_viz.wording import gaps as describe

HEIGHT: Final = 332
MARK: Final = 64
_EACH: Final = (78, 40)
"""Width of one difference, on a wide page and on a narrow one, in px."""

_APART: Final = (52, 14)
"""Room between the years and the first difference, in px."""

_COUNTED: Final = (GapPart.BEFORE, GapPart.AFTER)


def draw(gaps: Gaps, text: Text, colours: Colours, description: str) -> Layers:
    """Draw the gaps of the named municipalities and the differences of those with an agreement."""
    axes = _Axes(gaps, text)
    layers: list[alt.Chart | Layers] = [
        _band(gaps, axes, colours),
        *_limit(gaps, axes, text, colours),
        _zero(axes, colours),
        *_agreement(gaps, axes, text, colours),
        *(_line(gaps, line, axes, text, colours) for line in reversed(gaps.lines)),
        *_differences(gaps, axes, text, colours),
    ]
    return finish(
        layer(*layers),
        text,
        colours,
        description,
        height=HEIGHT,
        padding={"left": 8, "top": 26, "bottom": 4, "right": 4},
    )


class _Axes:
    """The years with room at their right, and the one vertical axis."""

    def __init__(self, gaps: Gaps, text: Text) -> None:
        ends = {row.period: row.period_end for row in gaps.band}
        years = list(ends.values())
        self.domain = [min(years) - PAST_THE_ENDS[0], max(years) + PAST_THE_ENDS[1]]
        self.reach = gaps.reach
        self.count = sum(1 for line in gaps.pilots if line.result)
        self._x = alt.X(
            field="x",
            type="quantitative",
            scale={
                **fixed_scale(*self.domain),
                "range": [{"expr": "0"}, {"expr": f"width - ({self.strip})"}],
            },
            axis={
                "values": years,
                "labelExpr": period_labels(ends, text),
                "labelOverlap": "parity",
                "labelSeparation": 8,
                "labelFlush": False,
                "title": None,
                "grid": False,
                "ticks": True,
                "tickSize": 5,
                "domain": False,
                "aria": False,
            },
        )
        steps = ticks(-gaps.reach, gaps.reach, through_zero=True)
        self._y_axis = {
            "values": steps,
            "labelExpr": f"datum.value === 0 ? '0' : format(datum.value, '+{tick_format(steps)}')",
            "title": None,
            "domain": False,
            "ticks": False,
            "grid": True,
            "aria": False,
        }

    @property
    def strip(self) -> str:
        """Width of the strip of differences, as an expression."""
        wide, narrow = (_APART[i] + self.count * _EACH[i] for i in (0, 1))
        return f"{NARROW} ? {narrow} : {wide}"

    def at(self, number: int) -> dict[str, str]:
        """Return where the middle of a difference stands, as an expression."""
        left = self.count - number - 0.5
        return {"expr": f"width - ({NARROW} ? {left * _EACH[1]} : {left * _EACH[0]})"}

    @property
    def begins(self) -> dict[str, str]:
        """Return where the strip of differences begins."""
        return {"expr": f"width - ({NARROW} ? {self.count * _EACH[1]} : {self.count * _EACH[0]})"}

    def x(self) -> alt.X:
        """Encode the year a period ends."""
        return self._x

    def y(self, field: str = "v") -> alt.Y:
        """Encode a gap or a difference; what lies beyond stands at the edge."""
        scale = {**fixed_scale(-self.reach, self.reach), "clamp": True}
        return alt.Y(field=field, type="quantitative", scale=scale, axis=self._y_axis)


def _band(gaps: Gaps, axes: _Axes, colours: Colours) -> alt.Chart:
    """Shade where the gaps of the middle 90 per cent of those without an agreement lie."""
    fill = colours["fan"]
    rows = [
        {"s": stretch, "x": row.period_end, "p05": row.p05, "p95": row.p95}
        for stretch, row in _stretches(gaps, gaps.band)
    ]
    area: alt.Chart = (
        place("band-90", rows, x=axes.x(), y=axes.y("p05"), y2=alt.Y2(field="p95"))
        .encode(detail=alt.Detail(field="s", type="nominal"))
        .mark_area(
            fill=fill,
            fillOpacity=BAND_OPACITY["band-90"],
            stroke=fill,
            strokeWidth=0.8,
            aria=False,
        )
    )
    return area


def _stretches(gaps: Gaps, rows: Sequence[Gap]) -> list[tuple[int, Gap]]:
    """Return the gaps, each with the number of the stretch a line may run through."""
    order = [row.period for row in gaps.band]
    numbered: list[tuple[int, Gap]] = []
    for row in rows:
        if not numbered:
            numbered.append((0, row))
            continue
        stretch, before = numbered[-1]
        is_next = order.index(row.period) == order.index(before.period) + 1
        broken = crosses_break(before.period, row.period, gaps.indicator.break_after)
        numbered.append((stretch + (broken or not is_next), row))
    return numbered


def _zero(axes: _Axes, colours: Colours) -> alt.Chart:
    """Draw the common course: a gap of nothing."""
    rule: alt.Chart = place("zero", [{"v": 0}], y=axes.y()).mark_rule(
        stroke=colours["ink2"], strokeWidth=1.4, strokeDash=[6, 4], aria=False
    )
    return rule


def _agreement(gaps: Gaps, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Draw a thin line where the agreements begin."""
    if gaps.outcome.agreement is None:
        return []
    start = gaps.outcome.agreement[0]
    if not axes.domain[0] < start < axes.domain[1]:
        return []
    base = place("agreement-start", [{"x": start}], x=axes.x())
    rule: alt.Chart = base.mark_rule(stroke=colours["ink"], strokeWidth=1, aria=False)
    said = words(
        base,
        colours["ink2"],
        text=text.say("Aftalen begynder"),
        # On a phone it would run into the word over the differences.
        align={"expr": f"{NARROW} ? 'center' : 'left'"},
        baseline="bottom",
        dx={"expr": f"{NARROW} ? 0 : 6"},
        y=-6,
    )
    return [rule, said]


def _line(gaps: Gaps, line: GapLine, axes: _Axes, text: Text, colours: Colours) -> Layers:
    """Draw one named municipality; marks of periods that do not count are hollow."""
    is_own = line.series is gaps.outcome.own
    colour = colours[_token(gaps, line)]
    rows = [
        {
            "s": stretch,
            "x": row.period_end,
            "v": row.gap,
            "hollow": row.part not in _COUNTED,
            "d": text.say(
                "{municipality}, {period}: {gap} {unit} fra medianen",
                municipality=line.series.name,
                period=text.period(row.period),
                gap=describe.size(gaps, row.gap, text, signed=True),
                unit=text.pick(gaps.indicator.change_unit),
            ),
        }
        for stretch, row in _stretches(gaps, line.gaps)
    ]
    base = place(f"m{line.series.code}", rows, x=axes.x(), y=axes.y())
    pen: dict[str, Any] = {"strokeDash": [0.1, 5.2], "strokeCap": "round"} if is_own else {}
    drawn: alt.Chart = base.mark_line(stroke=colour, strokeWidth=3, aria=False, **pen).encode(
        detail=alt.Detail(field="s", type="nominal")
    )
    marks: alt.Chart = base.mark_point(
        shape=_shape(gaps, line), size=MARK, stroke=colour, strokeWidth=2, opacity=1, filled=False
    ).encode(
        fill=hollow_where("datum.hollow", colour, colours),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    )
    return layer(drawn, marks)


def _limit(gaps: Gaps, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Shade the differences that were said beforehand not to matter."""
    limit = gaps.indicator.relevant_difference
    if limit is None:
        return []
    strip: alt.Chart = place(
        "limit", [{"v": -limit, "v2": limit}], y=axes.y(), y2=alt.Y2(field="v2")
    ).mark_rect(
        x=axes.begins,
        x2={"expr": "width"},
        fill=colours["edge"],
        fillOpacity=BAND_OPACITY["band-50"],
        aria=False,
    )
    said = text.say("±{limit}", limit=describe.limit(gaps, text))
    beside = words(
        place("limit-words", [{"v": limit}], y=axes.y()),
        colours["ink2"],
        # On a phone there is no room beside the strip; the key says it.
        text={"expr": f"{NARROW} ? '' : '{said}'"},
        align="right",
        baseline="middle",
        x={"expr": f"{axes.begins['expr']} - 6"},
    )
    return [strip, beside]


def _differences(gaps: Gaps, axes: _Axes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Draw each difference with its interval, and say over them what they are."""
    charts = [
        words(
            place("difference-words", [{}]),
            colours["ink2"],
            text=text.say("Forskel"),
            align="right",
            baseline="bottom",
            x={"expr": "width"},
            y=-6,
        )
    ]
    for number, line in enumerate(line for line in gaps.pilots if line.result):
        assert line.result is not None
        colour = colours[_token(gaps, line)]
        ends = {"v": line.result.lower, "v2": line.result.upper}
        row = {
            "v": line.result.difference,
            "d": text.say(
                "{municipality}: forskel {difference} {unit}, 90-procentsinterval {interval}",
                municipality=line.series.name,
                difference=describe.size(gaps, line.result.difference, text, signed=True),
                unit=text.pick(gaps.indicator.change_unit),
                interval=describe.interval(gaps, line.result, text),
            ),
        }
        code, at = line.series.code, axes.at(number)
        bar: alt.Chart = place(
            f"interval-{code}", [ends], y=axes.y(), y2=alt.Y2(field="v2")
        ).mark_rule(x=at, stroke=colour, strokeWidth=2.5, aria=False)
        caps: alt.Chart = place(
            f"ends-{code}", [{"v": end} for end in ends.values()], y=axes.y()
        ).mark_tick(x=at, orient="horizontal", size=13, thickness=2, fill=colour, aria=False)
        mark: alt.Chart = (
            place(f"difference-{code}", [row], y=axes.y())
            .mark_point(
                x=at,
                shape=_shape(gaps, line),
                size=130,
                fill=colour,
                stroke=colours["paper"],
                strokeWidth=1.2,
                opacity=1,
            )
            .encode(
                description=alt.Description(field="d", type="nominal"),
                tooltip=alt.Tooltip(field="d", type="nominal", title=""),
            )
        )
        charts += [bar, caps, mark, _name(line, at, colour)]
    return charts


def _name(line: GapLine, at: dict[str, str], colour: str) -> alt.Chart:
    """Write whose difference it is where an axis would be; on a phone mark and colour must do."""
    return words(
        place(f"name-{line.series.code}", [{}]),
        colour,
        weight=600,
        text={"expr": f"{NARROW} ? '' : '{line.series.name}'"},
        align="center",
        baseline="top",
        x=at,
        y=HEIGHT + 10,
    )


def _token(gaps: Gaps, line: GapLine) -> str:
    return "ink" if line.series is gaps.outcome.own else municipality_colour(line.series.code)


def _shape(gaps: Gaps, line: GapLine) -> str:
    return OWN_SHAPE if line.series is gaps.outcome.own else MUNICIPALITY_SHAPE[line.series.code]
