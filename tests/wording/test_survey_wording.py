"""What is said of a survey: the verdict first, the number with its interval, never an effect."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from practice_rows import INDEX, REWORDED, TRUST, practice_edition

from frikommune_viz.figures import survey
from frikommune_viz.model.codes import Area, Language, Respondent
from frikommune_viz.selection.survey import select_survey
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import survey_notes

DANISH = TEXTS[Language.DA]
EFFECT = re.compile(
    r"førte til|skabte|(?<!ikke en )effekt|virkning|på grund af|caused|led to|because of"
    r"|(?<!not an )(?<!no )effect|impact",
    re.IGNORECASE,
)


def change(*asked, text=DANISH):
    return survey.change(practice_edition(), *asked, text)


def test_each_verdict_has_its_sentence():
    figure = change(TRUST, "eldercare", "staff")
    assert figure.leads[0] == "Hele området: stigning, i den ønskede retning."
    assert figure.sentences[0] == (
        "Tallet steg fra 54,2 til 57,9, en forskel på +3,7 point (95 pct. interval: +1,6 til "
        "+5,8). Der er 1.204 svar før og 1.188 efter. Svarprocenten var 62 før og 58 efter."
    )
    assert figure.leads[2] == "Middelfart: fald, ikke i den ønskede retning."
    assert figure.leads[3] == "Viborg: ingen sikker ændring."
    assert figure.sentences[3].startswith(
        "Tallet var 55,5 før og 56,3 efter. Forskellen på +0,8 point er ikke sikker "
        "(95 pct. interval: −2,1 til +3,7)."
    )
    small = change(TRUST, "school", "staff")
    assert (
        "hele intervallet (95 pct.: −1,1 til +1,9) ligger inden for ±3 point"
        in (small.sentences[0])
    )
    assert small.leads[2] == "Holbæk: for få svar."
    assert small.sentences[2] == ("Før: 59,4 (470 svar). Efter: for få svar.")


def test_an_interval_without_zero_that_is_not_sure_says_why():
    said = change(INDEX, "eldercare", "staff").sentences
    why = "når der er justeret for antallet af sammenligninger, kan forskellen være tilfældig"
    assert [why in sentence for sentence in said] == [False, True, False, False]


def test_no_second_word_where_nothing_says_which_way_is_better():
    assert change(REWORDED, "daycare", "staff").leads[0] == "Hele området: ikke sammenlignelig."


def test_the_question_stands_once_where_it_is_the_same_and_with_its_difference_where_not():
    same = change(TRUST, "eldercare", "staff").notes
    assert "Spørgsmålet lød begge gange: »Jeg stoler på min nærmeste leder.«" in same
    other = change(REWORDED, "daycare", "staff").notes
    assert "Spørgsmålet lød ved starten: »Kommunens regler giver plads.«" in other
    assert "Spørgsmålet lød ved slutevalueringen: »Reglerne giver plads.«" in other
    assert "Ændret: »Kommunens regler« er blevet til »Reglerne«." in other
    assert "Svarene ved slutevalueringen var: »Aldrig«, »Af og til« og »Altid«." in other


def test_how_many_would_stand_out_by_chance_is_counted_from_what_is_shown():
    four = change(TRUST, "eldercare", "staff").notes
    assert any("i gennemsnit 0,2 af de 4 viste" in note for note in four)
    assert any("er lavet 12 sammenligninger" in note for note in four)
    # Holbæk is hidden, so two of the three are shown.
    two = change(TRUST, "school", "staff").notes
    assert any("i gennemsnit 0,1 af de 2 viste" in note for note in two)
    none = change(REWORDED, "daycare", "staff").notes
    assert not any("alene ved et tilfælde" in note for note in none)


def test_a_low_response_is_met_with_a_caution():
    said = [note for note in change(TRUST, "eldercare", "staff").notes if "forbehold" in note]
    assert said == [
        "Læs tallene med forbehold. Under 40 pct. af de spurgte svarede: Middelfart (efter)."
    ]
    assert not any("forbehold" in note for note in change(TRUST, "school", "staff").notes)


def test_an_index_says_its_questions_and_its_alpha():
    notes = change(INDEX, "eldercare", "staff").notes
    assert (
        "Indekset er gennemsnittet af 2 spørgsmål: Tillid til nærmeste leder og Regler giver plads."
        in notes
    )
    assert "Cronbachs alfa for hele området er 0,81 før og 0,81 efter." in notes


@pytest.mark.parametrize("text", TEXTS.values(), ids=str)
@pytest.mark.parametrize("kind", survey.KINDS)
def test_nothing_claims_an_effect(text, kind):
    for asked in ((TRUST, "eldercare", "staff"), (REWORDED, "daycare", "staff")):
        figure = survey.KINDS[kind](practice_edition(), *asked, text)
        for said in (
            figure.headline,
            figure.subtitle,
            figure.alt,
            *figure.leads,
            *figure.sentences,
        ):
            assert not EFFECT.search(said), said
        assert figure.notes[1] == text.say("Tallene viser ikke en virkning af aftalerne.")


@pytest.mark.parametrize("text", TEXTS.values(), ids=str)
def test_alternative_table_and_rows_taken_hold_the_same_numbers(text):
    figure = change(TRUST, "eldercare", "staff", text=text)
    codes = [column.code for column in figure.data.columns]
    taken = [dict(zip(codes, row, strict=True)) for row in figure.data.rows]
    changes = [row for row in taken if row["statistic"] == "change"]
    assert len(changes) == len(figure.table.rows) == 4
    for shown, row in zip(figure.table.rows, changes, strict=True):
        assert shown[5:8] == (row["value"], row["lower"], row["upper"])
        assert shown[1:3] == (row["base"], row["base_after"])
        for value in shown[5:8]:
            assert text.number(value, 1, signed=True) in figure.alt
    assert {row["source_id"] for row in taken} == {"practice-simulation"}


def test_no_sentence_of_another_language_slips_in():
    english = change(TRUST, "eldercare", "staff", text=TEXTS[Language.EN])
    said = " ".join([english.headline, english.subtitle, *english.leads, *english.sentences])
    assert not re.search(r"[æøåÆØÅ]| og | til ", said.replace("Øve", ""))


def test_where_only_the_other_language_was_reworded_that_is_said():
    found = select_survey(practice_edition(), REWORDED, Area.DAYCARE, Respondent.STAFF)
    before, after = found.questions
    same_danish = replace(after, wording=after.wording._replace(da=before.wording.da))
    notes = survey_notes.wordings(replace(found, questions=(before, same_danish)), DANISH)
    assert notes[:2] == (
        f"Spørgsmålet lød begge gange: »{before.wording.da}«",
        "Ordlyden er ændret i spørgeskemaet på det andet sprog.",
    )
