"""What is taken away as a table: the rows of a figure, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pyarrow.parquet as pq
import pytest

from frikommune_viz import export
from frikommune_viz.export.parquet_file import write_parquet
from frikommune_viz.figures import register
from frikommune_viz.figures.change_tables import all_comparisons
from frikommune_viz.figures.statement_table import finding_table
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.changes import select_changes
from frikommune_viz.table import Column, Table
from frikommune_viz.text import TEXTS

DANISH = TEXTS[Language.DA]
SMALL = Table(
    (Column("place", "Kommune"), Column("value", "Værdi", True, 1), Column("status", "Status")),
    (
        ("Ærø", 6.5, "normal"),
        ("Samsø", None, "suppressed"),  # empty, and not 0
        ("Lolland; Falster", -1.25, "normal"),  # a separator in a text, a negative number
    ),
)


@pytest.fixture(scope="module")
def figure(published):
    return register.trend(published, "absence_grade_7_9", "", DANISH)


def test_standard_csv_has_codes_commas_and_points():
    assert export.csv_bytes(SMALL).decode() == (
        "place,value,status\r\nÆrø,6.5,normal\r\nSamsø,,suppressed\r\n"
        "Lolland; Falster,-1.25,normal\r\n"
    )


def test_danish_excel_has_labels_semicolons_commas_and_a_mark():
    written = export.csv_bytes(SMALL, DANISH, danish_excel=True)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig") == (
        "Kommune;Værdi;Status\r\nÆrø;6,5;normal\r\nSamsø;;suppressed\r\n"
        '"Lolland; Falster";-1,25;normal\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_is_never_run_as_a_formula(start):
    table = Table((Column("note", "Note"),), ((f"{start}HYPERLINK(1)",),))
    cell = export.csv_bytes(table).decode().splitlines()[1]
    assert cell.lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number():
    table = Table((Column("change", "Ændring", True, 1),), ((-1.5,),))
    assert export.csv_bytes(table).decode().splitlines()[1] == "-1.5"


def test_both_variants_hold_the_same_figures(figure):
    standard = list(csv.reader(io.StringIO(export.csv_bytes(figure.data).decode())))
    danish = list(
        csv.reader(
            io.StringIO(
                export.csv_bytes(figure.data, DANISH, danish_excel=True).decode("utf-8-sig")
            ),
            delimiter=";",
        )
    )
    value = standard[0].index("value")
    assert [row[value].replace(".", ",") for row in standard[1:]] == [r[value] for r in danish[1:]]
    assert standard[0][value:][:4] == ["value", "unit", "status", "status_label"]


def test_an_empty_text_is_an_empty_cell_in_every_form():
    columns = (Column("place", "Kommune"), Column("value", "Værdi", True, 1))
    table = Table.of(columns, [{"place": "", "value": 0.0}, {"place": "Ærø"}])
    assert table.rows == ((None, 0.0), ("Ærø", None))
    read = pq.read_table(io.BytesIO(write_parquet(table, {})))
    assert read.column("place").to_pylist() == [None, "Ærø"]
    assert read.column("value").to_pylist() == [0.0, None]
    assert export.csv_bytes(table).decode() == "place,value\r\n,0.0\r\nÆrø,\r\n"


def test_no_table_holds_an_empty_text():
    with pytest.raises(ValueError, match="place: an empty cell is None"):
        Table((Column("place", "Kommune"),), (("",),))


def test_a_cell_for_a_column_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="no such column: plaice"):
        Table.of((Column("place", "Kommune"),), [{"plaice": "Ærø"}])


@pytest.mark.parametrize("language", Language)
def test_the_statements_and_all_comparisons_have_no_empty_text(published, language):
    edition, text = published, TEXTS[language]
    found = select_changes(edition, "absence_grade_7_9", "2020/21", "2023/24")
    for table in (
        finding_table(edition.findings, edition, text),
        all_comparisons(found, edition.sources[found.indicator.source_id], edition.name, text),
    ):
        written = pq.read_table(io.BytesIO(write_parquet(table, {}))).to_pylist()
        assert written
        assert not any("" in row.values() for row in written)
        assert any(None in row.values() for row in written)
