"""How answers are read: the same from CSV and Parquet, with the right rows, and told of nobody."""

from __future__ import annotations

import csv

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_survey import people

from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.read_answers import read_answers
from frikommune_viz.pipeline.survey.survey_input import read_survey


def lines_of(folder):
    return (folder / "survey_responses.csv").read_text("utf-8").split("\n")


def read(folder, lines):
    (folder / "survey_responses.csv").write_text("\n".join(lines), "utf-8")
    return read_survey(folder, lambda line: None)[1]


def as_parquet(folder, **columns):
    """Put the answers into Parquet instead, some columns with cells of another type."""
    path = folder / "survey_responses.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    path.unlink()
    cells = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    pq.write_table(pa.table({**cells, **columns}), folder / "survey_responses.parquet")


def test_a_file_without_header_tells_nothing_of_its_first_person(survey):
    """The cells of the first row would be told as names of columns."""
    folder = survey()
    (fault,) = read(folder, lines_of(folder)[1:])
    assert (fault.row, fault.rule) == (1, "the first row is no header")
    assert "secret" not in str(fault)


@pytest.mark.parametrize(
    ("separator", "rule"),
    [
        ("\t", "the cells are separated by tabs"),
        ("|", "the cells are separated by vertical bars"),
        ("/", "the first row is no header"),
    ],
)
def test_another_separator_is_told_and_no_answer_with_it(survey, separator, rule):
    folder = survey()
    (fault,) = read(folder, [line.replace(",", separator) for line in lines_of(folder)])
    assert (fault.row, fault.rule) == (1, rule)
    assert "commas or semicolons" in fault.allowed
    assert "secret" not in str(fault)


def test_answers_saved_as_the_numbers_invited_are_not_told(survey):
    folder = survey()
    answers = (folder / "survey_responses.csv").read_text("utf-8")
    (folder / "invited.csv").write_text(answers[:-5], "utf-8")  # cut off in its last row
    faults = read_survey(folder, lambda line: None)[1]
    assert "the file is cut off in its last row" in {fault.rule for fault in faults}
    assert not any("secret" in str(fault) for fault in faults)


def test_a_header_alone_is_told(survey):
    folder = survey()
    (fault,) = read(folder, [lines_of(folder)[0], ""])
    assert fault.rule == "the file has no rows"


def test_rows_after_a_bad_one_keep_their_numbers(survey):
    folder = survey()
    lines = lines_of(folder)
    lines[3] += ",more"  # row 4 has a cell too many and is left out
    lines.insert(6, "")  # row 7 is empty
    lines[19] = lines[19].replace("baseline", "never")
    told = {(fault.row, fault.column) for fault in read(folder, lines)}
    assert (4, "") in told
    assert (7, "respondent_id") in told
    assert (20, "wave") in told


def test_many_cut_rows_are_counted(survey):
    folder = survey()
    head, *rows = lines_of(folder)
    told = read(folder, [head, *(row[:-2] and row.rsplit(",", 1)[0] for row in rows[:100])])
    cut = [fault for fault in told if fault.rule.startswith("the row has the wrong number")]
    assert len(cut) == 21
    assert cut[-1].rule.endswith("80 more rows")
    assert sum(fault.count for fault in cut) == 100


def test_line_breaks_of_windows_are_line_breaks(survey):
    folder = survey()
    path = folder / "survey_responses.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_survey(folder, lambda line: None)[1] == []


@pytest.mark.parametrize(
    "cells",
    [
        [[4]] * 160,  # a list
        [{"a": 4}] * 160,
        [True] * 160,
        pa.array([b"\xff"] * 160, pa.binary()),
    ],
    ids=["list", "struct", "boolean", "binary"],
)
def test_cells_of_parquet_that_are_no_answers_are_told(survey, cells):
    folder = survey()
    as_parquet(folder, trusts_leader=cells)
    (fault,) = read_survey(folder, lambda line: None)[1]
    assert (fault.column, fault.rule) == (
        "trusts_leader",
        "the column holds neither numbers nor text",
    )


def test_columns_come_from_the_file_and_not_from_its_folder(survey, tmp_path):
    """A folder named as a partition once added a column."""
    folder = survey()
    as_parquet(folder)
    named = folder.rename(tmp_path / "year=2024")
    assert read_survey(named, lambda line: None)[1] == []


ANSWERS = st.lists(st.sampled_from(["", "1", "2", "5"]), min_size=160, max_size=160)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=ANSWERS, kind=st.sampled_from([pa.int8(), pa.int64(), pa.float64(), "category"]))
def test_every_type_of_column_gives_the_same_answers(survey, answers, kind):
    rows = [{**row, "trusts_leader": cell} for row, cell in zip(people(), answers, strict=True)]
    folder = survey(rows)
    (folder / "survey_responses.parquet").unlink(missing_ok=True)
    codebook, _ = read_codebook(folder / "codebook.toml")
    from_csv, none = read_answers(folder, codebook)
    if kind == "category":
        cells = pa.array([cell or None for cell in answers]).dictionary_encode()
    else:
        cells = pa.array([int(cell) if cell else None for cell in answers], kind)
    as_parquet(folder, trusts_leader=cells)
    from_parquet, nothing = read_answers(folder, codebook)
    assert none == nothing == []
    assert list(from_csv.columns) == list(from_parquet.columns)
    for name, column in from_csv.columns.items():
        assert column.values == from_parquet.columns[name].values
        assert np.array_equal(column.codes, from_parquet.columns[name].codes)
    assert np.array_equal(from_csv.rows, from_parquet.rows)
