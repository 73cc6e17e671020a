"""Levels, changes and shares: by hand, against statsmodels, and where little can be said."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import change, hedges_g, level
from frikommune_viz.pipeline.survey.shares import shares

NAN = np.nan


def sample(values, workplaces, weights=None):
    values = np.array(values, dtype=float)
    weights = np.ones(len(values)) if weights is None else np.array(weights, dtype=float)
    return Sample(values, weights, np.array(list(workplaces)))


# By hand: two workplaces, a with 0 and 50, b with 100. The mean is 50. a adds
# (−50 + 0) / 3 and b 50 / 3; the sum of squares is 2 × (50/3)², times G / (G − 1) = 2 it is
# (100/3)², so the standard error is 100/3. With t(1) = 12.7 the interval covers the scale.
def test_a_level_by_hand():
    found = level(*sample([0, 50, 100], "aab"), 0.95)
    assert found.estimate == 50
    assert found.se == pytest.approx(100 / 3)
    assert (found.lower, found.upper) == (0, 100)
    assert (found.base, found.df) == (3, 1)


# By hand: before a: 0, b: 50; after a: 50, b: 50. Means 25 and 50, the change is 25. a adds
# (50 − 50)/2 − (0 − 25)/2 = 12.5, b adds −12.5; 2 × 12.5² × 2 = 25², the standard error is 25 and
# t = 1, for which t(1) gives exactly p = 0.5.
def test_a_change_by_hand():
    found = change(sample([0, 50], "ab"), sample([50, 50], "ab"), 0.95)
    assert (found.change, found.se) == (25, pytest.approx(25))
    assert found.p_value == pytest.approx(0.5)
    assert (found.base_before, found.base_after, found.df) == (2, 2, 1)


def drawn(seed, people, workplaces):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 5, people) * 25.0
    return Sample(values, rng.uniform(0.3, 3, people), rng.integers(0, workplaces, people))


@given(st.integers(0, 10**6), st.integers(12, 80), st.integers(2, 9))
def test_the_closed_form_is_the_regression(seed, people, workplaces):
    before, after = drawn(seed, people, workplaces), drawn(seed + 1, people + 7, workplaces)
    values, weights, groups = (np.concatenate(parts) for parts in zip(before, after, strict=True))
    wave = np.repeat([0.0, 1.0], [people, people + 7])
    fit = sm.WLS(values, sm.add_constant(wave), weights).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}, use_t=True
    )
    found = change(before, after, 0.95)
    if not found.se > 0:  # a wave with one workplace
        return
    clusters = len(set(groups))
    assert found.df == clusters - 1
    assert found.change == pytest.approx(fit.params[1], abs=1e-10)
    assert found.se == pytest.approx(fit.bse[1] * np.sqrt(clusters / (clusters - 1)), abs=1e-10)


@given(st.integers(0, 10**6), st.integers(12, 80), st.integers(2, 9))
def test_a_level_is_statsmodels_own(seed, people, workplaces):
    """For a level its correction is ours, so nothing is left to translate."""
    one = drawn(seed, people, workplaces)
    if len(set(one.workplaces)) < 2:
        return
    fit = sm.WLS(one.values, np.ones(people), one.weights).fit(
        cov_type="cluster", cov_kwds={"groups": one.workplaces}, use_t=True
    )
    found = level(*one, 0.95)
    assert found.estimate == pytest.approx(fit.params[0], abs=1e-10)
    assert found.se == pytest.approx(fit.bse[0], abs=1e-10)
    lower, upper = fit.conf_int()[0]
    assert (found.lower, found.upper) == pytest.approx((max(lower, 0), min(upper, 100)))


@given(st.integers(0, 10**6))
def test_a_change_is_after_less_before(seed):
    before, after = drawn(seed, 30, 5), drawn(seed + 1, 40, 6)
    found = change(before, after, 0.95)
    levels = [level(*wave, 0.95).estimate for wave in (before, after)]
    assert found.change == pytest.approx(levels[1] - levels[0])
    assert found.lower <= found.change <= found.upper


def test_the_same_workplaces_in_both_waves_say_more():
    """Workplaces differ by 80, all moved by 5: as panel clear, as strangers not."""
    before, after = sample([0, 80, 0, 80], "abab"), sample([5, 85, 5, 85], "abab")
    assert change(before, after, 0.95).se == 0
    assert change(before, after._replace(workplaces=np.array(list("cdcd"))), 0.95).se > 40


def test_one_workplace_has_no_interval():
    found = level(*sample([0, 50, 75], "aaa"), 0.95)
    assert found.estimate == pytest.approx(125 / 3)
    assert np.isnan([found.se, found.lower, found.upper]).all()
    assert (found.base, found.df) == (3, 0)


def test_a_wave_with_one_workplace_has_no_interval():
    """The sandwich would take its mean for known, since the residuals sum to nothing."""
    found = change(sample([0, 100], "aa"), sample([0, 50, 100, 50], "aabb"), 0.95)
    assert found.change == 0
    assert np.isnan([found.se, found.lower, found.upper, found.p_value]).all()


def test_all_equal_is_a_point():
    everyone = sample([75, 75, 75], "aab", [0.1, 0.2, 0.7])
    found = level(*everyone, 0.95)
    assert (found.estimate, found.se, found.lower, found.upper) == (75, 0, 75, 75)
    same = change(everyone, everyone, 0.95)
    assert (same.change, same.lower, same.upper, same.p_value) == (0, 0, 0, 1)
    moved = change(everyone, sample([100, 100], "ab"), 0.95)
    assert (moved.change, moved.se, moved.p_value) == (25, 0, 0)
    assert np.isnan(moved.effect_size)


def test_no_answers():
    nobody = sample([NAN, NAN], "ab")
    found = level(*nobody, 0.95)
    assert np.isnan([found.estimate, found.se, found.lower, found.upper]).all()
    assert found.base == 0
    moved = change(nobody, sample([0, 100], "ab"), 0.95)
    assert np.isnan([moved.change, moved.p_value]).all()
    assert (moved.base_before, moved.base_after) == (0, 2)
    assert np.isnan(shares(*nobody, 5, 0.95).share).all()


def test_an_answer_not_given_is_nowhere():
    with_gap = sample([0, NAN, 50, 100], "aabb", [1, 9, 1, 1])
    assert level(*with_gap, 0.95) == level(*sample([0, 50, 100], "abb"), 0.95)


def test_a_weight_counts_as_that_many_people():
    weighted = level(*sample([0, 100], "ab", [3, 1]), 0.95)
    repeated = level(*sample([0, 0, 0, 100], "aaab"), 0.95)
    assert (weighted.estimate, weighted.se) == (25, pytest.approx(repeated.se))


# By hand: before 0, 50, 100 and after 25, 75, 125 have variances of 2500, so g is
# 25/50 × (1 − 3/15) = 0.4.
def test_the_effect_size_by_hand():
    before, after = sample([0, 50, 100], "abc"), sample([25, 75, 125], "abc")
    assert hedges_g(before, after) == pytest.approx(0.4)
    doubled = before._replace(weights=np.full(3, 2.0))
    assert hedges_g(doubled, after) == pytest.approx(0.4)


def test_shares_by_hand():
    found = shares(*sample([1, 1, 2, 5], "aabb", [1, 1, 1, 3]), 5, 0.95)
    assert found.share == pytest.approx([1 / 3, 1 / 6, 0, 0, 1 / 2])
    assert list(found.count) == [2, 1, 0, 0, 1]
    assert found.base == 4
    # Nobody chose 3: with two workplaces as two draws, 1 − 0.025^(1/2).
    assert (found.lower[2], found.upper[2]) == (0, pytest.approx(1 - 0.025**0.5))


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 8))
def test_shares_keep_to_the_law(seed, people, workplaces):
    drawn_ = drawn(seed, people, workplaces)
    answers = drawn_._replace(values=drawn_.values / 25 + 1)
    found = shares(*answers, 5, 0.95)
    assert found.share.sum() == pytest.approx(1)
    assert found.count.sum() == people
    if len(set(answers.workplaces)) > 1:
        assert (found.lower >= 0).all()
        assert (found.upper <= 1).all()
        assert (found.lower <= found.share).all()
        assert (found.share <= found.upper).all()
        for k in range(5):
            chosen = (answers.values == k + 1).astype(float)
            one = level(chosen, answers.weights, answers.workplaces, 0.95)
            assert found.se[k] == pytest.approx(one.se, abs=1e-8)
