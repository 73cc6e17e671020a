"""The overview tells where the sources disagree, and every page counts alike."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from reading_page import Node, page_of

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Verdict
from frikommune_viz.parts.copied import COPIED_ADDRESS
from frikommune_viz.parts.disagreement_list import APART_PLACE, SHOWN_OPEN, apart_anchor
from frikommune_viz.selection.disagreements import disagreements
from frikommune_viz.selection.statements import matrix
from frikommune_viz.text import TEXTS


@pytest.fixture
def section(visit, lang: Language) -> Node:
    return page_of(visit("overblik", lang=lang)).one("section", "disagreements")


def numbers(words: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", words)]


def test_overview_and_comparison_count_the_places_that_are_listed(visit, section, lang) -> None:
    listed = len(section.all("details", "apart-one"))
    assert numbers(section.one("p", "small").text) == [listed]
    assert sum(numbers(heading.text)[0] for heading in section.all("h3")) == listed
    ways = page_of(visit("overblik", lang=lang)).one("div", "ways-on")
    (line,) = [
        row.text
        for row in ways.all("li")
        if any(link.attributes["href"] == f"#{APART_PLACE}" for link in row.all("a"))
    ]
    assert numbers(line) == [listed]
    chip = page_of(visit("sammenlign", lang=lang)).one("a", "to-apart")
    assert numbers(chip.text) == [listed]
    assert urlsplit(chip.attributes["href"]).fragment == APART_PLACE


def test_under_a_choice_the_comparison_says_how_many_of_all(visit, edition, lang) -> None:
    total = len(disagreements(edition))
    daycare = [
        one
        for one in disagreements(edition)
        if any(row.area is Area.DAYCARE for side in one.sides for row in side)
    ]
    assert 0 < len(daycare) < total
    chip = page_of(visit("sammenlign", lang=lang, area="daycare")).one("a", "to-apart")
    assert numbers(chip.text) == [len(daycare), total]


def test_both_sides_are_read_before_a_place_is_opened(
    section: Node, edition: Edition, lang: Language
) -> None:
    text = TEXTS[lang]
    found = disagreements(edition)
    drawn = section.all("details", "apart-one")
    assert len(drawn) == len(found) > 0
    for one, item in zip(found, drawn, strict=True):
        sides = item.one("summary").all("span", "side-of")
        assert len(sides) == len(one.sides) >= 2
        for side, rows in zip(sides, one.sides, strict=True):
            publishers = {edition.sources[row.source_id].publisher for row in rows}
            assert all(name in side.text for name in publishers)
        assert [node.text for node in item.all("p", "sentence")] == [
            text.pick(row.statement) for rows in one.sides for row in rows
        ]
        links = {link.attributes["href"] for link in item.all("a")}
        sources = [edition.sources[row.source_id] for rows in one.sides for row in rows]
        assert {source.url for source in sources if source.url} <= links
        assert all(text.pick(note) in item.one("summary").text for note in one.notes)


def test_the_first_of_each_kind_are_seen_and_the_rest_folded(section: Node) -> None:
    totals = [numbers(heading.text)[0] for heading in section.all("h3")]
    folds = section.all("details", "more-apart")
    many = [total for total in totals if total > SHOWN_OPEN]
    assert many
    for total, fold in zip(many, folds, strict=True):
        assert len(fold.all("details", "apart-one")) == total - SHOWN_OPEN
        words = fold.all("summary")[0]
        assert numbers(words.text) == [total]


def test_vive_retold_is_not_told_as_the_newspapers_own(visit) -> None:
    page = page_of(visit("overblik", lang="da"))
    (item,) = [
        one
        for one in page.all("details", "apart-one")
        if one.one("div", "anchored").attributes["id"] == apart_anchor("f034-f108")
    ]
    assert [side.text for side in item.one("summary").all("span", "side-of")] == [
        "VIVE, gengivet af Folkeskolen (fagblad): ingen tydelig ændringFolkeskole",
        # Less absence is wanted; under job satisfaction "less" alone would say the opposite.
        "Folkeskolen (fagblad): mindre fravær hos lærerneKildebjergskolen · i den ønskede retning",
    ]


def test_a_place_has_an_address_and_is_copied_with_both_sides(
    section: Node, edition: Edition, lang: Language
) -> None:
    text = TEXTS[lang]
    items = section.all("details", "apart-one")
    for one, item in zip(disagreements(edition), items, strict=True):
        anchor = apart_anchor(one.code)
        assert item.one("div", "anchored").attributes["id"] == anchor
        copied = item.one("button").attributes["data-copy"]
        assert copied.endswith(f"{COPIED_ADDRESS}#{anchor}")
        assert edition.version in copied
        for row in (row for side in one.sides for row in side):
            assert text.pick(row.statement) in copied
            assert edition.sources[row.source_id].title in copied


def test_each_cell_that_disagrees_leads_to_its_place(visit, edition: Edition, lang) -> None:
    page = page_of(visit("sammenlign", lang=lang))
    panels = {node.attributes["data-cell"]: node for node in page.all("section", "cell-panel")}
    apart = [one for one in matrix(edition, Filters()).cells if one.verdict is Verdict.DISAGREE]
    assert len(apart) == 4
    for cell in apart:
        hrefs = [link.attributes["href"] for link in panels[cell.code].all("a")]
        fragments = [urlsplit(href).fragment for href in hrefs]
        assert apart_anchor(cell.code) in fragments


def test_a_statement_of_different_things_is_in_no_place(section: Node) -> None:
    places = [node.attributes["id"] for node in section.all("div", "anchored")]
    assert apart_anchor("all_seven.governance") not in places
