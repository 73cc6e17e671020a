"""What is taken away: the rows of a figure, safe in a spreadsheet, and pictures that stand alone."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import pytest

from frikommune_viz import export
from frikommune_viz.figures import register
from frikommune_viz.model import Language
from frikommune_viz.results import open_edition
from frikommune_viz.table import Column, Table
from frikommune_viz.text import TEXTS

DANISH = TEXTS[Language.DA]
MADE = datetime(2026, 11, 25)  # noqa: DTZ001 - a workbook's dates have no zone
SMALL = Table(
    (Column("place", "Kommune"), Column("value", "Værdi", True, 1), Column("status", "Status")),
    (
        ("Ærø", 6.5, "normal"),
        ("Samsø", None, "suppressed"),  # empty, and not 0
        ("Lolland; Falster", -1.25, "normal"),  # a separator in a text, a negative number
    ),
)


@pytest.fixture(scope="module")
def figure():
    return register.trend(open_edition("published"), "absence_grade_7_9", "", DANISH)


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


def test_workbook_is_the_same_each_time_and_runs_no_formula():
    table = Table((Column("note", "Note"), Column("v", "V", True)), (("=1+1", 2.5), ("x", None)))
    book = export.xlsx_bytes(table, "Navn", MADE)
    assert book == export.xlsx_bytes(table, "Navn", MADE)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>2.5</v>" in sheet
    assert 'r="B3"' not in sheet, "an empty cell is left out and not written as 0"


def test_svg_names_itself_and_carries_headline_note_and_source(figure):
    spec = export.picture_spec(figure, DANISH)
    drawn = ElementTree.fromstring(export.svg_bytes(spec, figure.headline, figure.alt))
    name = "{http://www.w3.org/2000/svg}"
    assert drawn.get("role") == "img"
    assert drawn.find(f"{name}title").text == figure.headline
    assert drawn.find(f"{name}desc").text == figure.alt
    words = " ".join(drawn.itertext())
    assert words.count(figure.headline) >= 2
    assert "Tallene viser ikke en effekt af aftalerne." in words
    assert "Uddannelsesstatistik.dk" in words
    assert "Holbæk 9,6" in words


def test_png_is_drawn_at_twice_the_width(figure):
    png = export.png_bytes(export.picture_spec(figure, DANISH))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * export.PICTURE_WIDTH


def test_fonts_of_the_pictures_are_shipped():
    assert {path.name for path in export.FONTS.glob("*.ttf")} == {
        "PublicSans-Regular.ttf",
        "PublicSans-SemiBold.ttf",
    }
