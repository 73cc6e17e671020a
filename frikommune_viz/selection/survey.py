"""Select the rows of a survey figure: one indicator, area and group of respondents.

Places come in the fixed order: the area as a whole, then its municipalities. Areas are never put
together, since they were surveyed apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final, TypeVar, get_type_hints

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import (
    BASE_ALONE,
    HIDDEN_STATUSES,
    Area,
    Respondent,
    Scope,
    Status,
    SurveyKind,
    SurveyVerdict,
    Theme,
    Wave,
)
from frikommune_viz.model.rows import (
    Both,
    Municipality,
    Source,
    SurveyAnswer,
    SurveyChange,
    SurveyDifference,
    SurveyIndicator,
    SurveyQuestion,
    SurveyResult,
)
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES

Estimated = TypeVar("Estimated", SurveyResult, SurveyAnswer, SurveyChange, SurveyDifference)
LEAST_REACH: Final = 10.0
MOST_REACH: Final = 30.0
"""Between these an axis of changes reaches, in points to either side of 0."""

Placed = TypeVar("Placed", SurveyResult, SurveyAnswer, SurveyChange)
JUDGED: Final = (
    SurveyVerdict.UP,
    SurveyVerdict.DOWN,
    SurveyVerdict.NO_CLEAR_CHANGE,
    SurveyVerdict.AT_MOST_SMALL,
)
"""The verdicts on an estimated change."""


@dataclass(frozen=True, slots=True)
class Share:
    """The share (0–1) of the answers in one category; 1 is the lowest."""

    category: int
    share: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Answers:
    """How the answers of one wave fall on the categories; no shares where they are hidden."""

    shares: tuple[Share, ...]
    base: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class Level:
    """The mean of one wave, and how its answers are distributed.

    Attributes
    ----------
    estimate, lower, upper
        On 0-100; None where they are hidden, and ``status`` says why.
    base, invited
        How many answered, and how many were asked.
    response_rate
        A share of 1.
    alpha
        Cronbach's alpha of an index.
    """

    wave: Wave
    status: Status
    answers: Answers
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    base: int | None = None
    invited: int | None = None
    response_rate: float | None = None
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One place: the area as a whole (no municipality) or one of its municipalities."""

    municipality: Municipality | None
    before: Level
    after: Level
    change: SurveyChange

    @property
    def code(self) -> str:
        """Code of the municipality, or ``area``."""
        return self.municipality.municipality_code if self.municipality else "area"

    @property
    def levels(self) -> tuple[Level, Level]:
        """Both waves, the earlier first."""
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class Between:
    """By how much one municipality differs from another: its level or its change less theirs.

    Attributes
    ----------
    row
        What is published of the two; a hidden figure is None in it.
    """

    one: Municipality
    other: Municipality
    row: SurveyDifference

    @property
    def is_of_changes(self) -> bool:
        """Whether their changes are compared, and not their levels in one wave."""
        return self.row.wave is None


@dataclass(frozen=True, slots=True)
class Ends:
    """The axes of a theme for one group: they hold every place and question of it.

    Attributes
    ----------
    reach
        The axis of changes goes as far to either side of 0.
    low, high
        The axis of levels.
    """

    reach: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Question:
    """How an item was worded in one wave, and its answers, lowest first."""

    wave: Wave
    wording: Both
    categories: tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """One indicator, area and group with everything a figure needs.

    Attributes
    ----------
    questions
        The wording and the scale of each wave; empty for an index.
    items
        The questions of an index, in their order; empty for an item.
    between
        Each two municipalities of the area, in each wave and in how they changed.
    ends
        The ends of the axes.
    is_simulated
        Whether the numbers are invented.
    """

    indicator: SurveyIndicator
    area: Area
    respondent: Respondent
    baseline: Wave
    endline: Wave
    confidence_level: float
    rows: tuple[SurveyRow, ...]
    questions: tuple[Question, ...]
    items: tuple[SurveyIndicator, ...]
    source: Source
    is_simulated: bool
    between: tuple[Between, ...]
    ends: Ends

    @property
    def is_index(self) -> bool:
        """Whether the indicator is the mean of several questions."""
        return self.indicator.kind is SurveyKind.INDEX

    @property
    def whole(self) -> SurveyRow:
        """The area as a whole."""
        return self.rows[0]

    @property
    def municipalities(self) -> tuple[SurveyRow, ...]:
        """The municipalities of the area."""
        return self.rows[1:]

    @property
    def judged(self) -> tuple[SurveyRow, ...]:
        """The places whose change is shown."""
        return tuple(row for row in self.rows if row.change.verdict in JUDGED)

    @property
    def statuses(self) -> frozenset[Status]:
        """What the rows drawn are; holds ``simulated`` where the numbers are invented."""
        found = {row.change.status for row in self.rows}
        found |= {level.status for row in self.rows for level in row.levels}
        found |= {level.answers.status for row in self.rows for level in row.levels}
        return frozenset(found | ({Status.SIMULATED} if self.is_simulated else set()))

    @property
    def same_scale(self) -> bool:
        """Whether both waves were answered on the same categories."""
        return len({question.categories for question in self.questions}) <= 1


def select_survey(
    edition: Edition, indicator_id: str, area: Area, respondent: Respondent
) -> Survey | None:
    """Select the rows of an indicator for one area and one group; None where they were not asked."""
    indicator = edition.survey_indicators[indicator_id]
    changes = _of_group(edition.survey_changes.get(indicator_id, ()), area, respondent)
    if not changes:
        return None
    results = _of_group(edition.survey_results.get(indicator_id, ()), area, respondent)
    answers = _of_group(edition.survey_answers.get(indicator_id, ()), area, respondent)
    waves = (changes[0].baseline, changes[0].endline)
    places = [None, *(edition.municipalities[code] for code in AREA_MUNICIPALITIES[area])]
    return Survey(
        indicator=indicator,
        area=area,
        respondent=respondent,
        baseline=waves[0],
        endline=waves[1],
        confidence_level=next(
            level for row in results if (level := row.confidence_level) is not None
        ),
        rows=tuple(
            _row(place, waves, moved[0], _at(results, place), _at(answers, place))
            for place in places
            if (moved := _at(changes, place))
        ),
        questions=_questions(edition, indicator_id, waves),
        items=tuple(edition.survey_indicators[item] for item in indicator.items),
        source=edition.sources[indicator.source_id],
        is_simulated=edition.is_simulated,
        between=_between(edition, indicator_id, area, respondent),
        ends=axis_ends(edition, indicator.theme, respondent),
    )


def _between(
    edition: Edition, indicator_id: str, area: Area, respondent: Respondent
) -> tuple[Between, ...]:
    rows = _of_group(edition.survey_differences.get(indicator_id, ()), area, respondent)
    return tuple(
        Between(
            edition.municipalities[row.municipality_code],
            edition.municipalities[row.other_code],
            without_hidden(row),
        )
        for row in rows
    )


@lru_cache(maxsize=64)
def axis_ends(edition: Edition, theme: Theme, respondent: Respondent) -> Ends:
    """Return the axes that hold all that a group answered on a theme, in whole fives and tens.

    An interval of a small group may reach further than :data:`MOST_REACH`: it then ends in an
    arrow, for an axis that held it would hide what the others show.
    """
    ids = [id_ for id_, row in edition.survey_indicators.items() if row.theme is theme]
    moved = [
        max(abs(row.lower), abs(row.upper), abs(row.change))
        for id_ in ids
        for row in map(without_hidden, edition.survey_changes.get(id_, ()))
        if row.respondent is respondent
        and row.change is not None
        and row.lower is not None
        and row.upper is not None
    ]
    levels = [
        row.estimate
        for id_ in ids
        for row in map(without_hidden, edition.survey_results.get(id_, ()))
        if row.respondent is respondent and row.estimate is not None
    ]
    reach = min(MOST_REACH, 5.0 * math.ceil(max(moved, default=LEAST_REACH) / 5))
    return Ends(
        reach=max(LEAST_REACH, reach),
        low=10.0 * math.floor(min(levels, default=0) / 10),
        high=10.0
        * max(
            math.ceil(max(levels, default=100) / 10), math.floor(min(levels, default=0) / 10) + 1
        ),
    )


def surveyed(edition: Edition, area: Area, respondent: Respondent) -> tuple[SurveyIndicator, ...]:
    """Return the indicators an area's group was asked about, in the order of the catalogue."""
    return tuple(
        row
        for indicator_id, row in edition.survey_indicators.items()
        if _of_group(edition.survey_changes.get(indicator_id, ()), area, respondent)
    )


def without_hidden(row: Estimated) -> Estimated:
    """Return a row without the numbers that its status hides, whatever the table holds.

    A status that hides hides every estimate; only ``suppressed`` hides the counts too. Where too
    few answered for an estimate, the response rate is still shown beside the base.

    Examples
    --------
    >>> from frikommune_viz.model.codes import Area, Respondent, Scope, Status, Wave
    >>> from frikommune_viz.model.rows import SurveyAnswer
    >>> row = SurveyAnswer(
    ...     "trust", Scope.AREA, Area.SCHOOL, None, Respondent.STAFF, Wave.FINAL,
    ...     category=1, share=0.4, lower=0.3, upper=0.5, base=12, status=Status.LOW_RELIABILITY,
    ... )
    >>> hidden = without_hidden(row)
    >>> hidden.share, hidden.base
    (None, 12)
    """
    if row.status not in HIDDEN_STATUSES:
        return row
    kinds = get_type_hints(type(row))
    hidden = {name for name, kind in kinds.items() if kind == float | None}
    if row.status in BASE_ALONE:
        hidden -= {"response_rate"}
    else:
        hidden |= {name for name, kind in kinds.items() if kind == int | None}
    cleared: dict[str, Any] = dict.fromkeys(hidden)
    return replace(row, **cleared)


def _of_group(
    rows: Iterable[Estimated], area: Area, respondent: Respondent
) -> tuple[Estimated, ...]:
    return tuple(row for row in rows if row.area is area and row.respondent is respondent)


def _at(rows: Iterable[Placed], place: Municipality | None) -> tuple[Placed, ...]:
    """Return the rows of the area as a whole, or of one municipality."""
    scope = Scope.AREA if place is None else Scope.MUNICIPALITY
    code = None if place is None else place.municipality_code
    return tuple(row for row in rows if row.scope is scope and row.municipality_code == code)


def _row(
    place: Municipality | None,
    waves: tuple[Wave, Wave],
    change: SurveyChange,
    results: Sequence[SurveyResult],
    answers: Sequence[SurveyAnswer],
) -> SurveyRow:
    before, after = (
        _level(
            wave,
            next((row for row in results if row.wave is wave), None),
            _answers([row for row in answers if row.wave is wave]),
        )
        for wave in waves
    )
    return SurveyRow(place, before, after, without_hidden(change))


def _level(wave: Wave, result: SurveyResult | None, answers: Answers) -> Level:
    if result is None:
        return Level(wave, Status.NOT_COLLECTED, answers)
    shown = without_hidden(result)
    same = {field.name for field in fields(Level)} - {"answers"}
    return Level(answers=answers, **{name: getattr(shown, name) for name in same})


def _answers(rows: Sequence[SurveyAnswer]) -> Answers:
    """Return the shares of one wave; all of them are shown or none."""
    if not rows:
        return Answers((), None, Status.NOT_COLLECTED)
    shown = sorted(map(without_hidden, rows), key=lambda row: row.category)
    return Answers(
        tuple(
            Share(row.category, row.share, row.lower, row.upper)
            for row in shown
            if row.share is not None
        ),
        shown[0].base,
        shown[0].status,
    )


def _questions(
    edition: Edition, indicator_id: str, waves: tuple[Wave, Wave]
) -> tuple[Question, ...]:
    found: dict[Wave, SurveyQuestion] = {
        row.wave: row for row in edition.survey_questions if row.indicator_id == indicator_id
    }
    return tuple(
        Question(
            wave,
            found[wave].wording,
            tuple(
                row.label
                for row in sorted(edition.survey_scales, key=lambda one: one.category)
                if row.scale_id == found[wave].scale_id
            ),
        )
        for wave in waves
        if wave in found
    )
