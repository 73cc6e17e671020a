"""Where an axis is numbered: at round numbers, whatever its ends are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.charts.layers import ticks


@pytest.mark.parametrize(
    ("ends", "numbered"),
    [
        ((0, 16), [0, 4, 8, 12, 16]),
        ((3, 4), [3, 3.2, 3.4, 3.6, 3.8, 4]),
        ((5.5, 9.5), [5.5, 6.5, 7.5, 8.5, 9.5]),
        ((0, 70), [0, 10, 20, 30, 40, 50, 60, 70]),
        # Sixty-five has no round part: it was once divided at 26.25 and 58.75.
        ((10, 75), [20, 40, 60]),
        ((0.1, 0.75), [0.2, 0.4, 0.6]),
    ],
)
def test_an_axis_is_numbered_at_round_numbers(ends, numbered):
    assert ticks(*ends) == pytest.approx(numbered)


@given(
    low=st.integers(-1000, 1000),
    reach=st.integers(1, 1000),
    unit=st.sampled_from([0.01, 0.1, 1, 10]),
    through_zero=st.booleans(),
)
def test_steps_are_equal_few_and_within(low, reach, unit, through_zero):
    ends = low * unit, (low + reach) * unit
    found = ticks(*ends, through_zero=through_zero)
    assert 2 <= len(found) <= 9
    assert ends[0] - 1e-6 <= found[0]
    assert found[-1] <= ends[1] + 1e-6
    steps = {round(b - a, 9) for a, b in pairwise(found)}
    assert max(steps) - min(steps) < 1e-6
    first = max(steps) / 10 ** math.floor(math.log10(max(steps)) + 1e-9)
    assert any(first == pytest.approx(round_one) for round_one in (1, 2, 3, 4, 5, 6))
    if through_zero and ends[0] <= 0 <= ends[1]:
        assert any(abs(tick) < 1e-9 for tick in found)
