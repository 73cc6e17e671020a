"""The page of method explains a survey where there is one, and shows how each question was asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from frikommune_viz import pipeline
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, Wave
from frikommune_viz.parts import method, survey_method
from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.text import TEXTS

FOLDER = Path(pipeline.__file__).parent / "simulate"


def test_each_wording_of_each_wave_is_there_and_a_change_of_words_shows(practice):
    for language, text in TEXTS.items():
        drawn = survey_method.survey_method(practice, Filters(lang=language), text)
        shown = drawn.unescape()
        for question in practice.survey_questions:
            assert text.pick(question.wording) in shown
        reworded = [
            text.pick(one.wording)
            for one in practice.survey_questions
            if one.indicator_id == "rules_leave_room"
        ]
        assert len(set(reworded)) == 2
        # Where the words are the same they stand once.
        same = next(
            text.pick(one.wording)
            for one in practice.survey_questions
            if one.indicator_id == "trust_in_leader" and one.wave is Wave.FINAL
        )
        assert shown.count(same) == 1


def with_thresholds(practice, **thresholds):
    changed = {code: replace(row, **thresholds) for code, row in practice.survey_indicators.items()}
    return replace(practice, survey_indicators=changed)


def test_the_thresholds_are_those_of_the_edition(practice):
    danish, english = TEXTS[Language.DA], TEXTS[Language.EN]
    drawn = survey_method.survey_method(practice, Filters(), danish).unescape()
    assert "Bygger et tal på under 5 svar" in drawn
    assert "Under 20 svar vises kun antallet" in drawn
    assert "givet af 1 til 4, " in drawn
    assert "færre end 3 lige store arbejdspladser" in drawn
    other = with_thresholds(
        practice, smallest_base=7, reliable_base=30, smallest_category=4, fewest_workplaces=3.5
    )
    drawn = survey_method.survey_method(other, Filters(), danish).unescape()
    assert "Bygger et tal på under 7 svar" in drawn
    assert "Under 30 svar vises kun antallet" in drawn
    assert "givet af 1 til 3, " in drawn
    assert "færre end 3,5 lige store arbejdspladser" in drawn
    drawn = survey_method.survey_method(other, Filters(), english).unescape()
    assert "fewer than 7 answers" in drawn
    assert "Below 30 answers" in drawn


def test_the_edition_has_the_thresholds_by_which_the_survey_was_computed(practice):
    codebook, _ = read_codebook(FOLDER / "codebook.toml")
    for row in practice.survey_indicators.values():
        assert (row.smallest_base, row.reliable_base, row.smallest_category) == (
            codebook.thresholds.smallest_base,
            codebook.thresholds.reliable_base,
            codebook.thresholds.smallest_category,
        )
        assert row.fewest_workplaces == codebook.fewest_workplaces


def test_the_contents_name_only_what_is_on_the_page(published, practice):
    text = TEXTS[Language.DA]
    contents = method.contents(practice, Filters(), text)
    assert "#spoergeskema" in contents
    assert "#tidslinje" not in contents
    others = method.contents(published, Filters(), text)
    assert "#spoergeskema" not in others
    assert "#tidslinje" in others
