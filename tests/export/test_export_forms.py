"""One truth, many forms: figure, CSV, workbook, Parquet and picture say the same, in both languages.

Each figure of the published edition is held to it in one language, and one figure of each kind of
the practice edition; whoever changes the forms asks for the rest by the mark `every`.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from by_code import figure_of
from workbooks import as_rows, column_name, sheets

from frikommune_viz import export
from frikommune_viz.figures import survey
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.download_links import full_address, place_of
from frikommune_viz.spreadsheet import FORMULA_STARTS
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels

BASE = "https://frikommune.example"
DAY = "2026-12-31"
PARTS = range(4)
"""The published figures in so many tests, for the workers to share."""


@pytest.fixture(scope="module")
def made(editions) -> Callable:
    """Draw a figure, with its origin and its language, once for all tests."""

    @cache
    def draw(name, code, language):
        edition, text = editions[name], TEXTS[language]
        figure = figure_of(edition, code, Filters(lang=language, own="101"), text)
        place = place_of(figure.request, edition, "practice" if name == "practice" else "")
        origin = export.provenance_of(edition, full_address(BASE, place), DAY)
        return figure, origin, text

    return draw


def part_of(edition, part) -> Iterator[tuple[str, Language]]:
    """Yield every so many-th figure of an edition, one in Danish and the next in English."""
    for place, code in enumerate(list(codes(edition))[part :: len(PARTS)]):
        yield code, list(Language)[place % 2]


def one_of_each_kind(edition) -> Iterator[str]:
    """Yield the last figure of each kind of survey figure: one with hidden cells."""
    every = list(codes(edition))
    for kind in survey.KINDS:
        yield [code for code in every if f"-{kind}-" in code][-1]


def every_one(editions) -> Iterator[tuple[str, str, Language]]:
    """Yield every figure of both editions in both languages: minutes of drawing."""
    for name, edition in editions.items():
        for code in codes(edition):
            for language in Language:
                yield name, code, language


def unguarded(cell, column):
    """Read a CSV cell back: a number as one, a guarded text as it was."""
    if cell == "":
        return None
    if column.numeric:
        return float(cell)
    guarded = cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS)
    return cell[1:] if guarded else cell


@pytest.mark.parametrize("part", PARTS)
def test_every_form_of_a_figure_holds_the_same_rows(made, published, part):
    for code, language in part_of(published, part):
        assert_forms_hold_the_same_rows(*made("published", code, language))


@pytest.mark.parametrize("language", Language)
def test_every_form_of_an_invented_figure_holds_the_same_rows(made, practice, language):
    for code in one_of_each_kind(practice):
        assert_forms_hold_the_same_rows(*made("practice", code, language))


@pytest.mark.every
def test_every_form_of_every_figure_holds_the_same_rows_in_both_languages(made, editions):
    for wanted in every_one(editions):
        assert_forms_hold_the_same_rows(*made(*wanted))


def assert_forms_hold_the_same_rows(figure, origin, text):
    def taken(form):
        return export.form_bytes(figure, form, origin, text)

    columns = figure.data.columns
    rows = list(figure.data.rows)
    assert rows, figure.code
    assert not any("" in row for row in rows), "an empty cell is None, texts too"

    standard = list(csv.reader(io.StringIO(taken("csv").decode())))
    assert standard[0] == [column.code for column in columns]
    assert [
        tuple(unguarded(cell, column) for cell, column in zip(row, columns, strict=True))
        for row in standard[1:]
    ] == rows

    danish = taken("excel.csv").decode("utf-8-sig")
    excel = list(csv.reader(io.StringIO(danish), delimiter=";"))
    assert excel[0] == [column.label for column in columns]
    for written, row in zip(excel[1:], standard[1:], strict=True):
        for at, column in enumerate(columns):
            assert written[at] == (row[at].replace(".", ",") if column.numeric else row[at])

    book = next(iter(sheets(taken("xlsx")).values()))
    heads = tuple(book[f"{column_name(place)}1"] for place in range(len(columns)))
    assert heads == tuple(column.label for column in columns)
    assert as_rows(book, len(columns), len(rows)) == rows

    table = pq.read_table(io.BytesIO(taken("parquet")))
    assert table.column_names == [column.code for column in columns]
    assert [tuple(row.values()) for row in table.to_pylist()] == rows


def words_of(svg):
    drawn = ElementTree.fromstring(svg)
    pieces = [" ".join("".join(text.itertext()).split()) for text in drawn.iter() if _is_text(text)]
    return drawn, " ".join(pieces)


def _is_text(element):
    return element.tag == "{http://www.w3.org/2000/svg}text"


def squeezed(said):
    return "".join(said.split())


@pytest.mark.parametrize("part", PARTS)
def test_a_picture_says_what_its_page_says(made, published, part):
    for code, language in part_of(published, part):
        assert_picture_says_what_its_page_says("published", *made("published", code, language))


@pytest.mark.parametrize("language", Language)
def test_a_picture_of_invented_numbers_says_what_its_page_says(made, practice, language):
    for code in one_of_each_kind(practice):
        assert_picture_says_what_its_page_says("practice", *made("practice", code, language))


@pytest.mark.every
def test_every_picture_says_what_its_page_says_in_both_languages(made, editions):
    for wanted in every_one(editions):
        assert_picture_says_what_its_page_says(wanted[0], *made(*wanted))


def assert_picture_says_what_its_page_says(name, figure, origin, text):
    svg = export.picture_svg(figure, origin, text, embed_font=False)
    drawn, said = words_of(svg)
    said = squeezed(said)
    expected = [
        figure.headline,
        figure.subtitle,
        *(item.label for item in figure.key),
        *(f"{a} {b}" for a, b in zip(figure.leads or [""] * 99, figure.sentences, strict=False)),
        *figure.notes,
        *(row.title for row in figure.sources),
        origin.version,
        text.date(DAY),
        origin.address,
    ]
    for words_expected in expected:
        assert squeezed(words_expected) in said, words_expected
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.find(f"{space}title").text == figure.headline
    assert figure.alt in drawn.find(f"{space}desc").text
    marked = text.say(labels.PRACTICE_MARK) + " · " + text.say(labels.PRACTICE_MARK_MEANS)
    assert (squeezed(marked) in said) is (name == "practice")
    assert (squeezed(text.say(labels.PRACTICE)) in said) is (name == "practice")


@pytest.mark.parametrize("language", Language)
def test_a_workbook_says_its_words_and_its_source_beside_its_rows(made, language):
    figure, origin, text = made("published", "absence_grade_7_9-changes", language)
    data, notes, source = sheets(export.xlsx_bytes(figure, origin, text)).values()
    told = set(notes.values())
    assert {figure.headline, figure.subtitle, *figure.notes} <= told
    assert all(any(sentence in cell for cell in told) for sentence in figure.sentences)
    given = set(source.values())
    assert {
        figure.sources[0].title,
        origin.address,
        origin.version,
        DAY,
        text.pick(origin.terms),
    } <= given
    assert data["A1"] == text.say("Udgave")


def test_numbers_are_shown_with_the_decimals_of_their_indicator(made):
    figure, origin, text = made("published", "absence_grade_7_9-changes", Language.DA)
    with zipfile.ZipFile(io.BytesIO(export.xlsx_bytes(figure, origin, text))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert 'formatCode="+0.0;-0.0;0.0"' in styles


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", export.FORMS)
@pytest.mark.parametrize("kind", ["change", "arrows", "answers"])
def test_no_form_of_invented_numbers_lacks_the_word(made, kind, form, language):
    code = f"oevedata-trust_in_leader-{kind}-school-staff"
    figure, origin, text = made("practice", code, language)
    content = export.form_bytes(figure, form, origin, text)
    mark = text.say(labels.PRACTICE_MARK)
    if form in ("csv", "excel.csv"):
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) > 3
        assert all("simulated" in line for line in lines[1:])
    elif form == "xlsx":
        book = sheets(content)
        first, notes, _ = book
        assert first == mark
        assert text.say(labels.PRACTICE) in book[notes].values()
        column = [column.code for column in figure.data.columns].index("data")
        rows = as_rows(book[first], len(figure.data.columns), len(figure.data.rows))
        assert {row[column] for row in rows} == {"simulated"}
    elif form == "parquet":
        table = pq.read_table(io.BytesIO(content))
        assert set(table["data"].to_pylist()) == {"simulated"}
        assert table.schema.metadata[b"warning"].decode() == text.say(labels.PRACTICE)
    elif form == "svg":
        assert f"{mark} · " in content.decode()
    elif form == "png":
        # The picture in it is that of the SVG, which is held above; its words say so too.
        drawn = export.picture_svg(figure, origin, text, embed_font=False)
        assert content == export.png_bytes(drawn, export.picture_words(figure, origin, text))
        assert mark.encode() in content
        assert f"{mark} · " in drawn.decode()
    else:
        assert mark in content.decode()


def test_a_png_carries_its_words(made):
    figure, origin, text = made("published", "absence_grade_7_9-trend", Language.EN)
    png = export.form_bytes(figure, "png", origin, text)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * 848, "the chart and its margins, twice as sharp"
    for said in (figure.headline, figure.alt, figure.sources[0].title, origin.address):
        assert said.encode() in png


def test_a_downloaded_svg_carries_its_letters(made):
    figure, origin, text = made("published", "absence_grade_7_9-trend", Language.DA)
    assert b"font/woff2;base64," in export.picture_svg(figure, origin, text)


@pytest.mark.parametrize("form", export.FORMS)
def test_the_same_figure_gives_the_same_bytes(made, form):
    figure, origin, text = made("published", "absence_grade_4_6-trend", Language.DA)
    assert export.form_bytes(figure, form, origin, text) == export.form_bytes(
        figure, form, origin, text
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_citation_gives_title_source_version_address_and_day(made, editions, part):
    for name, edition in editions.items():
        # Of the many figures of the practice edition, as many as there are published ones.
        for code, language in list(part_of(edition, part))[:10]:
            assert_citation_is_whole(*made(name, code, language))


def assert_citation_is_whole(figure, origin, text):
    said = export.plain(figure, origin, text)
    for part in (figure.headline, figure.sources[0].title, origin.version, origin.address):
        assert part in said
    assert text.date(DAY) in said
    bib = export.bibtex(figure, origin, text)
    assert bib.count("{") == bib.count("}")
    assert f"urldate = {{{DAY}}}" in bib
    assert f"url = {{{origin.address}}}" in bib
    ris = export.ris(figure, origin, text).split("\r\n")
    assert ris[0] == "TY  - DATA"
    assert ris[-2] == "ER  - "
    assert f"UR  - {origin.address}" in ris
    assert "Y2  - 2026/12/31" in ris


def test_what_is_written_about_a_figure_in_parquet(made):
    figure, origin, text = made("published", "absence_grade_7_9-trend", Language.DA)
    schema = pq.read_schema(io.BytesIO(export.parquet_bytes(figure, origin, text)))
    said = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert said["title"] == figure.headline
    assert said["address"] == origin.address
    assert schema.field("value").metadata[b"label"].decode() == "Værdi"
    assert json.dumps(said)
