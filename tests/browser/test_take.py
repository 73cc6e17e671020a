"""A visitor takes a figure in every form from the running site and reads it back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from by_code import figure_of
from playwright.sync_api import Locator, Page, expect
from visiting import wait_until_read

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.labels import PRACTICE, PRACTICE_MARK

FIGURES = [
    ("published", "absence_grade_7_9-trend", "/borgere?lang={lang}&own=101"),
    ("published", "absence_grade_7_9-before-after", "/sammenlign?lang={lang}"),
    ("published", "absence_grade_7_9-changes", "/borgere?lang={lang}"),
    (
        "practice",
        "oevedata-trust_index-change-school-staff",
        "/sammenlign?lang={lang}&edition=practice&area=school",
    ),
]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def foot_of(page: Page, code: str) -> Locator:
    """The words and links after a figure: those that offer its files."""
    return page.locator(".figure-foot").filter(has=page.locator(f'a[href*="/{code}.csv?"]'))


def taken(page: Page, foot: Locator, code: str, form: str, folder: Path) -> tuple[str, bytes]:
    link = foot.locator(f'a[href*="/{code}.{form}?"]')
    menu = foot.locator(".drop", has=page.locator(f'a[href*="/{code}.{form}?"]'))
    if not link.is_visible():
        menu.locator("summary").click()
    with page.expect_download() as download:
        link.click()
    path = folder / f"file.{form}"
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize(("name", "code", "address"), FIGURES, ids=[row[1] for row in FIGURES])
def test_every_form_is_taken_and_read_back(
    arrive, tmp_path, editions, name, code, address, lang
) -> None:
    visitor = arrive()
    page = visitor.read(address.format(lang=lang))
    edition, text = editions[name], TEXTS[lang]
    own = "101" if "own=101" in address else ""
    figure = figure_of(edition, code, Filters(lang=lang, own=own), text)
    foot = foot_of(page, code)
    files = {}
    for form in ("svg", "png", "csv", "excel.csv", "xlsx", "parquet"):
        files[form] = taken(page, foot, code, form, tmp_path)
    for form in ("bib", "ris"):
        files[form] = taken(page, foot, code, form, tmp_path)

    stem = "frikommune-oevedata-" if name == "practice" else "frikommune-"
    assert all(file.startswith(stem) and f"-{lang}." in file for file, _ in files.values())

    shown = [column.code for column in figure.data.columns]
    place = shown.index("value" if "value" in shown else "change")
    numbers = [row[place] for row in figure.data.rows]
    standard = list(csv.reader(io.StringIO(files["csv"][1].decode())))[1:]
    assert [float(row[place]) if row[place] else None for row in standard] == numbers
    excel = files["excel.csv"][1].decode("utf-8-sig")
    danish = list(csv.reader(io.StringIO(excel), delimiter=";"))[1:]
    assert [row[place] for row in danish] == [row[place].replace(".", ",") for row in standard]
    table = pq.read_table(io.BytesIO(files["parquet"][1]))
    assert table.column(place).to_pylist() == numbers
    assert in_column(files["xlsx"][1], place, len(numbers)) == numbers

    words_of_book = zipfile.ZipFile(io.BytesIO(files["xlsx"][1])).read("xl/sharedStrings.xml")
    for content in (words_of_book, files["svg"][1]):
        written = squeezed("".join(ElementTree.fromstring(content).itertext()))
        for said in (figure.headline, *figure.notes, figure.sources[0].title, edition.version):
            assert squeezed(said) in written
        if name == "practice":
            assert squeezed(text.say(PRACTICE)) in written
    assert figure.headline.encode() in files["png"][1]
    assert visitor.address.encode() in files["bib"][1]
    assert b"Y2  - 20" in files["ris"][1]
    if name == "practice":
        mark = text.say(PRACTICE_MARK).encode()
        assert all(mark in files[form][1] for form in ("svg", "png", "bib", "ris"))
    assert visitor.complaints == []


def in_column(book: bytes, place: int, count: int) -> list[float | None]:
    column = chr(65 + place)
    sheet = ElementTree.fromstring(
        zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    )
    cells = {cell.get("r"): cell.findtext(f"{SHEET}v") for cell in sheet.iter(f"{SHEET}c")}
    found = [cells.get(f"{column}{row}") for row in range(2, count + 2)]
    return [None if value is None else float(value) for value in found]


def squeezed(said: str) -> str:
    return "".join(said.split())


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("surface", ["document", "alive"])
def test_the_citation_is_read_and_copied(arrive, surface: str, lang) -> None:
    visitor = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.see(f"/borgere?lang={lang}", surface)
    foot = foot_of(page, "absence_grade_7_9-trend")
    share = foot.locator(".drop", has=page.locator(".citation"))
    share.locator("summary").click()
    said = share.locator(".citation")
    expect(said).to_be_visible()
    assert f"{visitor.address}/borgere?lang={lang}&indicator=absence_grade_7_9" in said.inner_text()
    share.locator("a.copy[data-copy]").click()
    expect(share.locator(".copied").last).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == said.inner_text()


@pytest.mark.parametrize("surface", ["document", "alive"])
def test_a_figure_has_one_menu_of_each_kind_and_esc_or_a_click_elsewhere_closes_it(
    arrive, surface: str
) -> None:
    page = arrive().see("/borgere?lang=da", surface)
    foot = foot_of(page, "absence_grade_7_9-trend")
    download, share = (foot.locator(".drop").nth(place) for place in (0, 1))
    assert foot.locator(".drop").count() == 2
    download.locator("summary").click()
    expect(download.locator(".drop-panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(download.locator(".drop-panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.parentElement.classList.contains('drop')")
    download.locator("summary").click()
    share.locator("summary").click()
    expect(download.locator(".drop-panel")).to_be_hidden()
    expect(share.locator(".drop-panel")).to_be_visible()
    # The pointer has crossed the chart: the app may be waking behind the document.
    page.locator("h1").filter(visible=True).click()
    expect(share.locator(".drop-panel")).to_be_hidden()


def heading_over(page: Page, code: str) -> Locator:
    """The last heading before the place of a figure: what is told stands beside it, not in it."""
    place = f"*[@id='{code}']"
    return page.locator(f"xpath=(//h2[following::{place}])[last()]")


@pytest.mark.parametrize("surface", ["document", "alive"])
def test_a_copied_link_leads_back_to_the_same_figure(arrive, surface: str) -> None:
    visitor = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.see("/borgere?lang=en&own=101&baseline=2020/21&endline=2022/23", surface)
    code = "absence_grade_7_9-changes"
    foot = foot_of(page, code)
    foot.locator(".drop", has=page.locator("a.copy")).locator("summary").click()
    foot.locator("a.copy").first.click()
    expect(foot.locator(".copied").first).to_have_text(TEXTS["en"].say("Linket er kopieret."))
    assert urlsplit(page.url).fragment == "", "the visitor stays where they were"
    copied = page.evaluate("navigator.clipboard.readText()")
    headline = heading_over(page, code).inner_text()

    other = arrive().page
    other.goto(copied)
    wait_until_read(other)
    assert heading_over(other, code).inner_text() == headline
    expect(heading_over(other, code)).to_be_in_viewport()
    under_the_bar = other.locator("#document .bar").bounding_box()
    place = heading_over(other, code).bounding_box()
    assert place["y"] >= under_the_bar["y"] + under_the_bar["height"]
    assert re.search("own=101", other.url)


def test_the_whole_edition_is_taken_from_the_page_of_method(arrive, tmp_path) -> None:
    page = arrive().read("/metode?lang=da#data")
    with page.expect_download() as download:
        page.locator('#data a[href*="udgave.zip"]').click()
    path = tmp_path / "edition.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = {name.split("/")[1] for name in archive.namelist()}
    assert {"datapackage.json", "README.md", "LICENSES.md", "findings.parquet"} <= names


def test_the_matrix_of_a_choice_is_taken_as_a_picture(arrive, tmp_path) -> None:
    page = arrive().read("/sammenlign?lang=en&theme=trust")
    # One menu over the table, and on a phone one under it.
    menu = page.locator("details.take").filter(visible=True)
    menu.locator("summary").click()
    for form, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as download:
            menu.locator(f'a[href*="/matrix.{form}?"]').click()
        path = tmp_path / form
        download.value.save_as(path)
        assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("query", ["area=school", "own=265&numbers=1"])
def test_what_can_be_taken_lies_over_all_that_it_covers(arrive, query: str) -> None:
    """Two boxes were placed one under the other by a height that only one menu had."""
    page = arrive().read(f"/sammenlign?lang=da&{query}")
    menu = page.locator("details.take").filter(visible=True)
    menu.locator("summary").click()
    uncovered = menu.locator(".drop-panel").evaluate(
        """menu => {
            const box = menu.getBoundingClientRect();
            const missed = [];
            for (let y = box.top + 4; y < box.bottom - 4; y += 6)
                for (let x = box.left + 4; x < box.right - 4; x += 20)
                    if (!menu.contains(document.elementFromPoint(x, y))) missed.push([x, y]);
            const lowest = [...menu.querySelectorAll("a")].pop().getBoundingClientRect().bottom;
            return lowest < box.bottom && menu.querySelectorAll("p").length > 1 ? missed : "no menu";
        }"""
    )
    assert uncovered == []


@pytest.mark.parametrize("query", ["area=school", "own=265&numbers=1"])
def test_a_menu_on_a_phone_widens_nothing_and_stays_where_it_is(arrive, query: str) -> None:
    page = arrive(390).read(f"/sammenlign?lang=da&{query}")
    menu = page.locator("details.take").filter(visible=True)
    before = menu.bounding_box()
    menu.locator("summary").click()
    expect(menu.locator(".drop-panel")).to_be_visible()
    after = menu.bounding_box()
    assert (after["x"], after["y"]) == (before["x"], before["y"])
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_numbers_of_those_that_are_shown_can_be_taken(arrive, tmp_path) -> None:
    page = arrive().read("/sammenlign?lang=da&own=265&numbers=1&area=school")
    menu = page.locator("details.take").filter(visible=True)
    menu.locator("summary").click()
    shown = menu.locator("p").filter(has_text="Esbjerg, Holbæk og Roskilde")
    with page.expect_download() as download:
        shown.get_by_role("link", name="CSV", exact=True).click()
    path = tmp_path / "shown.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig")))
    assert {row["municipality_code"] for row in rows} == {"561", "316", "265"}
    assert len({row["indicator_id"] for row in rows}) == 8
