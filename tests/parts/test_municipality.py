"""A profile: its finding, its own rows, what holds today, each source; and the seven to choose."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

import pytest
from reading import published

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Direction, Scope, Theme, Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts import (
    chooser,
    municipality,
    municipality_facts,
    profile_figures,
    profile_head,
    profile_marks,
    profile_register,
)
from frikommune_viz.selection.main_figures import main_indicators

LANGELAND = Filters(municipality=("482",))
VIBORG = Filters(municipality=("791",))
PARTS = (
    profile_head.head,
    profile_head.agreement,
    profile_marks.marks,
    profile_figures.figures,
    profile_head.unknown,
    profile_register.register_of_profile,
    municipality.initiatives,
    municipality.rules,
    municipality.statements,
    municipality.whole_area,
    municipality_facts.more,
    municipality_facts.key_numbers,
    municipality_facts.events,
    municipality_facts.sources,
)


def profile(edition, filters, text):
    return "".join(part(edition, filters, text) for part in PARTS)


def headings(markup):
    return [int(level) for level in re.findall(r"<h(\d)", markup)]


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_the_first_screen_says_what_was_agreed_and_what_is_not_known(edition, danish, code):
    filters = Filters(municipality=(code,))
    agreement = edition.agreements[code]
    drawn = unescape(profile_head.agreement(edition, filters, danish))
    assert agreement.programme in drawn
    first = chooser.first_sentence(agreement.summary.da)
    assert f"<p>{first}</p>" in drawn
    assert f"<p>{agreement.summary.da.removeprefix(first).strip()}</p>" in drawn
    assert agreement.coverage.da in unescape(profile_head.unknown(edition, filters, danish))


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        # One theme, told by the municipality alone.
        (
            "561",
            "Esbjerg: For kommunen som helhed fortæller kun kommunen selv om resultater for borgerne",
        ),
        # Nothing is told of it as a whole.
        (
            "482",
            "Langeland: Ingen af de fire temaer er omtalt for kommunen som helhed i vores kilder",
        ),
        # Two themes, told by the press.
        (
            "217",
            (
                "Helsingør: For kommunen som helhed fortæller kun presse og organisationer om "
                "arbejdsglæde og resultater for borgerne"
            ),
        ),
    ],
)
def test_the_heading_says_which_themes_are_spoken_of_and_by_whom(edition, danish, code, heading):
    drawn = profile_head.head(edition, Filters(municipality=(code,)), danish)
    assert f"<h1>{heading}</h1>" in drawn


def test_where_vive_speaks_of_a_municipality_the_heading_does_not_say_only(edition, danish):
    of_esbjerg = next(
        row
        for row in edition.findings
        if row.municipality_code == "561" and row.scope is Scope.MUNICIPALITY and row.theme
    )
    vive = next(row for row in edition.findings if row.finding_id == "F001").source_id
    told = replace(
        of_esbjerg,
        finding_id="F999",
        source_id=vive,
        theme=Theme.TRUST,
        direction=Direction.UP,
        wave=Wave.FINAL,
    )
    with_vive = replace(edition, findings=(*edition.findings, told))
    drawn = profile_head.head(with_vive, Filters(municipality=("561",)), danish)
    assert "er omtalt af VIVE og kommunen selv</h1>" in drawn
    assert "ikke af VIVE" not in chooser.head(with_vive, Filters(), danish)


def test_the_period_is_as_exact_as_it_is_known(edition, danish):
    rebild = profile_head.agreement(edition, Filters(municipality=("840",)), danish)
    assert "1. juni 2021 til 31. juli 2025" in rebild
    assert "2021 til 1. juli 2025" in profile_head.agreement(edition, LANGELAND, danish)


def test_themes_without_a_statement_of_the_municipality_are_named(edition, danish):
    drawn = profile_head.unknown(edition, LANGELAND, danish)
    assert "tillid, arbejdsglæde, faglig frihed eller resultater for borgerne" in drawn


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_only_statements_of_the_municipality_stand_on_its_profile(edition, danish, code):
    filters = Filters(municipality=(code,))
    drawn = municipality.statements(edition, filters, danish)
    own = [row.statement.da for row in edition.findings if row.municipality_code == code]
    # A conflict may quote another level's statement, but never as one of this list.
    said = [unescape(found) for found in re.findall(r'<p class="sentence">(.*?)</p>', drawn)]
    assert sorted(said) == sorted(own)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_the_marks_are_three_levels_apart_the_municipality_first(edition, code):
    rows = profile_marks.levels_of(edition, Filters(municipality=(code,))).rows
    assert [place.scope for place, _cells in rows] == [
        Scope.MUNICIPALITY,
        Scope.AREA,
        Scope.ALL_SEVEN,
    ]
    for place, cells in rows:
        for cell in cells:
            # Nothing is inherited from another level.
            assert all(place.speaks_of(row) for row in cell.deciding)


def test_a_municipality_nobody_speaks_of_says_so(edition, danish):
    drawn = municipality.statements(edition, LANGELAND, danish)
    assert "Vi har ikke fundet udsagn om kommunen alene." in drawn


def test_initiatives_are_its_own_and_the_areas_stand_apart(edition, danish):
    own = municipality.initiatives(edition, LANGELAND, danish)
    assert "2 tiltag i Langeland" in own
    assert "Vi har ikke fundet nogen, der fortæller, hvordan det gik." in own
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


def test_initiatives_with_a_told_result_are_read_first_and_the_rest_are_folded(edition, danish):
    drawn = municipality.initiatives(edition, VIBORG, danish)
    own = [row for row in edition.initiatives if row.municipality_code == "791"]
    seen, folded = drawn.split("<details>")[0], drawn
    assert seen.count('<article class="card">') == municipality.SHOWN_FIRST
    assert folded.count('<article class="card">') == len(own)
    assert f"Vis {len(own) - municipality.SHOWN_FIRST} tiltag mere" in drawn


def test_a_rule_says_what_holds_today_only_with_a_source(edition, danish):
    drawn = unescape(municipality.rules(edition, Filters(municipality=("410",)), danish))
    rules = [row for row in edition.rules if row.municipality_code == "410"]
    said = [row for row in rules if row.today]
    assert said
    assert len(said) < len(rules)
    for row in said:
        source = edition.sources[row.today_source_id]
        assert f"{row.today.da}<span" in drawn
        assert f"Fra {danish.date(row.today_date)}." in drawn
        assert source.url in drawn
    assert drawn.count("ikke undersøgt</span>") == len(rules) - len(said)


def test_key_numbers_stand_with_what_limits_them(edition, danish):
    drawn = municipality_facts.key_numbers(edition, Filters(municipality=("561",)), danish)
    assert "tal om rammer og aktivitet, ikke resultater" in drawn
    assert "ca. 1.300" in drawn
    assert "knap 5.000" in drawn
    # Counted by the source, so nothing stands before it.
    assert re.search(r">7<", drawn)


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_every_profile_says_which_report_is_not_read_and_where_it_is(edition, text, code):
    drawn = profile_head.unknown(edition, Filters(municipality=(code,)), text)
    for report in ("vive-slutrapport-bilag95", "vive-midtvejsrapport-bilag71"):
        assert f'href="{edition.sources[report].url}"' in drawn


def test_the_heading_tells_statements_on_the_municipality_from_those_on_its_sites(edition, danish):
    drawn = municipality.statements(edition, Filters(municipality=("561",)), danish)
    of = [row.scope for row in edition.findings if row.municipality_code == "561"]
    own, sites = of.count(Scope.MUNICIPALITY), of.count(Scope.SITE)
    assert f"<h2>{own} udsagn om Esbjerg og {sites} om enkelte steder</h2>" in drawn


def test_a_single_site_is_told_as_one(edition, danish):
    drawn = municipality.statements(edition, VIBORG, danish)
    assert [row.scope for row in edition.findings if row.municipality_code == "791"].count(
        Scope.SITE
    ) == 1
    assert "udsagn om Viborg og 1 om ét sted</h2>" in drawn


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


def test_the_chooser_lists_the_seven_by_area_each_with_its_agreement(edition, danish):
    drawn = unescape(chooser.seven(edition, Filters(own="390"), danish))
    names = re.findall(r'class="who"><a href="([^"]+)">([^<]+)</a>', drawn)
    assert names == [
        (f"./kommuner?lang=da&municipality={code}&own=390", edition.municipalities[code].name)
        for code in MUNICIPALITY_AREA
    ]
    for agreement in edition.agreements.values():
        assert chooser.first_sentence(agreement.summary.da) in drawn


def test_the_chooser_counts_those_of_whom_anything_is_told_and_says_that_it_is_not_vive(
    edition, danish
):
    told = {
        row.municipality_code
        for row in edition.findings
        if row.scope is Scope.MUNICIPALITY and row.theme in MAIN_THEMES
    }
    drawn = chooser.head(edition, Filters(), danish)
    assert f"<h1>For {len(told)} af de 7 kommuner som helhed er mindst ét" in drawn
    assert "men ikke af VIVE</h1>" in drawn


def test_the_chooser_counts_the_themes_of_single_sites_apart(edition, danish):
    """Of Rebild as a whole nothing is told on the four themes, but of sites in it there is."""
    drawn = unescape(chooser.seven(edition, Filters(), danish))
    rebild = drawn.partition(">Rebild</a>")[2].partition("</li>")[0]
    assert "<span>omtalt: 0 af 4 temaer (steder: 1)</span>" in rebild
    assert '<span class="done">3 tiltag</span>' in rebild
    # Of Langeland nothing is told of any site.
    langeland = drawn.partition(">Langeland</a>")[2].partition("</li>")[0]
    assert "<span>omtalt: 0 af 4 temaer</span>" in langeland
    assert '<span class="done">2 tiltag</span>' in langeland


def test_only_a_sentence_ends_a_sentence():
    assert chooser.first_sentence("Ca. 7 skoler. Ét hus mere.") == "Ca. 7 skoler."
    assert chooser.first_sentence("Én sætning") == "Én sætning"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        # The one shown first everywhere, then the one that answers for the area.
        ("561", ["absence_grade_7_9", "exam_grade_9"]),
        # One indicator is both; the next that can be compared follows.
        ("217", ["children_per_adult_3_5", "children_per_adult_0_2"]),
        ("791", ["home_nursing_recipients_per_1000"]),
    ],
)
def test_the_first_screen_shows_at_most_two_figures(edition, code, shown):
    assert [row.indicator_id for row in main_indicators(edition, code)] == shown


def test_a_figure_says_in_words_what_its_picture_shows(edition, danish):
    drawn = unescape(profile_figures.figures(edition, Filters(municipality=("561",)), danish))
    assert (
        'alt="Elevfravær, udskoling i Esbjerg: 4,6 i 2020/21, 9,5 i 2023/24. Midterste ændring i '
        'de 91 kommuner uden aftale: +3,2 procentpoint."' in drawn
    )
    assert "Midterste ændring i kommunerne uden aftale: +3,2 procentpoint" in drawn
    assert "din kommune" not in drawn


def pictures(drawn):
    return [unquote(one) for one in re.findall(r'src="(data:image/svg[^"]+)"', unescape(drawn))]


def test_the_visitors_own_municipality_is_the_third_line_of_each_figure(edition, danish):
    choice = Filters(municipality=("561",), own="390")
    drawn = profile_figures.figures(edition, choice, danish)
    for picture in pictures(drawn):
        lines = re.findall(
            r"<path class='line ([^']+)' [^>]*stroke-width='([\d.]+)'([^>]*)", picture
        )
        assert [(token, width) for token, width, _ in lines] == [
            ("ink2", "1.3"),
            ("ink", "3"),
            ("m-561", "2.4"),
        ]
        assert "stroke-dasharray='0.1 5.2'" in lines[1][2]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn)).split())
    before, after = (
        published(edition, "absence_grade_7_9", "390", period) for period in ("2020/21", "2023/24")
    )
    shown = [danish.number(value, 1) for value in (before, after)]
    assert f"Vordingborg, din kommune: {shown[0]} til {shown[1]} ændring" in said
    assert f"Vordingborg, din kommune: {shown[0]} og {shown[1]}." in unescape(drawn)


@pytest.mark.parametrize(("own", "drawn_twice"), [("561", False), ("316", True), ("101", True)])
def test_an_own_municipality_with_an_agreement_keeps_its_line_and_is_drawn_once(
    edition, danish, own, drawn_twice
):
    choice = Filters(municipality=("561",), own=own)
    drawn = profile_figures.figures(edition, choice, danish)
    assert all(("<path class='line ink2'" in one) for one in pictures(drawn))
    assert {one.count("<path class='line") for one in pictures(drawn)} == {3 if drawn_twice else 2}
    assert ("din kommune" in drawn) is drawn_twice


@pytest.mark.parametrize("code", MUNICIPALITY_AREA)
def test_what_is_missing_both_times_is_said_once(edition, danish, code):
    """Helsingør has no childminders: "ikke offentliggjort til ikke offentliggjort"."""
    filters = Filters(municipality=(code,))
    drawn = profile_register.register_of_profile(edition, filters, danish)
    cells = re.findall(r'<td role="cell" class="number"[^>]*><span>(.*?)</span></td>', drawn)
    assert cells
    said = [re.sub(r"<[^>]+>", "", cell) for cell in cells]
    assert [one for one in said if re.fullmatch(r"(\D+?)\s+til\s+\1", one.strip())] == []
    assert any("ikke offentliggjort" in one for one in said) == (code == "217")
