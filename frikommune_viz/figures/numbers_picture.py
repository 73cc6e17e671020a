"""All figures of an area as one picture: what stands in it, ready to be set on a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frikommune_viz.charts.layers import tick_format
from frikommune_viz.charts.small_chart import Canvas, Look, course_drawing, look_of
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.filters import Filters
from frikommune_viz.model.rows import Indicator, Source
from frikommune_viz.selection.area_numbers import Axis, Course, select_multiples
from frikommune_viz.text import Text
from frikommune_viz.wording import small_multiples as wording

CHART: Final = Canvas(132, 88, is_fluid=False)
"""Size in px of each chart of the picture."""


@dataclass(frozen=True, slots=True)
class ChartCell:
    """One chart and the figures over it; `none` says why there is neither."""

    numbers: wording.Numbers | None
    drawing: str
    none: str = ""


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One indicator: what stands over its charts and under them, and the ends of their axes."""

    label: str
    unit: str
    ticks: tuple[str, ...]
    ends: tuple[str, str]
    cells: tuple[ChartCell, ...]
    median: str


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality: its name, what it is here, and how it is drawn."""

    name: str
    who: str
    look: Look


@dataclass(frozen=True, slots=True)
class NumbersPicture:
    """The picture with its words."""

    headline: str
    subtitle: str
    alt: str
    key: tuple[KeyItem, ...]
    places: tuple[Place, ...]
    columns: tuple[ChartColumn, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def numbers_picture(edition: Edition, filters: Filters, text: Text) -> NumbersPicture | None:
    """Return the picture of an area's figures; None where none has a course."""
    found = select_multiples(edition, filters)
    axis = found.axis
    if axis is None:
        return None
    first = found.courses[0].outcome
    told = [
        wording.told(course, series, text)
        for course in found.courses
        for series in course.outcome.named
    ]
    sources = dict.fromkeys(course.indicator.source_id for course in found.courses)
    return NumbersPicture(
        headline=wording.headline(found, text),
        subtitle=wording.pairs_line(found, text),
        alt=" ".join(told),
        key=_key(text),
        places=tuple(
            Place(series.name, wording.who(series, role, text), look_of(first, series))
            for series, role in found.named
        ),
        columns=tuple(_column(course, axis, text) for course in found.courses),
        notes=(*wording.signs(found, text), *wording.notes(found, text)),
        sources=tuple(edition.sources[source_id] for source_id in sources),
    )


def axis_ticks(indicator: Indicator, text: Text) -> tuple[str, ...]:
    """Return what is printed at the top, the middle and the bottom of an indicator's axis."""
    low, high = indicator.axis_min, indicator.axis_max
    ticks = [high, (low + high) / 2, low]
    decimals = int(tick_format(ticks)[2])
    return tuple(text.number(tick, decimals) for tick in ticks)


def axis_words(axis: Axis, text: Text) -> tuple[str, str]:
    """Return what is printed at the ends of the axis of time."""
    return _short(axis.first, text), _short(axis.last, text)


def _short(period: str, text: Text) -> str:
    """Write a period under a small axis: a school year without its century."""
    return period[2:] if "/" in period else text.period(period)


def _column(course: Course, axis: Axis, text: Text) -> ChartColumn:
    decimals = wording.decimals_of(course)
    cells = []
    for series in course.outcome.named:
        numbers = wording.numbers(course, series, decimals, text)
        if numbers is None:
            cells.append(ChartCell(None, "", wording.why_none(series, course.pair, text)))
            continue
        drawing = course_drawing(course.outcome, (series,), course.pair, axis, CHART)
        cells.append(ChartCell(numbers, drawing))
    return ChartColumn(
        label=text.pick(course.indicator.label),
        unit=wording.unit_line(course.indicator, text),
        ticks=axis_ticks(course.indicator, text),
        ends=axis_words(axis, text),
        cells=tuple(cells),
        median=text.say("ikke opgjort")
        if course.median is None
        else text.number(course.median, decimals, signed=True),
    )


def _key(text: Text) -> tuple[KeyItem, ...]:
    return (
        KeyItem(text.say("de midterste 90 pct. af kommunerne uden aftale"), "band-90", "fan"),
        KeyItem(text.say("de midterste 50 pct. af dem"), "band-50", "fan"),
        KeyItem(text.say("deres median"), "dashed", "ink2"),
        KeyItem(text.say("før"), "hollow", "ink2"),
        KeyItem(text.say("efter"), "circle", "ink2"),
    )
