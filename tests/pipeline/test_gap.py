"""Gap from the common course: against independent code, by hand, and by the laws of the arithmetic.

The reference below is plain Python on the published figures; it shares nothing with the package.
"""

from itertools import combinations
from math import floor, sqrt
from statistics import mean, median, variance

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frikommune_viz.pipeline import gap, gap_power, placebo

NAMES = ("municipalities", "indicators", "observations", "gaps", "gap_results")
MARKED = {"covid_19", "exams_adapted", "exams_cancelled"}
EXPECTED_PERIODS = {
    "exam_grade_9": (
        ["2015/16", "2016/17", "2017/18", "2018/19"],
        ["2022/23", "2023/24", "2024/25"],
    ),
    "wellbeing_five_indicators": (
        ["2014/15", "2015/16", "2016/17", "2017/18", "2018/19"],
        ["2021/22", "2022/23", "2023/24", "2024/25"],
    ),
    "class_size_folkeskole": (
        ["2016/17", "2017/18", "2018/19", "2019/20", "2020/21"],
        ["2021/22", "2022/23", "2023/24", "2024/25"],
    ),
}
"""By hand: the school years that ended before August 2021, and those under the agreements."""


@pytest.fixture(scope="module")
def tables(repository):
    folder = repository / "data" / "published"
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in NAMES}


def figures(tables, indicator_id):
    return {
        (row["municipality_code"], row["period"]): row["value"]
        for row in tables["observations"]
        if row["indicator_id"] == indicator_id and row["value"] is not None
    }


def without_agreement(tables):
    return [row["municipality_code"] for row in tables["municipalities"] if row["area"] is None]


def slow_gaps(tables, indicator_id):
    """Each figure less the median of those without an agreement."""
    values = figures(tables, indicator_id)
    found = {}
    for period in {period for _, period in values}:
        others = [values[c, period] for c in without_agreement(tables) if (c, period) in values]
        middle = median(others)
        found |= {key: value - middle for key, value in values.items() if key[1] == period}
    return found


def slow_shifts(tables, indicator_id, before, after):
    """D, s and T of every municipality with all its figures."""
    gaps = slow_gaps(tables, indicator_id)
    codes = sorted({code for code, _ in gaps})
    codes = [code for code in codes if all((code, p) in gaps for p in (*before, *after))]
    own = {code: variance(gaps[code, p] for p in before) for code in codes}
    common = median(sqrt(own[code]) for code in without_agreement(tables) if code in own)
    found = {}
    for code in codes:
        n = len(before)
        noise = sqrt(((n - 1) * own[code] + 4 * common**2) / (n + 3))
        difference = mean(gaps[code, p] for p in after) - mean(gaps[code, p] for p in before)
        found[code] = difference, noise, round(difference / noise, 6)
    return found


def slow_p(statistics, chosen, others):
    """The exact share of groups as far from the middle, the chosen included."""
    pool = [*chosen, *others]
    middle = median(statistics[code] for code in pool)
    far = [
        round(abs(sum(statistics[code] - middle for code in drawn)), 6)
        for drawn in combinations(pool, len(chosen))
    ]
    own = round(abs(sum(statistics[code] - middle for code in chosen)), 6)
    return sum(one >= own for one in far) / len(far)


@pytest.mark.parametrize("indicator_id", EXPECTED_PERIODS)
def test_periods_are_those_that_were_set_beforehand(tables, indicator_id):
    parts = {}
    for row in tables["gaps"]:
        if row["indicator_id"] == indicator_id:
            parts.setdefault(row["part"], set()).add(row["period"])
    before, after = EXPECTED_PERIODS[indicator_id]
    assert (sorted(parts.pop("before")), sorted(parts.pop("after"))) == (before, after)
    notes = {
        row["period"]
        for row in tables["observations"]
        if row["indicator_id"] == indicator_id and MARKED & set((row["note"] or "").split(";"))
    }
    assert parts.pop("disturbed", set()) == notes
    assert parts == {"agreement_ended": {"2025/26"}}


def test_only_long_series_have_gaps(tables):
    assert {row["indicator_id"] for row in tables["gaps"]} == set(EXPECTED_PERIODS)


@pytest.mark.parametrize("indicator_id", EXPECTED_PERIODS)
def test_gaps_equal_the_independent_ones(tables, indicator_id):
    expected = slow_gaps(tables, indicator_id)
    rows = [row for row in tables["gaps"] if row["indicator_id"] == indicator_id]
    assert len(rows) == len(expected)
    for row in rows:
        assert row["gap"] == pytest.approx(
            expected[row["municipality_code"], row["period"]], abs=1e-6
        )


@pytest.mark.parametrize("indicator_id", EXPECTED_PERIODS)
def test_results_equal_the_independent_ones(tables, indicator_id):
    shifts = slow_shifts(tables, indicator_id, *EXPECTED_PERIODS[indicator_id])
    before = EXPECTED_PERIODS[indicator_id][0]
    early = slow_shifts(tables, indicator_id, before[:-2], before[-2:])
    others = [code for code in without_agreement(tables) if code in shifts]
    ordered = sorted(shifts[code][2] for code in others)
    rank = floor(0.05 * (len(ordered) + 1))
    low, high = ordered[rank - 1], ordered[-rank]
    rows = [row for row in tables["gap_results"] if row["indicator_id"] == indicator_id]
    assert [row["municipality_codes"] for row in rows] == ["561", "316", "561;316"]
    for row in rows:
        chosen = row["municipality_codes"].split(";")
        own = [shifts[code] for code in chosen]
        statistics = {code: one[2] for code, one in shifts.items()}
        expected = {
            "difference": mean(one[0] for one in own),
            "statistic": mean(one[2] for one in own),
            "p_value": slow_p(statistics, chosen, others),
            "early_p_value": slow_p(
                {code: one[2] for code, one in early.items()},
                chosen,
                [code for code in without_agreement(tables) if code in early],
            ),
        }
        if len(chosen) == 1:
            difference, noise, _ = own[0]
            expected |= {
                "noise": noise,
                "lower": difference - noise * high,
                "upper": difference - noise * low,
            }
        found = {name: row[name] for name in expected}
        assert found == pytest.approx(expected, abs=2e-6)


def test_the_limits_are_those_that_were_set_beforehand(tables):
    limits = {row["indicator_id"]: row["relevant_difference"] for row in tables["gap_results"]}
    assert limits == {
        "exam_grade_9": 0.3,
        "wellbeing_five_indicators": 0.1,
        "class_size_folkeskole": 0.5,
    }
    answers = [row for row in tables["gap_results"] if row["standing"] == "primary"]
    assert [(row["indicator_id"], row["scope"]) for row in answers] == [("exam_grade_9", "area")]


# Laws. Four periods before and two after; ten municipalities without an agreement and one with.
EARLY = np.array([True] * 4 + [False] * 2)
WITHOUT = np.array([False] + [True] * 20)
levels = st.lists(
    st.lists(st.integers(-60, 60), min_size=6, max_size=6), min_size=21, max_size=21
).map(lambda rows: np.array(rows, dtype=float))


def found_in(values):
    yearly = gap.gaps(values, WITHOUT)
    shifts = gap.shifts(yearly, EARLY, ~EARLY, WITHOUT)
    p_value = placebo.compare(shifts.counted, [0], [WITHOUT]).p_value[0]
    return yearly, shifts, p_value


def interval_of(shifts):
    return gap.interval(shifts.difference[0], shifts.noise[0], shifts.statistic[WITHOUT])


def can_tell(shifts):
    return bool(np.isfinite(shifts.statistic).all() and gap.can_tell(shifts.statistic[WITHOUT]))


@settings(deadline=None)
@given(levels, st.lists(st.integers(-99, 99), min_size=6, max_size=6))
def test_a_course_that_all_share_changes_nothing(values, course):
    yearly, shifts, p_value = found_in(values)
    moved = found_in(values + np.array(course, dtype=float))
    assert np.array_equal(moved[0], yearly)
    assert np.array_equal(moved[1].statistic, shifts.statistic, equal_nan=True)
    assert moved[2] == p_value or np.isnan(p_value)


@settings(deadline=None)
@given(levels, st.integers(-99, 99))
def test_a_level_of_its_own_changes_nothing(values, level):
    """Where one municipality alone lies higher in every period, its difference is the same."""
    _, shifts, _ = found_in(values)
    higher = values.copy()
    higher[0] += level
    _, moved, _ = found_in(higher)
    assert moved.difference[0] == pytest.approx(shifts.difference[0])


@settings(deadline=None)
@given(levels, st.sampled_from([-10.0, -2.0, 0.5, 8.0]))
def test_another_unit_scales_the_difference_and_not_the_p_value(values, factor):
    _, shifts, p_value = found_in(values)
    _, scaled, scaled_p = found_in(values * factor)
    assert scaled.difference == pytest.approx(shifts.difference * factor, nan_ok=True)
    assert scaled.noise == pytest.approx(shifts.noise * abs(factor), nan_ok=True)
    if can_tell(shifts):
        assert scaled_p == p_value
        ends = sorted(end * factor for end in interval_of(shifts))
        assert interval_of(scaled) == pytest.approx(ends, abs=1e-4)


@settings(deadline=None)
@given(levels)
def test_zero_lies_in_the_interval_just_where_the_statistic_lies_between_the_ends(values):
    _, shifts, _ = found_in(values)
    assume(can_tell(shifts))
    lower, upper = interval_of(shifts)
    low, high = gap.ends(shifts.statistic[WITHOUT])
    statistic = shifts.difference[0] / shifts.noise[0]
    if min(abs(statistic - low), abs(statistic - high)) > 1e-5:
        assert bool(lower <= 0 <= upper) is bool(low <= statistic <= high)
    assert lower < upper


@settings(deadline=None)
@given(levels, st.integers(1, 40))
def test_a_shift_put_in_moves_the_interval_by_as_much(values, shift):
    shifts = found_in(values)[1]
    assume(can_tell(shifts))
    lower, upper = interval_of(shifts)
    moved = values.copy()
    moved[0, ~EARLY] += shift
    found = interval_of(found_in(moved)[1])
    assert found == pytest.approx((lower + shift, upper + shift))


def test_a_municipality_that_lacks_a_figure_takes_part_in_nothing():
    values = np.random.default_rng(3).normal(size=(21, 6))
    whole = found_in(values)[1]
    values[5, 2] = np.nan
    found = found_in(values)[1]
    assert np.isnan(found.statistic[5])
    assert np.isfinite(np.delete(found.statistic, 5)).all()
    assert np.isfinite(whole.statistic).all()


def test_of_figures_that_never_move_nothing_is_said():
    found = found_in(np.ones((21, 6)))[1]
    assert np.isnan(found.noise).all()
    assert np.isnan(found.statistic).all()


def slow_share_seen(statistic, noise, change):
    """Give each in turn the change, up and down; how often the exact test gives at most 0.05."""
    seen = []
    for place in range(len(statistic)):
        for sign in (1, -1):
            moved = list(statistic)
            moved[place] += sign * change / noise[place]
            middle = median(moved)
            far = [round(abs(one - middle), 6) for one in moved]
            seen.append(sum(one >= far[place] for one in far) / len(far) <= 0.05)
    return mean(seen)


def test_the_smallest_change_seen_is_the_first_of_those_seen_eight_times_of_ten(tables):
    shifts = slow_shifts(tables, "exam_grade_9", *EXPECTED_PERIODS["exam_grade_9"])
    others = [shifts[code] for code in without_agreement(tables) if code in shifts]
    noise, statistic = [one[1] for one in others], [one[2] for one in others]
    first = next(
        step for step in range(1, 200) if slow_share_seen(statistic, noise, step / 100) >= 0.8
    )
    published = {
        row["smallest_seen"]
        for row in tables["gap_results"]
        if row["indicator_id"] == "exam_grade_9" and row["scope"] == "municipality"
    }
    assert published == {first / 100}


def test_among_few_no_change_is_ever_seen():
    values = np.random.default_rng(4).normal(size=(11, 6))
    without = np.array([False] + [True] * 10)
    shifts = gap.shifts(gap.gaps(values, without), EARLY, ~EARLY, without)
    assert np.isnan(gap_power.smallest_seen(shifts, without, 1, 0.01))
    assert gap_power.smallest_seen(shifts, without, 2, 0.01) > 0
