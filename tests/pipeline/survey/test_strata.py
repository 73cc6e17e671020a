"""A total is a mean of its municipalities with fixed weights, and as sure as they are together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import Rule, change, level
from frikommune_viz.pipeline.survey.strata import Part, Stratum, alone, combine, merged

RULE = Rule()


def municipality(seed, people, workplaces, mean):
    rng = np.random.default_rng(seed)
    values = np.clip(np.round(rng.normal(mean, 25, people) / 25) * 25, 0, 100)
    return Sample(values, rng.uniform(0.5, 2, people), rng.integers(0, workplaces, people))


@given(st.integers(0, 10**6), st.floats(1, 500), st.floats(1, 500))
def test_a_total_lies_between_and_its_variance_is_the_sum(seed, first, second):
    one, two = municipality(seed, 60, 8, 30), municipality(seed + 1, 90, 9, 60)
    apart = [level(alone(sample), RULE) for sample in (one, two)]
    total = level([Stratum(first, one), Stratum(second, two)], RULE)
    assert apart[0].estimate <= total.estimate <= apart[1].estimate or (
        apart[1].estimate <= total.estimate <= apart[0].estimate
    )
    share = first / (first + second)
    expected = share**2 * apart[0].se ** 2 + (1 - share) ** 2 * apart[1].se ** 2
    assert total.se**2 == pytest.approx(expected)
    assert min(apart[0].df, apart[1].df) - 1e-9 <= total.df <= apart[0].df + apart[1].df + 1e-9


# The reviewer's example. Nothing changes: in A everybody is at about 25 in both waves, in B at
# about 75. But of B only a third answer again. The pooled mean falls by some twelve points.
def test_that_fewer_answer_in_one_municipality_is_no_change():
    low, high = municipality(1, 200, 20, 25), municipality(2, 200, 20, 75)
    fewer = Sample(*(part[:66] for part in high))
    pooled = [np.average(np.r_[low.values, one.values]) for one in (high, fewer)]
    assert pooled[1] - pooled[0] < -10
    before = [Stratum(400.0, low), Stratum(400.0, high)]
    after = [Stratum(400.0, low), Stratum(400.0, fewer)]
    moved = change(before, after, RULE)
    alone_ = change(alone(high), alone(fewer), RULE).change
    assert moved.change == pytest.approx(alone_ / 2)
    assert abs(moved.change) < 2
    assert moved.p_value > 0.05


def test_a_municipality_with_too_few_workplaces_borrows_the_variance_of_the_others():
    """Two municipalities show 2 per effective workplace; the third has one workplace."""
    parts = [
        Part(4.0, np.array([50.0]), np.array([0.2]), 10.0),
        Part(4.0, np.array([60.0]), np.array([0.1]), 20.0),
        Part(2.0, np.array([70.0]), np.array([np.nan]), 1.0),
    ]
    found = combine(parts)
    assert found.value[0] == pytest.approx(58)
    assert found.se[0] ** 2 == pytest.approx(0.16 * 0.2 + 0.16 * 0.1 + 0.04 * 2.0)


def test_nothing_is_borrowed_from_a_minority():
    parts = [
        Part(4.0, np.array([50.0]), np.array([0.2]), 10.0),
        Part(6.0, np.array([60.0]), np.array([np.nan]), 20.0),
    ]
    assert np.isnan(combine(parts).se[0])
    assert combine(parts).value[0] == pytest.approx(56)


def test_few_people_do_not_show_their_spread_in_the_interval_of_the_area():
    """Three people of the second municipality answer alike, or as differently as can be."""
    many = municipality(3, 120, 15, 50)
    intervals = set()
    for answers in ([50, 50, 50], [0, 50, 100]):
        few = Sample(np.array(answers, dtype=float), np.ones(3), np.array(list("abc")))
        strata = [Stratum(90.0, many), Stratum(10.0, few)]
        found = level(strata, Rule(smallest_base=5))
        intervals.add((round(found.lower, 9), round(found.upper, 9)))
    assert len(intervals) == 1


def test_without_answers_from_one_there_is_no_total():
    many = municipality(3, 120, 15, 50)
    nobody = Sample(np.array([np.nan]), np.ones(1), np.array(["a"]))
    found = level([Stratum(1.0, many), Stratum(1.0, nobody)], RULE)
    assert np.isnan(found.estimate)


def test_merged_answers_have_the_mean_of_the_total():
    strata = [Stratum(3.0, municipality(5, 40, 6, 30)), Stratum(1.0, municipality(6, 70, 6, 60))]
    one = merged(strata)
    assert np.average(one.values, weights=one.weights) == pytest.approx(
        level(strata, RULE).estimate
    )
