"""Names and last values at the right end of the lines, kept clear of each other, with leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import altair as alt

from frikommune_viz.charts.layers import NARROW, Layers, dodge, layer, place, words
from frikommune_viz.charts.time_axes import TimeAxes
from frikommune_viz.selection.register import Outcome, Series
from frikommune_viz.style import Colours, municipality_colour
from frikommune_viz.text import Text
from frikommune_viz.wording.movement import MOST_DECIMALS

LINE: Final = 18
"""Least distance between two labels, in px."""

_LONGEST: Final = 16
_END_IN_PX: Final[Any] = alt.Y2Value  # Altair gives this one no types
_LEADER: Final = (3, 14)
"""Where a leader begins and ends, in px right of the axis."""

_GAP: Final = 18


class Heights(NamedTuple):
    """Height of the plot on a wide page and on a narrow one, in px."""

    wide: int
    narrow: int


@dataclass(frozen=True, slots=True)
class _Label:
    """A name; ``number`` is empty where the last period has none."""

    name: str
    number: str
    value: float
    token: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Name and number, in two lines where one would be too long."""
        one_line = f"{self.name} {self.number}".rstrip()
        return (one_line,) if len(one_line) <= _LONGEST else (self.name, self.number)


def end_labels(
    outcome: Outcome, axes: TimeAxes, heights: Heights, text: Text, colours: Colours
) -> Layers:
    """Draw the labels at the end of the axis, level with the last value where there is room.

    On a phone they have no numbers: those stand in the table beside the chart.
    """
    labels = _labels(outcome, text)
    wide = _places(outcome, labels, heights.wide, [len(one.lines) for one in labels])
    narrow = _places(outcome, labels, heights.narrow, [1 for _ in labels])
    layers = []
    for one, at, narrow_at in zip(labels, wide, narrow, strict=True):
        row = {"x": axes.domain[1], "v": one.value, "at": at, "narrow": narrow_at}
        y = {"expr": f"{NARROW} ? {narrow_at:.1f} : {at:.1f}"}
        # Words are rows, never part of an expression: a name may hold anything.
        said = {**row, "said": one.lines, "name": one.name}
        base = place(f"label-{one.token}", [said], x=axes.x())
        layers += [
            _leader(f"leader-{one.token}", row, y, axes, colours[one.token]),
            _words(base, one, y, colours[one.token], narrow=False),
            _words(base, one, y, colours[one.token], narrow=True),
        ]
    return layer(*layers)


def _places(
    outcome: Outcome, labels: Sequence[_Label], height: int, lines: Sequence[int]
) -> list[float]:
    """Return where the middle of each label stands, in px from the top of the plot."""
    low, high = outcome.indicator.axis_min, outcome.indicator.axis_max
    wanted = [(high - one.value) / (high - low) * height for one in labels]
    return dodge(wanted, [LINE * count for count in lines], LINE / 2, height - LINE / 2)


def _leader(
    name: str, row: dict[str, float], y: dict[str, str], axes: TimeAxes, colour: str
) -> alt.Chart:
    """Draw a thin line from the end of a line to its label."""
    ends = {"x": axes.x(), "x2": alt.X2(field="x"), "y": axes.y(), "y2": _END_IN_PX(y)}
    line: alt.Chart = place(name, [row], **ends).mark_rule(
        stroke=colour,
        strokeWidth=1,
        xOffset=_LEADER[0],
        x2Offset=_LEADER[1],
        aria=False,
    )
    return line


def _words(
    base: alt.Chart, label: _Label, y: dict[str, str], colour: str, *, narrow: bool
) -> alt.Chart:
    """Write a label as one kind of page has room for it; on the other it is empty."""
    lines = 1 if narrow else len(label.lines)
    said = f"{NARROW} ? datum.name : ''" if narrow else f"{NARROW} ? '' : datum.said"
    return words(
        base,
        colour,
        weight=600,
        text={"expr": said},
        align="left",
        baseline="middle",
        dx=_GAP,
        # Two lines are set around the place and not below it.
        dy=-LINE / 2 * (lines - 1),
        lineHeight=LINE,
        y=y,
        clip=False,
    )


def _labels(outcome: Outcome, text: Text) -> list[_Label]:
    found = [_series_label(outcome, series, text) for series in outcome.named]
    found.append(_median_label(outcome, text))
    return [one for one in found if one is not None]


def _median_label(outcome: Outcome, text: Text) -> _Label | None:
    published = [reading for reading in outcome.median if reading.value is not None]
    if not published:
        return None
    last = published[-1]
    assert last.value is not None
    number = _number(outcome, last.period, last.value, text)
    return _Label(text.say("Median"), number, last.value, "ink2")


def _series_label(outcome: Outcome, series: Series, text: Text) -> _Label | None:
    if not series.published:
        return None
    last = series.published[-1]
    assert last.value is not None
    token = "ink" if series is outcome.own else municipality_colour(series.code)
    return _Label(series.name, _number(outcome, last.period, last.value, text), last.value, token)


def _number(outcome: Outcome, period: str, value: float, text: Text) -> str:
    """Return a value of the last period; none of an earlier one, which would pass for it."""
    if period != outcome.periods[-1]:
        return ""
    return text.number(value, min(outcome.indicator.decimals, MOST_DECIMALS))
