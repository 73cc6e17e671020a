"""The tables of a survey. None has a source file of its own: all are computed from answers."""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import (
    Area,
    Better,
    NotComparable,
    Respondent,
    Scope,
    Status,
    SurveyKind,
    SurveyVerdict,
    Theme,
    Wave,
)
from frikommune_viz.pipeline.columns import Column, Kind, Table

STATUSES: Final = (
    Status.NORMAL,
    Status.SIMULATED,
    Status.LOW_RELIABILITY,
    Status.FEW_WORKPLACES,
    Status.SUPPRESSED,
    Status.PROTECTS_ANOTHER,
    Status.NOT_COLLECTED,
    Status.NOT_APPLICABLE,
)
"""The statuses an estimate may have."""


def _code(name: str, codes: tuple[str, ...], *, may_be_empty: bool = False) -> Column:
    return Column(name, Kind.CODE, may_be_empty, codes=tuple(str(code) for code in codes))


def _number(name: str) -> Column:
    return Column(name, Kind.NUMBER, may_be_empty=True)


def _count(name: str) -> Column:
    return Column(name, Kind.INTEGER, may_be_empty=True)


def _text(name: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_da", Kind.TEXT, may_be_empty=False),
        Column(f"{name}_en", Kind.TEXT, may_be_empty=False),
    )


_INDICATOR: Final = Column("indicator_id", Kind.ID, may_be_empty=False, target="survey_indicators")
_PLACE: Final = (
    _code("scope", (Scope.AREA, Scope.MUNICIPALITY)),
    _code("area", tuple(Area)),
    Column("municipality_code", Kind.ID, may_be_empty=True, target="municipalities"),
    _code("respondent", (Respondent.STAFF, Respondent.LEADERS)),
)
_WAVE: Final = _code("wave", tuple(Wave))
_STATUS: Final = _code("status", STATUSES)
_CELL: Final = ("indicator_id", "area", "municipality_code", "respondent")

SURVEY_INDICATORS: Final = Table(
    "survey_indicators",
    "",
    ("indicator_id",),
    (
        Column("indicator_id", Kind.ID, may_be_empty=False),
        _code("theme", tuple(Theme)),
        _code("kind", tuple(SurveyKind)),
        Column("index", Kind.ID, may_be_empty=True, target="survey_indicators"),
        _code("better", tuple(Better)),
        *_text("label"),
        Column("items", Kind.IDS, may_be_empty=True, target="survey_indicators"),
        Column("decimals", Kind.INTEGER, may_be_empty=False),
        Column("relevance_band", Kind.NUMBER, may_be_empty=False),
        Column("source_id", Kind.ID, may_be_empty=False, target="sources"),
    ),
)
SURVEY_QUESTIONS: Final = Table(
    "survey_questions",
    "",
    ("indicator_id", "wave"),
    (_INDICATOR, _WAVE, *_text("wording"), Column("scale_id", Kind.TEXT, may_be_empty=False)),
)
SURVEY_SCALES: Final = Table(
    "survey_scales",
    "",
    ("scale_id", "category"),
    (
        Column("scale_id", Kind.TEXT, may_be_empty=False),
        Column("category", Kind.INTEGER, may_be_empty=False),
        *_text("label"),
    ),
)
SURVEY_RESULTS: Final = Table(
    "survey_results",
    "",
    (*_CELL, "wave"),
    (
        _INDICATOR,
        *_PLACE,
        _WAVE,
        _number("estimate"),
        _number("lower"),
        _number("upper"),
        _number("confidence_level"),
        _count("base"),
        _count("invited"),
        _number("response_rate"),
        _number("top_two"),
        _number("alpha"),
        _STATUS,
    ),
)
SURVEY_ANSWERS: Final = Table(
    "survey_answers",
    "",
    (*_CELL, "wave", "category"),
    (
        _INDICATOR,
        *_PLACE,
        _WAVE,
        Column("category", Kind.INTEGER, may_be_empty=False),
        _number("share"),
        _number("lower"),
        _number("upper"),
        _count("base"),
        _STATUS,
    ),
)
SURVEY_CHANGES: Final = Table(
    "survey_changes",
    "",
    (*_CELL, "baseline", "endline"),
    (
        _INDICATOR,
        *_PLACE,
        _code("baseline", tuple(Wave)),
        _code("endline", tuple(Wave)),
        _number("change"),
        _number("lower"),
        _number("upper"),
        _number("p_value"),
        _number("p_adjusted"),
        _count("family_size"),
        _number("p_small"),
        _number("p_small_adjusted"),
        _number("effect_size"),
        _count("base_before"),
        _count("base_after"),
        _code("verdict", tuple(SurveyVerdict)),
        _code("comparable", ("yes", "no")),
        _code("not_comparable_reason", tuple(NotComparable), may_be_empty=True),
        _STATUS,
    ),
)

SURVEY_TABLES: Final = {
    table.name: table
    for table in (
        SURVEY_INDICATORS,
        SURVEY_QUESTIONS,
        SURVEY_SCALES,
        SURVEY_RESULTS,
        SURVEY_ANSWERS,
        SURVEY_CHANGES,
    )
}

TRUE_PARAMETERS: Final = Table(
    "true_parameters",
    "",
    (*_CELL, "wave"),
    (
        _INDICATOR,
        *_PLACE,
        _WAVE,
        Column("value", Kind.NUMBER, may_be_empty=False),
        _code("status", (Status.SIMULATED,)),
    ),
)
"""What the estimates ought to be; only the practice edition knows."""

PRACTICE_TABLES: Final = {TRUE_PARAMETERS.name: TRUE_PARAMETERS}
