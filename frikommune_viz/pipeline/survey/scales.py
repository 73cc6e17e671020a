"""Rescale answers to 0–100, and take the mean of several items as an index."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

TOP: Final = 100.0
"""The highest value; an answer in the lowest category is 0, the steps between are equal."""


def to_hundred(answers: ArrayLike, highest: int, *, is_reversed: bool) -> Floats:
    """Rescale answers 1..`highest` to 0..100; a reversed item's highest answer is 0.

    An answer not given is NaN and remains NaN.

    Examples
    --------
    >>> to_hundred([1, 2, 5], 5, is_reversed=False)
    array([  0.,  25., 100.])
    >>> to_hundred([1, 2, 5], 5, is_reversed=True)
    array([100.,  75.,   0.])
    """
    values = (np.asarray(answers, dtype=float) - 1) * TOP / (highest - 1)
    return TOP - values if is_reversed else values


def index_mean(matrix: ArrayLike) -> Floats:
    """Return the mean of each person's answered items, for those who answered at least half of them.

    Parameters
    ----------
    matrix
        People × items, on 0–100 and in the same direction; NaN is not answered.

    Returns
    -------
    ndarray
        A value for each person; NaN where fewer than half of the items are answered.
    """
    values = np.asarray(matrix, dtype=float)
    answered = ~np.isnan(values)
    count = answered.sum(axis=1)
    enough = (2 * count >= values.shape[1]) & (count > 0)
    sums = np.where(answered, values, 0.0).sum(axis=1)
    means: Floats = np.full(len(values), np.nan)
    means[enough] = sums[enough] / count[enough]
    return means


def cronbach_alpha(matrix: ArrayLike) -> float:
    """Return Cronbach's alpha of the items of an index, over the people who answered all of them.

    Unweighted: alpha describes how the items hang together in the answers at hand. NaN for fewer
    than two items or people, and where the sum of the items is the same for all.

    Notes
    -----
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika*
    16, 297–334.
    """
    values = np.asarray(matrix, dtype=float)
    values = values[~np.isnan(values).any(axis=1)]
    people, items = values.shape
    if people < 2 or items < 2:
        return np.nan
    of_sum = values.sum(axis=1).var(ddof=1)
    if np.isclose(of_sum, 0):
        return np.nan
    return float(items / (items - 1) * (1 - values.var(axis=0, ddof=1).sum() / of_sum))
