"""Select the rows a survey figure is drawn, told and tabled from: one question, area and group.

Places stand in the fixed order: the area as a whole, then its municipalities. Areas are never put
together, since they were asked apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import (
    AREA_MUNICIPALITIES,
    BASE_ALONE,
    EMPTY_STATUSES,
    HIDDEN_STATUSES,
    Area,
    NotComparable,
    Respondent,
    Scope,
    Status,
    SurveyKind,
    SurveyVerdict,
    Wave,
)
from frikommune_viz.model.rows import Both, Municipality, Source, SurveyIndicator, SurveyQuestion

Record = Mapping[str, Any]
JUDGED: Final = (
    SurveyVerdict.UP,
    SurveyVerdict.DOWN,
    SurveyVerdict.NO_CLEAR_CHANGE,
    SurveyVerdict.AT_MOST_SMALL,
)
"""The verdicts that rest on an estimated change."""


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
    """The mean (0–100) of one wave. ``estimate`` is None where it is hidden; the status says why.

    ``response_rate`` and ``top_two`` are shares of 1.
    """

    wave: Wave
    estimate: float | None
    lower: float | None
    upper: float | None
    base: int | None
    invited: int | None
    response_rate: float | None
    top_two: float | None
    alpha: float | None
    status: Status
    answers: Answers


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """The change between the waves in points, and what may be said of it."""

    change: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    p_adjusted: float | None
    family_size: int | None
    effect_size: float | None
    base_before: int | None
    base_after: int | None
    verdict: SurveyVerdict
    reason: NotComparable | None
    status: Status


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
    changes = _rows(edition.survey_changes, indicator_id, area, respondent)
    if not changes:
        return None
    results = _rows(edition.survey_results, indicator_id, area, respondent)
    answers = _rows(edition.survey_answers, indicator_id, area, respondent)
    waves = (Wave(changes[0]["baseline"]), Wave(changes[0]["endline"]))
    places = [None, *(edition.municipalities[code] for code in AREA_MUNICIPALITIES[area])]
    return Survey(
        indicator=indicator,
        area=area,
        respondent=respondent,
        baseline=waves[0],
        endline=waves[1],
        confidence_level=float(results[0]["confidence_level"]),
        rows=tuple(
            _row(place, waves, _of(changes, place), _of(results, place), _of(answers, place))
            for place in places
            if _of(changes, place)
        ),
        questions=_questions(edition, indicator_id, waves),
        items=tuple(edition.survey_indicators[item] for item in indicator.items),
        source=edition.sources[indicator.source_id],
        is_simulated=edition.is_simulated,
    )


def surveyed(edition: Edition, area: Area, respondent: Respondent) -> tuple[SurveyIndicator, ...]:
    """Return the indicators an area's group was asked about, in the order of the catalogue."""
    table = edition.survey_changes
    here = table[(table["area"] == area) & (table["respondent"] == respondent)]
    asked = frozenset(here["indicator_id"])
    return tuple(row for row in edition.survey_indicators.values() if row.indicator_id in asked)


def _rows(table: pd.DataFrame, indicator_id: str, area: Area, respondent: Respondent) -> list[Any]:
    here = (
        (table["indicator_id"] == indicator_id)
        & (table["area"] == area)
        & (table["respondent"] == respondent)
    )
    return table[here].to_dict("records")


def _of(rows: Sequence[Record], place: Municipality | None) -> list[Record]:
    if place is None:
        return [row for row in rows if row["scope"] == Scope.AREA]
    code = place.municipality_code
    return [
        row
        for row in rows
        if row["scope"] == Scope.MUNICIPALITY and row["municipality_code"] == code
    ]


def _row(
    place: Municipality | None,
    waves: tuple[Wave, Wave],
    changes: Sequence[Record],
    results: Sequence[Record],
    answers: Sequence[Record],
) -> SurveyRow:
    before, after = (
        _level(
            wave,
            next((row for row in results if row["wave"] == wave), None),
            [row for row in answers if row["wave"] == wave],
        )
        for wave in waves
    )
    return SurveyRow(place, before, after, _change(changes[0]))


def _level(wave: Wave, row: Record | None, answers: Sequence[Record]) -> Level:
    told = _answers(answers)
    if row is None:
        return _not_asked(wave, told)
    return Level(
        wave=wave,
        estimate=_number(row, "estimate"),
        lower=_number(row, "lower"),
        upper=_number(row, "upper"),
        base=_count(row, "base"),
        invited=_count(row, "invited"),
        response_rate=_number(row, "response_rate"),
        top_two=_number(row, "top_two"),
        alpha=_number(row, "alpha"),
        status=Status(row["status"]),
        answers=told,
    )


def _not_asked(wave: Wave, answers: Answers) -> Level:
    return Level(
        wave=wave,
        estimate=None,
        lower=None,
        upper=None,
        base=None,
        invited=None,
        response_rate=None,
        top_two=None,
        alpha=None,
        status=Status.NOT_COLLECTED,
        answers=answers,
    )


def _answers(rows: Sequence[Record]) -> Answers:
    """Return the shares of one wave; all of them are shown or none."""
    if not rows:
        return Answers((), None, Status.NOT_COLLECTED)
    status = Status(rows[0]["status"])
    base = _count(rows[0], "base")
    if status in HIDDEN_STATUSES:
        return Answers((), base, status)
    shares = [
        Share(
            int(row["category"]), float(row["share"]), _number(row, "lower"), _number(row, "upper")
        )
        for row in rows
    ]
    return Answers(tuple(sorted(shares, key=lambda one: one.category)), base, status)


def _change(row: Record) -> SurveyChange:
    reason = row["not_comparable_reason"]
    return SurveyChange(
        change=_number(row, "change"),
        lower=_number(row, "lower"),
        upper=_number(row, "upper"),
        p_value=_number(row, "p_value"),
        p_adjusted=_number(row, "p_adjusted"),
        family_size=_count(row, "family_size"),
        effect_size=_number(row, "effect_size"),
        base_before=_count(row, "base_before"),
        base_after=_count(row, "base_after"),
        verdict=SurveyVerdict(row["verdict"]),
        reason=None if pd.isna(reason) or not reason else NotComparable(reason),
        status=Status(row["status"]),
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


def _number(row: Record, name: str) -> float | None:
    """Return a number; where a cell is hidden none is taken, whatever the table holds."""
    value = row[name]
    beside_the_base = name == "response_rate" and row["status"] in BASE_ALONE
    hidden = row["status"] in HIDDEN_STATUSES and not beside_the_base
    return None if hidden or pd.isna(value) else float(value)


def _count(row: Record, name: str) -> int | None:
    value = row[name]
    hidden = row["status"] in EMPTY_STATUSES
    return None if hidden or pd.isna(value) else int(value)
