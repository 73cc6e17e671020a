"""Messages, unknowns and questions are chosen from the rows by rule: another edition says otherwise."""

import re
from dataclasses import replace

import pytest

from frikommune_viz.handout import figures, scopes, titles
from frikommune_viz.handout.content import BY_CODE, handout_of
from frikommune_viz.handout.messages import messages_of
from frikommune_viz.model.codes import MAIN_THEMES, Area, Direction, Language, Scope
from frikommune_viz.parts.handout_link import is_offered
from frikommune_viz.selection.register import select
from frikommune_viz.text import TEXTS

DANISH = TEXTS[Language.DA]


def said_of(edition, code):
    return messages_of(edition, BY_CODE[code], DANISH)


def ids(edition, code):
    return [row.finding_id for row in said_of(edition, code).findings]


@pytest.mark.parametrize("code", BY_CODE)
def test_each_message_is_a_statement_of_its_own_or_a_wider_place(published, code):
    place, told = BY_CODE[code], said_of(published, code)
    for row, message in zip(told.findings, told.messages, strict=False):
        assert message.sentence == row.statement.da
        assert published.sources[row.source_id].publisher in message.source
        assert row.area in (None, place.area)
        assert row.municipality_code in (None, place.municipality_code)
        if row.scope is Scope.AREA and place.municipality_code:
            assert "samlet" in message.source
    assert len(told.messages) == 3
    assert len(told.messages) - len(told.findings) in (0, 1)


def test_both_sides_are_told_the_whole_group_first(published):
    # VIVE of all pupils, then of certain groups, then the next theme.
    assert ids(published, "school") == ["F036", "F040", "F030"]
    assert ids(published, "eldercare") == ["F119", "F054", "F055"]


def test_what_is_held_up_against_it_is_told_or_stands_under_it(published):
    # F023 is held up against F021 at the same place and there is room; for F031 there is none.
    assert ids(published, "daycare") == ["F024", "F021", "F023"]
    note = said_of(published, "school").messages[2].note
    assert published.finding["F031"].statement.da in note
    assert note.startswith("Kilderne er uenige")


def test_a_municipality_tells_its_own_then_what_speaks_against_it(published):
    assert ids(published, "561") == ["F073", "F037"]
    assert said_of(published, "561").messages[1].source.startswith("Esbjerg og Holbæk samlet.")


def test_a_municipality_that_nobody_speaks_of_says_so(published):
    sheet = handout_of(published, BY_CODE["482"], DANISH, "")
    assert sheet.title == "Langeland: vores kilder siger intet om de fire temaer for kommunen alene"
    assert sheet.second_lead == "Vi har ikke fundet udsagn om Langeland alene."
    assert all("samlet" in one.source for one in sheet.messages[:2])


def test_an_edition_without_a_statement_no_longer_tells_it(published):
    left = tuple(row for row in published.findings if row.finding_id != "F040")
    without = replace(published, findings=left)
    assert "F040" not in ids(without, "school")
    title = handout_of(without, BY_CODE["school"], DANISH, "").title
    assert title == (
        "Folkeskole: mere faglig frihed ifølge andres gengivelse af VIVE, men ingen tydelig "
        "ændring i resultater for eleverne og udsagnene peger hver sin vej om arbejdsglæde"
    )


def test_what_becomes_known_is_not_said_to_be_unknown(published):
    before = handout_of(published, BY_CODE["school"], DANISH, "").unknown
    assert "Tillid: ikke omtalt særskilt i vores kilder." in before
    assert "Hvor stor ændringen er: Kilderne giver retninger i ord, ikke tal." in before
    # The statement on trust of all seven, now of schools and with a size.
    trust = replace(
        published.finding["F001"],
        finding_id="F999",
        scope=Scope.AREA,
        area=BY_CODE["school"].area,
        value=4.0,
    )
    after = handout_of(
        replace(published, findings=(*published.findings, trust)), BY_CODE["school"], DANISH, ""
    ).unknown
    assert not [line for line in after if line.startswith(("Tillid", "Hvor stor"))]


def test_an_assumption_is_asked_about_where_nothing_tests_it(published):
    asked = "Hvem var med til at beslutte ændringerne, og hvem var ikke?"
    assert asked in handout_of(published, BY_CODE["school"], DANISH, "").questions
    tested = tuple(
        replace(row, assumption=3) if row.finding_id == "F049" else row
        for row in published.findings
    )
    school = handout_of(replace(published, findings=tested), BY_CODE["school"], DANISH, "")
    assert asked not in school.questions


def test_every_number_of_a_figure_is_a_published_one(published, text):
    for code, place in BY_CODE.items():
        for one in figures.figures_of(published, place, text):
            outcome = select(published, one.indicator_id)
            decimals = outcome.indicator.decimals
            pair = outcome.indicator.default_pair
            written = re.findall(r'font-weight="600"[^>]*>([^<]*)<', one.svg)
            shown = [
                series
                for series in outcome.pilots
                if place.municipality_code in (None, series.code)
            ]
            after = [text.number(series.at(pair.endline).value, decimals) for series in shown]
            names = [series.name for series in shown]
            assert sorted(written) == sorted(names + after), code
            for series in shown:
                before = text.number(series.at(pair.baseline).value, decimals)
                assert f">{before}<" in one.svg


def test_a_mark_stands_at_its_figure(published):
    (one, _) = figures.figures_of(published, BY_CODE["561"], DANISH)
    # 4.6 and 9.5 per cent on an axis from 0 to 16, drawn from 124 up to 14.
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)" r="4.4"', one.svg)]
    assert heights == [pytest.approx(124 - value / 16 * 110, abs=0.06) for value in (4.6, 9.5)]
    hollow, solid = re.findall(r'r="4.4" fill="(#\w+)"', one.svg)
    assert (hollow, solid) == ("#FFFFFF", "#0E3F73")


def test_equal_marks_stand_side_by_side(published):
    """Esbjerg's 7.1 lay wholly under Holbæk's."""
    (_, marks) = figures.figures_of(published, BY_CODE["school"], DANISH)
    circle = float(re.search(r'<circle cx="([\d.]+)" cy="[\d.]+" r="4.4"', marks.svg)[1])
    left = float(re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="8.8"', marks.svg)[1])
    assert left + 4.4 - circle == pytest.approx(7, abs=0.2)


def test_nothing_is_drawn_that_is_counted_in_another_way(published):
    (_, ratio) = figures.figures_of(published, BY_CODE["all_seven"], DANISH)
    assert published.indicators[ratio.indicator_id].break_after == "2022"
    assert published.periods_of(ratio.indicator_id)[-1] == "2023"
    assert ">2022<" in ratio.svg
    assert "2023" not in ratio.svg + ratio.alt
    note = figures.note_of(published, [ratio], DANISH)
    assert "vist til 2022, derefter opgjort på en ny måde" in note


def test_a_publisher_is_named_once_with_its_dates(published):
    sources = handout_of(published, BY_CODE["school"], DANISH, "").sources
    assert sources.count("Uddannelsesstatistik.dk, hentet") == 1
    assert "hentet juli 2026 og september 2026" in sources


def test_figures_are_not_chosen_by_how_they_moved(published):
    school = [row.indicator_id for row in figures.indicators_of(published, BY_CODE["school"])]
    primary = published.primary_of(BY_CODE["school"].area)
    assert school == ["absence_grade_7_9", primary.indicator_id]


def test_invented_numbers_have_no_handout(published, practice):
    assert is_offered(published)
    assert not is_offered(practice)


def test_no_title_of_the_seven_gives_another_direction_than_its_row(published):
    """Where a row says more, none of the deciding statements says less."""
    for code, place in BY_CODE.items():
        if place.scope is Scope.ALL_SEVEN:
            continue
        title = handout_of(published, place, DANISH, "").title
        own = [row for row in published.findings if place.speaks_of(row)]
        if "mere" in title or "bedre" in title:
            assert any(row.direction in (Direction.UP, Direction.SLIGHTLY_UP) for row in own), code


@pytest.mark.parametrize(
    ("code", "moved", "country", "covid"),
    [
        ("561", "Fraværet i udskolingen steg fra 4,6 pct. i 2020/21", 90, True),
        ("316", "Fraværet i udskolingen steg fra 7,9 pct. i 2020/21", 90, True),
        (
            "791",
            "Modtagere af hjemmesygepleje pr. 1.000 indbyggere steg fra 30,96 i 2021",
            68,
            False,
        ),
    ],
)
def test_a_movement_stands_beside_that_of_the_country(published, code, moved, country, covid):
    told = said_of(published, code).messages[-1]
    assert told.sentence.startswith(moved)
    assert told.sentence.endswith(f"Det samme skete i {country} af de 91 kommuner uden aftale.")
    assert told.note.startswith("2020/21 var præget af covid-19.") == covid


def test_a_headline_does_not_join_by_and_twice(published):
    title = titles.title_of(published, BY_CODE["791"], DANISH)
    assert title == (
        "Viborg: mere arbejdsglæde og faglig frihed samt bedre resultater for de ældre ifølge "
        "kommunen selv"
    )


@pytest.mark.parametrize("code", BY_CODE)
def test_each_count_says_what_it_counts(published, code):
    here = handout_of(published, BY_CODE[code], DANISH, "https://example.org")
    rows = scopes.spoken_of(BY_CODE[code], published)
    main = sum(row.theme in MAIN_THEMES for row in rows)
    told = f"på alle temaer, {main} af dem om de fire temaer her"
    assert (told in here.second_lead) == bool(main)
    if rows and not main:
        assert "Det handler ikke om de fire temaer." in here.second_lead
    assert re.search(r"Hele tabellen: \d+ udsagn fra \d+ kilder ", here.sources)
    assert "kilder (en evaluering tæller som én, uanset hvem der gengiver den)." in here.sources


def test_what_is_due_to_the_agreements_is_said_as_on_the_overview(published):
    """Schools alone were once the reason for all three areas."""
    shared = "ingen sammenligningsgruppe, og skoler i hele landet fik også friere rammer."
    for code in BY_CODE:
        place = BY_CODE[code]
        unknown = " ".join(handout_of(published, place, DANISH, "https://example.org").unknown)
        assert "ingen sammenligningsgruppe" in unknown
        assert (shared in unknown) == (place.area in (None, Area.SCHOOL))
