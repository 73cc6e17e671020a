"""Select every register figure of an area: each of its municipalities by each of its indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.changes import chosen_pair, select_changes
from frikommune_viz.selection.choices import indicator as shown_indicator
from frikommune_viz.selection.choices import register_areas
from frikommune_viz.selection.register import Outcome, Role, Series, select


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator that was read more than once, with the changes between two periods.

    Attributes
    ----------
    changes
        By municipality, of those with a figure in both periods.
    median
        Median change of the municipalities without an agreement; None where there is none.
    compared
        How many of them have a change.
    """

    outcome: Outcome
    pair: Pair
    changes: Mapping[str, float]
    median: float | None
    compared: int

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.outcome.indicator


@dataclass(frozen=True, slots=True)
class Axis:
    """The one axis of time that all courses of an area share: its ends, and what is written there."""

    low: int
    high: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Multiples:
    """All register figures of an area.

    Attributes
    ----------
    courses
        The indicators that have a course, in the order of the catalogue.
    levels
        Those that were read once, or whose readings cannot be compared.
    named
        The municipalities with an agreement, then the visitor's own.
    axis
        None where nothing has a course.
    """

    area: Area
    courses: tuple[Course, ...]
    levels: tuple[Outcome, ...]
    named: tuple[tuple[Series, Role], ...]
    axis: Axis | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The rows of every indicator, as they are shown."""
        return (*(course.outcome for course in self.courses), *self.levels)


def numbers_area(edition: Edition, filters: Filters) -> Area:
    """Return the area whose figures are shown: the first chosen that has any, else the schools."""
    chosen = [area for area in filters.area if edition.indicators_of(area)]
    if chosen:
        return chosen[0]
    offered = register_areas(edition, filters.but(area=(), municipality=()))
    return Area.SCHOOL if Area.SCHOOL in offered else offered[0]


def select_multiples(edition: Edition, filters: Filters) -> Multiples:
    """Select the register figures of the chosen area, between the chosen periods.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> found = select_multiples(open_edition("published"), Filters(own="390"))
    >>> [series.name for series, _ in found.named]
    ['Esbjerg', 'Holbæk', 'Vordingborg']
    """
    area = numbers_area(edition, filters)
    courses, levels = [], []
    for indicator in edition.indicators_of(area):
        indicator_id = indicator.indicator_id
        pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
        if pair is None:
            levels.append(select(edition, indicator_id, filters.own))
            continue
        courses.append(_course(edition, indicator_id, pair, filters.own))
    first = courses[0].outcome if courses else levels[0]
    roles = tuple((series, role) for series, role in first.roles if role in (Role.PILOT, Role.OWN))
    return Multiples(area, tuple(courses), tuple(levels), roles, _axis(courses))


def select_one_each(edition: Edition, filters: Filters) -> tuple[Course, ...]:
    """Select the one figure that stands for each area of the choice, where it has two periods."""
    shown = [shown_indicator(edition, filters, area) for area in register_areas(edition, filters)]
    pairs = [chosen_pair(edition, one, filters.baseline, filters.endline) for one in shown]
    return tuple(
        _course(edition, indicator_id, pair)
        for indicator_id, pair in zip(shown, pairs, strict=True)
        if pair
    )


def _course(edition: Edition, indicator_id: str, pair: Pair, own: str = "") -> Course:
    found = select_changes(edition, indicator_id, *pair, own)
    return Course(
        found.outcome,
        pair,
        {row.series.code: row.change for row in found.changes},
        found.median,
        found.without_agreement,
    )


def _axis(courses: list[Course]) -> Axis | None:
    """Return the axis that shows half of the indicators or more in every period, and every pair.

    Reaching back to the first period of the longest series would squeeze the others together.
    """
    if not courses:
        return None
    names = {
        reading.period_end: reading.period
        for course in courses
        for reading in course.outcome.pilots[0].readings
    }
    ends = {period: end for end, period in names.items()}
    starts = sorted(ends[course.outcome.periods[0]] for course in courses)
    low = min(starts[(len(starts) - 1) // 2], *(ends[course.pair.baseline] for course in courses))
    high = max(names)
    return Axis(low, high, names[low], names[high])
