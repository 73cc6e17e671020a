"""Names and last values at the right end of the lines, kept clear of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import altair as alt

from frikommune_viz.charts.layers import dodge, layer, place, words
from frikommune_viz.charts.time_axes import TimeAxes
from frikommune_viz.selection.register import Outcome, Series
from frikommune_viz.style import Colours, municipality_colour
from frikommune_viz.text import Text

LINE: Final = 17
_LONGEST: Final = 16
_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class _Label:
    lines: tuple[str, ...]
    value: float
    token: str


def end_labels(
    outcome: Outcome,
    axes: TimeAxes,
    height: int,
    text: Text,
    colours: Colours,
) -> alt.LayerChart:
    """Draw the labels at the end of the axis, level with the last value where there is room."""
    labels = _labels(outcome, text)
    low, high = outcome.indicator.axis_min, outcome.indicator.axis_max
    wanted = [(high - one.value) / (high - low) * height for one in labels]
    room = [LINE * len(one.lines) for one in labels]
    places = dodge(wanted, room, LINE / 2, height - LINE / 2)
    layers = []
    for one, at in zip(labels, places, strict=True):
        row = {"x": axes.domain[1], "at": round(high - at / height * (high - low), 4)}
        base = place(f"label-{one.token}", [row], x=axes.x(), y=axes.y("at"))
        layers.append(
            words(
                base,
                colours[one.token],
                weight=600,
                text=list(one.lines),
                align="left",
                baseline="middle",
                dx=_GAP,
                # Two lines are set around the place and not below it.
                dy=-LINE / 2 * (len(one.lines) - 1),
                lineHeight=LINE,
                clip=False,
            )
        )
    return layer(*layers)


def _labels(outcome: Outcome, text: Text) -> list[_Label]:
    found = [_series_label(outcome, series, text) for series in outcome.named]
    found.append(_median_label(outcome, text))
    return [one for one in found if one is not None]


def _median_label(outcome: Outcome, text: Text) -> _Label | None:
    """Return the label, without a number where the last period has none."""
    published = [reading for reading in outcome.median if reading.value is not None]
    if not published:
        return None
    last = published[-1]
    assert last.value is not None
    if last.period != outcome.periods[-1]:
        return _Label((text.say("Median"),), last.value, "ink2")
    number = text.number(last.value, outcome.indicator.decimals)
    return _Label((text.say("Median {value}", value=number),), last.value, "ink2")


def _series_label(outcome: Outcome, series: Series, text: Text) -> _Label | None:
    """Return the label, without a number where the last period has none."""
    if not series.published:
        return None
    last = series.published[-1]
    assert last.value is not None
    token = "ink" if series is outcome.own else municipality_colour(series.code)
    if last.period != outcome.periods[-1]:
        return _Label((series.name,), last.value, token)
    number = text.number(last.value, outcome.indicator.decimals)
    one_line = f"{series.name} {number}"
    lines = (one_line,) if len(one_line) <= _LONGEST else (series.name, number)
    return _Label(lines, last.value, token)
