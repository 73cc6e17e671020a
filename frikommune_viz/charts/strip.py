"""The strip: each municipality a mark at its exact value, for a level or for a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.dot_piles import pile
from frikommune_viz.charts.label_places import BESIDE, Place, place_labels
from frikommune_viz.charts.layers import NARROW, Layers, finish, layer, place, words
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

_NAMED: Final = (Role.PILOT, Role.OWN)
_LABEL_ROW: Final = 21
"""Height of a row of labels, in px."""

_OVER: Final = 8
"""Room between the labels and the highest dot, in px."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How large things are on one kind of page, in px: the plot, a dot and its level, a named mark.

    Labels are placed for the narrowest plot: what fits there and meets no other fits in a wider one.
    """

    plot: int
    narrowest: int
    radius: float
    level: float
    named: float


_WIDE: Final = _Size(plot=736, narrowest=736, radius=4.2, level=9.4, named=6.2)
_PHONE: Final = _Size(plot=340, narrowest=246, radius=3, level=6.8, named=5)


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
        The ends of the axis. A mark beyond one of them is drawn at that end, pointing outwards.
    unit
        Stands under the axis.
    zero
        The word for 0 on an axis of changes, or empty on an axis of levels.
    ticks
        Where the axis is numbered; empty for equal steps from end to end.
    """

    marks: tuple[Mark, ...]
    median: float | None
    median_label: str
    low: float
    high: float
    unit: str
    zero: str = ""
    ticks: tuple[float, ...] = ()

    def place(self, mark: Mark) -> float:
        """Return where a mark stands on the axis: at its value, or at the end it lies beyond."""
        return min(max(mark.value, self.low), self.high)

    def end(self, mark: Mark) -> str:
        """Return the end a mark lies beyond, ``low`` or ``high``; empty where it lies between."""
        return "low" if mark.value < self.low else "high" if mark.value > self.high else ""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where dots and labels stand on one kind of page.

    Attributes
    ----------
    levels
        How high each mark lies in its pile, by code.
    labels
        Where the labels of the named marks stand, then that of the median, if there is one.
    """

    size: _Size
    levels: Mapping[str, int]
    labels: tuple[Place, ...]

    @property
    def rows(self) -> int:
        """How many rows of labels there are."""
        return max((one.row for one in self.labels), default=-1) + 1

    @property
    def height(self) -> int:
        """Height of the plot in px."""
        piles = (max(self.levels.values(), default=0) + 1) * self.size.level
        return round(self.rows * _LABEL_ROW + _OVER + piles + self.size.named - self.size.radius)

    def row_at(self, label: Place) -> int:
        """Return where the middle of a label stands, in px from the top; row 0 is the lowest."""
        return (self.rows - label.row) * _LABEL_ROW - _LABEL_ROW // 2


def draw(strip: Strip, text: Text, colours: Colours, description: str) -> Layers:
    """Draw a strip; pilots and the visitor's own municipality carry their name and value."""
    # Named marks lie on the axis, so their leader lines pass behind a pile and not beside it.
    order = sorted(strip.marks, key=lambda mark: (mark.role not in _NAMED, mark.value, mark.code))
    named = [mark for mark in order if mark.role in _NAMED]
    wide, phone = (_layout(strip, order, named, size) for size in (_WIDE, _PHONE))
    axes = _Axes(strip, wide, phone)
    layers: list[alt.Chart | Layers] = [
        *_leaders(strip, named, axes, colours),
        *_dots(strip, Role.OTHER, axes, colours),
        *_dots(strip, Role.WITH_AGREEMENT, axes, colours),
        *(_named(mark, axes, colours) for mark in named),
        *_labels(strip, named, axes, colours),
    ]
    return finish(
        layer(*layers),
        text,
        colours,
        description,
        height=wide.height,
        narrow_height=phone.height,
        padding={"left": 2, "top": 4, "bottom": 4, "right": 2},
    )


def _layout(strip: Strip, order: Sequence[Mark], named: Sequence[Mark], size: _Size) -> _Layout:
    reach = strip.high - strip.low
    levels = pile([strip.place(mark) for mark in order], size.level / size.plot * reach)
    told = [(mark.label, strip.place(mark)) for mark in named]
    if strip.median is not None:
        told.append((strip.median_label, strip.median))
    labels = place_labels(
        [label for label, _ in told],
        [(value - strip.low) / reach * size.narrowest for _, value in told],
        size.narrowest,
    )
    return _Layout(
        size,
        dict(zip((mark.code for mark in order), levels, strict=True)),
        tuple(labels),
    )


class _Axes:
    """The axes, and where things stand on a wide page and on a phone."""

    def __init__(self, strip: Strip, wide: _Layout, phone: _Layout) -> None:
        self._strip = strip
        self._layouts = (wide, phone)

    def x(self, *, off: bool = False) -> alt.X:
        """Encode the value, or the end of the axis where a mark lies beyond it."""
        strip = self._strip
        return value_axis(
            "at" if off else "v",
            strip.low,
            strip.high,
            unit=strip.unit,
            zero=strip.zero,
            steps=strip.ticks,
        )

    def y(self) -> alt.Y:
        """Encode the level in the pile: a level is as high on the page as a dot is wide."""
        wide, phone = (layout.size for layout in self._layouts)
        level = self.either(wide.level, phone.level)
        foot = self.either(wide.named, phone.named)
        scale = {
            "domain": [0, 1],
            "nice": False,
            "zero": False,
            "range": [{"expr": f"height - ({foot})"}, {"expr": f"height - ({foot}) - ({level})"}],
        }
        return alt.Y(field="y", type="quantitative", scale=scale, axis=None)

    def row(self, mark: Mark, **cells: Any) -> dict[str, Any]:
        """Return the row of a mark: its value, its levels, and the end it may lie beyond."""
        at = {"at": self._strip.place(mark)} if self._strip.end(mark) else {}
        wide, phone = (layout.levels[mark.code] for layout in self._layouts)
        return {"v": mark.value, **at, "n": wide, "m": phone, **cells}

    def x_of(self, mark: Mark) -> alt.X:
        """Encode the place of one mark."""
        return self.x(off=bool(self._strip.end(mark)))

    def label(self, number: int) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """Return how a label leans, how far it is moved, and how high it stands."""
        wide, phone = (layout.labels[number] for layout in self._layouts)
        heights = [layout.row_at(layout.labels[number]) for layout in self._layouts]
        shift = {"left": BESIDE, "center": 0, "right": -BESIDE}
        return (
            {"expr": self.either(f"'{wide.align}'", f"'{phone.align}'")},
            {"expr": self.either(shift[wide.align], shift[phone.align])},
            {"expr": self.either(*heights)},
        )

    def area(self, of: Callable[[_Size], float]) -> dict[str, str]:
        """Return the area of a mark whose radius `of` gives."""
        wide, phone = (round(4 * of(layout.size) ** 2) for layout in self._layouts)
        return {"expr": self.either(wide, phone)}

    @staticmethod
    def either(wide: object, phone: object) -> str:
        """Return an expression that is one thing on a wide page and another on a phone."""
        return f"{NARROW} ? {phone} : {wide}"


def _in_piles(chart: alt.Chart) -> alt.Chart:
    """Let each row stand at its level on this kind of page."""
    placed: alt.Chart = chart.transform_calculate(y=f"{NARROW} ? datum.m : datum.n")
    return placed


def _dots(strip: Strip, role: Role, axes: _Axes, colours: Colours) -> list[alt.Chart]:
    """Draw the marks of one role: dots on the axis, and arrows at the ends that some lie beyond."""
    parts = {"": f"{role}", "low": f"{role}-below", "high": f"{role}-above"}
    drawn = []
    for end, name in parts.items():
        rows = [
            axes.row(mark, d=mark.told)
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
        size=axes.area(lambda size: size.radius - (0.6 if ring else 0)),
        fill=colours["paper" if ring else "dots"],
        stroke=colours["ink2" if ring else "dots"],
        strokeWidth=1.4 if ring else 0,
        opacity=1,
    )
    return _in_piles(dots)


def _named(mark: Mark, axes: _Axes, colours: Colours) -> alt.Chart:
    rows = [axes.row(mark, d=mark.told)]
    chart: alt.Chart = (
        place(f"m{mark.code}", rows, x=axes.x_of(mark), y=axes.y())
        .mark_point(
            shape=_shape(mark),
            size=axes.area(lambda size: size.named),
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
    return _in_piles(chart)


def _leaders(strip: Strip, named: Sequence[Mark], axes: _Axes, colours: Colours) -> list[alt.Chart]:
    """Draw a line from each label down to the axis, behind the dots."""
    lines: list[alt.Chart] = []
    for number, (name, x, row, colour) in enumerate(_told(strip, named, axes, colours)):
        _, _, at = axes.label(number)
        dashed: dict[str, Any] = {"strokeDash": [4, 3]} if name == "median" else {}
        base = place(name if name == "median" else f"leader-{name}", [row], x=x)
        line: alt.Chart = base.mark_rule(
            stroke=colour,
            strokeWidth=1.5,
            y={"expr": f"({at['expr']}) + 9"},
            y2={"expr": "height"},
            aria=False,
            **dashed,
        )
        lines.append(line)
    return lines


def _labels(strip: Strip, named: Sequence[Mark], axes: _Axes, colours: Colours) -> list[alt.Chart]:
    """Write name and value over each leader."""
    said = []
    for number, (name, x, row, colour) in enumerate(_told(strip, named, axes, colours)):
        align, shift, at = axes.label(number)
        said.append(
            words(
                place(f"label-{name}", [row], x=x),
                colour,
                weight=600,
                text=strip.median_label if name == "median" else named[number].label,
                align=align,
                baseline="middle",
                dx=shift,
                y=at,
            )
        )
    return said


def _told(
    strip: Strip, named: Sequence[Mark], axes: _Axes, colours: Colours
) -> Iterator[tuple[str, alt.X, dict[str, Any], str]]:
    """Yield name, place, row and colour of what carries a label, in the order of the labels."""
    for mark in named:
        yield mark.code, axes.x_of(mark), axes.row(mark), _colour(mark, colours)
    if strip.median is not None:
        yield "median", axes.x(), {"v": strip.median}, colours["ink2"]


def _shape(mark: Mark) -> str:
    return OWN_SHAPE if mark.role is Role.OWN else MUNICIPALITY_SHAPE[mark.code]


def _colour(mark: Mark, colours: Colours) -> str:
    return colours["ink" if mark.role is Role.OWN else municipality_colour(mark.code)]
