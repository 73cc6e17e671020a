"""The page of method explains a survey where there is one, and shows how each question was asked."""

from __future__ import annotations

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, Wave
from frikommune_viz.parts import method, survey_method
from frikommune_viz.text import TEXTS


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


def test_the_contents_name_only_what_is_on_the_page(published, practice):
    text = TEXTS[Language.DA]
    contents = method.contents(practice, Filters(), text)
    assert "#spoergeskema" in contents
    assert "#tidslinje" not in contents
    others = method.contents(published, Filters(), text)
    assert "#spoergeskema" not in others
    assert "#tidslinje" in others
