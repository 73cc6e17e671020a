"""The tables of a survey. None has a source file of its own: all are computed from answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frikommune_viz.model.codes import Area, Respondent, Scope, Status, Wave
from frikommune_viz.model.rows import (
    SurveyAnswer,
    SurveyCategory,
    SurveyChange,
    SurveyDifference,
    SurveyIndicator,
    SurveyQuestion,
    SurveyResult,
)
from frikommune_viz.pipeline.columns import Table
from frikommune_viz.pipeline.row_columns import table_of


@dataclass(frozen=True, slots=True)
class TrueParameter:
    """What one estimate ought to be; only the practice edition knows, and the app never reads it."""

    indicator_id: str
    scope: Scope
    area: Area
    municipality_code: str | None
    respondent: Respondent
    wave: Wave
    value: float
    status: Status


_INDICATORS: Final = "survey_indicators"
_CELL: Final = ("indicator_id", "area", "municipality_code", "respondent")


def _computed(name: str, row_type: type, key: tuple[str, ...]) -> Table:
    return table_of(name, row_type, key, indicators=_INDICATORS)


SURVEY_INDICATORS: Final = table_of(_INDICATORS, SurveyIndicator, ("indicator_id",), indicators="")
SURVEY_QUESTIONS: Final = _computed("survey_questions", SurveyQuestion, ("indicator_id", "wave"))
SURVEY_SCALES: Final = _computed("survey_scales", SurveyCategory, ("scale_id", "category"))
SURVEY_RESULTS: Final = _computed("survey_results", SurveyResult, (*_CELL, "wave"))
SURVEY_ANSWERS: Final = _computed("survey_answers", SurveyAnswer, (*_CELL, "wave", "category"))
SURVEY_CHANGES: Final = _computed("survey_changes", SurveyChange, (*_CELL, "baseline", "endline"))
SURVEY_DIFFERENCES: Final = _computed(
    "survey_differences", SurveyDifference, (*_CELL, "other_code", "wave")
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
        SURVEY_DIFFERENCES,
    )
}

TRUE_PARAMETERS: Final = _computed("true_parameters", TrueParameter, (*_CELL, "wave"))
PRACTICE_TABLES: Final = {TRUE_PARAMETERS.name: TRUE_PARAMETERS}
