"""A profile: the municipality's own rows, each source, and a likeness without a score."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import municipality, municipality_facts, similar

LANGELAND = Filters(municipality=("482",))
VIBORG = Filters(municipality=("791",))
PARTS = (
    municipality.head,
    municipality.own_matrix,
    municipality.beyond,
    municipality.statements,
    municipality.initiatives,
    municipality.rules,
    municipality.whole_area,
    municipality_facts.key_numbers,
    municipality_facts.events,
    municipality_facts.sources,
)


def profile(edition, filters, text):
    return "".join(part(edition, filters, text) for part in PARTS)


def headings(markup):
    return [int(level) for level in re.findall(r"<h(\d)", markup)]


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_the_head_names_the_municipality_and_what_is_known(edition, danish, code):
    drawn = municipality.head(edition, Filters(municipality=(code,)), danish)
    agreement = edition.agreements[code]
    assert f"<h1>{edition.municipalities[code].name}:" in drawn
    assert agreement.programme in drawn
    assert agreement.coverage.da in unescape(drawn)
    assert "Det ved vi – og det ved vi ikke" in drawn


def test_the_period_is_as_exact_as_it_is_known(edition, danish):
    head = municipality.head(edition, Filters(municipality=("840",)), danish)
    assert "1. juni 2021 til 31. juli 2025" in head
    assert "2021 til 1. juli 2025" in municipality.head(edition, LANGELAND, danish)


def test_themes_without_a_statement_of_the_municipality_are_named(edition, danish):
    head = municipality.head(edition, LANGELAND, danish)
    assert "tillid, arbejdsglæde, faglig frihed eller resultater for borgerne" in head


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_only_statements_of_the_municipality_stand_on_its_profile(edition, danish, code):
    filters = Filters(municipality=(code,))
    drawn = municipality.statements(edition, filters, danish)
    own = [row.statement.da for row in edition.findings if row.municipality_code == code]
    # A conflict may quote another level's statement, but never as one of this list.
    said = [unescape(found) for found in re.findall(r'<p class="sentence">(.*?)</p>', drawn)]
    assert sorted(said) == sorted(own)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_the_matrix_is_the_municipalitys_own_row_alone(edition, danish, code):
    drawn = municipality.own_matrix(edition, Filters(municipality=(code,)), danish)
    assert drawn.count('<th role="rowheader"') == 1
    assert edition.municipalities[code].name in drawn


def test_a_municipality_nobody_speaks_of_says_so(edition, danish):
    drawn = municipality.statements(edition, LANGELAND, danish)
    assert "Vi har ikke fundet udsagn om kommunen alene." in drawn


def test_what_is_said_of_more_stands_apart_with_its_count(edition, danish):
    drawn = municipality.beyond(edition, LANGELAND, danish)
    assert "Ikke om Langeland alene" in drawn
    assert "12 udsagn om alle syv kommuner samlet" in drawn
    assert 'href="./sammenlign?lang=da&amp;area=eldercare"' in drawn


def test_initiatives_are_its_own_and_the_areas_stand_apart(edition, danish):
    own = municipality.initiatives(edition, LANGELAND, danish)
    assert "2 tiltag i Langeland" in own
    assert "Vi har ikke fundet nogen, der fortæller om et resultat." in own
    assert own.count('<article class="card">') == 2
    apart = municipality.whole_area(edition, LANGELAND, danish)
    assert "Gælder hele området: ældreområdet" in apart
    assert "Hjemmehjælp uden faste minuttal" in apart


def test_a_municipality_without_rules_of_its_own_says_so(edition, danish):
    drawn = municipality.rules(edition, Filters(municipality=("840",)), danish)
    assert "Ikke omtalt i vores kilder." in drawn
    assert "<table" not in drawn


def test_an_area_without_rows_of_its_own_draws_nothing(edition, danish):
    bare = replace(edition, initiatives=(), rules=())
    assert municipality.whole_area(bare, LANGELAND, danish) == ""


def test_key_numbers_stand_with_what_limits_them(edition, danish):
    drawn = municipality_facts.key_numbers(edition, Filters(municipality=("561",)), danish)
    assert "Tal om rammer og aktivitet, ikke resultater" in drawn
    assert "ca. 1.300" in drawn
    assert "knap 5.000" in drawn
    # Counted by the source, so nothing stands before it.
    assert re.search(r">7<", drawn)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_every_profile_says_which_report_is_not_read_and_where_it_is(edition, text, code):
    head = municipality.head(edition, Filters(municipality=(code,)), text)
    for report in ("vive-slutrapport-bilag95", "vive-midtvejsrapport-bilag71"):
        assert f'href="{edition.sources[report].url}"' in head


def test_the_heading_tells_statements_on_the_municipality_from_those_on_its_sites(edition, danish):
    drawn = municipality.statements(edition, Filters(municipality=("561",)), danish)
    of = [row.scope for row in edition.findings if row.municipality_code == "561"]
    own, sites = of.count(Scope.MUNICIPALITY), of.count(Scope.SITE)
    assert f"<h2>{own} udsagn om Esbjerg og {sites} om enkelte steder</h2>" in drawn


def test_events_are_those_that_name_it(edition, danish):
    drawn = municipality_facts.events(edition, VIBORG, danish)
    assert "Viborg underskriver" in drawn
    assert "Rebild går i gang" not in drawn


def test_every_source_of_the_profile_is_listed_once(edition, danish):
    rows = municipality_facts.sources_of(edition, VIBORG, danish)
    listed = [row.source_id for row in rows]
    assert len(listed) == len(set(listed))
    own = (*edition.findings, *edition.initiatives, *edition.rules, *edition.figures)
    used = {row.source_id for row in own if row.municipality_code == "791"}
    assert used | set(edition.agreements["791"].source_ids) <= set(listed)
    assert f"{len(rows)} kilder om Viborg" in municipality_facts.sources(edition, VIBORG, danish)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_headings_never_jump_a_level(edition, danish, code):
    levels = headings(profile(edition, Filters(municipality=(code,)), danish))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_other_choices_do_not_change_a_profile(edition, danish, code):
    alone = Filters(municipality=(code,))
    other = next(one for one in MUNICIPALITY_AREA if one != code)
    with_more = Filters(municipality=(code, other), q="rumskib", results=True)
    for part in (municipality.statements, municipality.initiatives, municipality.rules):
        assert part(edition, alone, danish) == part(edition, with_more, danish)


def test_the_seven_stand_in_alphabetical_order(edition):
    names = [row.name for row in similar.seven(edition)]
    assert names == [
        "Esbjerg",
        "Helsingør",
        "Holbæk",
        "Langeland",
        "Middelfart",
        "Rebild",
        "Viborg",
    ]


def test_likeness_is_region_and_group_and_nothing_else(edition, danish):
    randers = "730"
    assert [row.name for row in similar.sharing(edition, randers, "region")] == ["Viborg"]
    group = [row.name for row in similar.sharing(edition, randers, "municipality_group")]
    assert group == ["Esbjerg", "Helsingør", "Viborg"]
    drawn = similar.alike(edition, Filters(own=randers), danish)
    assert "Randers ligger i Region Midtjylland sammen med Viborg." in drawn
    assert drawn.count("samme som Randers") == 4


def test_a_municipality_unlike_all_seven_is_told_so(edition, danish):
    copenhagen = similar.alike(edition, Filters(own="101"), danish)
    assert "København hører til gruppen Hovedstadskommuner. Det gør ingen andre af de syv." in (
        copenhagen
    )


def test_none_is_like_itself(edition, danish):
    assert "791" not in [row.municipality_code for row in similar.sharing(edition, "791", "region")]
    drawn = similar.alike(edition, Filters(own="791"), danish)
    assert "Viborg ligger i Region Midtjylland. Det gør ingen andre af de syv." in drawn


def test_without_a_choice_nobody_is_compared(edition, danish):
    drawn = similar.alike(edition, Filters(), danish)
    assert "samme som" not in drawn
    assert drawn.count('<tr role="row">') == 8


def test_every_region_and_group_can_be_said_in_both_languages(edition):
    rows = edition.municipalities.values()
    assert {row.region for row in rows} == set(similar.REGIONS)
    assert {row.municipality_group for row in rows} == set(similar.GROUPS)
