"""Estimate how the answers are distributed over the categories, with the variance of levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frikommune_viz.pipeline.survey.clusters import (
    Sample,
    Totals,
    answered_of,
    codes_of,
    effective_number,
    jackknife_variance,
)
from frikommune_viz.pipeline.survey.estimates import Rule, quantile, visible
from frikommune_viz.pipeline.survey.scales import Floats
from frikommune_viz.pipeline.survey.strata import Combined, Part, Stratum, combine

LEAST_SE: Final = 1e-6
"""A standard error below this is taken for 0: its interval would have no width as published."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each answer category, lowest first, with an interval within 0..1.

    ``count`` holds people and ``share`` weights; without answers the shares are NaN.
    """

    share: Floats
    se: Floats
    lower: Floats
    upper: Floats
    count: NDArray[np.int64]
    base: int


def shares(strata: Sequence[Stratum], highest: int, rule: Rule) -> Shares:
    """Estimate the share of each answer 1..`highest`.

    The interval is a t interval of the logit, transformed back, so that it keeps within 0..1 and
    around the share, as R's ``svyciprop(method = "logit")`` makes it; the standard error in it is the
    jackknife's of the share, divided by share × (1 − share). (The jackknife of the logit itself has
    no value where one workplace alone gave an answer.) A share of 0 or 1 has no logit; there the
    interval is the exact binomial one, as if each effective workplace had answered once, which is
    cautious. Any other share without a standard error above 0 has no interval.
    """
    answered = [(weight, answered_of(sample)) for weight, sample in strata]
    counts = np.zeros(highest, dtype=np.int64)
    for _, sample in answered:
        counts += np.bincount(_categories(sample), minlength=highest)
    if not all(len(sample.values) for _, sample in answered):
        nothing = np.full(highest, np.nan)
        return Shares(nothing, nothing, nothing, nothing, counts, int(counts.sum()))
    found = combine([_part(weight, sample, highest, rule) for weight, sample in answered])
    lower, upper = _share_interval(found, rule)
    return Shares(found.value, found.se, lower, upper, counts, int(counts.sum()))


def _categories(sample: Sample) -> NDArray[np.int64]:
    return sample.values.astype(np.int64) - 1


def _part(weight: float, sample: Sample, highest: int, rule: Rule) -> Part:
    codes, clusters = codes_of(sample.workplaces)
    places = codes * highest + _categories(sample)
    flat = np.bincount(places, sample.weights, clusters * highest).astype(float)
    cells = flat.reshape(clusters, highest)
    totals = Totals(cells.sum(axis=1), cells)
    variance = jackknife_variance(totals.without_each)
    variance = np.where(variance < LEAST_SE**2, np.nan, variance)
    number = effective_number(totals.shares)
    return Part(weight, totals.means, visible(variance, [number], len(sample.values), rule), number)


def _share_interval(found: Combined, rule: Rule) -> tuple[Floats, Floats]:
    share = found.value
    none, all_ = share < LEAST_SE, share > 1 - LEAST_SE
    inside = ~none & ~all_
    p = np.where(inside, share, 0.5)
    half = quantile(found.df, rule.confidence_level) * found.se / (p * (1 - p))
    logit = np.log(p / (1 - p))
    lower, upper = 1 / (1 + np.exp(half - logit)), 1 / (1 + np.exp(-half - logit))
    if found.workplaces < rule.fewest_workplaces:
        least = np.nan
    else:
        least = ((1 - rule.confidence_level) / 2) ** (1 / found.workplaces)
    lower = np.where(none, 0.0 * least, np.where(all_, least, np.minimum(lower, share)))
    upper = np.where(all_, 1.0 + 0.0 * least, np.where(none, 1 - least, np.maximum(upper, share)))
    return lower, upper
