"""A small chart of a handout, as SVG for paper: bands, lines, the two figures and the changes.

It needs no colour: each municipality has its shape and its name at the end of its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from frikommune_viz.charts.layers import dodge
from frikommune_viz.charts.trend import stretches
from frikommune_viz.export.text_width import width as text_width
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.style import (
    ARROW,
    BAND_OPACITY,
    FONT,
    LIGHT,
    MUNICIPALITY_SHAPE,
    SHEET,
    municipality_colour,
)
from frikommune_viz.text import Text

WIDTH: Final = 332
_PLOT: Final = 124
_LEFT: Final = 34
_RIGHT: Final = 72
_TOP: Final = 14
_YEARS: Final = 18
_LINE: Final = 19
_SIZE: Final = 12.5
_LABEL: Final = 15
_PAST: Final = 0.25
_RADIUS: Final = 4.4
_EDGE: Final = 1.9
"""How much wider than a mark the paper behind it is, in px."""

_NEAR: Final = 10
"""Marks less than this apart would hide each other, in px."""

_ASIDE: Final = 3.5
_QUANTILES: Final = (("band-90", "p05", "p95"), ("band-50", "p25", "p75"))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a year and a value to px."""

    first: float
    last: float
    low: float
    high: float

    @classmethod
    def of(cls, outcome: Outcome) -> _Scale:
        ends = [row.period_end for row in outcome.pilots[0].readings]
        row = outcome.indicator
        return cls(min(ends) - _PAST, max(ends) + _PAST, row.axis_min, row.axis_max)

    def x(self, year: float) -> float:
        wide = WIDTH - _LEFT - _RIGHT
        return _LEFT + (year - self.first) / (self.last - self.first) * wide

    def y(self, value: float) -> float:
        return _TOP + (self.high - value) / (self.high - self.low) * (_PLOT - _TOP)


def draw_chart(
    outcome: Outcome, series: Sequence[Series], pair: Pair, middle: float | None, text: Text
) -> str:
    """Draw the chart of an indicator.

    Parameters
    ----------
    outcome
        The rows of the indicator.
    series
        The municipalities drawn by name.
    pair
        The two periods: the mark of the first is hollow, that of the second solid.
    middle
        Median change of the municipalities without an agreement.
    text
        The language.
    """
    scale = _Scale.of(outcome)
    below, height = _values(outcome, series, pair, middle, text)
    drawn = "".join(
        (
            *_grid(outcome, scale, text),
            *_bands(outcome, scale),
            *_start(outcome, scale, text),
            *_line(outcome.median, outcome, scale, "ink2", 1.3, "4 3"),
            *(
                path
                for one in series
                for path in _line(
                    one.readings, outcome, scale, municipality_colour(one.code), 2.2, ""
                )
            ),
            *_marks(series, pair, scale),
            *_names(outcome, series, scale, text),
            *_years(outcome, scale, text),
            *below,
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" font-family="{FONT}" font-size="{_SIZE}">{drawn}</svg>'
    )


def _words(
    x: float, y: float, said: str, colour: str = "ink2", *, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{LIGHT[colour]}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(said)}</text>'
    )


def _grid(outcome: Outcome, scale: _Scale, text: Text) -> Iterator[str]:
    values = (scale.low, (scale.low + scale.high) / 2, scale.high)
    decimals = next(
        n for n in range(4) if all(abs(value - round(value, n)) < 1e-9 for value in values)
    )
    for value in values:
        y = scale.y(value)
        yield (
            f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{LIGHT["rule"]}" stroke-width="1"/>'
        )
        yield _words(_LEFT - 6, y + 4.3, text.number(value, decimals), anchor="end")


def _bands(outcome: Outcome, scale: _Scale) -> Iterator[str]:
    parts: dict[int, list[Reading]] = {}
    for stretch, reading in stretches(outcome.median, outcome.indicator.break_after):
        parts.setdefault(stretch, []).append(reading)
    for readings in parts.values():
        for name, low, high in _QUANTILES:
            edges = [
                [
                    (
                        scale.x(one.period_end),
                        scale.y(getattr(outcome.distribution[one.period], end)),
                    )
                    for one in readings
                ]
                for end in (low, high)
            ]
            if len(readings) == 1:
                # A stretch of one period has no width, so it becomes a bar.
                edges = [[(x - 2, y), (x + 2, y)] for ((x, y),) in edges]
            around = [*edges[1], *reversed(edges[0])]
            yield (
                f'<path d="{_path(around)}Z" fill="{LIGHT["fan"]}" '
                f'fill-opacity="{BAND_OPACITY[name]}"/>'
            )


def _start(outcome: Outcome, scale: _Scale, text: Text) -> Iterator[str]:
    """Draw where the agreement begins."""
    if outcome.agreement and scale.first < outcome.agreement[0] < scale.last:
        x = scale.x(outcome.agreement[0])
        yield f'<path d="M{x:.1f} 0V{_PLOT}" stroke="{LIGHT["ink"]}" stroke-width="1.2"/>'
        yield _words(x + 5, 9.5, text.say("aftalen begynder"), "ink")


def _line(
    readings: Sequence[Reading], outcome: Outcome, scale: _Scale, token: str, wide: float, dash: str
) -> Iterator[str]:
    parts: dict[int, list[tuple[float, float]]] = {}
    for stretch, reading in stretches(readings, outcome.indicator.break_after):
        assert reading.value is not None
        parts.setdefault(stretch, []).append((scale.x(reading.period_end), scale.y(reading.value)))
    pen = f' stroke-dasharray="{dash}"' if dash else ""
    for points in parts.values():
        if len(points) == 1:
            ((x, y),) = points
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{wide}" fill="{LIGHT[token]}"/>'
            continue
        yield (
            f'<path d="{_path(points)}" fill="none" stroke="{LIGHT[token]}" stroke-width="{wide}" '
            f'stroke-linejoin="round" stroke-linecap="round"{pen}/>'
        )


def _marks(series: Sequence[Series], pair: Pair, scale: _Scale) -> Iterator[str]:
    """Draw the marks of both periods; where they would hide each other, side by side."""
    for period, hollow in ((pair.baseline, True), (pair.endline, False)):
        values = ((one.code, one.at(period)) for one in series)
        marks = [
            (code, scale.x(reading.period_end), scale.y(reading.value))
            for code, reading in values
            if reading.value is not None
        ]
        aside = _aside([y for _, _, y in marks])
        for (code, x, y), by in zip(marks, aside, strict=True):
            yield _shape(code, x + by, y, _RADIUS + _EDGE, f'fill="{SHEET}"')
            yield _mark(code, x + by, y, _RADIUS, hollow=hollow)


def _aside(heights: Sequence[float]) -> list[float]:
    """Return how far each mark stands beside its year, in px: not at all where it is alone."""
    found = []
    for mine, y in enumerate(heights):
        near = [i for i, other in enumerate(heights) if abs(other - y) < _NEAR]
        found.append((near.index(mine) - (len(near) - 1) / 2) * 2 * _ASIDE)
    return found


def _mark(code: str, x: float, y: float, r: float, *, hollow: bool) -> str:
    colour = LIGHT[municipality_colour(code)]
    fill = SHEET if hollow else colour
    return _shape(code, x, y, r, f'fill="{fill}" stroke="{colour}" stroke-width="1.8"')


def _shape(code: str, x: float, y: float, r: float, pen: str) -> str:
    shape = MUNICIPALITY_SHAPE[code]
    if shape == "square":
        return f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r}" height="{2 * r}" {pen}/>'
    if shape == "triangle-up":
        corners = [(x, y - r - 0.8), (x + r + 0.8, y + r), (x - r - 0.8, y + r)]
        return f'<path d="{_path(corners)}Z" {pen}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" {pen}/>'


def _names(outcome: Outcome, series: Sequence[Series], scale: _Scale, text: Text) -> Iterator[str]:
    """Name each line at its end, kept clear of each other."""
    ends = [
        (one.name, one.published[-1].value, municipality_colour(one.code), 600)
        for one in series
        if one.published
    ]
    known = [reading for reading in outcome.median if reading.value is not None]
    if known:
        ends.append((text.say("midten"), known[-1].value, "ink2", 400))
    wanted = [scale.y(value) for _, value, _, _ in ends if value is not None]
    places = dodge(wanted, [_LABEL] * len(ends), _TOP, _PLOT - 4)
    for (name, _, token, weight), y in zip(ends, places, strict=True):
        yield _words(WIDTH - _RIGHT + 6, y + 4.3, name, token, weight=weight)


def _years(outcome: Outcome, scale: _Scale, text: Text) -> Iterator[str]:
    y = _PLOT + _YEARS - 3
    for period, anchor in ((outcome.periods[0], "start"), (outcome.periods[-1], "end")):
        x = scale.x(outcome.pilots[0].at(period).period_end)
        yield _words(x + (-6 if anchor == "start" else 6), y, text.period(period), anchor=anchor)


def _values(
    outcome: Outcome, series: Sequence[Series], pair: Pair, middle: float | None, text: Text
) -> tuple[list[str], float]:
    """Write the two figures of each municipality and the middle change; say how high it is."""
    decimals = outcome.indicator.decimals
    x, y = 6.0, float(_PLOT + _YEARS + 14)
    drawn: list[str] = []
    for one in series:
        values = [one.at(period).value for period in pair]
        if None in values:
            continue
        first, last = (text.number(value, decimals) for value in values if value is not None)
        wide = 32 + text_width(first, _SIZE) + text_width(last, _SIZE, 600)
        if x + wide > WIDTH:
            x, y = 6.0, y + _LINE
        drawn.append(_mark(one.code, x, y - 4.3, 4, hollow=False))
        drawn.append(_words(x + 10, y, first, "ink"))
        arrow = x + 15 + text_width(first, _SIZE)
        drawn.append(
            f'<path transform="translate({arrow:.1f} {y - 10:.1f}) scale(.48)" fill="none" '
            f'd="{ARROW.path}" stroke="{LIGHT["ink"]}" stroke-width="{ARROW.line}"/>'
        )
        drawn.append(_words(arrow + 16, y, last, "ink", weight=600))
        x += wide + 12
    if middle is not None:
        said = text.say(
            "midterste ændring {change}", change=text.number(middle, decimals, signed=True)
        )
        if x + text_width(said, _SIZE) > WIDTH:
            x, y = 0.0, y + _LINE
        drawn.append(_words(x, y, said))
    return drawn, y + 5


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
