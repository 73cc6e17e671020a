"""Answers clustered in workplaces: means, and how much they vary when a workplace is left out.

The variance of an estimate is that of the delete-one-workplace jackknife [1]_, R's
``as.svrepdesign(type = "JK1")``: with G workplaces and the estimate computed anew without each of
them, (G − 1) / G times the sum of squares of the G estimates about their mean. Of weighted means
no estimate has to be computed anew from the answers: what a workplace adds to the sums is
subtracted from them.

Workplaces of unequal size count as fewer: 1 / Σ share², their *effective number*, with a
workplace's share of the weights [2]_. Intervals take the t distribution with that number less 1.

.. [1] Wolter, K. M. (2007). *Introduction to Variance Estimation*, 2nd ed., ch. 4. Springer.
.. [2] Kish, L. (1965). *Survey Sampling*, §8.2. Wiley: the effective number of equal parts. Carter,
   A. V., Schnepel, K. T. and Steigerwald, D. G. (2017). Asymptotic behavior of a t-test robust to
   cluster heterogeneity. *Review of Economics and Statistics* 99, 698–709: tests on clusters of
   unequal size behave as if there were fewer.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.pipeline.survey.scales import Floats

Codes = NDArray[np.int64]

NOTHING: Final = 1e-9
"""A difference below this is rounding."""


class Sample(NamedTuple):
    """The answers of one wave: a value, a weight and a workplace for each person."""

    values: Floats
    weights: Floats
    workplaces: NDArray[Any]


class Totals(NamedTuple):
    """The sums of each workplace: ``weights`` (G), and ``values`` (G × k), weighted."""

    weights: Floats
    values: Floats

    @property
    def means(self) -> Floats:
        """The k weighted means over all workplaces."""
        found: Floats = self.values.sum(axis=0) / self.weights.sum()
        return found

    @property
    def shares(self) -> Floats:
        """The share of the weights in each workplace."""
        found: Floats = self.weights / self.weights.sum()
        return found

    @property
    def without_each(self) -> Floats:
        """The means (G × k) without each workplace in turn; NaN where none is left."""
        total = self.weights.sum()
        left = total - self.weights
        left = np.where(left > NOTHING * total, left, np.nan)
        found: Floats = (self.values.sum(axis=0) - self.values) / left[:, None]
        return found


def answered_of(sample: Sample) -> Sample:
    """Return the sample without the people who gave no answer."""
    there = ~np.isnan(sample.values)
    return Sample(*(np.asarray(part)[there] for part in sample))


def codes_of(workplaces: NDArray[Any]) -> tuple[Codes, int]:
    """Return a number from 0 for the workplace of each person, and how many there are."""
    codes, distinct = pd.factorize(workplaces)
    return codes.astype(np.int64), len(distinct)


def totals_of(sample: Sample, codes: Codes, clusters: int) -> Totals:
    """Add up the answers of each workplace; one column."""
    weights = np.bincount(codes, sample.weights, clusters).astype(float)
    values = np.bincount(codes, sample.weights * sample.values, clusters).astype(float)
    return Totals(weights, values[:, None])


def jackknife_variance(replicates: Floats) -> Floats:
    """Return the variance of each column of estimates without one workplace (G × k).

    NaN for fewer than two workplaces, and where leaving one out leaves nothing.

    Examples
    --------
    Three workplaces with the means 0, 50 and 100. Without one of them the mean is 75, 50 or 25:

    >>> jackknife_variance(np.array([[75.0], [50.0], [25.0]]))
    array([833.33333333])

    which is the variance of the three, 2500, divided by 3.
    """
    clusters = len(replicates)
    if clusters < 2:
        return np.full(replicates.shape[1], np.nan)
    spread = ((replicates - replicates.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(spread * (clusters - 1) / clusters)


def effective_number(shares: Floats) -> float:
    """Return as how many equal workplaces unequal ones count, from their shares of the weights.

    Examples
    --------
    >>> effective_number(np.array([0.25, 0.25, 0.25, 0.25]))
    4.0
    >>> round(effective_number(np.array([0.85, 0.05, 0.05, 0.05])), 2)
    1.37
    """
    return float(1 / (shares**2).sum())
