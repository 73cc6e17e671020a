"""From answers to values and indices, and the adjustment for many comparisons."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.pipeline.survey.false_discovery import benjamini_hochberg
from frikommune_viz.pipeline.survey.scales import cronbach_alpha, index_mean, to_hundred

NAN = np.nan


def test_the_lowest_is_nothing_and_the_highest_a_hundred():
    assert list(to_hundred([1, 2, 3, 4, 5], 5, is_reversed=False)) == [0, 25, 50, 75, 100]
    assert list(to_hundred([1, 2, 3, 4, 5], 5, is_reversed=True)) == [100, 75, 50, 25, 0]
    assert list(to_hundred([1, 4], 4, is_reversed=False)) == [0, 100]
    assert np.isnan(to_hundred([NAN], 5, is_reversed=True)).all()


def test_an_index_needs_half_of_its_items():
    found = index_mean([[0, 50, 100], [0, NAN, 100], [100, NAN, NAN], [NAN, NAN, NAN]])
    assert list(found[:2]) == [50, 50]
    assert np.isnan(found[2:]).all()
    assert list(index_mean([[75, NAN]])) == [75]  # one of two is half


# By hand: items 0, 50, 100 and 0, 100, 50 have variances of 2500 and 2500, their sum 0, 150, 150
# has 7500. Alpha is 2/1 × (1 − 5000/7500) = 2/3.
def test_alpha_by_hand():
    assert cronbach_alpha([[0, 0], [50, 100], [100, 50]]) == pytest.approx(2 / 3)
    assert cronbach_alpha([[0, 0], [50, 100], [100, 50], [NAN, 0]]) == pytest.approx(2 / 3)


def test_items_that_are_the_same_hang_together_fully():
    assert cronbach_alpha([[0, 0, 0], [25, 25, 25], [100, 100, 100]]) == pytest.approx(1)


@pytest.mark.parametrize("matrix", [[[0], [50]], [[0, 50]], [[50, 0], [0, 50]], np.empty((0, 3))])
def test_no_alpha_where_there_is_none(matrix):
    assert np.isnan(cronbach_alpha(matrix))


def by_definition(p_values):
    """The smallest level at which the step-up procedure of 1995 rejects each hypothesis."""
    known = [p for p in p_values if p == p]
    levels = [(p, len(known) * p / sum(other <= p for other in known)) for p in known]
    return [
        min([1.0, *(level for p, level in levels if p >= own)]) if own == own else NAN
        for own in p_values
    ]


@given(st.lists(st.floats(0, 1) | st.sampled_from([NAN, 0.01, 0.05]), max_size=40))
def test_the_adjustment_is_that_of_the_definition(p_values):
    expected = pytest.approx(by_definition(p_values), nan_ok=True)
    assert list(benjamini_hochberg(p_values)) == expected


def test_a_number_that_is_no_p_value_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.5, 1.5])


def test_what_is_hidden_is_no_comparison():
    found = benjamini_hochberg([0.01, NAN, 0.04])
    assert found[0] == pytest.approx(0.02)
    assert np.isnan(found[1])
    assert found[2] == pytest.approx(0.04)
