"""How large a change must be before the placebo test sees it eight times of ten."""

from __future__ import annotations

from typing import Final

import numpy as np

from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL
from frikommune_viz.pipeline.gap import Shifts
from frikommune_viz.pipeline.placebo import Floats, Integers, Mask, combinations_of, median

POWER: Final = 0.8
"""How often a change is to be seen."""

_FARTHEST: Final = 2.0**30
"""Steps beyond which nothing is looked for."""


def smallest_seen(found: Shifts, without: Mask, size: int, step: float) -> float:
    """Return the smallest change that is seen eight times of ten, in steps of `step`.

    Each municipality without an agreement in turn, or each group of `size` that follow each other
    in the list, is given the change, upwards and downwards, as if it had an agreement. The change
    is seen where the placebo test among those without an agreement gives at most 5 per cent.

    Parameters
    ----------
    found
        The shifts of all municipalities.
    without
        Those without an agreement.
    size
        How many get the change together.
    step
        The accuracy, in the unit of the shifts.

    Returns
    -------
    float
        NaN where no change could ever be seen: with fewer than twenty to choose from.
    """
    known = without & ~np.isnan(found.statistic)
    statistic, noise = found.statistic[known], found.noise[known]
    if not np.isfinite(statistic).any() or len(combinations_of(len(statistic), size)[0]) < 20:
        return float("nan")
    low, high = 0.0, 1.0
    while share_seen(statistic, noise, size, high * step) < POWER:
        low, high = high, high * 2
        if high > _FARTHEST:
            return float("nan")
    while high - low > 1:
        middle = float(np.floor((low + high) / 2))
        if share_seen(statistic, noise, size, middle * step) < POWER:
            low = middle
        else:
            high = middle
    return high * step


def share_seen(statistic: Floats, noise: Floats, size: int, change: float) -> float:
    """Return how often a change is seen, over all that are given it and both directions."""
    whole = len(statistic) // size * size
    given = np.arange(whole).reshape(-1, size).T
    return float(
        np.mean(
            [
                _p_values(statistic, noise, given, sign * change) <= SIGNIFICANCE_LEVEL
                for sign in (1, -1)
            ]
        )
    )


def _p_values(statistic: Floats, noise: Floats, given: Integers, change: float) -> Floats:
    """Return the exact p-value of each group that is given the change; one group a column."""
    columns = np.arange(given.shape[1])
    moved = np.repeat(statistic[:, np.newaxis], len(columns), axis=1)
    for rows in given:
        moved[rows, columns] += change / noise[rows]
    moved = np.rint((moved - median(moved)) * 1e6)
    drawn = np.abs(sum(moved[rows] for rows in combinations_of(len(moved), given.shape[0])))
    own = np.abs(sum(moved[rows, columns] for rows in given))
    share: Floats = (drawn >= own).mean(axis=0)
    return share
