"""The five classes of a map."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.selection.map_classes import map_classes


def test_bounds_are_round_and_lie_around_the_middle():
    # Twenty-one changes from 1.0 to 5.0; the middle is 3.0.
    values = [1 + 0.2 * place for place in range(21)]
    assert map_classes(values, 1).bounds == (2.0, 3.0, 4.0, 5.0)


def test_a_value_at_a_bound_is_in_the_class_above():
    classes = map_classes([1 + 0.2 * place for place in range(21)], 1)
    assert [classes.of(value) for value in (1.9, 2.0, 3.0, 4.0, 5.0)] == [1, 2, 3, 4, 5]


def test_equal_values_still_have_bounds_no_finer_than_the_last_decimal():
    bounds = map_classes([3.0] * 10, 1).bounds
    assert all(b - a == pytest.approx(0.1) for a, b in pairwise(bounds))


@given(
    st.lists(st.floats(-1e4, 1e4).map(lambda v: round(v, 2)), min_size=1, max_size=98),
    st.integers(0, 3),
)
def test_bounds_ascend_and_every_value_has_a_class(values, decimals):
    classes = map_classes(values, decimals)
    assert list(classes.bounds) == sorted(set(classes.bounds))
    assert all(1 <= classes.of(value) <= 5 for value in values)
    ordered = sorted(values)
    assert [classes.of(value) for value in ordered] == sorted(classes.of(v) for v in values)
