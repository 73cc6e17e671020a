"""A line of one municipality small enough for a cell: the band of the others, before and after.

Written by hand as SVG and served as an image: it brings its own rule for the dark theme, and a
page holds seven of them without waking a chart library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.style import (
    BAND_OPACITY,
    DARK,
    LIGHT,
    MUNICIPALITY_SHAPE,
    Colours,
    municipality_colour,
)

WIDTH: Final = 56
HEIGHT: Final = 28
_EDGE: Final = 4
_MARK: Final = 2.6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """From a time and a value to px: one scale for all lines of an indicator."""

    first: float
    last: float
    low: float
    high: float

    @classmethod
    def of(cls, outcome: Outcome) -> Scale:
        """Return the scale that holds the middle 90 per cent and every municipality named."""
        named = [row for series in outcome.named for row in series.published]
        values = [row.value for row in named if row.value is not None]
        bands = [value for row in outcome.distribution.values() for value in (row.p05, row.p95)]
        ends = [row.period_end for row in outcome.pilots[0].readings]
        return cls(min(ends), max(ends), min(*values, *bands), max(*values, *bands))

    def at(self, time: float, value: float) -> Point:
        """Return where a value stands."""
        across = (time - self.first) / ((self.last - self.first) or 1)
        up = (value - self.low) / ((self.high - self.low) or 1)
        return (
            round(_EDGE + across * (WIDTH - 2 * _EDGE), 1),
            round(HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE), 1),
        )


def sparkline(outcome: Outcome, series: Series, pair: Pair, scale: Scale) -> str:
    """Return the line of a municipality as the address of an image.

    Parameters
    ----------
    outcome
        The rows of the indicator: the middle 90 and 50 per cent of the others lie behind.
    series, pair
        The municipality; hollow at the first period of the pair and solid at the second.
    scale
        Shared by all lines that stand under each other.
    """
    drawn = "".join(
        (
            *_bands(outcome, scale),
            *(f"<path class='l' d='{_path(part)}'/>" for part in _lines(outcome, series, scale)),
            *_ends(series, pair, scale),
        )
    )
    token = municipality_colour(series.code)
    style = _rules(LIGHT, token) + f"@media(prefers-color-scheme:dark){{{_rules(DARK, token)}}}"
    return "data:image/svg+xml," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>"
        f"<style>{style}</style>{drawn}</svg>",
        safe=" ='/:",
    )


def _rules(colours: Colours, token: str) -> str:
    fan, line, paper = colours["fan"], colours[token], colours["paper"]
    return (
        f".b{{fill:{fan};fill-opacity:{BAND_OPACITY['band-90']}}}"
        f".c{{fill:{fan};fill-opacity:{BAND_OPACITY['band-50']}}}"
        f".l{{fill:none;stroke:{line};stroke-width:1.8;stroke-linejoin:round}}"
        f".h{{fill:{paper};stroke:{line};stroke-width:1.6}}.s{{fill:{line}}}"
    )


def _parts(outcome: Outcome, periods: Iterable[str]) -> Iterator[list[str]]:
    """Yield the periods on each side of a break in the series."""
    before: list[str] = []
    for period in periods:
        before.append(period)
        if period == outcome.indicator.break_after:
            yield before
            before = []
    if before:
        yield before


def _bands(outcome: Outcome, scale: Scale) -> Iterator[str]:
    ends = {row.period: row.period_end for row in outcome.pilots[0].readings}
    for periods in _parts(outcome, outcome.periods):
        rows = [
            outcome.distribution[period] for period in periods if period in outcome.distribution
        ]
        if len(rows) < 2:
            continue
        for name, low, high in (("b", "p05", "p95"), ("c", "p25", "p75")):
            over = [scale.at(ends[row.period], getattr(row, high)) for row in rows]
            under = [scale.at(ends[row.period], getattr(row, low)) for row in reversed(rows)]
            yield f"<path class='{name}' d='{_path([*over, *under])}Z'/>"


def _lines(outcome: Outcome, series: Series, scale: Scale) -> Iterator[list[Point]]:
    """Yield the unbroken stretches of a line: a missing figure is never drawn over."""
    for periods in _parts(outcome, outcome.periods):
        stretch: list[Point] = []
        for reading in (series.at(period) for period in periods):
            if reading.value is None:
                yield from ([stretch] if len(stretch) > 1 else [])
                stretch = []
            else:
                stretch.append(scale.at(reading.period_end, reading.value))
        yield from ([stretch] if len(stretch) > 1 else [])


def _ends(series: Series, pair: Pair, scale: Scale) -> Iterator[str]:
    for name, period in (("h", pair.baseline), ("s", pair.endline)):
        reading: Reading = series.at(period)
        if reading.value is not None:
            x, y = scale.at(reading.period_end, reading.value)
            yield _mark(MUNICIPALITY_SHAPE.get(series.code, "circle"), name, x, y)


def _mark(shape: str, name: str, x: float, y: float) -> str:
    r = _MARK
    if shape == "square":
        return f"<rect class='{name}' x='{x - r:.1f}' y='{y - r:.1f}' width='{2 * r}' height='{2 * r}'/>"
    if shape == "triangle-up":
        corners = [(x, y - r - 0.6), (x + r + 0.6, y + r), (x - r - 0.6, y + r)]
        return f"<path class='{name}' d='{_path(corners)}Z'/>"
    return f"<circle class='{name}' cx='{x}' cy='{y}' r='{r}'/>"


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
