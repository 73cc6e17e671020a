"""Parts of the page on citizens: what register figures show, and what they cannot say."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz import words
from frikommune_viz.filters import Filters
from frikommune_viz.model import Area, Indicator
from frikommune_viz.outcomes import select
from frikommune_viz.outline import PAGE
from frikommune_viz.parts.frame import Remark, draw_hero, draw_limits, draw_section
from frikommune_viz.parts.links import figure_href
from frikommune_viz.parts.templates import draw
from frikommune_viz.parts.tile_map import draw_tile_map
from frikommune_viz.results import Edition
from frikommune_viz.text import Text, danish_order

FIRST: Final = {Area.SCHOOL: "absence_grade_7_9", Area.DAYCARE: "children_per_adult_3_5"}
"""Shown until another is chosen: what has most periods on both sides of the agreements."""


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page."""
    return draw_hero(PAGE["borgere"], filters, text)


def chosen(edition: Edition, filters: Filters, area: Area | None = None) -> str:
    """Return the indicator to show: the first chosen (of an area), else the first on offer."""
    for indicator_id in filters.indicator:
        if area in (None, edition.indicators[indicator_id].area):
            return indicator_id
    if first := FIRST.get(area or Area.SCHOOL):
        return first
    return edition.indicators_of(area or Area.SCHOOL)[0].indicator_id


def indicator_words(edition: Edition, text: Text, area: Area | None = None) -> dict[str, str]:
    """Return the words for each indicator on offer, by code; with its area where all are."""
    return {
        row.indicator_id: _label(row, text, with_area=area is None)
        for row in edition.indicators.values()
        if area in (None, row.area)
    }


def municipality_words(edition: Edition) -> dict[str, str]:
    """Return the names of the 98 by code, in Danish alphabetical order."""
    ordered = sorted(edition.municipalities.values(), key=lambda row: danish_order(row.name))
    return {row.municipality_code: row.name for row in ordered}


def level_map(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the last readings of the 98 on a map of equal tiles, and as a table under it."""
    outcome = select(edition, chosen(edition, filters), filters.own)
    indicator, period = outcome.indicator, outcome.periods[-1]
    values = {
        series.code: value
        for series in outcome.all_series
        if (value := series.at(period).value) is not None
    }
    if not values:
        return Markup()
    return (
        draw_section(
            text.say("Hele landet på et kort"),
            text,
            text.say(
                "{label}, {unit}, {period}. Hvert felt er én kommune, og alle felter er lige store. "
                "Kortet viser, hvor kommunerne ligger i forhold til hinanden.",
                label=text.pick(indicator.label),
                unit=text.pick(indicator.unit),
                period=text.period(period),
            ),
        )
        + draw_tile_map(values, indicator.decimals, indicator.area, filters.own, edition, text)
        + draw(
            "municipality_values.html",
            text,
            caption=text.pick(indicator.label),
            rows=[
                {
                    "name": name,
                    "value": text.number(values[code], indicator.decimals)
                    if code in values
                    else text.say("ikke offentliggjort"),
                }
                for code, name in municipality_words(edition).items()
            ],
            source=edition.sources[indicator.source_id],
            csv_href=figure_href(f"{indicator.indicator_id}-levels", "csv", filters),
            excel_href=figure_href(f"{indicator.indicator_id}-levels", "excel.csv", filters),
        )
    )


def limits(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the figures on the page cannot say."""
    return draw_limits(
        text.say("Det kan tallene ikke sige"),
        (
            Remark(
                text.say("Ikke en effekt"),
                text.say(
                    "Tallene viser, hvordan det gik, ikke hvorfor. Resten af landet fik nogle af "
                    "de samme friheder i perioden, og meget andet kan have spillet ind."
                ),
            ),
            Remark(
                text.say("Covid-19 og ny opgørelse"),
                text.say(
                    "Skoleårene 2019/20 og 2020/21 var præget af covid-19. Normeringen opgøres på "
                    "en ny måde fra 2023, så tal før og efter kan ikke sammenlignes."
                ),
            ),
            *_no_elder_care(edition, text),
        ),
        text,
    )


def _no_elder_care(edition: Edition, text: Text) -> tuple[Remark, ...]:
    """Say that elder care has no register figures, for as long as it has none."""
    if edition.indicators_of(Area.ELDERCARE):
        return ()
    return (
        Remark(
            text.say("Intet om ældreområdet"),
            text.say(
                "Der er ingen åbne registertal for ældreområdet i denne udgave. "
                "Det betyder ikke, at intet er sket."
            ),
        ),
    )


def _label(indicator: Indicator, text: Text, *, with_area: bool) -> str:
    label = text.pick(indicator.label)
    if not with_area:
        return label
    return text.say("{area}: {label}", area=text.say(words.AREA[indicator.area]), label=label)
