"""Draw all register figures of an area side by side: its municipalities by its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.charts import small_chart
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.numbers_picture import axis_ticks, axis_words
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.rows import Indicator
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.data_links import extract_href
from frikommune_viz.parts.download_links import (
    NUMBERS,
    NUMBERS_CHOICES,
    PICTURES,
    TABLES,
    YEARS,
    hrefs,
)
from frikommune_viz.parts.page_frame import draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.area_numbers import Axis, Course, Multiples, select_multiples
from frikommune_viz.selection.extract import Extract
from frikommune_viz.selection.register import Outcome, Role, Series
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import small_multiples as wording
from frikommune_viz.wording.movement import MOST_DECIMALS
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.short_figures import short_name

MOST_COLUMNS: Final = 6
"""So many charts stand side by side on a full page; more go on below."""


def headline(edition: Edition, filters: Filters, text: Text) -> str:
    """Return the heading of the page: which ways all went."""
    return wording.headline(select_multiples(edition, filters), text)


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page that shows all figures of an area."""
    found = select_multiples(edition, filters)
    return draw_hero(
        PAGE["sammenlign"],
        text,
        heading=wording.headline(found, text),
        lead=" ",
    )


def multiples(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw every register figure of the chosen area, with its municipalities and the visitor's."""
    found = select_multiples(edition, filters)
    columns = [_course(course, found.axis, filters, text) for course in found.courses if found.axis]
    levels = [_level(outcome, filters, text) for outcome in found.levels]
    names = [_name(found, series, role, text) for series, role in found.named]
    sources = dict.fromkeys(outcome.indicator.source_id for outcome in found.outcomes)
    return draw(
        "multiples.html",
        text,
        views=[
            {
                "word": text.say("Ord og ét tal"),
                "href": page_href("sammenlign", filters.but(numbers=False)),
                "on": False,
            },
            {
                "word": text.say("Alle tal"),
                "href": page_href("sammenlign", filters),
                "on": True,
            },
        ],
        pairs=wording.pairs_line(found, text),
        areas=_areas(edition, filters, found.area, text),
        names=names,
        bands=_bands(columns),
        levels=_bands(levels),
        compared=_compared(found, text),
        jumps=[*columns, *levels],
        area_words=text.say(labels.AREA_INLINE[found.area]),
        key=_key(found),
        notes=(*wording.notes(found, text), *wording.kinds(found, text)),
        about_levels=wording.measured_once(found.levels, text),
        about_periods=wording.about_periods(found, text),
        missing=wording.missing(found, text),
        pictures=hrefs(NUMBERS, filters.only(*NUMBERS_CHOICES, *YEARS), PICTURES, text)
        if found.axis
        else {},
        shown=text.join(series.name for series, _ in found.named),
        extracts=_extracts(edition, found, filters, text),
        files=hrefs(NUMBERS, filters.only(*NUMBERS_CHOICES), TABLES, text),
        sources=[edition.sources[source_id] for source_id in sources],
    )


def _extracts(edition: Edition, found: Multiples, filters: Filters, text: Text) -> dict[str, str]:
    """Return the addresses of the figures of those that are shown, by the word for each form."""
    extract = Extract(
        tuple(outcome.indicator.indicator_id for outcome in found.outcomes),
        tuple(series.code for series, _ in found.named),
    )
    return {
        text.say(word): extract_href(extract, form, edition, filters)
        for form, word in TABLES.items()
    }


def _bands(columns: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    starts = range(0, len(columns), MOST_COLUMNS)
    return [columns[start : start + MOST_COLUMNS] for start in starts]


def _areas(edition: Edition, filters: Filters, chosen: Area, text: Text) -> list[dict[str, Any]]:
    return [
        {
            "word": text.say(labels.AREA[area]),
            "href": page_href("sammenlign", filters.but(area=(area,))),
            "on": area is chosen,
        }
        for area in Area
        if edition.indicators_of(area)
    ]


def _name(found: Multiples, series: Series, role: Role, text: Text) -> dict[str, str]:
    look = small_chart.look_of(found.outcomes[0], series)
    return {
        "name": series.name,
        "who": wording.who(series, role, text),
        "shape": look.shape,
        "token": look.token,
    }


def _about(indicator: Indicator, filters: Filters, text: Text) -> dict[str, Any]:
    """Return what stands in the head of a column, and where its charts lead."""
    asked = filters.only("lang", "edition", "own", "baseline", "endline")
    return {
        "anchor": f"tal-{indicator.indicator_id}",
        "label": text.pick(indicator.label),
        "short": short_name(indicator, text),
        "unit": text.pick(indicator.unit),
        "ticks": axis_ticks(indicator, text),
        "href": page_href("borgere", asked.but(indicator=(indicator.indicator_id,))),
    }


def _course(course: Course, axis: Axis, filters: Filters, text: Text) -> dict[str, Any]:
    decimals = wording.decimals_of(course)
    return {
        **_about(course.indicator, filters, text),
        "cells": [_cell(course, series, axis, decimals, text) for series in course.outcome.named],
        "is_long": decimals >= MOST_DECIMALS,
        "ends": axis_words(axis, text),
        "median": ""
        if course.median is None
        else text.number(course.median, decimals, signed=True),
    }


def _cell(course: Course, series: Series, axis: Axis, decimals: int, text: Text) -> dict[str, Any]:
    numbers = wording.numbers(course, series, decimals, text)
    if numbers is None:
        return {"none": wording.why_none(series, course.pair, text)}
    drawn = small_chart.draw_course(course.outcome, (series,), course.pair, axis)
    return {
        "none": "",
        "numbers": numbers,
        "src": small_chart.picture_address(drawn),
        "alt": wording.told(course, series, text),
    }


def _level(outcome: Outcome, filters: Filters, text: Text) -> dict[str, Any]:
    period, decimals = outcome.periods[-1], outcome.indicator.decimals
    middle = outcome.median_at(period)
    return {
        **_about(outcome.indicator, filters, text),
        "period": text.period(period),
        "cells": [_level_cell(outcome, series, period, text) for series in outcome.named],
        "median": "" if middle is None else text.number(middle, decimals),
    }


def _level_cell(outcome: Outcome, series: Series, period: str, text: Text) -> dict[str, Any]:
    value = series.at(period).value
    if value is None:
        return {"none": wording.why_none(series, (period,), text)}
    drawn = small_chart.draw_level(outcome, series, period)
    return {
        "none": "",
        "value": text.number(value, outcome.indicator.decimals),
        "src": small_chart.picture_address(drawn),
        "alt": wording.level_told(outcome, series, period, text),
    }


def _compared(found: Multiples, text: Text) -> str:
    """Say how many municipalities the median changes rest on."""
    counts = [course.compared for course in found.courses]
    if not counts:
        return ""
    fewest, most = min(counts), max(counts)
    if fewest == most:
        return text.count("kun {n} kommune uden aftale", "{n} kommuner uden aftale", most)
    return text.say(
        "{fewest} til {most} kommuner uden aftale",
        fewest=text.number(fewest),
        most=text.number(most),
    )


def _key(found: Multiples) -> dict[str, bool]:
    """Return which signs are drawn: a key explains no other."""
    outcomes = [course.outcome for course in found.courses]
    axis = found.axis
    return {
        "courses": bool(outcomes),
        "start": axis is not None
        and any(
            row.agreement is not None and axis.low - 0.4 < row.agreement[0] < axis.high + 0.4
            for row in outcomes
        ),
        "covid": any(row.covid_periods for row in outcomes),
        "breaks": any(row.indicator.break_after in row.periods[:-1] for row in outcomes),
    }
