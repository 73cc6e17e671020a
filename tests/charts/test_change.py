"""The change plot of a survey: marks at the estimates, verdicts in words, hidden places unmarked."""

from __future__ import annotations

import json
from itertools import chain

import altair as alt
import pytest
from by_code import figure_of
from practice_rows import INDEX, PLANTED, REWORDED, TRUST, practice_edition
from reading import data_sets

from frikommune_viz.figures import survey
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Respondent, Theme
from frikommune_viz.selection.survey import axis_ends, select_survey, surveyed
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import survey_headlines as headlines

ELDERCARE = ("eldercare", "staff")
EVERY = [
    (TRUST, "eldercare", "staff"),
    (TRUST, "school", "staff"),
    (TRUST, "daycare", "leaders"),
    (REWORDED, "daycare", "staff"),
    (INDEX, "eldercare", "staff"),
]


@pytest.fixture
def handmade():
    return practice_edition()


def drawn(handmade, text, *asked):
    return data_sets(survey.change(handmade, *asked, text).spec)


def test_marks_and_intervals_stand_at_the_estimates(handmade, text):
    marks = {row["code"]: row for row in drawn(handmade, text, TRUST, *ELDERCARE)["changes"]}
    assert {code: (row["lo"], row["v"], row["hi"]) for code, row in marks.items()} == {
        "area": (1.6, 3.7, 5.8),
        "482": (9.1, 21.2, 33.3),
        "410": (-10.4, -6.2, -2.0),
        "791": (-2.1, 0.8, 3.7),
    }


def test_the_order_is_the_area_and_then_its_municipalities_and_no_other(handmade, danish):
    for asked in EVERY:
        names = [row["t"] for row in drawn(handmade, danish, *asked)["names"]]
        assert (
            names
            == {
                "eldercare": ["Hele området", "Langeland", "Middelfart", "Viborg"],
                "school": ["Hele området", "Esbjerg", "Holbæk"],
                "daycare": ["Hele området", "Helsingør", "Rebild"],
            }[asked[1]]
        )


def test_each_row_says_its_verdict_its_number_and_its_answers(handmade, danish):
    sets = drawn(handmade, danish, TRUST, *ELDERCARE)
    assert [row["t"] for row in sets["verdicts"]] == [
        "Stigning · i den ønskede retning",
        "Stigning · i den ønskede retning",
        "Fald · ikke i den ønskede retning",
        "Ingen sikker ændring",
    ]
    assert sets["numbers"][0]["t"] == "+3,7 (+1,6 til +5,8) · n 1.204 og 1.188"
    assert sets["changes"][3]["d"] == (
        "ØVEDATA: Viborg: +0,8 point, 95 pct. interval −2,1 til +3,7. Ingen sikker ændring"
    )


def test_a_hidden_place_keeps_its_row_and_has_no_mark(handmade, danish):
    sets = drawn(handmade, danish, TRUST, "school", "staff")
    assert [row["code"] for row in sets["changes"]] == ["area", "561"]
    assert [row["t"] for row in sets["verdicts"]][2] == "For få svar"
    assert sets["numbers"][2]["t"] == "skjult af hensyn til fortrolighed"
    leaders = drawn(handmade, danish, TRUST, "daycare", "leaders")
    assert leaders["changes"] == []
    assert leaders["numbers"][2]["t"] == "n 14 og 12"


def test_what_cannot_be_compared_says_why(handmade, danish):
    sets = drawn(handmade, danish, REWORDED, "daycare", "staff")
    assert sets["changes"] == []
    assert {row["t"] for row in sets["verdicts"]} == {"Ikke sammenlignelig"}
    assert {row["t"] for row in sets["numbers"]} == {"spørgsmålet har fået en anden ordlyd"}


def test_an_interval_beyond_the_axis_ends_in_an_arrow_and_the_axis_stays(handmade, danish):
    figure = survey.change(handmade, TRUST, *ELDERCARE, danish)
    sets = data_sets(figure.spec)
    assert [row["v"] for row in sets["beyond"]] == [33.3]
    assert len(sets["ends"]) == 7
    # Staff: an interval to 33.3, and no axis goes further than 30. Leaders: nothing is shown.
    for indicator_id, area, group in EVERY:
        spec = json.dumps(survey.change(handmade, indicator_id, area, group, danish).spec)
        reach = {"staff": "30.0", "leaders": "10.0"}[group]
        assert f'"domain": [-{reach}, {reach}]' in spec


def test_the_band_is_the_one_of_the_indicator(handmade, danish):
    sets = drawn(handmade, danish, TRUST, *ELDERCARE)
    assert {(row["v"], row["v2"]) for row in sets["band"]} == {(-3.0, 3.0)}


@pytest.mark.parametrize(
    ("kind", "asked"),
    # An index has no answers of its own.
    [(kind, one) for kind in survey.KINDS for one in EVERY if (kind, one[0]) != ("answers", INDEX)],
)
def test_a_hidden_number_is_nowhere(handmade, text, kind, asked):
    figure = survey.KINDS[kind](handmade, *asked, text)
    everything = " ".join(
        [
            json.dumps(figure.spec),
            *figure.sentences,
            *figure.leads,
            *figure.notes,
            figure.headline,
            figure.subtitle,
            figure.alt,
            str(figure.table),
            str(figure.data),
        ]
    )
    for written in (str(PLANTED), str(PLANTED / 100), "87.7", "87,7", "88 pct", "0.87654"):
        assert written not in everything
    # The three who answered in Holbæk: their number, and the three of a hundred who did.
    holbaek = [row for row in figure.data.rows if row[8] == "316" and row[11] != "baseline"]
    assert all(cell not in (3, 0.03, 100) for row in holbaek for cell in row)


@pytest.mark.parametrize("kind", survey.KINDS)
@pytest.mark.parametrize("simulated", [True, False])
def test_the_mark_of_invented_numbers_is_there_if_and_only_if_they_are(text, kind, simulated):
    figure = survey.KINDS[kind](practice_edition(simulated=simulated), TRUST, *ELDERCARE, text)
    word = "ØVEDATA" if text.language is Language.DA else "PRACTICE DATA"
    marked = [name for name in data_sets(figure.spec) if name.startswith("watermark")]
    assert bool(marked) is simulated
    across = "ØVEDATA · opdigtede tal" if word == "ØVEDATA" else "PRACTICE DATA · invented numbers"
    assert (across in json.dumps(figure.spec, ensure_ascii=False)) is simulated
    for said in (figure.headline, figure.subtitle, figure.alt, " ".join(figure.notes)):
        assert (word in said) is simulated
    assert figure.code.startswith("oevedata-") is simulated
    kinds = {row[1] for row in figure.data.rows}
    assert kinds == {"simulated" if simulated else "normal"}


@pytest.mark.parametrize("asked", EVERY)
def test_every_headline_is_short_in_both_languages(handmade, asked):
    for text in TEXTS.values():
        for kind, make in survey.KINDS.items():
            if kind == "answers" and asked[0] == INDEX:
                continue
            assert len(make(handmade, *asked, text).headline.split()) <= 10


def test_the_headline_gives_a_null_result_the_same_room(handmade, danish):
    said = {asked: survey.change(handmade, *asked, danish).headline for asked in EVERY}
    assert said[EVERY[0]] == "ØVEDATA: Forskelligt fra kommune til kommune på ældreområdet"
    assert said[EVERY[1]] == "ØVEDATA: Højst en lille ændring i folkeskolen"
    assert said[EVERY[2]] == "ØVEDATA: Tillid til nærmeste leder: for få svar i dagtilbud"
    assert said[EVERY[3]] == "ØVEDATA: Regler giver plads: ikke sammenlignelig i dagtilbud"
    assert said[EVERY[4]] == (
        "ØVEDATA: Stigning samlet, ingen sikker ændring i den enkelte kommune"
    )


def test_a_code_leads_back_to_its_figure_and_never_across_editions(handmade, danish):
    made = practice_edition(simulated=False)
    for kind, make in survey.KINDS.items():
        figure = make(handmade, TRUST, *ELDERCARE, danish)
        assert figure.code == f"oevedata-{TRUST}-{kind}-eldercare-staff"
        again = figure_of(handmade, figure.code, Filters(), danish)
        assert again is not None
        assert again.spec == figure.spec
        assert figure_of(made, figure.code, Filters(), danish) is None
        assert figure_of(handmade, figure.code.removeprefix("oevedata-"), Filters(), danish) is None
    for unknown in (
        f"oevedata-{INDEX}-answers-eldercare-staff",
        f"oevedata-{TRUST}-change-eldercare-leaders",
        f"oevedata-{TRUST}-change-everything-staff",
        f"oevedata-{TRUST}-change",
    ):
        assert figure_of(handmade, unknown, Filters(), danish) is None


def test_the_spec_is_valid_vega_lite(handmade, danish):
    for asked in EVERY:
        for kind, make in survey.KINDS.items():
            if kind == "answers" and asked[0] == INDEX:
                continue
            assert alt.LayerChart.from_dict(make(handmade, *asked, danish).spec).layer


def test_every_headline_of_the_practice_edition_is_short(practice):
    """Its labels are longer than those made by hand, and its verdicts mix in more ways."""
    for area in Area:
        for group in (Respondent.STAFF, Respondent.LEADERS):
            for indicator in surveyed(practice, area, group):
                found = select_survey(practice, indicator.indicator_id, area, group)
                assert found is not None
                makers = [headlines.change, headlines.arrows]
                makers += [] if found.is_index else [headlines.answers]
                for text in TEXTS.values():
                    said = [make(found, text) for make in makers]
                    assert all(len(one.split()) <= 10 for one in said), said


def test_no_axis_cuts_a_change_or_a_level_of_the_practice_edition(practice):
    for row in chain.from_iterable(practice.survey_changes.values()):
        if row.change is not None:
            ends = axis_ends(
                practice, practice.survey_indicators[row.indicator_id].theme, row.respondent
            )
            assert abs(row.change) <= ends.reach
    for row in chain.from_iterable(practice.survey_results.values()):
        if row.estimate is not None:
            ends = axis_ends(
                practice, practice.survey_indicators[row.indicator_id].theme, row.respondent
            )
            assert ends.low <= row.estimate <= ends.high


def test_a_change_of_five_points_can_be_seen_where_the_theme_moved_little(practice):
    ends = axis_ends(practice, Theme.CITIZEN_OUTCOMES, Respondent.STAFF)
    # The widest interval ends at 11.9.
    assert ends.reach == 15
    for area in Area:
        for indicator in surveyed(practice, area, Respondent.STAFF):
            found = select_survey(practice, indicator.indicator_id, area, Respondent.STAFF)
            if indicator.theme is Theme.CITIZEN_OUTCOMES:
                assert found.ends == ends
