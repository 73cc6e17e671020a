"""Estimate how the answers fall on the categories, clustered on workplace as the levels are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frikommune_viz.pipeline.survey.clusters import (
    Sample,
    answered_of,
    codes_of,
    quantile,
    standard_error,
)
from frikommune_viz.pipeline.survey.scales import Floats


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each answer category, lowest first, with an interval within 0..1."""

    share: Floats
    se: Floats
    lower: Floats
    upper: Floats
    count: NDArray[np.int64]
    base: int


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
    answered = answered_of(Sample(answers, weights, workplaces))
    base = len(answered.values)
    if not base:
        nothing = np.full(highest, np.nan)
        return Shares(nothing, nothing, nothing, nothing, np.zeros(highest, dtype=np.int64), 0)
    codes, clusters = codes_of(answered.workplaces)
    category = answered.values.astype(np.int64) - 1
    cells = np.bincount(codes * highest + category, answered.weights, clusters * highest)
    cells = cells.reshape(clusters, highest)
    share = cells.sum(axis=0) / cells.sum()
    scores = (cells - share * cells.sum(axis=1, keepdims=True)) / cells.sum()
    se = np.array([standard_error(column) for column in scores.T])
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
    half = quantile(confidence_level, clusters - 1) * se / (p * (1 - p))
    logit = np.log(p / (1 - p))
    least = ((1 - confidence_level) / 2) ** (1 / clusters)
    lower = np.where(inside, 1 / (1 + np.exp(half - logit)), np.where(share > 0, least, 0))
    upper = np.where(inside, 1 / (1 + np.exp(-half - logit)), np.where(share > 0, 1, 1 - least))
    return np.minimum(lower, share), np.maximum(upper, share)
