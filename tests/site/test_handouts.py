"""Each handout has an address as a page and one as a file; invented numbers have none."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from frikommune_viz.filters import Filters
from frikommune_viz.handout.content import BY_CODE
from frikommune_viz.model.codes import Area
from frikommune_viz.parts import handout_link
from frikommune_viz.site import handouts
from frikommune_viz.text import TEXTS


def test_a_handout_is_sent_as_a_file_with_its_language_in_its_name(client: TestClient) -> None:
    answer = client.get("/hent/handout-561.pdf?lang=en")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-language"] == "en"
    name = 'attachment; filename="frikommune-handout-561-1.0.0-en.pdf"'
    assert answer.headers["content-disposition"] == name


def test_a_handout_is_a_page_that_leads_to_its_file_and_its_other_language(
    client: TestClient,
) -> None:
    answer = client.get("/handout/school?lang=da")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == "da"
    for tag in (
        '<html lang="da">',
        '<link rel="canonical" href="http://frikommune.test/handout/school?lang=da">',
        '<link rel="alternate" hreflang="en" href="http://frikommune.test/handout/school?lang=en">',
        '<link rel="alternate" hreflang="x-default" href="http://frikommune.test/handout/school?lang=da">',
        'href="/hent/handout-school.pdf?lang=da"',
        f'<section id="{handout_link.QUESTIONS}">',
        "http://frikommune.test/sammenlign?lang=da&amp;area=school",
    ):
        assert tag in answer.text
    assert "<script" not in answer.text


def test_its_style_sheet_is_there(client: TestClient) -> None:
    page = client.get("/handout/all_seven").text
    sheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert client.get(sheet).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/handout/101",  # a municipality without an agreement
        "/handout/school/more",
        "/handout/school?lang=xx",
        "/hent/handout-101.pdf",
        "/hent/school.pdf",
        # Invented numbers never pass for a result.
        "/handout/school?edition=practice",
        "/hent/handout-school.pdf?edition=practice",
    ],
)
def test_nothing_else_is_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/handout/school", "/hent/handout-school.pdf?lang=en"])
def test_a_handout_is_kept_as_long_as_a_page(client: TestClient, address: str) -> None:
    kept = client.get(address).headers["cache-control"]
    assert kept == client.get("/sammenlign").headers["cache-control"]
    assert "max-age=60" in kept
    # What is not there is not remembered.
    assert client.get(address.replace("school", "gone")).headers["cache-control"] == "no-store"


def test_search_engines_are_told_of_each(client: TestClient, edition) -> None:
    listed = client.get("/sitemap.xml").text
    found = handouts.every_address(edition)
    assert len(found) == len(BY_CODE)
    for one in found:
        for address in one.values():
            assert f"<loc>http://frikommune.test{address}</loc>" in listed


def test_pages_link_to_the_handout_of_what_they_show(edition, practice, danish) -> None:
    def code(link: object) -> str:
        return str(link).partition("./hent/handout-")[2].partition(".pdf")[0]

    assert code(handout_link.of_all(edition, Filters(), danish)) == "all_seven"
    esbjerg = Filters(municipality=("561",))
    assert code(handout_link.of_profile(edition, esbjerg, danish)) == "561"
    assert code(handout_link.of_choice(edition, esbjerg, danish)) == "561"
    school = Filters(area=(Area.SCHOOL,))
    assert code(handout_link.of_choice(edition, school, danish)) == "school"
    # Neither one of two, nor any where nothing is chosen.
    two = Filters(area=(Area.SCHOOL, Area.DAYCARE))
    assert code(handout_link.of_choice(edition, two, danish)) == ""
    assert code(handout_link.of_choice(edition, Filters(), danish)) == ""
    assert code(handout_link.of_all(practice, Filters(), danish)) == ""


def test_the_links_of_a_page_lead_somewhere(client: TestClient) -> None:
    for page in ("/", "/kommuner?municipality=316", "/sammenlign?area=daycare&lang=en"):
        part = client.get(page).text.partition('handout-link">')[2].partition("</p>")[0]
        addresses = [piece.partition('"')[0] for piece in part.split('href="')[1:]]
        assert len(addresses) == 2
        for address in addresses:
            assert client.get(address.removeprefix(".").replace("&amp;", "&")).status_code == 200


def test_both_languages_say_their_own(client: TestClient) -> None:
    for text in TEXTS.values():
        page = client.get(f"/handout/791?lang={text.language}").text
        assert text.say("Spørg jeres forvaltning") in page


def test_ones_own_municipality_goes_along_and_changes_no_word(client: TestClient) -> None:
    with_own = client.get("/handout/school?lang=da&own=751").text
    for tag in (
        '<link rel="canonical" href="http://frikommune.test/handout/school?lang=da">',
        # The file is drawn once for all, and its address promises no more.
        'href="/hent/handout-school.pdf?lang=da"',
        '<a href="http://frikommune.test/sammenlign?lang=da&amp;area=school&amp;own=751">',
        'href="/handout/school?lang=en&amp;own=751"',
        '<a href="/?lang=da&amp;own=751">',
    ):
        assert tag in with_own
    plain = client.get("/handout/school?lang=da").text
    assert '<a href="/">' in plain
    words = [re.sub(r"<[^>]+>", " ", one).split() for one in (plain, with_own)]
    assert words[0] == words[1]
    page = client.get("/sammenlign?area=school&own=751").text
    assert "./handout/school?lang=da&amp;own=751" in page
    assert 'href="./hent/handout-school.pdf?lang=da"' in page
    assert client.get("/hent/handout-school.pdf?lang=da&own=751").status_code == 200
