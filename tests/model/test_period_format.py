"""Periods have one normal form each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model import period_format
from frikommune_viz.model.period_format import Period

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
dates = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))
school_years = st.integers(1990, 2098).map(lambda year: f"{year}/{(year + 1) % 100:02}")


@given(dates)
def test_a_date_is_a_period_that_starts_and_ends_with_itself(text):
    assert period_format.parse(text) == Period(text, text)
    assert str(period_format.parse(text)) == text


@given(school_years)
def test_a_school_year_ends_the_year_after_it_starts(text):
    period = period_format.parse(text)
    assert str(period) == text
    assert period.end_year == int(text[:4]) + 1


@given(dates, dates)
def test_a_range_runs_forward_or_is_refused(start, end):
    text = f"{start}–{end}"
    known = min(len(start), len(end))
    if start[:known] < end[:known]:
        assert str(period_format.parse(text)) == text
        assert period_format.parse(text).end_year == int(end[:4])
    elif start[:known] > end[:known] or start == end:
        assert not period_format.is_period(text)


@given(dates)
def test_an_open_period_has_no_end_year(start):
    assert period_format.parse(f"{start}–").end_year is None
    assert str(period_format.parse(f"{start}–")) == f"{start}–"


@given(st.text(max_size=25))
def test_whatever_is_read_is_written_the_same(text):
    if period_format.is_period(text):
        assert str(period_format.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "end_year"),
    [
        ("2021", 2021),
        ("1999/00", 2000),
        ("2019/20", 2020),
        ("2021-10–2022-02", 2022),
        ("2022-04-26–2022-08-28", 2022),
        ("2017–2020", 2020),
    ],
)
def test_the_year_a_period_ends(text, end_year):
    assert period_format.parse(text).end_year == end_year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019/2020",  # written out
        "2019/21",  # not the next year
        "2017-2020",  # a hyphen where an en dash belongs
        "2021-13",
        "2023-02-29",  # no leap year
        "okt. 2021-feb. 2022",
        "2022–2021",
        "–2021",
        "２０２１",  # digits of another width
    ],
)
def test_other_forms_are_refused(text):
    assert not period_format.is_period(text)


def test_a_leap_day_exists():
    assert period_format.is_date("2024-02-29")
