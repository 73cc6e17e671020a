"""Whether a change stands out: by hand, by laws of the arithmetic, and where there is no effect."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL
from frikommune_viz.model.periods import Pair
from frikommune_viz.pipeline import holm, placebo

NAN = np.nan


def column(*changes):
    return np.array(changes, dtype=float)[:, np.newaxis]


def others(*rows, of):
    mask = np.zeros(of, dtype=bool)
    mask[list(rows)] = True
    return mask


# Worked by hand. Rows 0 and 1 have an agreement; rows 2–6 have none, and their changes, in units
# of the last decimal, are 1, 2, 3, 5, 9. Their median is 3 and their distances from it are
# 2, 1, 0, 2, 6.
#
# Row 0 changed by 5, a distance of 2. As far or farther: 1, 5 and 9, so 3 of 5.
# Share (1 + 3) / (1 + 5) = 4/6.
#
# Row 1 changed by 8, a distance of 5. As far: only 9, so 1 of 5. Share 2/6.
#
# Together their mean is 6.5, a distance of 3.5. The ten pairs of 1, 2, 3, 5, 9 have the means
#   1,2: 1.5   1,3: 2   1,5: 3   1,9: 5   2,3: 2.5   2,5: 3.5   2,9: 5.5   3,5: 4   3,9: 6   5,9: 7
# and the distances 1.5, 1, 0, 2, 0.5, 0.5, 2.5, 1, 3, 4. As far as 3.5: only 5,9, so 1 of 10.
# Share 2/11.
#
# The verdict on both lets them be drawn too. The seven changes 1, 2, 3, 5, 5, 8, 9 have the median
# 5 and the distances −4, −3, −2, 0, 0, 3, 4. Their own sum is 0 + 3 = 3. Of the 21 pairs the sums
# that are at least 3 either way:
#   −4 with −3, −2, 0, 0         −7 −6 −4 −4     4  (with 3: −1 and with 4: 0 are not)
#   −3 with −2, 0, 0             −5 −3 −3        3
#   0 with 3, 4, and again       3 4 3 4         4
#   3 with 4                     7               1
# which is 12 of 21.
HAND = column(5, 8, 1, 2, 3, 5, 9)
WITHOUT = others(2, 3, 4, 5, 6, of=7)


@pytest.mark.parametrize(("row", "count"), [(0, 3), (1, 1)])
def test_one_municipality_by_hand(row, count):
    found = placebo.compare(HAND, [row], [WITHOUT])
    assert found.median_others == [3]
    assert (found.count_as_large, found.others) == ([count], [5])
    assert found.share_as_large == found.p_value == [(1 + count) / 6]
    assert found.least_p_value == [1 / 6]


def test_two_municipalities_by_hand():
    found = placebo.compare(HAND, [0, 1], [WITHOUT, WITHOUT])
    assert (found.change, found.median_others) == ([6.5], [3])
    assert (found.count_as_large, found.others) == ([1], [10])
    assert found.share_as_large == [2 / 11]
    assert (found.p_value, found.least_p_value) == ([12 / 21], [1 / 21])


def test_two_municipalities_each_with_a_group_of_its_own_by_hand():
    # Row 0 (5) against 1, 2, 3: median 2, distance 3. Row 1 (8) against 5, 9: median 7, distance 1.
    # Their sum is 4. The six draws are −1, 0, 1 plus −2, 2: −3, 1, −2, 2, −1, 3. None is as far.
    groups = [others(2, 3, 4, of=7), others(5, 6, of=7)]
    found = placebo.compare(HAND, [0, 1], groups)
    assert (found.change, found.median_others) == ([6.5], [(2 + 7) / 2])
    assert (found.count_as_large, found.others) == ([0], [6])
    # With themselves: 1, 2, 3, 5 has the median 2.5 and 5, 8, 9 the median 8. Their own sum is
    # 2.5 + 0. The draws are −1.5, −0.5, 0.5, 2.5 plus −3, 0, 1:
    # −4.5 −1.5 −0.5, −3.5 −0.5 0.5, −2.5 0.5 1.5, −0.5 2.5 3.5; as far as 2.5: five of twelve.
    assert found.p_value == [5 / 12]


def test_three_municipalities_meet_every_triple_once():
    # Five others make ten triples; the three lie farther out than any of them.
    changes = column(90, 91, 92, 1, 2, 3, 4, 5)
    mask = others(3, 4, 5, 6, 7, of=8)
    found = placebo.compare(changes, [0, 1, 2], [mask] * 3)
    assert (found.change, found.median_others) == ([91], [3])
    assert (found.count_as_large, found.others) == ([0], [10])
    assert found.least_p_value == [1 / 56]


def test_an_equal_distance_counts_on_either_side():
    # Median 0; the chosen lies at 4; −4 and 4 lie as far, 3 does not.
    found = placebo.compare(column(4, -4, 4, 3, 0, -3), [0], [others(1, 2, 3, 4, 5, of=6)])
    assert (found.count_as_large, found.others) == ([2], [5])


def test_an_unknown_change_counts_nowhere():
    changes = np.column_stack([[5, 1, NAN, 3, 9], [NAN, 1, 2, 3, 9], [5, NAN, NAN, NAN, NAN]])
    found = placebo.compare(changes, [0], [others(1, 2, 3, 4, of=5)])
    # First: median of 1, 3, 9 is 3; 1 and 9 lie as far as 2. Second: the change itself is unknown.
    assert (found.count_as_large[0], found.others[0]) == (2, 3)
    assert np.isnan(found.change[1])
    assert found.others[2] == 0
    assert np.isnan(found.median_others[2])


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


def test_holm_by_hand():
    # In order: 0.005 × 4 = 0.02, 0.01 × 3 = 0.03, 0.03 × 2 = 0.06, 0.04 × 1 = 0.04 raised to 0.06.
    adjusted = holm.holm(np.array([0.01, 0.04, 0.03, 0.005]))
    assert adjusted == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm.holm(np.array([0.4, 0.6])).tolist() == [0.8, 0.8]
    assert holm.holm(np.array([0.7, 0.9])).tolist() == [1, 1]
    assert holm.holm(np.array([])).tolist() == []


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=9), st.floats(0.1, 1))
def test_no_adjusted_share_falls_when_another_rises(shares, part):
    before = np.array(shares)
    lower = before.copy()
    lower[0] *= part
    assert (holm.holm(lower) <= holm.holm(before)).all()


def test_the_family_of_a_pair_takes_defaults_where_the_pair_is_not_allowed():
    first, second, third = Pair("2019", "2022"), Pair("2020", "2022"), Pair("2018", "2022")
    default = {"a": first, "b": first, "c": third}
    allowed = {"a": frozenset({first, second}), "b": frozenset({first, second})}
    allowed["c"] = frozenset({third})
    rows = [("a", first, 0.01), ("a", second, 0.02), ("b", first, 0.03), ("b", second, 0.04)]
    rows.append(("c", third, 0.001))
    tests = pd.DataFrame(
        {
            "area": "school",
            "scope": "municipality",
            "comparison": "all_others",
            "indicator_id": [row[0] for row in rows],
            "baseline": [row[1].baseline for row in rows],
            "endline": [row[1].endline for row in rows],
            "p_value": [row[2] for row in rows],
            "least_p_value": 0.001,
        }
    )
    found = holm.adjust(tests, allowed, default)
    assert found["family_size"].tolist() == [3] * 5
    # Defaults: 0.001 × 3, 0.01 × 2, 0.03 × 1. At the second pair c takes part with its default and
    # is judged in the family of defaults alone: 0.02 × 2, 0.04 × 1.
    assert found["p_adjusted"].tolist() == [0.02, 0.04, 0.03, 0.04, 0.003]
    assert found["least_p_adjusted"].tolist() == [0.003] * 5


SETS, INDICATORS = 1000, 4


@pytest.mark.parametrize("shape", ["normal", "heavy tails", "many ties"])
def test_without_an_effect_unusual_is_said_no_oftener_than_stated(shape):
    """1,000 data sets of four indicators for 98 municipalities; two are said to have an agreement.

    The stated rate is 5 per cent, for a whole family after Holm. Alone, no municipality can be
    unusual in a family of eight; there the share before the adjustment shows that the test is live.
    """
    draw = np.random.default_rng(2021)
    size = 98, SETS * INDICATORS
    drawn = draw.standard_t(3, size) if shape == "heavy tails" else draw.standard_normal(size)
    changes = np.rint(drawn * (2 if shape == "many ties" else 13))
    without = others(*range(7, 98), of=98)
    alone = np.stack([placebo.compare(changes, [row], [without]).p_value for row in (0, 1)])
    together = np.concatenate(
        [
            placebo.compare(part, [0, 1], [without, without]).p_value
            for part in np.array_split(changes, 16, axis=1)
        ]
    )
    families = alone.reshape(2, SETS, INDICATORS).transpose(1, 0, 2).reshape(SETS, -1)
    assert 0.02 < (alone <= SIGNIFICANCE_LEVEL).mean() <= 0.05
    assert not any((holm.holm(family) <= SIGNIFICANCE_LEVEL).any() for family in families)
    pairs = together.reshape(SETS, INDICATORS)
    assert (
        0.02
        < np.mean([(holm.holm(family) <= SIGNIFICANCE_LEVEL).any() for family in pairs])
        <= 0.05
    )
