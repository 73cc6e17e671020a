"""The catalogue: honest counts, facets that add up, and no area's row as a municipality's own."""

import re
from dataclasses import replace
from html import unescape

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import (
    Area,
    Category,
    Exemption,
    FoundKind,
    Language,
    ResultKind,
    RuleStatus,
    Scale,
)
from frikommune_viz.model.rows import Both, Initiative
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import (
    initiative_page,
    inspiration,
    inspiration_choices,
    overview,
    own_list,
    search_results,
)
from frikommune_viz.parts.cards import card, validity
from frikommune_viz.parts.initiative_words import idea
from frikommune_viz.search.entries import entries
from frikommune_viz.selection.initiatives import select_initiatives, select_rules
from frikommune_viz.selection.kept_list import toggled
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.labels import IN_AREA

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
    changed=Both("", ""),
    source_id="viborg-fakta",
    also_source_ids=(),
    rule_ids=(),
    finding_ids=(),
)


def ids(rows):
    return [row.initiative_id for row in rows]


def shown(markup):
    """Return the codes of the initiatives drawn as rows."""
    return re.findall(r'<article class="idea" id="(i\d+)">', markup)


def plain(markup):
    """Return the words of a part."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def options(markup):
    """Return what the choice of exemption offers: word and number."""
    group = re.search(r'<span class="segments">(.*?)</span>', markup, re.S)
    assert group
    return re.findall(r">([^<>]+) (\d+)</a>", group[1])


def test_the_head_counts_what_there_is_and_what_has_a_result(published, danish):
    told = sum(row.result_kind is not ResultKind.NONE for row in published.initiatives)
    drawn = plain(inspiration.head(published, Filters(), danish))
    assert (
        f"{len(published.initiatives)} tiltag. For {told} fortæller kommunen, institutionen selv eller pressen"
        in drawn
    )
    fewer = replace(published, initiatives=published.initiatives[:2])  # I001 has a result
    assert "2 tiltag. For 1 fortæller" in plain(inspiration.head(fewer, Filters(), danish))


@pytest.mark.parametrize("area", Area)
def test_the_head_counts_the_area_that_is_chosen(published, danish, area):
    rows = [row for row in published.initiatives if row.area is area]
    told = sum(row.result_kind is not ResultKind.NONE for row in rows)
    where = danish.say(IN_AREA[area])
    drawn = plain(inspiration.head(published, Filters(area=(area,)), danish))
    assert f"{len(rows)} tiltag {where}. For {told} fortæller kommunen, institutionen selv" in drawn
    # A search counts what it found.
    searched = plain(inspiration.head(published, Filters(area=(area,), q="lærer"), danish))
    assert "fund på »lærer«" in searched


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"municipality": ("316",)}, "Holbæk"),
        ({"category": (Category.MEALS,)}, "måltider"),
        ({"exemption": (Exemption.YES,)}, "krævede fritagelse"),
        ({"exemption": (Exemption.NO,)}, "krævede ikke fritagelse"),
        ({"changed": True}, "noget blev lavet om"),
        ({"results": True}, "det er fortalt, hvordan det gik"),
        (
            {"area": (Area.SCHOOL,), "exemption": (Exemption.YES, Exemption.NO)},
            "folkeskolen; krævede fritagelse eller krævede ikke fritagelse",
        ),
    ],
)
def test_the_head_says_what_is_shown(published, danish, choice, said):
    """It once counted all 61 over a list of five."""
    filters = Filters(**choice)
    rows = select_initiatives(published, filters).listed
    assert 0 < len(rows) < len(published.initiatives)
    drawn = plain(inspiration.head(published, filters, danish))
    assert f"{len(rows)} af {len(published.initiatives)} tiltag: {said}" in drawn
    told = sum(row.result_kind is not ResultKind.NONE for row in rows)
    tells = f"For {told} fortæller" in drawn or "ikke fundet nogen, der fortæller" in drawn
    assert tells is not filters.results
    assert ("ikke fundet nogen" in drawn) is (not told)


def test_the_head_says_that_nothing_is_shown(published, danish):
    filters = Filters(municipality=("840",), category=(Category.MEALS,))
    assert not select_initiatives(published, filters).listed
    drawn = plain(inspiration.head(published, filters, danish))
    assert f"Ingen af de {len(published.initiatives)} tiltag: Rebild; måltider" in drawn


def test_the_head_says_when_the_agreements_ended_as_the_rows_do(published, danish):
    drawn = inspiration.head(published, Filters(), danish)
    ends = {row.end for row in published.agreements.values()}
    assert len(ends) == 2
    for end in ends:
        # No line ends inside a date.
        assert danish.date(end).replace(" ", "\N{NO-BREAK SPACE}") in drawn
    events = [row for row in published.timeline if row.date in ends]
    assert len(events) == len(ends)
    assert all(published.sources[row.source_id].publisher in plain(drawn) for row in events)


def test_what_is_not_examined_is_said_once_beside_the_rows(published, danish):
    sentence = "Om det enkelte tiltag er muligt i dag, er ikke undersøgt."
    assert inspiration.can_we(published, Filters(), danish).count(sentence) == 1
    assert sentence not in inspiration.work(published, Filters(), danish)


def test_each_choice_keeps_only_its_own(published):
    school = select_initiatives(published, Filters(area=(Area.SCHOOL,))).listed
    assert {row.area for row in school} == {Area.SCHOOL}
    needed = select_initiatives(published, Filters(exemption=(Exemption.YES,))).listed
    assert {row.required_law_exemption for row in needed} == {Exemption.YES}
    told = select_initiatives(published, Filters(results=True)).listed
    assert told
    assert all(row.reported_result.da for row in told)
    changed = select_initiatives(published, Filters(changed=True)).listed
    assert {"I021", "I033"} <= set(ids(changed))  # hours and lessons that came back
    assert all(row.changed.da for row in changed)


def test_the_exemptions_add_up_and_lead_to_what_they_count(published, danish):
    drawn = inspiration_choices.choices(published, Filters(), danish)
    offered = {word: int(n) for word, n in options(drawn)}
    assert offered["Alle"] == len(published.initiatives)
    assert offered["Alle"] == offered["Ja"] + offered["Nej"] + offered["Uvist"]
    for word, code in (("Ja", "yes"), ("Nej", "no"), ("Uvist", "unknown")):
        found = select_initiatives(published, Filters(exemption=(Exemption(code),))).listed
        assert offered[word] == len(found) > 0


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_an_areas_row_is_never_a_municipalitys_own(published, code):
    filters = Filters(municipality=(code,))
    for found in (select_initiatives(published, filters), select_rules(published, filters)):
        assert all(row.municipality_code == code for row in found.listed)
        assert all(row.municipality_code is None for row in found.whole_area)
        assert all(row.area is MUNICIPALITY_AREA[code] for row in found.whole_area)


def test_the_areas_rows_stand_apart_and_are_named_so(published, danish):
    drawn = inspiration.work(published, Filters(municipality=("217",)), danish)
    own, _, apart = drawn.partition("Tiltag, der gælder hele området")
    assert "i008" not in shown(own)  # about day care as a whole
    assert shown(apart) == ["i008"]


def test_pages_hold_twelve_and_together_everything(published, danish):
    pages = [inspiration.work(published, Filters(page=page), danish) for page in range(1, 7)]
    assert [len(shown(drawn)) for drawn in pages] == [12, 12, 12, 12, 12, 1]
    assert {code for drawn in pages for code in shown(drawn)} == set(published.initiative)
    assert shown(inspiration.work(published, Filters(page=99), danish)) == shown(pages[-1])
    assert 'rel="next"' not in pages[-1]


def test_the_links_between_pages_keep_the_choices(published, danish):
    drawn = inspiration.work(published, Filters(area=(Area.SCHOOL,), page=2), danish)
    assert 'rel="prev" href="./inspiration?lang=da&amp;area=school#fund"' in drawn
    assert 'rel="next" href="./inspiration?lang=da&amp;area=school&amp;page=3#fund"' in drawn


def test_an_empty_choice_says_what_there_is_without_each_part_of_it(published, danish):
    # No initiative in day care needed an exemption; some of elder care did.
    filters = Filters(area=(Area.DAYCARE,), exemption=(Exemption.YES,))
    drawn = plain(inspiration.work(published, filters, danish))
    of_area = len(select_initiatives(published, filters.but(exemption=())).listed)
    needed = len(select_initiatives(published, filters.but(area=())).listed)
    assert f"{of_area} tiltag, når du ser bort fra fritagelse" in drawn
    assert f"{needed} tiltag, når du ser bort fra område" in drawn
    unknown = select_initiatives(published, filters.but(exemption=(Exemption.UNKNOWN,))).listed
    assert f"For {len(unknown)} tiltag siger kilden ikke" in drawn


# The three searches that gave "0 tiltag", or no answer, to visitors of version 1.0.0.


def test_documentation_in_elder_care_finds_what_exists(published, danish):
    filters = Filters(q="dokumentation", area=(Area.ELDERCARE,))
    drawn = inspiration.work(published, filters, danish)
    assert "Ældrepleje" in drawn
    assert published.initiative["i052"].title.da in plain(drawn)  # found by its topic alone
    assert "færre krav om dokumentation" in plain(drawn)  # F056


def test_a_shorter_day_without_exemption_says_that_it_is_not_told(published, danish):
    filters = Filters(q="kortere skoledag", exemption=(Exemption.NO,))
    drawn = plain(inspiration.work(published, filters, danish))
    assert "Ingen fund på »kortere skoledag« i dit valg" in drawn
    assert re.search(r"\d+ fund, når du ser bort fra fritagelse", drawn)
    assert re.search(r"For \d+ tiltag siger kilden ikke, om de krævede fritagelse", drawn)


def test_what_is_found_in_one_language_is_shown_in_the_other(published):
    english = TEXTS[Language.EN]
    drawn = plain(inspiration.work(published, Filters(lang=Language.EN, q="badebænk"), english))
    assert "Bath bench right away" in drawn


def test_words_that_were_looked_for_are_marked_and_others_are_not(published, danish):
    drawn = inspiration.work(published, Filters(q="maaltid"), danish)
    marked = {word.lower() for word in re.findall(r"<mark>(.*?)</mark>", drawn)}
    assert "måltider" in marked
    assert not marked & {"kommunen", "og", "på"}


def test_markup_that_is_typed_is_shown_as_typed(published, danish):
    drawn = inspiration.work(published, Filters(q="<b>måltid"), danish)
    assert "&lt;b&gt;måltid" in drawn
    assert "<b>måltid" not in drawn


def test_kinds_are_counted_and_add_up(published, danish):
    drawn = inspiration.work(published, Filters(q="dokumentation"), danish)
    facets = re.search(r'<nav class="facets".*?</nav>', drawn, re.S)
    assert facets
    numbers = [int(n) for n in re.findall(r"<span>(\d+)</span>", facets[0])]
    assert numbers[0] == sum(numbers[1:]) > 0
    only = inspiration.work(published, Filters(q="dokumentation", kind=(FoundKind.TERM,)), danish)
    assert set(re.findall(r'<p class="place"><b>(\w+)</b>', only)) == {"Ord"}


def test_nothing_at_all_is_said_in_words(published, danish):
    drawn = plain(inspiration.work(published, Filters(q="rumskib"), danish))
    assert "Hverken tiltag, regler, udsagn, ord eller sider har det, du skrev." in drawn
    assert "Se alle tiltag" in drawn


def test_every_result_leads_somewhere_that_holds_it(published):
    for row in published.rules:
        href = search_results.href_of(entry(published, f"rule:{row.rule_id}"), published, Filters())
        assert href.endswith(f"#{row.rule_id.lower()}")
    term = search_results.href_of(entry(published, "term:visitation"), published, Filters())
    assert term == "./metode?lang=da#ord-visitation"
    cell = search_results.href_of(entry(published, "statement:F073"), published, Filters())
    assert cell == "./sammenlign?lang=da&cell=561.citizen_outcomes#cell-561.citizen_outcomes"
    profile = search_results.href_of(entry(published, "page:kommuner/482"), published, Filters())
    assert profile == "./kommuner?lang=da&municipality=482"


def entry(edition, key):
    return next(row for row in entries(edition) if row.key == key)


def test_an_initiative_says_what_is_not_known(published, danish):
    said = idea(MEALS, published, Filters(), danish)
    assert (said.needed, said.rules, said.result, said.changed) == ("Uvist", (), "", "")
    assert said.teller == "Vores kilder fortæller ikke, hvordan det gik."
    assert said.today.sentence == ""
    assert said.expired == danish.date(published.agreements["791"].end)
    card_of = card(MEALS, published, danish)
    assert card_of.place == "Viborg, Toftegården"


def test_what_holds_today_is_said_only_where_all_its_rules_agree(published, danish):
    tied = replace(MEALS, rule_ids=("R028",))  # has a sentence of today
    said = idea(tied, published, Filters(), danish).today
    assert said.sentence == published.rule["R028"].today.da
    assert said.since == danish.date(published.rule["R028"].today_date)
    assert said.source is published.sources[str(published.rule["R028"].today_source_id)]
    apart = replace(MEALS, rule_ids=("R028", "R011"))  # the one of elder care, the other of schools
    assert idea(apart, published, Filters(), danish).today.sentence == ""


def test_the_municipalitys_own_page_stands_only_where_there_is_one(published, danish):
    drawn = plain(inspiration.work(published, Filters(municipality=("482",)), danish))
    assert "Langeland: ingen egen side fundet" in drawn
    drawn = inspiration.work(published, Filters(municipality=("791",)), danish)
    assert published.sources["viborg-fakta"].url in drawn


@pytest.mark.parametrize("language", Language)
def test_every_initiative_has_a_page_with_all_that_is_known(published, language):
    text = TEXTS[language]
    for code, row in published.initiative.items():
        filters = Filters(lang=language, initiative=code)
        drawn = plain(initiative_page.whole(published, filters, text))
        for wanted in (
            *(text.pick(published.finding[one].statement) for one in row.finding_ids),
            *(text.pick(published.rule[one].topic) for one in row.rule_ids),
            # Without it, the line of what is not told ends so; its first letter may be a capital.
            text.pick(row.changed) or text.say("Om noget blev lavet om eller opgivet")[1:],
            published.sources[row.source_id].publisher,
        ):
            assert wanted in drawn, code


def test_a_list_holds_twelve_and_takes_back(published, danish):
    filters = Filters()
    # Those with a result stand first: none of the first page is on a list of others.
    others = [
        one for one, row in published.initiative.items() if row.result_kind == ResultKind.NONE
    ]
    for code in others[:13]:
        filters = toggled(filters, code)
    assert len(filters.list) == 12
    drawn = inspiration.work(published, filters, danish)
    assert "Listen er fuld" in drawn
    assert drawn.count('aria-disabled="true"') == 12
    assert len(toggled(filters, others[0]).list) == 11


def test_the_list_stands_in_the_order_it_was_made(published, danish):
    drawn = own_list.panel(published, Filters(list=("i058", "i029")), danish)
    rows = re.findall(r'<li data-listed="(\w+)"( hidden)?>', drawn)
    assert [code for code, hidden in rows if not hidden] == ["i058", "i029"]
    assert len(rows) == len(published.initiatives)
    assert "Min liste, 2 tiltag" in drawn
    assert "./hent/tiltag.csv?lang=da&amp;list=i058.i029" in drawn
    assert "./inspiration?lang=da&amp;list=i058.i029&amp;sheet=1" in drawn


def test_the_sheet_holds_the_list_and_nothing_else(published, danish):
    drawn = own_list.sheet(published, Filters(list=("i058", "i029"), sheet=True), danish)
    assert plain(drawn).count("Krævede fritagelse") == 2
    assert published.initiative["i058"].title.da in drawn
    assert "ikke undersøgt" in plain(drawn)


def test_a_result_is_headed_by_who_tells_it(published, danish):
    told = replace(
        MEALS, result_kind=ResultKind.PRESS, reported_result=Both("Duften.", "The smell.")
    )
    said = idea(told, published, Filters(), danish)
    assert (said.teller, said.result) == ("Pressen fortæller", "Duften.")


def test_every_rule_stands_once_with_its_word(published, danish):
    drawn = inspiration.rules(published, Filters(), danish)
    assert f"{len(published.rules)} regler" in drawn
    assert len(re.findall(r'<th role="rowheader"', drawn)) == len(published.rules)
    for status, word in (
        (RuleStatus.LIFTED, "Kunne fraviges"),
        (RuleStatus.KEPT, "Stod fast"),
        (RuleStatus.NEW_DUTY, "Ny pligt i forsøget"),
        (RuleStatus.OUTSIDE, "Uden for forsøget"),
    ):
        of_status = sum(row.status is status for row in published.rules)
        assert drawn.count(f"<strong>{word}</strong>") == of_status > 0


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2021", "2025-07-31", "2021 til 31. juli 2025"),
        ("2021", "", "fra 2021"),
        ("", "2025-07-31", "til 31. juli 2025"),
        ("", "", "ikke oplyst"),
    ],
)
def test_validity_says_only_what_is_known(published, danish, start, end, said):
    rule = replace(published.rules[0], valid_from=start, valid_to=end)
    assert validity(rule, danish) == said


def test_whole_tables_can_be_taken(published, danish):
    assert "./hent/tabel/initiatives.csv" in inspiration.work(published, Filters(), danish)
    assert "./hent/tabel/rules.csv" in inspiration.rules(published, Filters(), danish)


def test_the_rules_are_led_to_and_their_heading_says_that_today_is_there(published, danish):
    place = f'id="{inspiration.RULES}"'
    drawn = inspiration.rules(published, Filters(), danish)
    assert place in drawn
    assert "<h2>Reglerne under aftalerne, og hvad der gælder i dag</h2>" in drawn
    assert f'href="#{inspiration.RULES}"' in inspiration.can_we(published, Filters(), danish)
    ways = overview.ways_on(published, Filters(own="751"), danish)
    assert (
        f'<a href="./inspiration?lang=da&amp;own=751#{inspiration.RULES}">Hvad gælder i dag?</a>'
        in ways
    )


def test_the_overview_says_for_how_many_the_exemption_is_known(published, danish):
    known = sum(
        row.required_law_exemption is not Exemption.UNKNOWN for row in published.initiatives
    )
    drawn = plain(overview.ways_on(published, Filters(), danish))
    said = f"For {known} ved vi, om de krævede fritagelse"
    assert f"{len(published.initiatives)} tiltag : {said}" in drawn


@pytest.mark.parametrize(
    ("q", "lang", "said"),
    [
        ("udeblivelse", "da", "fundet på »fravær«"),
        ("udeblivelse", "en", "found by “absence”"),
        ("home care", "da", "fundet på »home« og »care« i den engelske tekst"),
    ],
)
def test_a_result_says_by_which_other_word_it_was_found(published, q, lang, said):
    """A list of absence over a search for truancy once gave no reason."""
    drawn = plain(inspiration.work(published, Filters(q=q, lang=lang), TEXTS[lang]))
    assert said in drawn
    itself = plain(inspiration.work(published, Filters(q="fravær"), TEXTS["da"]))
    assert "fundet på" not in itself
