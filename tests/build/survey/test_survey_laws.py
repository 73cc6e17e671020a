"""Each law of the survey's tables finds what breaks it."""

from __future__ import annotations

import pytest

from frikommune_viz.build.edition import as_text
from frikommune_viz.build.survey import laws
from frikommune_viz.build.survey.survey import read_survey
from frikommune_viz.build.survey_tables import SURVEY_TABLES
from frikommune_viz.build.write import arrow_table
from frikommune_viz.model import Status


@pytest.fixture
def text(survey):
    found, _ = read_survey(survey(), lambda line: None)
    return {
        name: as_text(arrow_table(SURVEY_TABLES[name], rows), f"{name}.parquet")
        for name, rows in found.compute(Status.NORMAL).items()
    }


def test_the_computed_tables_keep_them(text):
    assert list(laws.check(text)) == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "rule"),
    [
        ("survey_results", "estimate", "90", "outside its interval"),
        ("survey_results", "estimate", "", "the value is empty, but the status"),
        ("survey_results", "status", "suppressed", "status suppressed means"),
        ("survey_results", "municipality_code", "", "scope municipality does not fit"),
        ("survey_results", "response_rate", "1.2", "not a share"),
        ("survey_answers", "share", "0.9", "the shares of the question do not sum to 1"),
        ("survey_changes", "change", "49", "the change is not after − before"),
        ("survey_changes", "verdict", "down", "the verdict does not follow"),
        ("survey_changes", "p_adjusted", "0.5", "the verdict does not follow"),
    ],
)
def test_each_law_finds_what_breaks_it(text, table, column, cell, rule):
    rows = text[table]
    here = rows.index[
        (rows["indicator_id"] == "trusts_leader") & (rows["municipality_code"] == "561")
    ]
    assert rows.loc[here[-1], column] != cell
    rows.loc[here[-1], column] = cell
    told = list(laws.check(text))
    assert any(fault.rule.startswith(rule) for fault in told), [str(fault) for fault in told]


def test_a_change_stands_only_where_both_levels_do(text):
    rows = text["survey_results"]
    here = rows.index[
        (rows["indicator_id"] == "trusts_leader")
        & (rows["municipality_code"] == "561")
        & (rows["wave"] == "final")
    ]
    rows.loc[here, ["estimate", "lower", "upper", "base"]] = ""
    rows.loc[here, "status"] = "suppressed"
    assert "the change stands where a level is hidden" in {fault.rule for fault in laws.check(text)}
