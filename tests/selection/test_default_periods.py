"""Which periods are compared, and where a day lies on an axis of years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.periods import (
    Pair,
    crosses_break,
    pairs,
    place,
    reported_widely,
    shown,
    span,
)
from frikommune_viz.selection.register import select

SCHOOL = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24", "2024/25")
CALENDAR = tuple(str(year) for year in range(2017, 2024))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020/21", date(2020, 8, 1), date(2021, 7, 31)),
        ("2021-10–2022-02", date(2021, 10, 1), date(2022, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2021-09-27", date(2021, 9, 27), date(2021, 9, 27)),
    ],
)
def test_span(period, first, last):
    assert span(period) == (first, last)


@pytest.mark.parametrize(
    ("indicator_id", "pair"),
    [
        ("absence_grade_7_9", Pair("2020/21", "2023/24")),
        ("wellbeing_five_indicators", Pair("2020/21", "2023/24")),
        # Exams in between were cancelled or adapted.
        ("exam_grade_9", Pair("2018/19", "2023/24")),
        # The series breaks after 2022.
        ("children_per_adult_3_5", Pair("2020", "2022")),
        ("pedagogue_share_all_staff", Pair("2020", "2022")),
        # Reporting is whole from 2021.
        ("home_nursing_recipients_per_1000", Pair("2021", "2025")),
        ("staff_qualified_share", None),
    ],
)
def test_the_catalogue_chooses_the_pair_and_says_why(edition, indicator_id, pair):
    indicator = edition.indicators[indicator_id]
    assert indicator.default_pair == pair
    assert bool(indicator.default_reason.da) == bool(indicator.default_reason.en) == bool(pair)


def test_what_is_chosen_can_be_compared_and_is_reported_widely(edition):
    for indicator in edition.indicators.values():
        outcome = select(edition, indicator.indicator_id)
        if indicator.default_pair is None:
            assert outcome.pairs == ()
        else:
            assert indicator.default_pair in outcome.pairs
            assert not set(indicator.default_pair) & set(outcome.thin_periods)


def test_periods_before_the_first_shown_one_are_left_out():
    assert shown(CALENDAR, "2021") == ("2021", "2022", "2023")
    assert shown(reversed(SCHOOL), "") == SCHOOL
    assert shown(("2021", "2020", "2021"), "") == ("2020", "2021")


def test_home_nursing_is_shown_from_2021_and_keeps_its_earlier_figures(edition):
    nursing = "home_nursing_recipients_per_1000"
    assert edition.periods_of(nursing) == ("2021", "2022", "2023", "2024", "2025")
    assert min(row.period for row in edition.observations_of(nursing)) == "2016"


@pytest.mark.parametrize(
    ("count", "of", "enough"), [(89, 98, True), (88, 98, False), (9, 10, True)]
)
def test_nine_of_ten_are_enough_for_a_verdict(count, of, enough):
    assert reported_widely(count, of) is enough


@given(st.sets(st.sampled_from(CALENDAR), min_size=1), st.sampled_from(CALENDAR))
def test_no_pair_crosses_the_break(periods, break_after):
    for baseline, endline in pairs(sorted(periods), break_after):
        assert baseline < endline
        assert (baseline <= break_after) == (endline <= break_after)
        assert not crosses_break(baseline, endline, break_after)


def test_the_first_of_august_lies_midway_between_school_years():
    assert place(date(2021, 8, 1), "2024/25", 2025) == pytest.approx(2021.5, abs=0.01)


def test_midsummer_lies_on_the_mark_of_a_calendar_year():
    assert place(date(2021, 7, 2), "2023", 2023) == pytest.approx(2021, abs=0.01)
