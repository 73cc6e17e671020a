"""Estimate levels, changes and shares from answers that lie together in workplaces.

Level and change are the coefficients of weighted least squares on a constant and, for a change, a
dummy of the later wave. Their covariance is clustered on workplace [1]_: people of one workplace
answer alike, and those who answered in both waves lie in one cluster. The regression on a dummy is
two weighted means, and the clustered covariance is a sum of squares over workplaces of

    sum over its people of weight × (value − mean of the wave) / sum of the wave's weights,

for a change the later wave's less the earlier's. This closed form is what is computed; it equals
``statsmodels``' ``WLS(...).fit(cov_type="cluster")``, which the tests hold it to.

The small-sample correction is G / (G − 1) with G workplaces: the one of R's ``survey`` package
[2]_. ``statsmodels`` multiplies by (N − 1) / (N − K) as well, which is 1 for a level and hardly
more for a change. Intervals and tests take the t distribution with G − 1 degrees of freedom.

Values are on 0–100, an answer not given is NaN, weights are positive. A workplace counts only if
somebody there answered.

.. [1] Liang, K.-Y. and Zeger, S. L. (1986). Longitudinal data analysis using generalized linear
   models. *Biometrika* 73, 13–22.
.. [2] Lumley, T. (2004). Analysis of complex survey samples. *Journal of Statistical Software*
   9(8), 1–19.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from frikommune_viz.build.survey.scales import TOP, Floats

_NOTHING: Final = 1e-9
"""A standard error below this is rounding: all workplaces have the same mean."""


class Sample(NamedTuple):
    """The answers of one wave: a value, a weight and a workplace for each person."""

    values: Floats
    weights: Floats
    workplaces: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A level. What cannot be estimated is NaN; `base` counts answers, `df` is G − 1."""

    estimate: float
    se: float
    lower: float
    upper: float
    base: int
    df: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change, later less earlier. What cannot be estimated is NaN."""

    change: float
    se: float
    lower: float
    upper: float
    p_value: float
    df: int
    effect_size: float
    base_before: int
    base_after: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each answer category, lowest first, with an interval within 0..1."""

    share: Floats
    se: Floats
    lower: Floats
    upper: Floats
    count: NDArray[np.int64]
    base: int


def level(
    values: Floats, weights: Floats, workplaces: NDArray[Any], confidence_level: float
) -> Estimate:
    """Estimate the weighted mean.

    Without answers everything is NaN. With answers from one workplace alone there is no interval:
    how much workplaces differ cannot be seen from one. Where all workplaces have the same mean the
    standard error is 0 and the interval a point. An interval ends where the scale does.
    """
    answered = _answered(Sample(values, weights, workplaces))
    if not len(answered.values):
        return Estimate(np.nan, np.nan, np.nan, np.nan, 0, 0)
    codes, clusters = _codes(answered.workplaces)
    mean, scores = _mean_and_scores(answered, codes, clusters)
    se = _standard_error(scores)
    half = _quantile(confidence_level, clusters - 1) * se
    lower, upper = max(mean - half, min(0.0, mean)), min(mean + half, max(TOP, mean))
    if np.isnan(half):
        lower = upper = np.nan
    return Estimate(mean, se, lower, upper, len(answered.values), clusters - 1)


def change(before: Sample, after: Sample, confidence_level: float) -> Change:
    """Estimate the change of the weighted mean, in one regression on both waves together.

    The same workplace must have the same name in both waves. Where a wave has answers from fewer
    than two workplaces there is no interval and no test: its residuals sum to nothing within the
    workplace, and the wave would seem to be known for certain. With a standard error of 0 the
    p-value is 1 where nothing changed and otherwise 0.
    """
    before, after = _answered(before), _answered(after)
    bases = len(before.values), len(after.values)
    if not all(bases):
        return Change(np.nan, np.nan, np.nan, np.nan, np.nan, 0, np.nan, *bases)
    codes, clusters = _codes(np.concatenate([before.workplaces, after.workplaces]))
    codes_before, codes_after = np.split(codes, [bases[0]])
    mean_before, scores_before = _mean_and_scores(before, codes_before, clusters)
    mean_after, scores_after = _mean_and_scores(after, codes_after, clusters)
    moved = mean_after - mean_before
    alone = any((part == part[0]).all() for part in (codes_before, codes_after))
    se = np.nan if alone else _standard_error(scores_after - scores_before)
    half = _quantile(confidence_level, clusters - 1) * se
    return Change(
        change=moved,
        se=se,
        lower=np.nan if alone else max(moved - half, min(-TOP, moved)),
        upper=np.nan if alone else min(moved + half, max(TOP, moved)),
        p_value=_p_value(moved, se, clusters - 1),
        df=clusters - 1,
        effect_size=hedges_g(before, after),
        base_before=bases[0],
        base_after=bases[1],
    )


def hedges_g(before: Sample, after: Sample) -> float:
    """Return the change in standard deviations, corrected for small samples.

    Means and variances are weighted, with the weights of a wave made to sum to its number of
    answers, so that without weights it is the usual one. The variances are pooled by their degrees
    of freedom. NaN for fewer than two answers in a wave, and where nobody differs.

    Notes
    -----
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related
    estimators. *Journal of Educational Statistics* 6, 107–128; the correction 1 − 3 / (4 df − 1).
    """
    before, after = _answered(before), _answered(after)
    if min(len(before.values), len(after.values)) < 2:
        return np.nan
    sums, means = [], []
    for sample in (before, after):
        weights = sample.weights * len(sample.weights) / sample.weights.sum()
        means.append(float(np.average(sample.values, weights=weights)))
        sums.append(float((weights * (sample.values - means[-1]) ** 2).sum()))
    df = len(before.values) + len(after.values) - 2
    spread = np.sqrt(sum(sums) / df)
    if spread < _NOTHING:
        return np.nan
    return float((means[1] - means[0]) / spread * (1 - 3 / (4 * df - 1)))


def shares(
    answers: Floats,
    weights: Floats,
    workplaces: NDArray[Any],
    highest: int,
    confidence_level: float,
) -> Shares:
    """Estimate the share of each answer 1..`highest`.

    The standard error is the clustered one of a mean of zeros and ones. The interval is a t
    interval of the logit, turned back, so that it keeps within 0..1 and round the share; so does R
    (``svyciprop``, method ``logit``). A share of 0 or 1 has no logit; there the interval is the
    exact binomial one as if each workplace had answered once, which is cautious. With one
    workplace there is no interval.
    """
    answered = _answered(Sample(answers, weights, workplaces))
    base = len(answered.values)
    if not base:
        nothing = np.full(highest, np.nan)
        return Shares(nothing, nothing, nothing, nothing, np.zeros(highest, dtype=np.int64), 0)
    codes, clusters = _codes(answered.workplaces)
    category = answered.values.astype(np.int64) - 1
    cells = np.bincount(codes * highest + category, answered.weights, clusters * highest)
    cells = cells.reshape(clusters, highest)
    share = cells.sum(axis=0) / cells.sum()
    scores = (cells - share * cells.sum(axis=1, keepdims=True)) / cells.sum()
    se = np.array([_standard_error(column) for column in scores.T])
    lower, upper = _share_interval(share, se, clusters, confidence_level)
    return Shares(share, se, lower, upper, np.bincount(category, minlength=highest), base)


def _share_interval(
    share: Floats, se: Floats, clusters: int, confidence_level: float
) -> tuple[Floats, Floats]:
    if clusters < 2:
        nothing = np.full(len(share), np.nan)
        return nothing, nothing
    inside = (share > 0) & (share < 1)
    p = np.where(inside, share, 0.5)
    half = _quantile(confidence_level, clusters - 1) * se / (p * (1 - p))
    logit = np.log(p / (1 - p))
    least = ((1 - confidence_level) / 2) ** (1 / clusters)
    lower = np.where(inside, 1 / (1 + np.exp(half - logit)), np.where(share > 0, least, 0))
    upper = np.where(inside, 1 / (1 + np.exp(-half - logit)), np.where(share > 0, 1, 1 - least))
    return np.minimum(lower, share), np.maximum(upper, share)


def _answered(sample: Sample) -> Sample:
    there = ~np.isnan(sample.values)
    return Sample(*(np.asarray(part)[there] for part in sample))


def _codes(workplaces: NDArray[Any]) -> tuple[NDArray[np.int64], int]:
    codes, distinct = pd.factorize(workplaces)
    return codes.astype(np.int64), len(distinct)


def _mean_and_scores(
    sample: Sample, codes: NDArray[np.int64], clusters: int
) -> tuple[float, Floats]:
    """Return the mean, and what each workplace adds to its error."""
    total = sample.weights.sum()
    mean = float((sample.weights * sample.values).sum() / total)
    mean = min(max(mean, sample.values.min()), sample.values.max())  # rounding may pass them
    scores = np.bincount(codes, sample.weights * (sample.values - mean), clusters) / total
    return mean, scores


def _standard_error(scores: Floats) -> float:
    clusters = len(scores)
    if clusters < 2:
        return np.nan
    se = float(np.sqrt((scores**2).sum() * clusters / (clusters - 1)))
    return 0.0 if se < _NOTHING else se


def _quantile(confidence_level: float, df: int) -> float:
    return float(stats.t.ppf((1 + confidence_level) / 2, df)) if df > 0 else np.nan


def _p_value(moved: float, se: float, df: int) -> float:
    if np.isnan(se):
        return np.nan
    if se == 0:
        return 1.0 if abs(moved) < _NOTHING else 0.0
    return float(2 * stats.t.sf(abs(moved) / se, df))
