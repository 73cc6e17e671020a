"""The rows of a survey figure: one area, the fixed order, and nothing that is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice_rows import INDEX, PLANTED, REWORDED, TRUST, practice_edition

from frikommune_viz.model.codes import Area, NotComparable, Respondent, Status, SurveyVerdict, Wave
from frikommune_viz.selection.survey import select_survey, surveyed


def selected(indicator_id, area, respondent=Respondent.STAFF, edition=None):
    found = select_survey(edition or practice_edition(), indicator_id, area, respondent)
    assert found is not None
    return found


def test_rows_are_the_area_and_then_its_own_municipalities():
    for area, codes in (
        (Area.SCHOOL, ["area", "561", "316"]),
        (Area.ELDERCARE, ["area", "482", "410", "791"]),
    ):
        assert [row.code for row in selected(TRUST, area).rows] == codes


def test_rows_in_another_order_give_the_same_selection():
    edition = practice_edition()
    turned = replace(
        edition,
        **{
            name: {code: rows[::-1] for code, rows in getattr(edition, name).items()}
            for name in ("survey_changes", "survey_results", "survey_answers")
        },
    )
    assert selected(TRUST, Area.ELDERCARE, edition=turned) == selected(TRUST, Area.ELDERCARE)


def test_a_row_holds_both_waves_and_the_change():
    row = selected(TRUST, Area.ELDERCARE).rows[2]
    assert (row.before.wave, row.before.estimate, row.before.base) == (Wave.BASELINE, 61.0, 300)
    assert (row.after.wave, row.after.estimate, row.after.base) == (Wave.FINAL, 54.8, 310)
    assert (row.change.change, row.change.lower, row.change.upper) == (-6.2, -10.4, -2.0)
    assert row.change.verdict is SurveyVerdict.DOWN
    assert [one.share for one in row.before.answers.shares] == [0.08, 0.17, 0.25, 0.38, 0.12]


@pytest.mark.parametrize(
    ("area", "respondent"), [(Area.SCHOOL, Respondent.STAFF), (Area.DAYCARE, Respondent.LEADERS)]
)
def test_what_its_status_hides_is_not_taken_even_where_the_table_holds_it(area, respondent):
    survey = selected(TRUST, area, respondent)
    assert str(PLANTED) not in repr(survey)
    assert str(PLANTED / 100) not in repr(survey)


def test_a_suppressed_wave_loses_its_base_and_an_unreliable_one_keeps_it():
    suppressed = selected(TRUST, Area.SCHOOL).rows[2].after
    assert suppressed.status is Status.SUPPRESSED
    assert (suppressed.base, suppressed.invited, suppressed.response_rate) == (None, None, None)
    unreliable = selected(TRUST, Area.DAYCARE, Respondent.LEADERS).rows[2].after
    assert unreliable.status is Status.LOW_RELIABILITY
    assert (unreliable.base, unreliable.estimate, unreliable.lower) == (12, None, None)


def test_what_cannot_be_compared_says_why_and_keeps_its_levels():
    survey = selected(REWORDED, Area.DAYCARE)
    assert {row.change.not_comparable_reason for row in survey.rows} == {NotComparable.WORDING}
    assert survey.whole.after.estimate == 52.0
    assert survey.judged == ()
    assert not survey.same_scale


def test_an_index_has_its_questions_and_no_answers():
    survey = selected(INDEX, Area.ELDERCARE)
    assert [item.indicator_id for item in survey.items] == [TRUST, REWORDED]
    assert survey.questions == ()
    assert survey.whole.before.alpha == 0.81
    assert survey.whole.before.answers.shares == ()


def test_who_was_not_asked_gives_nothing():
    assert select_survey(practice_edition(), TRUST, Area.SCHOOL, Respondent.LEADERS) is None
    asked = surveyed(practice_edition(), Area.DAYCARE, Respondent.LEADERS)
    assert [row.indicator_id for row in asked] == [TRUST]


def test_invented_answers_alone_make_the_edition_an_invented_one():
    edition = practice_edition(simulated=False)
    answers = {
        code: tuple(replace(row, status=Status.SIMULATED) for row in rows)
        for code, rows in edition.survey_answers.items()
    }
    assert not edition.is_simulated
    assert replace(edition, survey_answers=answers).is_simulated


@pytest.mark.parametrize("simulated", [True, False])
def test_the_status_of_the_rows_says_whether_numbers_are_invented(simulated):
    edition = practice_edition(simulated=simulated)
    for area, respondent in (
        (Area.ELDERCARE, Respondent.STAFF),
        (Area.DAYCARE, Respondent.LEADERS),
    ):
        survey = selected(TRUST, area, respondent, edition)
        assert survey.is_simulated is simulated
        assert (Status.SIMULATED in survey.statuses) is simulated
