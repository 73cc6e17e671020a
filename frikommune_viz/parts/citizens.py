"""Parts of the page on citizens: what register figures show, and what they cannot say."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz import words
from frikommune_viz.filters import Filters
from frikommune_viz.model import Area, Indicator
from frikommune_viz.outline import PAGE
from frikommune_viz.parts.frame import Remark, draw_hero, draw_limits
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
    return FIRST[area or Area.SCHOOL]


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
                text.say("Covid-19 og databrud"),
                text.say(
                    "Skoleårene 2019/20 og 2020/21 var præget af covid-19. Normeringen opgøres på "
                    "en ny måde fra 2023, så tal før og efter kan ikke sammenlignes."
                ),
            ),
            Remark(
                text.say("Intet om ældreområdet"),
                text.say(
                    "Der er ingen åbne registertal for ældreområdet i denne udgave. "
                    "Det betyder ikke, at intet er sket."
                ),
            ),
        ),
        text,
    )


def _label(indicator: Indicator, text: Text, *, with_area: bool) -> str:
    label = text.pick(indicator.label)
    if not with_area:
        return label
    return text.say("{area}: {label}", area=text.say(words.AREA[indicator.area]), label=label)
