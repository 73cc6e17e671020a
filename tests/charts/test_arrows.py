"""Before and after: both levels at their estimates, an arrow only where the change is sure."""

from __future__ import annotations

import json

from practice_rows import REWORDED, TRUST, practice_edition
from reading import data_sets

from frikommune_viz.figures import survey


def drawn(text, *asked):
    return data_sets(survey.arrows(practice_edition(), *asked, text).spec)


def values(rows):
    return {row["code"]: row["v"] for row in rows}


def test_both_marks_stand_at_the_levels(text):
    sets = drawn(text, TRUST, "eldercare", "staff")
    assert values(sets["before"]) == {"area": 54.2, "482": 50.1, "410": 61.0, "791": 55.5}
    assert values(sets["after"]) == {"area": 57.9, "482": 71.3, "410": 54.8, "791": 56.3}


def test_only_a_sure_change_has_an_arrow(danish):
    sets = drawn(danish, TRUST, "eldercare", "staff")
    assert [row["code"] for row in sets["lines"]] == ["area", "482", "410", "791"]
    assert [(row["code"], row["s"]) for row in sets["heads"]] == [
        ("area", "triangle-right"),
        ("482", "triangle-right"),
        ("410", "triangle-left"),
    ]


def test_numbers_stand_outside_the_two_marks(danish):
    sets = drawn(danish, TRUST, "eldercare", "staff")
    assert [row["t"] for row in sets["numbers-left"]] == ["54,2", "50,1", "54,8", "55,5"]
    assert [row["t"] for row in sets["numbers-right"]] == ["57,9", "71,3", "61,0", "56,3"]


def test_a_hidden_level_has_no_mark_and_no_line(danish):
    sets = drawn(danish, TRUST, "school", "staff")
    assert set(values(sets["before"])) == {"area", "561", "316"}
    assert set(values(sets["after"])) == {"area", "561"}
    assert [row["code"] for row in sets["lines"]] == ["area", "561"]
    assert sets["numbers"][2]["t"] == "før 59,4 (57,4 til 61,4), n 470"
    assert sets["more"][2]["t"] == "efter for få svar"


def test_each_level_has_its_interval_and_its_answers_beside_it(danish):
    sets = drawn(danish, TRUST, "eldercare", "staff")
    assert sets["numbers"][1]["t"] == "før 50,1 (48,1 til 52,1), n 150"
    assert sets["more"][1]["t"] == "efter 71,3 (69,3 til 73,3), n 140"


def test_the_axis_fits_what_the_theme_holds_and_the_note_says_so(danish):
    figure = survey.arrows(practice_edition(), TRUST, "eldercare", "staff", danish)
    # From 43.1 to 71.3 in all questions of the theme.
    assert '"domain": [40.0, 80.0]' in json.dumps(figure.spec)
    assert any("Aksen går fra 40 til 80" in note for note in figure.notes)


def test_levels_that_cannot_be_compared_are_not_joined(danish):
    sets = drawn(danish, REWORDED, "daycare", "staff")
    assert set(values(sets["after"])) == {"area", "217", "840"}
    assert sets["lines"] == sets["arrows"] == sets["heads"] == []
    figure = survey.arrows(practice_edition(), REWORDED, "daycare", "staff", danish)
    assert figure.headline == "ØVEDATA: Regler giver plads: før og efter kan ikke sammenlignes"
    assert all("kan ikke sammenlignes" in said for said in figure.sentences)


def test_the_alternative_holds_the_figures_of_the_table(text):
    figure = survey.arrows(practice_edition(), TRUST, "eldercare", "staff", text)
    for row in figure.table.rows:
        for value in row[2:5]:
            assert text.number(value, 1) in figure.alt


def test_response_rates_stand_in_the_table(danish):
    figure = survey.arrows(practice_edition(), TRUST, "eldercare", "staff", danish)
    assert figure.table.written(danish)[0] == (
        *("Hele området", "ved starten", "54,2", "52,2", "56,2", "1.204", "62"),
    )
