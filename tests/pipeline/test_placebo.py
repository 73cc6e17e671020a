"""Whether a change stands out: by hand, by laws of the arithmetic, and where there is no effect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL
from frikommune_viz.pipeline import placebo

NAN = np.nan


def column(*changes):
    return np.array(changes, dtype=float)[:, np.newaxis]


def others(*rows, of):
    mask = np.zeros(of, dtype=bool)
    mask[list(rows)] = True
    return mask


# Worked by hand. Rows 0 and 1 have an agreement; rows 2–6 have none, and their changes, in units
# of the last decimal, are 1, 2, 3, 5, 9.
#
# Row 0 changed by 5. With its own the six changes 1, 2, 3, 5, 5, 9 have the middle 4, and their
# distances are 3, 2, 1, 1, 1, 5: the other five all lie as far as its 1. p = 6/6.
#
# Row 1 changed by 8. The six changes 1, 2, 3, 5, 8, 9 have the middle 4 and the distances
# 3, 2, 1, 1, 4, 5. As far as 4: only 9, so 1 of 5. p = 2/6.
#
# Together: the seven changes 1, 2, 3, 5, 5, 8, 9 have the middle 5 and the distances
# −4, −3, −2, 0, 0, 3, 4. Their own sum is 0 + 3 = 3. Of the 21 pairs the sums that are at least 3
# either way:
#   −4 with −3, −2, 0, 0         −7 −6 −4 −4     4  (with 3: −1 and with 4: 0 are not)
#   −3 with −2, 0, 0             −5 −3 −3        3
#   0 with 3, 4, and again       3 4 3 4         4
#   3 with 4                     7               1
# which is 12 of 21. Without their own 0 and 3 it is the ten pairs of −4, −3, −2, 0, 4, of which
#   −4 with −3, −2, 0   −3 with −2, 0   0 with 4
# is 6.
HAND = column(5, 8, 1, 2, 3, 5, 9)
WITHOUT = others(2, 3, 4, 5, 6, of=7)


@pytest.mark.parametrize(("row", "count"), [(0, 5), (1, 1)])
def test_one_municipality_by_hand(row, count):
    found = placebo.compare(HAND, [row], [WITHOUT])
    assert found.middle == [4]
    assert (found.count_as_large, found.others) == ([count], [5])
    assert found.p_value == [(1 + count) / 6]


def test_two_municipalities_by_hand():
    found = placebo.compare(HAND, [0, 1], [WITHOUT, WITHOUT])
    assert (found.change, found.middle) == ([6.5], [5])
    assert (found.count_as_large, found.others) == ([6], [10])
    assert found.p_value == [12 / 21]


def test_two_municipalities_each_with_a_group_of_its_own_by_hand():
    # Row 0 (5) with 1, 2, 3: middle 2.5, distance 2.5. Row 1 (8) with 5, 9: middle 8, distance 0.
    # Their sum is 2.5. The draws are −1.5, −0.5, 0.5, 2.5 (its own) plus −3, 0 (its own), 1:
    # −4.5 −1.5 −0.5, −3.5 −0.5 0.5, −2.5 0.5 1.5, −0.5 2.5 3.5; as far as 2.5: five of twelve.
    # Without their own it is −4.5 −0.5, −3.5 0.5, −2.5 1.5: three of six.
    groups = [others(2, 3, 4, of=7), others(5, 6, of=7)]
    found = placebo.compare(HAND, [0, 1], groups)
    assert (found.change, found.middle) == ([6.5], [(2.5 + 8) / 2])
    assert (found.count_as_large, found.others) == ([3], [6])
    assert found.p_value == [5 / 12]


def test_three_municipalities_meet_every_triple_once():
    # Seven others make 35 triples; the three lie farther out than any of the 120 of all ten.
    changes = column(90, 91, 92, 1, 2, 3, 4, 5, 6, 7)
    mask = others(*range(3, 10), of=10)
    found = placebo.compare(changes, [0, 1, 2], [mask] * 3)
    assert (found.change, found.middle) == ([91], [5.5])
    assert (found.count_as_large, found.others) == ([0], [35])
    assert found.p_value == [1 / 120]


def test_an_equal_distance_counts_on_either_side():
    # With its own the middle is 0; the chosen lies at 4; −4 and 4 lie as far, 3 does not.
    found = placebo.compare(column(4, -4, 4, 3, 0, -3, -9), [0], [others(*range(1, 7), of=7)])
    assert found.middle == [0]
    assert (found.count_as_large, found.others) == ([3], [6])


def test_an_unknown_change_counts_nowhere():
    changes = np.column_stack([[5, 1, NAN, 3, 9], [NAN, 1, 2, 3, 9], [5, NAN, NAN, NAN, NAN]])
    found = placebo.compare(changes, [0], [others(1, 2, 3, 4, of=5)])
    # First: the middle of 5, 1, 3, 9 is 4; 1, 3 and 9 lie as far as 1. Second: its own is unknown.
    assert (found.count_as_large[0], found.others[0]) == (3, 3)
    assert np.isnan(found.change[1])
    assert found.others[2] == 0


def test_a_pair_with_an_unknown_change_is_no_pair():
    # Three known others make three pairs.
    changes = column(5, 6, 1, 2, 3, NAN)
    found = placebo.compare(changes, [0, 1], [others(2, 3, 4, 5, of=6)] * 2)
    assert found.others == [3]


def test_equal_changes_share_the_best_place():
    changes = column(3, 5, 5, NAN, 1, 9)
    assert placebo.ranks(changes)[:, 0].tolist()[:3] == [4, 2, 2]
    assert np.isnan(placebo.ranks(changes)[3, 0])
    assert placebo.ranks(changes)[4:, 0].tolist() == [5, 1]


@given(
    st.lists(st.integers(-60, 60), min_size=7, max_size=12),
    st.integers(-50, 50),
    st.sampled_from([1, 2, 3]),
)
def test_neither_a_shift_of_all_nor_the_sign_makes_a_change_unusual(changes, shift, size):
    one = column(*changes)
    group = others(*range(size, len(changes)), of=len(changes))
    chosen = list(range(size))

    def counted(values):
        found = placebo.compare(values, chosen, [group] * size)
        return found.count_as_large.tolist(), found.p_value.tolist()

    assert counted(one) == counted(one + shift) == counted(-one)


@pytest.mark.parametrize(("group", "level"), [(13, 1 / 14), (6, 1 / 7), (91, 0.05)])
def test_the_test_of_one_is_exact_also_among_few(group, level):
    """Each of the group and the one looked at is equally likely to be the farthest.

    Measured from the median of the others alone, a level of 1/14 was reached 0.079 of the time and
    1/7 0.177 of the time.
    """
    draw = np.random.default_rng(7)
    changes = np.rint(draw.standard_normal((group + 1, 20_000)) * 1000)
    found = placebo.compare(changes, [0], [others(*range(1, group + 1), of=group + 1)])
    reached = (found.p_value <= level + 1e-9).mean()
    assert reached == pytest.approx(np.floor(level * (group + 1) + 1e-9) / (group + 1), abs=0.006)


SETS = 4000


@pytest.mark.parametrize("shape", ["normal", "heavy tails", "many ties"])
def test_without_an_effect_unusual_is_said_no_oftener_than_stated(shape):
    """4,000 data sets of 98 municipalities, of which two are said to have an agreement."""
    draw = np.random.default_rng(2021)
    size = 98, SETS
    drawn = draw.standard_t(3, size) if shape == "heavy tails" else draw.standard_normal(size)
    changes = np.rint(drawn * (2 if shape == "many ties" else 13))
    without = others(*range(7, 98), of=98)
    together = np.concatenate(
        [
            placebo.compare(part, [0, 1], [without, without]).p_value
            for part in np.array_split(changes, 16, axis=1)
        ]
    )
    assert 0.02 < (together <= SIGNIFICANCE_LEVEL).mean() <= 0.055
