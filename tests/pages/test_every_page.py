"""Every page in both languages: its heading, its frame, and nothing that is not closed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from reading_page import page_of, read

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts import assumptions
from frikommune_viz.parts.handout_link import QUESTIONS
from frikommune_viz.site import handouts
from frikommune_viz.site.static_routes import every_address
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES, Page

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
HEADING = re.compile(r"h[1-6]")


@every_page
def test_a_page_has_its_one_heading_and_perhaps_a_lead(
    visit, published, lang: Language, page: Page
) -> None:
    text = TEXTS[lang]
    shown = page_of(visit(page.code, lang=lang))
    (heading,) = shown.all("h1")
    # A page is headed by what its rows say, or by its own words.
    if page.code == "kommuner":
        assert "VIVE" in heading.text
    elif page.code == "borgere":
        assert "Esbjerg" in heading.text, "the finding, see tests/site/test_headlines_agree.py"
    elif page.code == "antagelser":
        assert (
            heading.text == read(str(assumptions.head(published, Filters(), text))).one("h1").text
        )
    elif page.code == "inspiration":
        assert heading.text.startswith("61 ")
    elif page.code == "sammenlign":
        assert heading.text.startswith({"da": "I vores kilder", "en": "In our sources"}[lang])
    else:
        assert heading.text == text.say(page.heading)
    assert all(len(lead.text) > 40 for lead in shown.all("p", "lead"))


@every_page
def test_headings_go_down_one_level_at_a_time(visit, lang: Language, page: Page) -> None:
    headings = [node for node in page_of(visit(page.code, lang=lang)).all() if _is_heading(node)]
    levels = [int(node.tag[1]) for node in headings]
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1, [node.text for node in headings]
    assert all(node.text for node in headings)


@every_page
def test_the_other_language_is_one_step_away_with_the_choices_kept(
    visit, lang: Language, page: Page
) -> None:
    shown = page_of(visit(page.code, lang=lang, theme="trust", own="101"))
    link = shown.one("a", "language")
    other = Language.EN if lang is Language.DA else Language.DA
    path = "" if page.code == "overblik" else page.code
    assert link.attributes["href"] == f"./{path}?lang={other}&theme=trust&own=101"
    assert link.attributes["lang"] == other


@every_page
def test_every_link_leads_somewhere(visit, published, lang: Language, page: Page) -> None:
    """Own pages and files by relative address, everything else to a named document over https."""
    addresses = {page.address.removeprefix("/") for page in PAGES}
    places = (*every_address(published), *handouts.every_address(published))
    plain = {one.removeprefix("/") for place in places for one in place.values()}
    shown = page_of(visit(page.code, lang=lang, supporting="1"))
    ids = [node.attributes["id"] for node in shown.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for link in shown.all("a"):
        href = link.attributes["href"]
        assert link.text, href
        whole = href.removeprefix("./").removesuffix("#indlejr").removesuffix(f"#{QUESTIONS}")
        if href.startswith("./hent/") or whole in plain:
            continue
        if href.startswith("./"):
            assert re.split(r"[?#]", href.removeprefix("./"))[0] in addresses, href
        elif href.startswith("#"):
            assert href.removeprefix("#") in ids, href
        else:
            assert href.startswith("https://"), href
            assert link.attributes["rel"] == "noopener", href


@every_page
def test_a_figure_has_words_a_table_and_a_file(visit, lang: Language, page: Page) -> None:
    at = visit(page.code, lang=lang)
    shown = page_of(at)
    drawn = at.get("vega_lite_chart")
    feet = shown.all("div", "figure-foot")
    assert len(drawn) + len(shown.all("ul", "tiles")) == len(feet)
    for chart in drawn:
        assert len(chart.proto.alt) > 60
    # The map is read tile by tile; a chart has its sentences.
    told = [
        *shown.all("div", "takes"),
        *shown.all("div", "verdict"),
        *shown.all("div", "told-beside"),
    ]
    assert len(told) == len(drawn)
    for foot in feet:
        assert len(foot.one("table").all("tr")) > 2
        assert any("./hent/" in link.attributes["href"] for link in foot.all("a"))
        # The source line names who has published the figures.
        assert any(link.attributes["href"].startswith("https://") for link in foot.all("a"))


@every_page
def test_nothing_that_has_no_value_is_written(visit, lang: Language, page: Page) -> None:
    """A template has words of its own (`none`), and drew one of them as a heading."""
    shown = page_of(visit(page.code, lang=lang, supporting="1"))
    values = [value for node in shown.all() for value in node.attributes.values()]
    assert len(values) > 20
    assert {"None", "True", "False", "nan", "undefined"} & {*values} == set()
    assert [node.text for node in shown.all() if node.text in ("None", "nan")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_never_says_what_its_visitor_wrote(visit, page: Page) -> None:
    written = "<img src=x onerror=alert(1)>"
    at = visit(page.code, lang="da", theme=written, own=written, q=written)
    for part in at.get("html"):
        assert written not in part.proto.body


def _is_heading(node) -> bool:
    return HEADING.fullmatch(node.tag) is not None
