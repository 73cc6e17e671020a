"""What an edition may say of gaps: each law finds what breaks it, and a newcomer weakens no answer."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from frikommune_viz.pipeline import compute_register, gap_consistency
from frikommune_viz.pipeline.read_sources import read_sources
from frikommune_viz.pipeline.text_rows import as_text

NAMES = ("municipalities", "indicators", "observations", "gaps", "gap_results", "change_tests")
LAWS = (
    gap_consistency.gaps_follow,
    gap_consistency.results_follow,
    gap_consistency.one_answers,
)


@pytest.fixture(scope="module")
def text(repository):
    folder = repository / "data" / "published"
    return {name: as_text(pq.read_table(folder / f"{name}.parquet"), name) for name in NAMES}


def rules(tables):
    return {fault.rule for law in LAWS for fault in law(tables)}


def with_cell(text, table, row, column, cell):
    rows = text[table].copy()
    rows.loc[row, column] = cell
    return {**text, table: rows}


def test_the_published_gaps_break_no_law(text):
    assert rules(text) == set()


# Rows 0, 1 and 2 of gap_results are Esbjerg, Holbæk and both together, for the marks.
@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "rule"),
    [
        ("gaps", 0, "gap", "9", "not the figure less the median"),
        ("gaps", 0, "period", "2014/15", "a figure is not known"),
        ("gaps", 0, "p05", "9", "the band ends below its beginning"),
        ("gap_results", 0, "municipality_codes", "217", "a municipality without an agreement"),
        ("gap_results", 0, "scope", "area", "the level does not fit the municipalities"),
        ("gap_results", 0, "periods_before", "5", "wrong number of periods"),
        ("gap_results", 0, "difference", "0.2", "not the mean after less the mean before"),
        ("gap_results", 0, "statistic", "0.2", "not difference / noise"),
        ("gap_results", 0, "upper", "-0.6", "an interval has a width"),
        ("gap_results", 0, "noise", "0", "an interval has a width"),
        ("gap_results", 0, "lower", "", "one municipality has it, several have not"),
        ("gap_results", 2, "lower", "-0.1", "one municipality has it, several have not"),
        ("gap_results", 0, "count_as_large", "92", "more than there are"),
        ("gap_results", 0, "p_value", "0.2", "not the share as large"),
        ("gap_results", 0, "early_p_value", "0", "not a share"),
        ("gap_results", 0, "relevant_difference", "0.6", "not the difference of the catalogue"),
        ("gap_results", 0, "ruled_out", "yes", "does not follow from interval and limit"),
        ("gap_results", 2, "verdict", "unusual", "the verdict does not follow from the p-value"),
        ("gap_results", 0, "standing", "primary", "only the primary indicator of an area answers"),
        ("gap_results", 5, "standing", "primary", "only the primary indicator of an area answers"),
    ],
)
def test_each_law_finds_what_breaks_it(text, table, row, column, cell, rule):
    found = rules(with_cell(text, table, row, column, cell))
    assert any(one.startswith(rule) for one in found), found


def test_nothing_is_ruled_out_without_a_difference_that_was_set(text):
    rows = text["indicators"].copy()
    rows.loc[rows["indicator_id"] == "wellbeing_five_indicators", "relevant_difference"] = ""
    results = text["gap_results"].copy()
    results.loc[results["indicator_id"] == "wellbeing_five_indicators", "relevant_difference"] = ""
    # Holbæk's interval still says that 0.1 is ruled out.
    assert "yes" in set(results["ruled_out"])
    found = rules({**text, "indicators": rows, "gap_results": results})
    assert found == {"does not follow from interval and limit"}


def test_an_area_has_one_primary_indicator_and_one_answer(text):
    rows = text["indicators"].copy()
    rows.loc[rows["indicator_id"] == "absence_grade_4_6", "primary_reason_da"] = "Fordi."
    assert rules({**text, "indicators": rows}) == {"the area has another primary indicator"}
    answer = text["change_tests"]["standing"] == "primary"
    twice = pd.concat([text["change_tests"], text["change_tests"][answer]], ignore_index=True)
    assert rules({**text, "change_tests": twice}) == {"the area has another answer"}


def test_one_more_indicator_weakens_no_other_verdict(repository):
    """What Holm's adjustment over the catalogue did: each newcomer raised every adjusted share."""
    tables, faults = read_sources(repository / "data" / "sources")
    assert not faults
    before = compute_register.compute(tables)
    more = dict(tables)
    for name in ("indicators", "observations"):
        rows = tables[name]
        copy = rows[rows["indicator_id"] == "absence_grade_7_9"].assign(indicator_id="one_more")
        more[name] = pd.concat([rows, copy], ignore_index=True)
    after = compute_register.compute(more)
    for name in ("change_tests", "gap_results"):
        others = after[name][after[name]["indicator_id"] != "one_more"]
        pd.testing.assert_frame_equal(
            others.reset_index(drop=True), before[name], check_dtype=False
        )
    assert "one_more" in set(after["change_tests"]["indicator_id"])
