"""The strip: each municipality a mark at its exact value, for a level or for a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.dot_piles import Label, pile, place_labels
from frikommune_viz.charts.layers import finish, fixed_scale, layer, place, words
from frikommune_viz.charts.value_axis import value_axis
from frikommune_viz.selection.register import Role
from frikommune_viz.style import (
    MUNICIPALITY_SHAPE,
    OFF_AXIS_SHAPE,
    OWN_SHAPE,
    Colours,
    municipality_colour,
)
from frikommune_viz.text import Text

LEVEL: Final = 17
_DOT: Final = 11.5
_PLOT: Final = 1056
_OVER_THE_PILES: Final = 0.9


@dataclass(frozen=True, slots=True)
class Mark:
    """One municipality: its published value and how it is told."""

    code: str
    name: str
    value: float
    role: Role
    told: str
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything a strip shows.

    Attributes
    ----------
    marks
        One municipality each; those without a published value are not among them.
    median, median_label
        The median of the municipalities without an agreement, and how it is written.
    low, high
        The ends of the axis, fixed for the indicator. A mark beyond one of them is drawn at that
        end, pointing outwards.
    unit
        Stands under the axis.
    zero
        The word for 0 on an axis of changes, or empty on an axis of levels.
    """

    marks: tuple[Mark, ...]
    median: float | None
    median_label: str
    low: float
    high: float
    unit: str
    zero: str = ""

    def place(self, mark: Mark) -> float:
        """Return where a mark stands on the axis: at its value, or at the end it lies beyond."""
        return min(max(mark.value, self.low), self.high)

    def end(self, mark: Mark) -> str:
        """Return the end a mark lies beyond, ``low`` or ``high``; empty where it lies between."""
        return "low" if mark.value < self.low else "high" if mark.value > self.high else ""


def draw(strip: Strip, text: Text, colours: Colours, description: str) -> alt.LayerChart:
    """Draw a strip; pilots and the visitor's own municipality carry their name and value."""
    # Named marks lie on the axis, so their leader lines pass behind a pile and not beside it.
    order = sorted(strip.marks, key=lambda mark: (mark.role not in _NAMED, mark.value, mark.code))
    dot = _DOT / _PLOT * (strip.high - strip.low)
    levels = dict(
        zip(
            (mark.code for mark in order),
            pile([strip.place(mark) for mark in order], dot),
            strict=True,
        )
    )
    named = [mark for mark in order if mark.role in _NAMED]
    labels = place_labels(
        [mark.label for mark in named],
        [strip.place(mark) for mark in named],
        strip.low,
        strip.high,
    )
    tallest = max(levels.values(), default=0) + 1
    rows = max((label.row for label in labels), default=0) + 1
    top = tallest + rows + 1 + _OVER_THE_PILES
    axes = _Axes(strip, top)
    layers: list[alt.Chart | alt.LayerChart] = [
        *_median(strip, axes, tallest + rows + _OVER_THE_PILES, colours),
        *_leaders(named, labels, axes, tallest, colours),
        *_dots(strip, levels, Role.OTHER, axes, colours),
        *_dots(strip, levels, Role.WITH_AGREEMENT, axes, colours),
        *(_named(mark, levels[mark.code], axes, colours) for mark in named),
    ]
    return finish(
        layer(*layers),
        text,
        colours,
        description,
        height=round(LEVEL * top),
        padding={"left": 2, "top": 4, "bottom": 4, "right": 2},
    )


_NAMED: Final = (Role.PILOT, Role.OWN)


class _Axes:
    def __init__(self, strip: Strip, top: float) -> None:
        self._strip = strip
        self._scale = fixed_scale(-0.6, top - 0.6)

    def x(self, *, off: bool = False) -> alt.X:
        """Encode the value, or the end of the axis where a mark lies beyond it."""
        strip = self._strip
        field = "at" if off else "v"
        return value_axis(field, strip.low, strip.high, unit=strip.unit, zero=strip.zero)

    def y(self, field: str = "n") -> alt.Y:
        return alt.Y(field=field, type="quantitative", scale=self._scale, axis=None)

    def row(self, mark: Mark, level: float, **cells: Any) -> dict[str, Any]:
        """Return the row of a mark: its value, and the end where that lies beyond the axis."""
        at = {"at": self._strip.place(mark)} if self._strip.end(mark) else {}
        return {"v": mark.value, **at, "n": level, **cells}

    def x_of(self, mark: Mark) -> alt.X:
        """Encode the place of one mark."""
        return self.x(off=bool(self._strip.end(mark)))


def _dots(
    strip: Strip, levels: dict[str, int], role: Role, axes: _Axes, colours: Colours
) -> list[alt.Chart]:
    """Draw the marks of one role: dots on the axis, and arrows at the ends that some lie beyond."""
    parts = {"": f"{role}", "low": f"{role}-below", "high": f"{role}-above"}
    drawn = []
    for end, name in parts.items():
        rows = [
            axes.row(mark, levels[mark.code], d=mark.told)
            for mark in strip.marks
            if mark.role is role and strip.end(mark) == end
        ]
        if rows or not end:
            drawn.append(_dots_of(name, rows, end, role, axes, colours))
    return drawn


def _dots_of(
    name: str,
    rows: list[dict[str, Any]],
    end: str,
    role: Role,
    axes: _Axes,
    colours: Colours,
) -> alt.Chart:
    base = place(
        name,
        rows,
        x=axes.x(off=bool(end)),
        y=axes.y(),
        description=alt.Description(field="d", type="nominal"),
        tooltip=alt.Tooltip(field="d", type="nominal", title=""),
    )
    ring = role is Role.WITH_AGREEMENT
    dots: alt.Chart = base.mark_point(
        shape=OFF_AXIS_SHAPE.get(end, "circle"),
        size=_size(88, 34),
        fill=colours["paper" if ring else "dots"],
        stroke=colours["ink2" if ring else "dots"],
        strokeWidth=1.6 if ring else 0,
        opacity=1,
    )
    return dots


def _named(mark: Mark, level: int, axes: _Axes, colours: Colours) -> alt.Chart:
    rows = [axes.row(mark, level, d=mark.told)]
    chart: alt.Chart = (
        place(f"m{mark.code}", rows, x=axes.x_of(mark), y=axes.y())
        .mark_point(
            shape=_shape(mark),
            size=_size(190, 110),
            fill=_colour(mark, colours),
            stroke=colours["paper"],
            strokeWidth=1.2,
            opacity=1,
        )
        .encode(
            description=alt.Description(field="d", type="nominal"),
            tooltip=alt.Tooltip(field="d", type="nominal", title=""),
        )
    )
    return chart


def _leaders(
    named: Sequence[Mark],
    labels: Sequence[Label],
    axes: _Axes,
    tallest: int,
    colours: Colours,
) -> list[alt.Chart]:
    lines: list[alt.Chart] = []
    said: list[alt.Chart] = []
    for mark, label in zip(named, labels, strict=True):
        colour = _colour(mark, colours)
        rows = [axes.row(mark, 0, n2=tallest + label.row + _OVER_THE_PILES)]
        line: alt.Chart = place(
            f"leader-{mark.code}", rows, x=axes.x_of(mark), y=axes.y(), y2=alt.Y2(field="n2")
        ).mark_rule(stroke=colour, strokeWidth=2, aria=False)
        lines.append(line)
        base = place(f"label-{mark.code}", rows, x=axes.x_of(mark), y=axes.y("n2"))
        where: dict[str, Any] = {
            "text": mark.label,
            "align": label.align,
            "baseline": "middle",
            "dx": 4 if label.align == "left" else -4,
            "dy": -3,
        }
        # Paper behind the words, where another line passes under them.
        paper = colours["paper"]
        said.append(words(base, paper, weight=600, stroke=paper, strokeWidth=5, **where))
        said.append(words(base, colour, weight=600, **where))
    return [*lines, *said]


def _median(strip: Strip, axes: _Axes, row: float, colours: Colours) -> list[alt.Chart]:
    if strip.median is None:
        return []
    rows = [{"v": strip.median, "n": -0.6, "n2": row - 0.5}]
    line: alt.Chart = place(
        "median", rows, x=axes.x(), y=axes.y(), y2=alt.Y2(field="n2")
    ).mark_rule(stroke=colours["ink2"], strokeWidth=2, strokeDash=[5, 4], aria=False)
    base = place("label-median", [{"v": strip.median, "n": row}], x=axes.x(), y=axes.y())
    said = words(
        base, colours["ink2"], text=strip.median_label, align="center", baseline="middle", dy=-3
    )
    return [line, said]


def _shape(mark: Mark) -> str:
    return OWN_SHAPE if mark.role is Role.OWN else MUNICIPALITY_SHAPE[mark.code]


def _colour(mark: Mark, colours: Colours) -> str:
    return colours["ink" if mark.role is Role.OWN else municipality_colour(mark.code)]


def _size(wide: int, narrow: int) -> dict[str, Any]:
    return {"expr": f"width < 480 ? {narrow} : {wide}"}
