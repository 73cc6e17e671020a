"""A chart as small as a word: one municipality and the others, as a picture without script.

Eighteen of them stand on one page, where as many interactive charts would make it slow. Each place
is a share of the picture, so that one picture fits any width and its marks keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, NamedTuple
from urllib.parse import quote

from frikommune_viz.charts.trend import stretches
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.area_numbers import Axis
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.style import (
    BAND_OPACITY,
    MARK_PATHS,
    MUNICIPALITY_SHAPE,
    OWN_SHAPE,
    municipality_colour,
    picture_colours,
)

PAST_THE_ENDS: Final = 0.4
"""How far the picture reaches past the first and the last mark, in years."""

_DASHES: Final = {"median": "4 3", "own": "0.1 5.2", "break": "3 2"}
_QUANTILES: Final = (("band-90", "p05", "p95"), ("band-50", "p25", "p75"))


TOKENS_USED: Final = ("fan", "ink", "ink2", "paper", "rule")
"""Tokens of every small chart, beside that of its municipality."""


class _Pen(NamedTuple):
    """How a line is drawn: its colour, its width in px and its dashes."""

    token: str
    width: float
    dash: str = ""


_MEDIAN: Final = _Pen("ink2", 1.3, _DASHES["median"])


class Look(NamedTuple):
    """How a municipality is drawn: colour, shape, and whether it is the visitor's own."""

    token: str
    shape: str
    is_own: bool


def look_of(outcome: Outcome, series: Series) -> Look:
    """Return how a municipality is drawn in the figures of an indicator."""
    if outcome.own is not None and series.code == outcome.own.code:
        return Look("ink", OWN_SHAPE, is_own=True)
    return Look(municipality_colour(series.code), MUNICIPALITY_SHAPE[series.code], is_own=False)


def _pen(look: Look) -> _Pen:
    return _Pen(look.token, 3, _DASHES["own"]) if look.is_own else _Pen(look.token, 2.4)


class Scale(NamedTuple):
    """From years and values to shares of the picture, in per cent from its upper left corner."""

    low: float
    high: float
    least: float
    most: float

    @classmethod
    def of(cls, outcome: Outcome, axis: Axis) -> Scale:
        """Return the scale of an indicator: its own axis of values, the shared one of time."""
        indicator = outcome.indicator
        low, high = axis.low - PAST_THE_ENDS, axis.high + PAST_THE_ENDS
        return cls(low, high, indicator.axis_min, indicator.axis_max)

    def x(self, year: float) -> float:
        """Return how far from the left a year lies."""
        return 100 * (year - self.low) / (self.high - self.low)

    def y(self, value: float) -> float:
        """Return how far from the top a value lies."""
        return 100 * (self.most - value) / (self.most - self.least)


class Canvas(NamedTuple):
    """What is drawn on: a picture as wide as its place, or part of another one, of a size in px."""

    width: float = 100
    height: float = 100
    is_fluid: bool = True

    def across(self, share: float) -> str:
        """Write how far from the left, or how wide."""
        return f"{share:.2f}%" if self.is_fluid else f"{share * self.width / 100:.2f}"

    def down(self, share: float) -> str:
        """Write how far from the top, or how high."""
        return f"{share:.2f}%" if self.is_fluid else f"{share * self.height / 100:.2f}"

    def point(self, x: float, y: float) -> str:
        """Write a point of a path."""
        return f"{x * self.width / 100:.2f} {y * self.height / 100:.2f}"

    def paths(self, drawn: str) -> str:
        """Let paths, which know no shares, be stretched with the picture."""
        if not self.is_fluid:
            return drawn
        return (
            '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">'
            f"{drawn}</svg>"
        )

    def at(self, x: float, y: float, drawn: str) -> str:
        """Set something that keeps its size at a point."""
        if self.is_fluid:
            return f'<svg x="{x:.2f}%" y="{y:.2f}%" overflow="visible">{drawn}</svg>'
        return f'<g transform="translate({self.point(x, y)})">{drawn}</g>'


FLUID: Final = Canvas()


def draw_course(outcome: Outcome, drawn: Sequence[Series], pair: Pair, axis: Axis) -> str:
    """Draw how municipalities went, as a picture by itself; see :func:`course_drawing`."""
    tokens = {look_of(outcome, series).token for series in drawn}
    return _picture(course_drawing(outcome, drawn, pair, axis, FLUID), tokens)


def course_drawing(
    outcome: Outcome, drawn: Sequence[Series], pair: Pair, axis: Axis, canvas: Canvas
) -> str:
    """Draw how municipalities went, before the bands and the median of the others.

    The mark of the earlier period is hollow and that of the later one solid. The municipality that
    the picture is about comes first, and lies on top.
    """
    scale = Scale.of(outcome, axis)
    lines = "".join(
        (
            *_bands(outcome, scale, canvas),
            _line(outcome, outcome.median, scale, canvas, _MEDIAN),
            *(
                _line(outcome, series.readings, scale, canvas, _pen(look_of(outcome, series)))
                for series in reversed(drawn)
            ),
        )
    )
    marks = "".join(
        canvas.at(
            scale.x(reading.period_end),
            scale.y(reading.value),
            _mark(look_of(outcome, series), is_hollow=is_hollow),
        )
        for series in reversed(drawn)
        for period, is_hollow in ((pair.baseline, True), (pair.endline, False))
        if (reading := series.at(period)).value is not None
    )
    behind = f"{_grid(canvas)}{_upright(outcome, scale, canvas)}"
    return f"{behind}{canvas.paths(lines)}{_covid(outcome, scale, canvas)}{marks}"


def draw_level(outcome: Outcome, series: Series, period: str) -> str:
    """Draw where one municipality lay in one period, on the bands and the median of the others."""
    scale = Scale(0, 1, outcome.indicator.axis_min, outcome.indicator.axis_max)
    look = look_of(outcome, series)
    drawn = ['<line class="rule" x2="100%" y1="50%" y2="50%"/>']
    if found := outcome.distribution.get(period):
        for name, low, high in _QUANTILES:
            start, end = (100 - scale.y(getattr(found, end)) for end in (low, high))
            drawn.append(
                f'<rect class="fan" x="{start:.2f}%" width="{end - start:.2f}%" y="25%" '
                f'height="50%" fill-opacity="{BAND_OPACITY[name]}"/>'
            )
        middle = f"{100 - scale.y(found.median):.2f}%"
        drawn.append(
            f'<line class="ink2" x1="{middle}" x2="{middle}" y1="15%" y2="85%" '
            f'stroke-width="1.3" stroke-dasharray="{_DASHES["median"]}"/>'
        )
    if (value := series.at(period).value) is not None:
        drawn.append(FLUID.at(100 - scale.y(value), 50, _mark(look, is_hollow=False)))
    return _picture("".join(drawn), {look.token})


def picture_address(drawn: str) -> str:
    """Return a drawn picture as the address of an ``<img>``."""
    return "data:image/svg+xml," + quote(drawn, safe=" ='/:;,.()@{}-")


def _picture(drawn: str, tokens: Set[str]) -> str:
    style = picture_colours({*TOKENS_USED, *tokens})
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%'>"
        f"<style>{style}</style>{drawn}</svg>"
    ).replace('"', "'")


def _grid(canvas: Canvas) -> str:
    return "".join(
        f'<line class="rule" x2="{canvas.across(100)}" y1="{canvas.down(share)}" '
        f'y2="{canvas.down(share)}"/>'
        for share in (0, 50, 100)
    )


def _upright(outcome: Outcome, scale: Scale, canvas: Canvas) -> str:
    """Draw the line where the agreement begins, and the one after which figures are counted anew."""
    drawn = ""
    if outcome.agreement is not None and scale.low < outcome.agreement[0] < scale.high:
        x = canvas.across(scale.x(outcome.agreement[0]))
        drawn += f'<line class="ink start" x1="{x}" x2="{x}" y2="{canvas.down(100)}"/>'
    after = outcome.indicator.break_after
    if after in outcome.periods and after != outcome.periods[-1]:
        x = canvas.across(scale.x(outcome.pilots[0].at(after).period_end + 0.5))
        drawn += (
            f'<line class="ink break" x1="{x}" x2="{x}" y2="{canvas.down(100)}" stroke-width="1.5" '
            f'stroke-dasharray="{_DASHES["break"]}"/>'
        )
    return drawn


def _covid(outcome: Outcome, scale: Scale, canvas: Canvas) -> str:
    """Draw a bar on the axis under the periods that were marked by covid-19."""
    years = [outcome.pilots[0].at(period).period_end for period in outcome.covid_periods]
    if not years:
        return ""
    start, end = scale.x(min(years) - 0.3), scale.x(max(years) + 0.3)
    return (
        f'<rect class="ink2 covid" x="{canvas.across(start)}" width="{canvas.across(end - start)}" '
        f'y="{canvas.down(100)}" height="3" transform="translate(0 -3)"/>'
    )


def _bands(outcome: Outcome, scale: Scale, canvas: Canvas) -> Sequence[str]:
    """Shade the middle 90 and 50 per cent of the others; a break in the series parts them."""
    found: dict[int, list[tuple[float, str]]] = {}
    for stretch, reading in stretches(outcome.median, outcome.indicator.break_after):
        found.setdefault(stretch, []).append((scale.x(reading.period_end), reading.period))
    return [
        f'<path class="fan" fill-opacity="{BAND_OPACITY[name]}" d="{_ring(upper + lower, canvas)}"/>'
        for name, low, high in _QUANTILES
        for places in found.values()
        for upper in [_edge(outcome, scale, places, high)]
        for lower in [_edge(outcome, scale, places, low)[::-1]]
    ]


def _edge(
    outcome: Outcome, scale: Scale, places: Sequence[tuple[float, str]], quantile: str
) -> list[tuple[float, float]]:
    # A stretch of one period has no width, so it becomes a bar.
    if len(places) == 1:
        x, period = places[0]
        places = [(x - 1.5, period), (x + 1.5, period)]
    return [(x, scale.y(getattr(outcome.distribution[period], quantile))) for x, period in places]


def _ring(points: Sequence[tuple[float, float]], canvas: Canvas) -> str:
    return "M" + "L".join(canvas.point(x, y) for x, y in points) + "Z"


def _line(
    outcome: Outcome, readings: Sequence[Reading], scale: Scale, canvas: Canvas, pen: _Pen
) -> str:
    """Draw a line through the published readings; nothing joins them over a gap or a break."""
    pieces: dict[int, list[str]] = {}
    for stretch, reading in stretches(readings, outcome.indicator.break_after):
        assert reading.value is not None
        pieces.setdefault(stretch, []).append(
            canvas.point(scale.x(reading.period_end), scale.y(reading.value))
        )
    # A stretch of one reading is closed upon itself, so that its round ends show as a dot.
    path = "".join(
        f"M{'L'.join(piece if len(piece) > 1 else piece * 2)}" for piece in pieces.values()
    )
    dash = f' stroke-dasharray="{pen.dash}"' if pen.dash else ""
    keeps = ' vector-effect="non-scaling-stroke"' if canvas.is_fluid else ""
    return (
        f'<path class="line {pen.token}" d="{path}" stroke-width="{pen.width}"{dash} '
        f'stroke-linecap="round"{keeps}/>'
    )


def _mark(look: Look, *, is_hollow: bool) -> str:
    kind = "hollow" if is_hollow else "solid"
    return f'<path class="{kind} {look.token}" d="{MARK_PATHS[look.shape]}"/>'
