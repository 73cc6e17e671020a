"""A table is read by its row type: no column too few, none too many, no cell of another kind."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frikommune_viz.edition.edition import EditionError
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model import rows as model
from frikommune_viz.model.codes import Note, Status
from frikommune_viz.pipeline.schema import EDITION_TABLES

DATA = Path(__file__).parents[2] / "data"
COMPUTED = {
    "published": ("observations", "distributions", "changes", "change_tests"),
    "practice": ("survey_results", "survey_answers", "survey_changes"),
}
EVERY = [(edition, table) for edition, tables in COMPUTED.items() for table in tables]


@pytest.fixture
def spoil(tmp_path):
    """Return an opener of an edition with one table changed, and its hash made right again."""

    def make(edition, table, change):
        folder = Path(shutil.copytree(DATA / edition, tmp_path / edition))
        path = folder / f"{table}.parquet"
        pq.write_table(change(pq.read_table(path)), path)
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        return open_edition(edition, tmp_path)

    return make


def with_cell(table, column, cell):
    """Put a cell into the first row."""
    place = table.schema.get_field_index(column)
    kind = table.schema.field(column).type
    cells = pa.array([cell, *table.column(column).to_pylist()[1:]], kind)
    return table.set_column(place, column, cells)


@pytest.mark.parametrize(("edition", "table"), EVERY)
def test_a_table_that_lacks_a_column_is_not_opened(spoil, edition, table):
    last = EDITION_TABLES[table].columns[-1].name
    with pytest.raises(EditionError, match=rf"{table}\.parquet: .*the column {last} is missing"):
        spoil(edition, table, lambda read: read.drop_columns([last]))


@pytest.mark.parametrize(("edition", "table"), [*EVERY, ("published", "findings")])
def test_a_table_with_a_column_too_many_is_not_opened(spoil, edition, table):
    with pytest.raises(EditionError, match=rf"{table}\.parquet: .*the column mood is not known"):
        spoil(edition, table, lambda read: read.append_column("mood", pa.array(["x"] * len(read))))


def test_a_number_that_is_written_as_text_is_not_opened(spoil):
    def as_text(read):
        place = read.schema.get_field_index("value")
        return read.set_column(place, "value", read.column("value").cast(pa.string()))

    with pytest.raises(EditionError, match="the column value is of type string, not double"):
        spoil("published", "observations", as_text)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("observations", "status", "guessed"),
        ("observations", "note", "covid_19;rumour"),
        ("change_tests", "verdict", "certain"),
        ("distributions", "median", None),  # a number that is never empty
        ("observations", "status", None),  # a code that is never empty
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_column(spoil, table, column, cell):
    with pytest.raises(EditionError, match=rf"{table}\.parquet: .*: {column}: "):
        spoil("published", table, lambda read: with_cell(read, column, cell))


def test_what_may_be_yes_or_no_is_nothing_else(spoil):
    with pytest.raises(EditionError, match="comparable: 'maybe' is neither yes nor no"):
        spoil("practice", "survey_changes", lambda read: with_cell(read, "comparable", "maybe"))


def test_each_cell_is_what_its_row_type_says(edition):
    (row,) = (
        row
        for row in edition.observations_of("absence_grade_7_9")
        if (row.municipality_code, row.period) == ("561", "2020/21")
    )
    assert row == model.Observation(
        "absence_grade_7_9", "561", "2020/21", 2021, 4.6, Status.NORMAL, (Note.COVID_19,)
    )


def test_an_empty_number_is_none_and_never_a_nan(spoil):
    edition = spoil("published", "observations", lambda read: with_cell(read, "value", None))
    first = next(iter(edition.observations.values()))[0]
    assert first.value is None


def test_every_row_of_every_table_is_read(edition):
    tables = json.loads((DATA / "published" / "manifest.json").read_text("utf-8"))["tables"]
    for name in COMPUTED["published"]:
        rows = getattr(edition, name)
        assert sum(map(len, rows.values())) == tables[name]["rows"]
        assert all(row.indicator_id == code for code, found in rows.items() for row in found)


def test_the_columns_of_a_table_are_the_fields_of_its_row_type():
    types = {
        "observations": model.Observation,
        "distributions": model.Distribution,
        "changes": model.Change,
        "change_tests": model.ChangeTest,
        "survey_results": model.SurveyResult,
        "survey_answers": model.SurveyAnswer,
        "survey_changes": model.SurveyChange,
        "survey_differences": model.SurveyDifference,
    }
    for name, row_type in types.items():
        columns = [column.name for column in EDITION_TABLES[name].columns]
        assert columns == [field.name for field in fields(row_type)]
