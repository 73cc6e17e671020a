"""What the estimates share: answers that lie together in workplaces, and their standard error."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from frikommune_viz.pipeline.survey.scales import Floats

Codes = NDArray[np.int64]

NOTHING: Final = 1e-9
"""A standard error below this is rounding: all workplaces have the same mean."""


class Sample(NamedTuple):
    """The answers of one wave: a value, a weight and a workplace for each person."""

    values: Floats
    weights: Floats
    workplaces: NDArray[Any]


def answered_of(sample: Sample) -> Sample:
    """Leave out who gave no answer."""
    there = ~np.isnan(sample.values)
    return Sample(*(np.asarray(part)[there] for part in sample))


def codes_of(workplaces: NDArray[Any]) -> tuple[Codes, int]:
    """Give each workplace a number from 0, and say how many there are."""
    codes, distinct = pd.factorize(workplaces)
    return codes.astype(np.int64), len(distinct)


def mean_and_scores(sample: Sample, codes: Codes, clusters: int) -> tuple[float, Floats]:
    """Return the mean, and what each workplace adds to its error."""
    total = sample.weights.sum()
    mean = float((sample.weights * sample.values).sum() / total)
    mean = min(max(mean, sample.values.min()), sample.values.max())  # rounding may pass them
    scores = np.bincount(codes, sample.weights * (sample.values - mean), clusters) / total
    return mean, scores


def standard_error(scores: Floats) -> float:
    """Return the root of G / (G − 1) times the sum of squares; NaN for one workplace."""
    clusters = len(scores)
    if clusters < 2:
        return np.nan
    se = float(np.sqrt((scores**2).sum() * clusters / (clusters - 1)))
    return 0.0 if se < NOTHING else se


def quantile(confidence_level: float, df: int) -> float:
    """Return how many standard errors an interval reaches to either side."""
    return float(stats.t.ppf((1 + confidence_level) / 2, df)) if df > 0 else np.nan
