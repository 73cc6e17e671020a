"""What the choices come to: one answer for the control, the figure and the words around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice_rows import INDEX, TRUST, practice_edition

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Respondent
from frikommune_viz.selection import choices


@pytest.mark.parametrize(
    ("chosen", "area", "expected"),
    [
        ((), None, "absence_grade_7_9"),
        ((), Area.DAYCARE, "children_per_adult_3_5"),
        (("absence_grade_4_6",), None, "absence_grade_4_6"),
        # Chosen on another area's figure, it leaves this one at its first.
        (("absence_grade_4_6",), Area.DAYCARE, "children_per_adult_3_5"),
        (("children_per_adult_0_2", "absence_grade_4_6"), Area.SCHOOL, "absence_grade_4_6"),
    ],
)
def test_the_indicator_is_the_first_chosen_of_the_area(published, chosen, area, expected):
    assert choices.indicator(published, Filters(indicator=chosen), area) == expected


def test_an_edition_without_the_usual_first_shows_the_first_it_has(published):
    rest = {
        id_: row for id_, row in published.indicators.items() if id_ not in choices.FIRST.values()
    }
    edition = replace(published, indicators=rest)
    assert choices.indicator(edition, Filters()) == next(iter(rest))


def test_areas_are_those_of_the_municipalities_and_of_the_choice_that_have_figures(published):
    at = published
    with_figures = tuple(area for area in Area if at.indicators_of(area))
    assert choices.register_areas(at, Filters()) == with_figures
    assert choices.register_areas(at, Filters(municipality=("561",))) == (Area.SCHOOL,)
    assert choices.register_areas(at, Filters(municipality=("561",), area=(Area.DAYCARE,))) == ()
    rest = {id_: row for id_, row in at.indicators.items() if row.area is not Area.ELDERCARE}
    without = replace(at, indicators=rest)
    assert choices.register_area_of_profile(without, Filters(municipality=("482",))) is None
    assert choices.register_area_of_profile(at, Filters(municipality=("561",))) is Area.SCHOOL


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filters(), "absence_grade_7_9"),
        (Filters(area=(Area.DAYCARE,)), "children_per_adult_3_5"),
        # A figure of an area that was not chosen gives way to one that was.
        (Filters(area=(Area.DAYCARE,), indicator=("absence_grade_4_6",)), "children_per_adult_3_5"),
        (Filters(indicator=("children_per_adult_0_2",)), "children_per_adult_0_2"),
        # Esbjerg has its agreement for schools.
        (Filters(municipality=("561",), area=(Area.DAYCARE,)), None),
    ],
)
def test_the_compared_figure_is_of_an_area_of_the_choice(published, chosen, expected):
    assert choices.compared(published, chosen) == expected


def test_survey_figures_stand_only_where_the_group_was_asked():
    edition = practice_edition()
    leaders = Filters(question=(TRUST,), group=Respondent.LEADERS)
    assert choices.survey_areas(edition, leaders) == (Area.DAYCARE,)
    assert choices.survey_areas_of_profile(edition, leaders.but(municipality=("561",))) == ()


def test_answers_are_shown_of_one_question_in_at_most_two_areas():
    edition = practice_edition()
    trust, index = Filters(question=(TRUST,)), Filters(question=(INDEX,))
    assert choices.has_answers(edition, trust, (Area.SCHOOL, Area.ELDERCARE))
    assert not choices.has_answers(edition, trust, tuple(Area))
    assert not choices.has_answers(edition, trust, ())
    assert not choices.has_answers(edition, index, (Area.SCHOOL,))
