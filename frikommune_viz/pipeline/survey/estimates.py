"""Estimate levels and changes from answers that lie together in workplaces.

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
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from frikommune_viz.pipeline.survey.clusters import (
    NOTHING,
    Sample,
    answered_of,
    codes_of,
    mean_and_scores,
    quantile,
    standard_error,
)
from frikommune_viz.pipeline.survey.scales import TOP, Floats


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


def level(
    values: Floats, weights: Floats, workplaces: NDArray[Any], confidence_level: float
) -> Estimate:
    """Estimate the weighted mean.

    Without answers everything is NaN. With answers from one workplace alone there is no interval:
    how much workplaces differ cannot be seen from one. Where all workplaces have the same mean the
    standard error is 0 and the interval a point. An interval ends where the scale does.
    """
    answered = answered_of(Sample(values, weights, workplaces))
    if not len(answered.values):
        return Estimate(np.nan, np.nan, np.nan, np.nan, 0, 0)
    codes, clusters = codes_of(answered.workplaces)
    mean, scores = mean_and_scores(answered, codes, clusters)
    se = standard_error(scores)
    half = quantile(confidence_level, clusters - 1) * se
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
    before, after = answered_of(before), answered_of(after)
    bases = len(before.values), len(after.values)
    if not all(bases):
        return Change(np.nan, np.nan, np.nan, np.nan, np.nan, 0, np.nan, *bases)
    codes, clusters = codes_of(np.concatenate([before.workplaces, after.workplaces]))
    codes_before, codes_after = np.split(codes, [bases[0]])
    mean_before, scores_before = mean_and_scores(before, codes_before, clusters)
    mean_after, scores_after = mean_and_scores(after, codes_after, clusters)
    moved = mean_after - mean_before
    alone = any((part == part[0]).all() for part in (codes_before, codes_after))
    se = np.nan if alone else standard_error(scores_after - scores_before)
    half = quantile(confidence_level, clusters - 1) * se
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


def _p_value(moved: float, se: float, df: int) -> float:
    if np.isnan(se):
        return np.nan
    if se == 0:
        return 1.0 if abs(moved) < NOTHING else 0.0
    return float(2 * stats.t.sf(abs(moved) / se, df))
