"""Estimate levels and changes from answers that are clustered in workplaces.

A level is a weighted mean, a change the difference between the means of two waves. Their variance
is that of the delete-one-workplace jackknife (:mod:`.clusters`): people of one workplace answer
alike, and for a change a workplace is left out of both waves at once, so that what its people have
in common in the two waves counts. Intervals and tests take the t distribution with the effective
number of workplaces less 1; for a change a workplace's share is the mean of its shares of the two
waves.

How much workplaces differ cannot be seen from too few of them, nor where they happen to agree: an
estimate without a standard error above 0, in either wave, has no interval and no test. Of an area
see :mod:`.strata`.

Values are on 0–100, an answer not given is NaN, weights are positive. A workplace counts only if
somebody there answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import stats

from frikommune_viz.pipeline.survey.clusters import (
    NOTHING,
    Sample,
    Totals,
    answered_of,
    codes_of,
    effective_number,
    jackknife_variance,
    totals_of,
)
from frikommune_viz.pipeline.survey.scales import TOP, Floats
from frikommune_viz.pipeline.survey.strata import Combined, Part, Stratum, combine, merged

FEWEST_WORKPLACES: Final = 3.0
"""The effective number of workplaces below which no uncertainty is stated, if nothing else is said."""
LEAST_SE: Final = TOP * 1e-6
"""A standard error below this is taken for 0: its interval would have no width as published."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When and how sure an estimate is stated.

    Attributes
    ----------
    fewest_workplaces
        With a smaller effective number of workplaces, in either wave, there is no uncertainty.
    smallest_base
        A municipality with fewer answers does not show its spread in the interval of its area.
    """

    confidence_level: float = 0.95
    fewest_workplaces: float = FEWEST_WORKPLACES
    smallest_base: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A level. What cannot be estimated is NaN; `base` counts answers."""

    estimate: float
    se: float
    lower: float
    upper: float
    base: int
    df: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change, later less earlier. What cannot be estimated is NaN."""

    change: float
    se: float
    lower: float
    upper: float
    p_value: float
    df: float
    effect_size: float
    base_before: int
    base_after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one municipality lies above another. What cannot be estimated is NaN."""

    difference: float
    se: float
    lower: float
    upper: float
    df: float


def level(strata: Sequence[Stratum], rule: Rule) -> Estimate:
    """Estimate the weighted mean.

    Without answers in one of the strata everything but the base is NaN. An interval ends where the
    scale does.

    Examples
    --------
    Three workplaces with two people each, whose means are 25, 50 and 75:

    >>> from frikommune_viz.pipeline.survey.strata import alone
    >>> answers = np.array([0.0, 50.0, 50.0, 50.0, 50.0, 100.0])
    >>> found = level(alone(Sample(answers, np.ones(6), np.array(list("aabbcc")))), Rule())
    >>> found.estimate, round(found.se, 2), found.df, found.lower, found.upper
    (50.0, 14.43, 2.0, 0.0, 100.0)
    """
    answered = [(weight, answered_of(sample)) for weight, sample in strata]
    base = sum(len(sample.values) for _, sample in answered)
    if not all(len(sample.values) for _, sample in answered):
        return Estimate(np.nan, np.nan, np.nan, np.nan, base, np.nan)
    found = combine([_level_part(weight, sample, rule) for weight, sample in answered])
    lowest, highest = (
        choose(choose(sample.values) for _, sample in answered) for choose in (min, max)
    )
    mean = min(max(float(found.value[0]), lowest), highest)  # rounding may pass them
    lower, upper = interval(mean, found, rule)
    return Estimate(
        estimate=mean,
        se=float(found.se[0]),
        lower=max(lower, min(0.0, mean)) if lower == lower else np.nan,
        upper=min(upper, max(TOP, mean)) if upper == upper else np.nan,
        base=base,
        df=float(found.df[0]),
    )


def change(before: Sequence[Stratum], after: Sequence[Stratum], rule: Rule) -> Change:
    """Estimate the change of the weighted mean.

    The strata are the same in both waves, in the same order and with the same weights, and a
    workplace has the same name in both.
    """
    sides = [
        [(weight, answered_of(sample)) for weight, sample in strata] for strata in (before, after)
    ]
    bases = tuple(sum(len(sample.values) for _, sample in side) for side in sides)
    if not all(len(sample.values) for side in sides for _, sample in side):
        nothing = (np.nan,) * 7
        return Change(*nothing, base_before=bases[0], base_after=bases[1])
    found = combine([
        _change_part(weight, earlier, later, rule)
        for (weight, earlier), (_, later) in zip(*sides, strict=True)
    ])  # fmt: skip
    moved = float(found.value[0])
    lower, upper = interval(moved, found, rule)
    se, df = float(found.se[0]), float(found.df[0])
    return Change(
        change=moved,
        se=se,
        lower=max(lower, min(-TOP, moved)) if lower == lower else np.nan,
        upper=min(upper, max(TOP, moved)) if upper == upper else np.nan,
        p_value=float(2 * stats.t.sf(abs(moved) / se, df)),
        df=df,
        effect_size=hedges_g(merged(before), merged(after)),
        base_before=bases[0],
        base_after=bases[1],
    )


def difference(one: Estimate | Change, other: Estimate | Change, rule: Rule) -> Difference:
    """Estimate by how much two municipalities differ: the first less the other.

    Nobody's workplace is in both, so they are independent and their variances add up; the degrees
    of freedom are Welch's and Satterthwaite's [1]_, from those of either.

    .. [1] Welch, B. L. (1947). The generalization of "Student's" problem when several different
       population variances are involved. *Biometrika* 34, 28–35.

    Examples
    --------
    >>> one = Estimate(60.0, 3.0, 53.0, 67.0, 50, 8.0)
    >>> other = Estimate(50.0, 4.0, 41.0, 59.0, 40, 10.0)
    >>> found = difference(one, other, Rule())
    >>> found.difference, found.se, round(found.df, 2)
    (10.0, 5.0, 17.49)
    """
    values = [part.change if isinstance(part, Change) else part.estimate for part in (one, other)]
    variances = [part.se**2 for part in (one, other)]
    apart = values[0] - values[1]
    total = sum(variances)
    df = total**2 / sum(
        variance**2 / part.df for variance, part in zip(variances, (one, other), strict=True)
    )
    half = float(quantile(np.array([df]), rule.confidence_level)[0]) * np.sqrt(total)
    most = TOP * (2 if isinstance(one, Change) else 1)
    return Difference(
        difference=apart,
        se=float(np.sqrt(total)),
        lower=max(apart - half, min(-most, apart)) if half == half else np.nan,
        upper=min(apart + half, max(most, apart)) if half == half else np.nan,
        df=float(df),
    )


def interval(value: float, found: Combined, rule: Rule) -> tuple[float, float]:
    """Return the ends of the t interval; NaN where there is no standard error."""
    half = float(quantile(found.df, rule.confidence_level)[0] * found.se[0])
    return value - half, value + half


def quantile(df: Floats, confidence_level: float) -> Floats:
    """Return how many standard errors an interval reaches to either side."""
    return np.asarray(stats.t.ppf((1 + confidence_level) / 2, df))


def p_at_most_small(found: Change, band: float) -> float:
    """Return the p-value of "the change is ± `band` or more", which "at most small" rejects.

    Two one-sided t tests; the larger of their p-values [1]_.

    .. [1] Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power
       approach for assessing the equivalence of average bioavailability. *Journal of
       Pharmacokinetics and Biopharmaceutics* 15, 657–680.

    Examples
    --------
    A change of 1 with a standard error of 1 on ten degrees of freedom, and a band of ±3:

    >>> one = Change(1.0, 1.0, -1.23, 3.23, 0.34, 10.0, 0.1, 200, 200)
    >>> round(p_at_most_small(one, 3.0), 4)
    0.0367
    """
    return float(stats.t.sf((band - abs(found.change)) / found.se, found.df))


def hedges_g(before: Sample, after: Sample) -> float:
    """Return the change in standard deviations, corrected for small samples.

    Means and variances are weighted, with the weights of a wave made to sum to its number of
    answers, so that without weights it is the usual one. The variances are pooled by their degrees
    of freedom. NaN for fewer than two answers in a wave, and where all answers are the same.

    Notes
    -----
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related
    estimators. *Journal of Educational Statistics* 6, 107–128; the correction 1 − 3 / (4 df − 1).
    """
    before, after = answered_of(before), answered_of(after)
    if min(len(before.values), len(after.values)) < 2:
        return np.nan
    sums, means = [], []
    for sample in (before, after):
        weights = sample.weights * len(sample.weights) / sample.weights.sum()
        means.append(float(np.average(sample.values, weights=weights)))
        sums.append(float((weights * (sample.values - means[-1]) ** 2).sum()))
    df = len(before.values) + len(after.values) - 2
    spread = np.sqrt(sum(sums) / df)
    if spread < NOTHING:
        return np.nan
    return float((means[1] - means[0]) / spread * (1 - 3 / (4 * df - 1)))


def visible(variance: Floats, numbers: Sequence[float], base: int, rule: Rule) -> Floats:
    """Return the variance, NaN where it cannot be seen.

    Parameters
    ----------
    numbers
        The effective number of workplaces in each wave.
    base
        The answers of the wave with fewest.
    """
    few = min(numbers) < rule.fewest_workplaces - NOTHING or base < rule.smallest_base
    return np.full_like(variance, np.nan) if few else variance


def _level_part(weight: float, sample: Sample, rule: Rule) -> Part:
    totals = totals_of(sample, *codes_of(sample.workplaces))
    number = effective_number(totals.shares)
    variance = _above_nothing(jackknife_variance(totals.without_each))
    return Part(weight, totals.means, visible(variance, [number], len(sample.values), rule), number)


def _change_part(weight: float, before: Sample, after: Sample, rule: Rule) -> Part:
    codes, clusters = codes_of(np.concatenate([before.workplaces, after.workplaces]))
    sides = np.split(codes, [len(before.values)])
    waves = [
        totals_of(sample, of_wave, clusters)
        for sample, of_wave in zip((before, after), sides, strict=True)
    ]
    number = effective_number((waves[0].shares + waves[1].shares) / 2)
    variance = _above_nothing(jackknife_variance(waves[1].without_each - waves[0].without_each))
    for wave in waves:  # one wave of which nothing is known says too little for both
        variance = np.where(np.isnan(_of_wave(wave)), np.nan, variance)
    numbers = [effective_number(wave.shares) for wave in waves]
    base = min(len(before.values), len(after.values))
    return Part(
        weight, waves[1].means - waves[0].means, visible(variance, numbers, base, rule), number
    )


def _of_wave(wave: Totals) -> Floats:
    there = wave.weights > 0
    return _above_nothing(
        jackknife_variance(Totals(wave.weights[there], wave.values[there]).without_each)
    )


def _above_nothing(variance: Floats) -> Floats:
    return np.where(variance < LEAST_SE**2, np.nan, variance)
