"""Each law of the survey's tables finds what breaks it."""

from __future__ import annotations

import pytest

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.faults import BadInputError
from frikommune_viz.pipeline.survey import survey_consistency
from frikommune_viz.pipeline.survey.survey_input import read_survey
from frikommune_viz.pipeline.survey_schema import SURVEY_TABLES
from frikommune_viz.pipeline.text_rows import as_text
from frikommune_viz.pipeline.write_edition import arrow_table


@pytest.fixture
def text(survey):
    found, _ = read_survey(survey(), lambda line: None)
    return {
        name: as_text(arrow_table(SURVEY_TABLES[name], rows), f"{name}.parquet")
        for name, rows in found.compute(Status.NORMAL).items()
    }


def test_the_computed_tables_keep_them(text):
    assert list(survey_consistency.check(text)) == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "rule"),
    [
        ("survey_results", "estimate", "99.9", "outside its interval"),
        ("survey_results", "upper", "60.0", "outside its interval"),
        ("survey_changes", "p_value", "0.0", "not a p-value"),
        ("survey_changes", "p_adjusted", "0", "not a p-value"),
        ("survey_changes", "p_small", "1.5", "not a p-value"),
        ("survey_results", "estimate", "", "estimate is empty, but the status"),
        ("survey_results", "lower", "", "lower is empty, but the status"),
        ("survey_questions", "scale_id", "mood", "unknown id"),
        ("survey_answers", "category", "6", "no answer of the question's scale"),
        ("survey_changes", "status", "simulated", "a real value in an edition with simulated"),
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
    is_here = rows["indicator_id"] == "trusts_leader"
    if "municipality_code" in rows:
        is_here &= rows["municipality_code"] == "561"
    here = rows.index[is_here]
    assert rows.loc[here[-1], column] != cell
    rows.loc[here[-1], column] = cell
    told = list(survey_consistency.check(text))
    assert any(fault.rule.startswith(rule) for fault in told), [str(fault) for fault in told]


@pytest.mark.parametrize("table", ["survey_results", "survey_answers", "survey_changes"])
def test_an_interval_has_a_width(text, table):
    """Two workplaces that happen to agree once gave an interval from 25.0 to 25.0, and p = 0."""
    rows = text[table]
    here = rows.index[rows["lower"] != ""][0]
    rows.loc[here, "upper"] = rows.loc[here, "lower"]
    told = [
        fault
        for fault in survey_consistency.check(text)
        if fault.rule == "an interval without width"
    ]
    assert [fault.column for fault in told] == ["lower"]


def test_a_total_is_shown_only_where_no_municipality_is_suppressed(text):
    """Nor may it lie outside them."""
    rows = text["survey_results"]
    here = (rows["indicator_id"] == "trusts_leader") & (rows["wave"] == "final")
    esbjerg = rows.index[here & (rows["municipality_code"] == "561")]
    total = rows.index[here & (rows["scope"] == "area")]
    rows.loc[total, ["estimate", "upper"]] = ["80", "90"]
    rules = {fault.rule for fault in survey_consistency.check(text)}
    assert "the total is not between its municipalities" in rules
    assert "the total is shown where a municipality is suppressed" not in rules
    rows.loc[esbjerg, "status"] = "suppressed"
    rules = {fault.rule for fault in survey_consistency.check(text)}
    assert "the total is shown where a municipality is suppressed" in rules


def test_a_change_stands_only_where_both_levels_do(text):
    rows = text["survey_results"]
    here = rows.index[
        (rows["indicator_id"] == "trusts_leader")
        & (rows["municipality_code"] == "561")
        & (rows["wave"] == "final")
    ]
    rows.loc[here, ["estimate", "lower", "upper", "base"]] = ""
    rows.loc[here, "status"] = "suppressed"
    assert "the change stands where a level is hidden" in {
        fault.rule for fault in survey_consistency.check(text)
    }


# Every column of a hidden row that holds a figure: one left standing would tell of too few.
FIGURES = {
    "survey_results": "estimate lower upper top_two alpha base invited response_rate",
    "survey_answers": "share lower upper base",
    "survey_changes": "change lower upper p_value p_adjusted p_small p_small_adjusted family_size "
    "effect_size base_before base_after",
}
COUNTS = {"base", "invited", "response_rate", "base_before", "base_after"}


@pytest.mark.parametrize(
    "status", ["suppressed", "low_reliability", "few_workplaces", "not_collected"]
)
@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, columns in FIGURES.items() for column in columns.split()],
)
def test_a_hidden_row_that_still_tells_a_figure_is_found_and_the_figure_not_repeated(
    text, table, column, status
):
    rows = text[table]
    here = rows.index[rows["indicator_id"] == "trusts_leader"][0]
    rows.loc[here, FIGURES[table].split()] = ""
    rows.loc[here, "status"] = status
    rows.loc[here, column] = "0.1234"
    told = [
        fault
        for fault in survey_consistency.check(text)
        if fault.column == column and fault.rule.startswith(f"status {status} means")
    ]
    keeps = status in ("low_reliability", "few_workplaces") and column in COUNTS
    assert len(told) == (0 if keeps else 1)
    assert not any("0.1234" in str(fault) for fault in told)


def test_findings_have_no_place_beside_simulated_answers(survey):
    found, _ = read_survey(survey(), lambda line: None)
    made = {
        name: as_text(arrow_table(SURVEY_TABLES[name], rows), f"{name}.parquet")
        for name, rows in found.compute(Status.SIMULATED).items()
    }
    assert list(survey_consistency.check(made)) == []
    made["findings"] = made["survey_scales"]
    rules = {fault.rule for fault in survey_consistency.check(made)}
    assert rules == {"a real value in an edition with simulated ones"}


def test_tables_that_break_a_law_do_not_get_out(survey, monkeypatch):
    found, _ = read_survey(survey(), lambda line: None)
    computed = found.compute(Status.NORMAL)
    computed["survey_results"].loc[0, "estimate"] = None
    monkeypatch.setattr(
        "frikommune_viz.pipeline.survey.survey_input.compute", lambda *given: computed
    )
    with pytest.raises(BadInputError) as error:
        found.compute(Status.NORMAL)
    assert "estimate is empty, but the status does not say why" in {
        fault.rule for fault in error.value.faults
    }
