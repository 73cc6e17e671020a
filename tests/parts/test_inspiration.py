"""The catalogue: honest counts, tolerant search, and no area's row as a municipality's own."""

import re
from dataclasses import replace

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import (
    Area,
    Category,
    Exemption,
    Language,
    ResultKind,
    RuleStatus,
    Scale,
)
from frikommune_viz.model.rows import Both, Initiative
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import inspiration
from frikommune_viz.parts.cards import card, validity
from frikommune_viz.selection.initiatives import matches, select_initiatives, select_rules
from frikommune_viz.text import TEXTS

MEALS = Initiative(
    initiative_id="X1",
    area=Area.ELDERCARE,
    municipality_code="791",
    site="Toftegården",
    category=Category.MEALS,
    title=Both("Måltider", "Meals"),
    description=Both("Mad fra eget køkken.", "Food from the home's own kitchen."),
    period="",
    required_law_exemption=Exemption.UNKNOWN,
    scale=Scale.ONE_SITE,
    reported_result=Both("", ""),
    result_kind=ResultKind.NONE,
    source_id="viborg-fakta",
    also_source_ids=(),
)


def ids(rows):
    return [row.initiative_id for row in rows]


def titles(markup):
    """Return the titles of the cards drawn."""
    return re.findall(r'<article class="card">.*?<h3>(.*?)</h3>', markup, re.S)


def test_the_head_counts_what_there_is_and_what_has_a_result(edition, danish):
    drawn = inspiration.head(edition, Filters(), danish)
    told = sum(row.result_kind is not ResultKind.NONE for row in edition.initiatives)
    assert f"{len(edition.initiatives)} tiltag, som" in drawn
    assert f"Kun for {told} af dem er der omtalt et resultat" in drawn
    fewer = replace(edition, initiatives=edition.initiatives[:2])  # I001 has a result, I002 none
    assert "2 tiltag, som" in inspiration.head(fewer, Filters(), danish)
    assert "Kun for 1 af dem er der omtalt" in inspiration.head(fewer, Filters(), danish)


def test_the_head_says_what_holds_today_and_what_an_earlier_trial_found(edition, danish):
    drawn = inspiration.head(edition, Filters(), danish)
    assert "Aftalerne udløb i juli 2025." in drawn
    assert "Om det enkelte tiltag er muligt i dag, er ikke undersøgt." in drawn
    assert "læste eleverne dårligere" in drawn
    assert edition.sources[inspiration.EARLIER_TRIAL].url in drawn
    without = replace(edition, timeline=())
    assert "prøvet før" not in inspiration.head(without, Filters(), danish)


@pytest.mark.parametrize("query", ["måltid", "MÅLTIDER", "maaltid", "maltid", "ma\u030altid"])
def test_search_takes_danish_letters_however_they_are_typed(query):
    assert matches(query, "Hjemlige måltider på plejehjem")


@pytest.mark.parametrize(
    ("query", "field"), [("laerer", "To lærere"), ("soro", "Sorø"), ("agerup", "Ågerup Skole")]
)
def test_search_takes_each_spelling_of_a_letter(query, field):
    assert matches(query, field)


def test_all_words_must_match_in_any_order_and_field():
    assert matches("esbjerg lærere", "To lærere i timen", "Esbjerg")
    assert not matches("esbjerg måltider", "To lærere i timen", "Esbjerg")
    assert matches("", "Alt")
    assert matches("  ", "Alt")


def test_search_finds_sites_and_municipalities(edition, danish):
    site = select_initiatives(edition, Filters(q="auraskolen"), danish).listed
    assert "I014" in ids(site)
    named = select_initiatives(edition, Filters(q="langeland"), danish).listed
    assert {"I059", "I060"} <= set(ids(named))


def test_each_choice_keeps_only_its_own(edition, danish):
    school = select_initiatives(edition, Filters(area=(Area.SCHOOL,)), danish).listed
    assert len(school) == 33
    assert {row.area for row in school} == {Area.SCHOOL}
    meals = select_initiatives(edition, Filters(category=(Category.MEALS,)), danish).listed
    assert {row.category for row in meals} == {Category.MEALS}
    told = select_initiatives(edition, Filters(results=True), danish).listed
    assert len(told) == 15
    assert all(row.reported_result for row in told)


def test_without_a_choice_everything_is_listed_once(edition, danish):
    found = select_initiatives(edition, Filters(), danish)
    assert sorted(ids(found.listed)) == sorted(ids(edition.initiatives))
    assert not found.whole_area
    assert len(select_rules(edition, Filters(), danish).listed) == len(edition.rules)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_an_areas_row_is_never_a_municipalitys_own(edition, danish, code):
    filters = Filters(municipality=(code,))
    for found in (
        select_initiatives(edition, filters, danish),
        select_rules(edition, filters, danish),
    ):
        assert all(row.municipality_code == code for row in found.listed)
        assert all(row.municipality_code is None for row in found.whole_area)
        assert all(row.area is MUNICIPALITY_AREA[code] for row in found.whole_area)


def test_the_areas_rows_stand_apart_and_are_named_so(edition, danish):
    drawn = inspiration.initiatives(edition, Filters(municipality=("217",)), danish)
    own, _, apart = drawn.partition("Tiltag, der gælder hele området")
    assert "4 tiltag" in own
    assert "Forældre og børn får mere indflydelse" not in own  # I008 is about day care as a whole
    assert titles(apart) == ["Forældre og børn får mere indflydelse"]


def test_pages_hold_twelve_and_together_everything(edition, danish):
    seen = []
    for page in range(1, 7):
        drawn = inspiration.initiatives(edition, Filters(page=page), danish)
        assert f"Side {page} af 6" in drawn
        seen += titles(drawn)
    assert len(seen) == 61
    assert len(titles(inspiration.initiatives(edition, Filters(), danish))) == 12


def test_a_page_beyond_the_last_is_the_last(edition, danish):
    beyond = inspiration.initiatives(edition, Filters(page=99), danish)
    assert "Side 6 af 6" in beyond
    assert len(titles(beyond)) == 1
    assert 'rel="prev"' in beyond
    assert 'rel="next"' not in beyond


def test_the_links_between_pages_keep_the_choices(edition, danish):
    drawn = inspiration.initiatives(edition, Filters(area=(Area.SCHOOL,), page=2), danish)
    assert 'rel="prev" href="./inspiration?lang=da&amp;area=school#tiltag"' in drawn
    assert 'rel="next" href="./inspiration?lang=da&amp;area=school&amp;page=3#tiltag"' in drawn


def test_one_page_needs_no_links(edition, danish):
    assert "<nav" not in inspiration.initiatives(edition, Filters(q="auraskolen"), danish)


def test_no_hits_say_so_and_offer_to_clear(edition, danish):
    drawn = inspiration.initiatives(edition, Filters(q="rumskib"), danish)
    assert "0 tiltag" in drawn
    assert "Ingen tiltag passer til hele dit valg." in drawn
    assert 'href="./inspiration?lang=da"' in drawn
    assert "0 regler" in inspiration.rules(edition, Filters(q="rumskib"), danish)


def test_a_card_says_what_is_not_known(edition, danish):
    said = card(MEALS, edition, danish)
    assert said.result == ""
    assert said.teller == "Resultat ikke omtalt i vores kilder."
    assert said.facts == (
        "Ét sted",
        "år ikke oplyst",
        "uvist, om det krævede fritagelse fra loven",
    )
    assert said.place == "Viborg, Toftegården"


def test_a_result_is_headed_by_who_tells_it(edition, danish):
    told = replace(
        MEALS, result_kind=ResultKind.PRESS, reported_result=Both("Duften.", "The smell.")
    )
    said = card(told, edition, danish)
    assert (said.teller, said.result) == ("Pressen fortæller", "Duften.")


def test_a_row_without_municipality_is_of_the_whole_area(edition, danish):
    assert card(replace(MEALS, municipality_code=None, site=None), edition, danish).place == (
        "hele området"
    )


def test_every_rule_stands_once_with_its_word(edition, danish):
    drawn = inspiration.rules(edition, Filters(), danish)
    assert f"{len(edition.rules)} regler" in drawn
    assert len(re.findall(r'<th role="rowheader"', drawn)) == len(edition.rules)
    for status, word in (
        (RuleStatus.LIFTED, "Kunne fraviges"),
        (RuleStatus.KEPT, "Stod fast"),
        (RuleStatus.NEW_DUTY, "Ny pligt i forsøget"),
        (RuleStatus.OUTSIDE, "Uden for forsøget"),
    ):
        of_status = sum(row.status is status for row in edition.rules)
        assert drawn.count(f"<strong>{word}</strong>") == of_status > 0


def test_rules_follow_area_municipality_and_words_but_no_topic(edition, danish):
    holbaek = select_rules(edition, Filters(municipality=("316",), q="test"), danish)
    assert [row.rule_id for row in holbaek.listed] == ["R016"]
    everything = select_rules(
        edition, Filters(category=(Category.MEALS,), results=True), danish
    ).listed
    assert len(everything) == len(edition.rules)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2021", "2025-07-31", "2021 til 31. juli 2025"),
        ("2021", "", "fra 2021"),
        ("", "2025-07-31", "til 31. juli 2025"),
        ("", "", "ikke oplyst"),
    ],
)
def test_validity_says_only_what_is_known(edition, danish, start, end, said):
    rule = replace(edition.rules[0], valid_from=start, valid_to=end)
    assert validity(rule, danish) == said


def test_whole_tables_can_be_taken(edition, danish):
    assert "./hent/tabel/initiatives.csv" in inspiration.initiatives(edition, Filters(), danish)
    assert "./hent/tabel/rules.csv" in inspiration.rules(edition, Filters(), danish)


def test_search_looks_in_the_language_that_is_read(edition):
    english = TEXTS[Language.EN]
    found = select_initiatives(edition, Filters(lang=Language.EN, q="child board"), english).listed
    assert "I002" in ids(found)
