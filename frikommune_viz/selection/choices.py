"""Resolve a visitor's choices in an edition: which indicator, periods, question and areas.

Pages and parts use these functions, so that a control, the figure under it and the words around it
never answer for different things.
"""

from __future__ import annotations

from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Theme
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.selection.changes import chosen_pair
from frikommune_viz.selection.survey import surveyed

FIRST: Final = {Area.SCHOOL: "absence_grade_7_9", Area.DAYCARE: "children_per_adult_3_5"}
"""Shown until another is chosen: what has most periods on both sides of the agreements."""

MOST_AREAS_WITH_ANSWERS: Final = 2
"""With more areas than this the answers are left out: a page holds at most six figures."""


def indicator(edition: Edition, filters: Filters, area: Area | None = None) -> str:
    """Return the register indicator to show: the first chosen (of an area), else the first."""
    for indicator_id in filters.indicator:
        if area in (None, edition.indicators[indicator_id].area):
            return indicator_id
    on_offer = [row.indicator_id for row in edition.indicators.values() if area in (None, row.area)]
    first = FIRST.get(area or Area.SCHOOL)
    return first if first in on_offer else on_offer[0]


def compared(edition: Edition, filters: Filters) -> str | None:
    """Return the indicator whose municipalities are compared, in an area of the choice.

    None where no area of the choice has register figures.
    """
    areas = register_areas(edition, filters)
    for indicator_id in filters.indicator:
        if edition.indicators[indicator_id].area in areas:
            return indicator_id
    if not areas:
        return None
    return indicator(edition, filters, Area.SCHOOL if Area.SCHOOL in areas else areas[0])


def pair(edition: Edition, filters: Filters) -> Pair | None:
    """Return the periods between which changes are shown; None where none can be compared."""
    return chosen_pair(edition, indicator(edition, filters), filters.baseline, filters.endline)


def register_areas(edition: Edition, filters: Filters) -> tuple[Area, ...]:
    """Return the areas of the choice that have register figures."""
    return tuple(area for area in _areas(filters) if edition.indicators_of(area))


def register_area_of_profile(edition: Edition, filters: Filters) -> Area | None:
    """Return the area of the profile, if it has register figures."""
    area = MUNICIPALITY_AREA.get(filters.profile)
    return area if area and edition.indicators_of(area) else None


def question(edition: Edition, filters: Filters) -> str:
    """Return the survey question to show: the first chosen, else the first on a chosen theme."""
    if filters.question:
        return filters.question[0]
    on_offer = list(edition.survey_indicators.values())
    themes = set(filters.theme) or set(Theme)
    return next((row for row in on_offer if row.theme in themes), on_offer[0]).indicator_id


def survey_areas(edition: Edition, filters: Filters) -> tuple[Area, ...]:
    """Return the areas of the choice whose group was asked the question."""
    return tuple(area for area in _areas(filters) if _asked(edition, filters, area))


def survey_areas_of_profile(edition: Edition, filters: Filters) -> tuple[Area, ...]:
    """Return the area of the profile, if its group was asked the question."""
    area = MUNICIPALITY_AREA.get(filters.profile)
    return (area,) if area and _asked(edition, filters, area) else ()


def has_answers(edition: Edition, filters: Filters, areas: tuple[Area, ...]) -> bool:
    """Return whether the distributions of answers are shown: of a question, where there is room."""
    is_item = not edition.survey_indicators[question(edition, filters)].items
    return is_item and 0 < len(areas) <= MOST_AREAS_WITH_ANSWERS


def _areas(filters: Filters) -> tuple[Area, ...]:
    chosen = {MUNICIPALITY_AREA[code] for code in filters.municipality} or set(Area)
    chosen &= set(filters.area) or set(Area)
    return tuple(area for area in Area if area in chosen)


def _asked(edition: Edition, filters: Filters, area: Area) -> bool:
    asked = surveyed(edition, area, filters.group)
    return any(row.indicator_id == question(edition, filters) for row in asked)
