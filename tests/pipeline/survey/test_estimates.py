"""Levels, changes and shares: by hand, against the answers themselves, and where little is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import (
    Change,
    Rule,
    change,
    hedges_g,
    level,
    p_at_most_small,
)
from frikommune_viz.pipeline.survey.shares import shares
from frikommune_viz.pipeline.survey.strata import Stratum, alone

NAN = np.nan
RULE = Rule()
TWO = Rule(fewest_workplaces=2)
"""For what can be followed by hand."""


def sample(values, workplaces, weights=None):
    values = np.array(values, dtype=float)
    weights = np.ones(len(values)) if weights is None else np.array(weights, dtype=float)
    return Sample(values, weights, np.array(list(workplaces)))


def level_of(one, rule=RULE):
    return level(alone(one), rule)


def change_of(before, after, rule=RULE):
    return change(alone(before), alone(after), rule)


# By hand: a has 0 and 50, b 100; the mean is 50. Without a it is 100, without b 25, so the mean of
# the two is 62.5 and the variance 1/2 × 2 × 37.5². The shares are 2/3 and 1/3: 1 / (5/9) = 1.8
# workplaces, fewer than two, and so there is no interval.
def test_a_level_by_hand():
    found = level_of(sample([0, 50, 100], "aab"), Rule(fewest_workplaces=1.8))
    assert found.estimate == 50
    assert found.se == pytest.approx(37.5)
    assert (found.lower, found.upper) == (0, 100)
    assert found.base == 3
    assert found.df == pytest.approx(0.8)
    assert np.isnan(level_of(sample([0, 50, 100], "aab"), TWO).lower)


# By hand: before a: 0, b: 50; after a: 50, b: 60. Means 25 and 55, the change is 30. Without a it
# is 10, without b 50; the variance is 1/2 × 2 × 20², the standard error 20 and t = 1.5. With one
# degree of freedom p is 1 − 2 atan(t) / π.
def test_a_change_by_hand():
    found = change_of(sample([0, 50], "ab"), sample([50, 60], "ab"), TWO)
    assert (found.change, found.se) == (30, pytest.approx(20))
    assert found.p_value == pytest.approx(1 - 2 * np.arctan(1.5) / np.pi)
    assert (found.base_before, found.base_after, found.df) == (2, 2, pytest.approx(1))


def drawn(seed, people, workplaces):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 5, people) * 25.0
    return Sample(values, rng.uniform(0.3, 3, people), rng.integers(0, workplaces, people))


def without(one, workplace):
    kept = one.workplaces != workplace
    return Sample(*(part[kept] for part in one))


def mean(one):
    return np.average(one.values, weights=one.weights)


@given(st.integers(0, 10**6), st.integers(20, 80), st.integers(4, 9))
def test_the_closed_form_is_the_jackknife(seed, people, workplaces):
    """Leave each workplace out and compute the change anew."""
    before, after = drawn(seed, people, workplaces), drawn(seed + 1, people + 7, workplaces)
    names = sorted({*before.workplaces, *after.workplaces})
    anew = [mean(without(after, name)) - mean(without(before, name)) for name in names]
    count = len(names)
    found = change_of(before, after)
    shares_ = [
        np.array([one.weights[one.workplaces == name].sum() for name in names]) / one.weights.sum()
        for one in (before, after)
    ]
    assert found.change == pytest.approx(mean(after) - mean(before), abs=1e-10)
    if min(1 / (share**2).sum() for share in shares_) < 3:
        assert np.isnan(found.se)
        return
    expected = np.sqrt((count - 1) / count * np.sum((anew - np.mean(anew)) ** 2))
    assert found.se == pytest.approx(expected, abs=1e-9)
    assert found.df == pytest.approx(1 / ((sum(shares_) / 2) ** 2).sum() - 1)


@given(st.integers(0, 10**6))
def test_a_change_is_after_less_before(seed):
    before, after = drawn(seed, 30, 5), drawn(seed + 1, 40, 6)
    found = change_of(before, after)
    levels = [level_of(wave).estimate for wave in (before, after)]
    assert found.change == pytest.approx(levels[1] - levels[0])
    assert found.lower < found.change < found.upper or np.isnan(found.lower)


def test_the_same_workplaces_in_both_waves_say_more():
    """Workplaces differ by 80, all moved by about 5: as panel clear, as strangers not."""
    before = sample([0, 80, 40, 0, 80, 40], "abcabc")
    after = sample([5, 84, 46, 5, 84, 46], "abcabc")
    assert change_of(before, after).se < 1
    assert change_of(before, after._replace(workplaces=np.array(list("defdef")))).se > 30


UNKNOWN = {
    "one workplace": ([0, 50, 75], "aaa"),
    "two, though more people than three": ([0, 50, 75, 25, 100], "aaabb"),
    # 97 of 100 people work in one of four: 1.06 effective workplaces.
    "four, but one has nearly everybody": ([0, 50] * 49 + [25, 75, 100], "a" * 98 + "bcd"),
    "all alike": ([75] * 8, "aabbccdd"),
    "different people, workplaces alike": ([0, 100] * 4, "aabbccdd"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_workplaces_do_not_show_has_no_interval_and_no_test(case):
    """Standard errors of 0 once gave p = 0 and an interval without width."""
    values, workplaces = UNKNOWN[case]
    unknown = sample(values, workplaces)
    known = sample([0, 50, 25, 75, 50, 100, 100, 75], "eeffgghh")
    found = level_of(unknown)
    assert found.estimate == pytest.approx(np.mean(values))
    assert np.isnan([found.se, found.lower, found.upper]).all()
    assert found.base == len(values)
    for moved in (change_of(unknown, known), change_of(known, unknown)):
        assert abs(moved.change) == pytest.approx(abs(np.mean(values) - 59.375))
        assert np.isnan([moved.se, moved.lower, moved.upper, moved.p_value]).all()
        assert np.isnan(p_at_most_small(moved, 3.0))


def test_three_equal_workplaces_are_enough():
    assert level_of(sample([0, 50, 75], "abc")).lower < 41


def test_all_workplaces_that_move_alike_have_no_test():
    """Each wave has a spread, the change has none: it was p = 0."""
    before, after = sample([0, 80, 40], "abc"), sample([5, 85, 45], "abc")
    moved = change_of(before, after)
    assert moved.change == 5
    assert np.isnan([moved.se, moved.p_value]).all()


@given(st.lists(st.integers(0, 4), min_size=4, max_size=40), st.integers(1, 12), st.integers(0, 99))
def test_no_interval_is_without_width(answers, workplaces, seed):
    rng = np.random.default_rng(seed)
    names = rng.integers(0, workplaces, len(answers))
    one = Sample(np.array(answers) * 25.0, np.ones(len(answers)), names)
    found = level_of(one)
    assert np.isnan(found.lower) or round(found.lower, 4) < round(found.upper, 4)
    of_shares = shares(alone(one._replace(values=one.values / 25 + 1)), 5, RULE)
    for lower, upper in zip(of_shares.lower, of_shares.upper, strict=True):
        assert np.isnan(lower) or round(lower, 6) < round(upper, 6)


def test_no_answers():
    nobody = sample([NAN, NAN], "ab")
    found = level_of(nobody)
    assert np.isnan([found.estimate, found.se, found.lower, found.upper]).all()
    assert found.base == 0
    moved = change_of(nobody, sample([0, 100], "ab"))
    assert np.isnan([moved.change, moved.p_value]).all()
    assert (moved.base_before, moved.base_after) == (0, 2)
    assert np.isnan(shares(alone(nobody), 5, RULE).share).all()


def test_an_answer_not_given_is_nowhere():
    with_gap = sample([0, NAN, 50, 100, 25], "aabbc", [1, 9, 1, 1, 1])
    assert level_of(with_gap, TWO) == level_of(sample([0, 50, 100, 25], "abbc"), TWO)


def test_a_weight_counts_as_that_many_people():
    weighted = level_of(sample([0, 100, 50], "abc", [3, 2, 2]), TWO)
    repeated = level_of(sample([0, 0, 0, 100, 100, 50, 50], "aaabbcc"), TWO)
    assert weighted.estimate == pytest.approx(300 / 7)
    assert weighted.se == pytest.approx(repeated.se)
    assert weighted.df == pytest.approx(repeated.df)


# By hand: before 0, 50, 100 and after 25, 75, 125 have variances of 2500, so g is
# 25/50 × (1 − 3/15) = 0.4.
def test_the_effect_size_by_hand():
    before, after = sample([0, 50, 100], "abc"), sample([25, 75, 125], "abc")
    assert hedges_g(before, after) == pytest.approx(0.4)
    doubled = before._replace(weights=np.full(3, 2.0))
    assert hedges_g(doubled, after) == pytest.approx(0.4)


# By hand: with one degree of freedom P(T > t) is 1/2 − atan(t) / π. A change of 1 with a standard
# error of 2 lies 1 standard error within a band of 3.
def test_at_most_small_by_hand():
    found = Change(1.0, 2.0, NAN, NAN, NAN, 1.0, NAN, 20, 20)
    assert p_at_most_small(found, 3.0) == pytest.approx(0.25)
    down = Change(-1.0, 2.0, NAN, NAN, NAN, 1.0, NAN, 20, 20)
    assert p_at_most_small(down, 3.0) == pytest.approx(0.25)
    outside = Change(5.0, 2.0, NAN, NAN, NAN, 1.0, NAN, 20, 20)
    assert p_at_most_small(outside, 3.0) == pytest.approx(0.75)


def test_shares_by_hand():
    found = shares(alone(sample([1, 1, 2, 5], "aabb", [1, 1, 1, 3])), 5, Rule(fewest_workplaces=1))
    assert found.share == pytest.approx([1 / 3, 1 / 6, 0, 0, 1 / 2])
    assert list(found.count) == [2, 1, 0, 0, 1]
    assert found.base == 4
    # Nobody chose 3. The shares of the workplaces are 1/3 and 2/3, so they count as 1.8.
    assert (found.lower[2], found.upper[2]) == (0, pytest.approx(1 - 0.025 ** (1 / 1.8)))


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 8))
def test_shares_keep_to_the_law(seed, people, workplaces):
    drawn_ = drawn(seed, people, workplaces)
    answers = drawn_._replace(values=drawn_.values / 25 + 1)
    found = shares(alone(answers), 5, RULE)
    assert found.share.sum() == pytest.approx(1)
    assert found.count.sum() == people
    for k in range(5):
        chosen = level_of(answers._replace(values=(answers.values == k + 1) * 100.0))
        assert found.share[k] == pytest.approx(chosen.estimate / 100, abs=1e-9)
        if not np.isnan(found.se[k]):
            assert found.se[k] == pytest.approx(chosen.se / 100, abs=1e-8)
            assert 0 <= found.lower[k] < found.share[k] < found.upper[k] <= 1
        elif 1e-6 < found.share[k] < 1 - 1e-6:
            assert np.isnan(found.lower[k])


def test_a_share_that_is_the_same_in_all_workplaces_has_no_interval():
    found = shares(alone(sample([1, 2, 1, 2, 1, 2], "aabbcc")), 3, RULE)
    assert np.isnan(found.lower[:2]).all()
    assert (found.lower[2], found.upper[2]) == (0, pytest.approx(1 - 0.025 ** (1 / 3)))


def test_a_total_of_shares_is_weighted():
    one, two = sample([1, 1, 2, 1, 2, 1], "aabbcc"), sample([2, 2, 1, 2], "defg")
    found = shares([Stratum(1.0, one), Stratum(3.0, two)], 2, RULE)
    assert found.share == pytest.approx([(4 / 6 + 3 / 4) / 4, (2 / 6 + 9 / 4) / 4])
    assert list(found.count) == [5, 5]
    assert (found.lower < found.share).all()
    assert (found.share < found.upper).all()
