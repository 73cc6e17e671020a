"""What is said of two municipalities: the difference with its interval, and nothing of a hidden one."""

from __future__ import annotations

import pytest
from practice_rows import PLANTED, TRUST, practice_edition

from frikommune_viz.figures import registry, survey
from frikommune_viz.figures.request import FigureKind
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, Respondent
from frikommune_viz.parts import survey_figures
from frikommune_viz.text import TEXTS

DANISH = TEXTS[Language.DA]


def two(*codes, **choices):
    filters = Filters(municipality=codes, question=(TRUST,), edition="practice", **choices)
    return str(survey_figures.two_chosen(practice_edition(), filters, DANISH))


def test_the_levels_of_two_are_compared_under_the_levels_and_their_changes_under_the_changes():
    levels = survey.arrows(practice_edition(), TRUST, "eldercare", "staff", DANISH).sentences
    assert (
        "Langeland mod Middelfart. Forskellen før er −10,9 point, med 95 pct. interval −15,2 til "
        "−6,6. Forskellen efter er +16,5 point, med 95 pct. interval +11,0 til +22,0."
    ) in levels
    changes = survey.change(practice_edition(), TRUST, "eldercare", "staff", DANISH)
    at = changes.leads.index("Langeland mod Middelfart.")
    assert changes.sentences[at] == (
        "Forskellen på de to ændringer er +27,4 point, med 95 pct. interval +20,1 til +34,7."
    )


def test_an_interval_that_holds_nought_says_so_and_no_other():
    said = [
        sentence
        for sentence in survey.arrows(
            practice_edition(), TRUST, "eldercare", "staff", DANISH
        ).sentences
        if " mod " in sentence
    ]
    # Before, Langeland and Viborg; after, Middelfart and Viborg.
    assert [sentence.count("rummer nul") for sentence in said] == [0, 1, 1]
    assert "Forskellen før er −5,4 point" in said[1].split("Intervallet rummer nul")[0]


def test_the_english_holds_no_danish():
    said = " ".join(
        survey.arrows(practice_edition(), TRUST, "eldercare", "staff", TEXTS["en"]).sentences
    )
    assert "The interval includes zero: the difference may be due to chance." in said
    assert "ntervallet" not in said


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_difference_from_a_hidden_municipality_is_not_told(text):
    for make in (survey.arrows, survey.change):
        figure = make(practice_edition(), TRUST, "school", "staff", text)
        told = " ".join([*figure.sentences, figure.alt, str(figure.data.rows)])
        assert not any(written in told for written in (str(PLANTED), "87.7", "87,7"))
    assert "Esbjerg" in told


def test_the_file_holds_each_difference_with_both_codes():
    data = survey.change(practice_edition(), TRUST, "eldercare", "staff", DANISH).data
    columns = [column.code for column in data.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in data.rows]
    found = {
        (row["municipality_code"], row["other_code"], row["wave"]): row["value"]
        for row in rows
        if row["statistic"] == "difference"
    }
    assert found["482", "410", "baseline"] == -10.9
    assert found["482", "410", "baseline;final"] == 27.4
    assert len(found) == 9


def test_two_chosen_are_compared_and_carry_the_mark():
    said = two("410", "482")
    assert "<p>ØVEDATA: Langeland mod Middelfart. Forskellen før er −10,9 point" in said
    assert "Forskellen på de to ændringer er +27,4 point" in said
    assert "Viborg" not in said


def test_two_of_different_areas_are_not_compared_and_it_is_said_why():
    said = two("561", "482")
    assert "Esbjerg og Langeland sammenlignes ikke på tværs af områder" in said
    assert "Forskellen" not in said


def test_nothing_is_said_where_fewer_than_two_are_chosen_or_the_group_was_not_asked():
    assert two("561") == two() == ""
    assert two("482", "410", group=Respondent.LEADERS) == ""


def test_why_two_are_not_compared_is_said_once(practice):
    refused = 0
    for asked in registry.requests(practice):
        if asked.kind is not FigureKind.ARROWS:
            continue
        for sentence in registry.figure(practice, asked).sentences:
            said = [part for part in sentence.split(". ") if "sammenlignes ikke" in part]
            refused += len(said)
            assert len({part.rstrip(".") for part in said}) == len(said), sentence
    assert refused > 10
