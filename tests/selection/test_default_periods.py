"""Which periods are compared, and where a day lies on an axis of years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.periods import (
    Pair,
    crosses_break,
    default_pair,
    pairs,
    place,
    recent_pair,
    span,
)

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


def test_school_figures_compare_the_last_year_before_with_the_last_of_the_trial():
    assert default_pair(SCHOOL, "") == Pair("2020/21", "2023/24")


def test_staffing_compares_2020_with_2022_because_of_the_break():
    assert default_pair(CALENDAR, "2022") == Pair("2020", "2022")


def test_one_period_makes_no_pair():
    assert default_pair(("2023",), "") is None
    assert recent_pair(("2023",), "") is None


def test_two_periods_on_each_side_of_a_break_make_no_pair():
    assert default_pair(("2022", "2023"), "2022") is None


def test_development_under_the_agreements():
    assert recent_pair(SCHOOL, "") == Pair("2021/22", "2024/25")
    assert recent_pair(CALENDAR, "2022") == Pair("2020", "2022")


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
