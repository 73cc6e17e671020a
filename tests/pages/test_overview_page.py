"""The overview says what the sources say, at the level they say it, and what they do not."""

from __future__ import annotations

import pytest
from reading_page import Node, page_of

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language, SourceClass
from frikommune_viz.parts.copied import COPIED_ADDRESS
from frikommune_viz.parts.page_frame import MAIN_SOURCES
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.conclusions import CONCLUSIONS
from frikommune_viz.wording.pages import PAGE


@pytest.fixture
def page(visit, lang: Language) -> Node:
    return page_of(visit("overblik", lang=lang))


def test_the_four_directions_of_all_seven_in_the_words_of_their_source(visit) -> None:
    drawn = page_of(visit("overblik", lang="da")).one("div", "of-seven")
    assert [one.text for one in drawn.all("li")] == [
        "Tillid mere",
        "Arbejdsglæde mere",
        "Faglig frihed lidt mere",
        # VIVE speaks of marked effects; ours for the direction is "no clear change".
        "Borgerresultater ingen markante virkninger",
    ]
    glyphs = [one.one("i").attributes["class"].removeprefix("g g-") for one in drawn.all("li")]
    assert glyphs == ["up", "up", "slightly_up", "none"]


def test_the_line_over_the_heading_holds_against_the_agreements(edition: Edition) -> None:
    said = PAGE["overblik"].kicker
    agreements = edition.agreements.values()
    assert len(agreements) == 7
    assert said.startswith("Syv kommuner ")
    years = min(row.start[:4] for row in agreements), max(row.end[:4] for row in agreements)
    assert "–".join(years) in said
    assert all(edition.municipalities[code].area for code in edition.agreements)  # one each
    final = edition.sources[MAIN_SOURCES[0]]
    assert final.publisher == "VIVE"
    assert final.source_class == SourceClass.EVALUATION


def test_each_sentence_stands_with_its_source_scope_and_statements(
    page: Node, edition: Edition, lang: Language
) -> None:
    text = TEXTS[lang]
    drawn = page.all("li", "quotable")
    assert len(drawn) == len(CONCLUSIONS) == 3
    for quote, conclusion in zip(drawn, CONCLUSIONS, strict=True):
        rows = [edition.finding[one] for one in conclusion.finding_ids]
        source = edition.sources[rows[0].source_id]
        assert quote.one("p", "quotation").text == conclusion.said(edition, text)
        origin = quote.one("p", "small")
        assert origin.one("a").attributes["href"] == source.url
        assert source.publisher in origin.text
        assert text.say(conclusion.scope) in origin.text
        behind = [one.text for one in quote.one("details").all("p", "sentence")]
        assert behind == [text.pick(row.statement) for row in rows]


def test_what_is_copied_holds_sentence_source_date_version_and_address(
    page: Node, edition: Edition, lang: Language
) -> None:
    text = TEXTS[lang]
    for quote, conclusion in zip(page.all("li", "quotable"), CONCLUSIONS, strict=True):
        source = edition.sources[edition.finding[conclusion.finding_ids[0]].source_id]
        copied = quote.one("button").attributes["data-copy"]
        assert copied.startswith(conclusion.said(edition, text))
        for part in (
            text.say(conclusion.scope),
            source.title,
            text.date(source.date),
            source.url,
            edition.version,
            COPIED_ADDRESS,
        ):
            assert part in copied
        # Those who cannot see the button change are told.
        assert quote.one("span", "hidden").attributes["role"] == "status"


def test_the_report_that_was_not_read_is_the_first_thing_not_known(
    page: Node, edition: Edition
) -> None:
    aside = page.one("div", "aside")
    links = [link.attributes["href"] for link in aside.all("p")[0].all("a")]
    assert links == [
        edition.sources[report].url
        for report in ("vive-slutrapport-bilag95", "vive-midtvejsrapport-bilag71")
    ]
    assert len(aside.all("p")) == 6


def test_three_readers_are_led_on_with_their_own_municipality(
    visit, edition: Edition, lang: Language
) -> None:
    ways = page_of(visit("overblik", lang=lang, own="390", area="school")).one("div", "ways-on")
    assert len(ways.all("h2")) == 3
    hrefs = [link.attributes["href"] for link in ways.all("a")]
    pages = [href for href in hrefs if not href.startswith(("#", "./handout"))]
    assert len(pages) == len(hrefs) - 2
    assert all("own=390" in href for href in pages)
    # What was chosen here does not filter the next page in silence; what a link names does.
    assert [href for href in hrefs if "area=" in href] == [
        f"./sammenlign?lang={lang}&area={area}&own=390"
        for area in ("daycare", "school", "eldercare")
    ]
    assert "Vordingborg" in ways.text
    assert str(len(edition.initiatives)) in ways.text


def test_no_direction_is_counted(page: Node) -> None:
    """Thirty-seven statements of "more" were read as success; most came from the pilots."""
    assert not page.all("table")
    assert not page.all("i", "unit")


def test_nothing_on_the_overview_is_a_chart(visit, lang: Language) -> None:
    """Its statements are directions: there is no axis they could stand on."""
    assert not visit("overblik", lang=lang).get("vega_lite_chart")
