"""The page of method explains a survey where there is one, and shows how each question was asked."""

from __future__ import annotations

from frikommune_viz.edition.reader import open_edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, Wave
from frikommune_viz.parts import method, survey_method
from frikommune_viz.text import TEXTS

PRACTICE = open_edition("practice")


def test_each_wording_of_each_wave_is_there_and_a_change_of_words_shows():
    for language, text in TEXTS.items():
        drawn = survey_method.survey_method(PRACTICE, Filters(lang=language), text)
        shown = drawn.unescape()
        for question in PRACTICE.survey_questions:
            assert text.pick(question.wording) in shown
        reworded = [
            text.pick(one.wording)
            for one in PRACTICE.survey_questions
            if one.indicator_id == "rules_leave_room"
        ]
        assert len(set(reworded)) == 2
        # Where the words are the same they stand once.
        same = next(
            text.pick(one.wording)
            for one in PRACTICE.survey_questions
            if one.indicator_id == "trust_in_leader" and one.wave is Wave.FINAL
        )
        assert shown.count(same) == 1


def test_the_contents_name_only_what_is_on_the_page():
    text = TEXTS[Language.DA]
    contents = method.head(PRACTICE, Filters(), text)
    assert "#spoergeskema" in contents
    assert "#tidslinje" not in contents
    published = method.head(open_edition("published"), Filters(), text)
    assert "#spoergeskema" not in published
    assert "#tidslinje" in published
