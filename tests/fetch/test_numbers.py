"""Danish numbers are read exactly, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.fetch import danish_numbers, publisher_periods


@given(
    st.integers(-(10**9), 10**9),
    st.integers(0, 6),
    st.booleans(),
)
def test_a_number_written_in_danish_is_read_back_exactly(digits: int, places: int, points: bool):
    number = Decimal(digits).scaleb(-places)
    english = f"{number:{',' if points else ''}.{places}f}"
    danish = english.translate(str.maketrans(",.", ".,"))
    assert Decimal(danish_numbers.parse(danish)) == number
    assert danish_numbers.parse(danish) == f"{number:.{places}f}"


@given(st.text(max_size=12))
def test_any_other_text_is_refused_or_a_number_for_the_build(text: str):
    try:
        ours = danish_numbers.parse(text)
    except ValueError:
        return
    assert text.replace(".", "").replace(",", ".") == ours
    assert Decimal(ours).is_finite()


@pytest.mark.parametrize(
    "text", ["", "..", "3.2", "1.23", "12.3456", "1,", ",5", "1 000", "+1", "−1", "1e3", "٣", "1\n"]
)
def test_what_is_not_danish_is_refused(text: str):
    with pytest.raises(ValueError, match="not a number in Danish writing"):
        danish_numbers.parse(text)


@pytest.mark.parametrize(
    ("form", "published", "ours"),
    [
        ("year", "2024", "2024"),
        ("month", "2024M05", "2024-05"),
        ("first_of_year", "2024K1", "2024-01-01"),
        ("first_of_year", "2024K3", None),
        ("school_year", "2023/2024", "2023/24"),
        ("school_year_begins", "2024", "2024/25"),
        ("school_year_begins", "1999", "1999/00"),
    ],
)
def test_periods_take_our_form(form: str, published: str, ours: str | None):
    assert publisher_periods.read(published, form) == ours


@pytest.mark.parametrize(
    ("form", "published"),
    [
        ("year", "2024K1"),
        ("month", "2024M13"),
        ("first_of_year", "2024"),
        ("school_year", "2023/2025"),
    ],
)
def test_a_period_of_another_form_is_refused(form: str, published: str):
    with pytest.raises(ValueError, match="not a period"):
        publisher_periods.read(published, form)
