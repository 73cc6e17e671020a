"""Every kind of page on paper: numbered, dated, with its address, and no heading alone at a foot."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from frikommune_viz.handout.content import BY_CODE

PAGES = [
    "/?lang={}",
    "/sammenlign?lang={}&area=school",
    "/sammenlign?lang={}&edition=practice&area=school",
    "/borgere?lang={}",
    "/kommuner?lang={}&own=390",
    "/kommuner?lang={}&municipality=316",
    "/inspiration?lang={}",
    "/inspiration?lang={}&q=dokumentation",
    "/inspiration?lang={}&initiative=i029",
    "/inspiration?lang={}&list=i029.i058&sheet=1",
    "/antagelser?lang={}",
    "/metode?lang={}",
    "/figur/absence_grade_7_9-trend.{}.html",
    "/figur/index.{}.html",
    "/handout/school?lang={}",
]
HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(one => one.innerText)"
DATE = re.compile(r"\d{1,2}\.? ?\w+ ?20\d\d")
NUMBER = re.compile(r"(\d+)/(\d+)")


def bare(text: str) -> str:
    """Return a text without spaces: where they stand in a PDF is the reader's guess."""
    return re.sub(r"\s+", "", text)


def opened(visitor, address: str):
    """Return a page as it is read; a page without an app around it is whole when it has loaded."""
    if address.startswith(("/figur/", "/handout/")):
        visitor.page.goto(visitor.address + address)
        return visitor.page
    return visitor.read(address)


def printed(page) -> list[list[str]]:
    """Return the lines of each page as it is printed, without spaces."""
    document = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [
        [bare(line) for line in one.extract_text().splitlines() if bare(line)]
        for one in document.pages
    ]


@pytest.mark.parametrize(
    ("address", "language"),
    [
        pytest.param(
            address,
            language,
            # By turns Danish and English; both with the mark `every`.
            marks=() if place % 2 == is_english else (pytest.mark.every,),
        )
        for place, address in enumerate(PAGES)
        for is_english, language in enumerate(("da", "en"))
    ],
)
def test_each_page_of_paper_says_what_it_is(arrive, served: str, address: str, language) -> None:
    page = opened(arrive(), address.format(language))
    headings = {bare(heading) for heading in page.evaluate(HEADINGS)} - {""}
    assert headings
    sheets = printed(page)
    first = "".join(sheets[0])
    assert served.removeprefix("http://") in first
    assert DATE.search(first)
    for number, lines in enumerate(sheets, 1):
        assert f"{number}/{len(sheets)}" in lines
        read = [line for line in lines if not NUMBER.fullmatch(line)]
        assert read
        if number < len(sheets):
            assert read[-1] not in headings, (number, read[-1])


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_handout_is_one_page_of_paper_from_the_browser_too(arrive, language: str) -> None:
    visitor = arrive()
    for code in BY_CODE:
        page = opened(visitor, f"/handout/{code}?lang={language}")
        assert len(printed(page)) == 1, code
