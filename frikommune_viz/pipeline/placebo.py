"""Is a change unusual? Set it against the changes of municipalities that had no agreement.

All functions take changes as an array with a row for each municipality and a column for each case
(a pair of periods). They count in units of the last published decimal: such numbers and the
halves that medians give are exact in floating point, so that equal changes are equal. A change
that is not known is NaN; it counts nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placebo:
    """What the comparison found, one number for each case.

    Attributes
    ----------
    change
        Mean of the changes looked at; NaN where one of them is not known.
    median_others
        Median change of those compared with; the mean of the medians where they differ.
    count_as_large
        How many of the draws lie as far from the middle, or farther.
    others
        How many draws there are.
    p_value
        The share the verdict rests on.
    least_p_value
        What `p_value` would be if no draw lay as far from the middle.
    """

    change: Floats
    median_others: Floats
    count_as_large: Integers
    others: Integers
    p_value: Floats
    least_p_value: Floats

    @property
    def share_as_large(self) -> Floats:
        """The placebo share: the municipality itself is counted, so that it is never 0."""
        return (1 + self.count_as_large) / (1 + self.others)


def compare(changes: Floats, chosen: Sequence[int], groups: Sequence[Mask]) -> Placebo:
    """Compare the mean change of one or several municipalities with draws from the others.

    Each change is measured from the median of those its municipality is compared with. A draw
    takes one municipality from the group of each chosen one, never the same twice; every draw
    there is is taken, so nothing is left to chance. One municipality is compared with each of its
    group, two with every pair, three with every triple.

    Parameters
    ----------
    changes
        Municipalities × cases.
    chosen
        The rows looked at.
    groups
        For each of them the rows it is compared with, without the chosen ones; two groups are the
        same or share no row.

    Notes
    -----
    The share of placebo changes as large as the one looked at is the test of Abadie, Diamond and
    Hainmueller [1]_, here without weights. One is added to count and number after Phipson and
    Smyth [2]_, which counts the municipality itself. Pairs overlap, so that counting only one's
    own pair would call too much unusual; `p_value` of several municipalities therefore draws them
    as well, each with any other, and measures from the median of all. That is the exact
    permutation test: without an effect it lies at or below any level at most that often.

    .. [1] Abadie, A., Diamond, A. and Hainmueller, J. (2010). Synthetic control methods for
       comparative case studies. *Journal of the American Statistical Association* 105, 493–505.
    .. [2] Phipson, B. and Smyth, G. K. (2010). Permutation P-values should never be zero.
       *Statistical Applications in Genetics and Molecular Biology* 9(1), article 39.
    """
    middles = np.stack([median(changes[group]) for group in groups])
    count, others = _as_large(changes, chosen, groups)
    as_large, draws = count + 1, others + 1
    if len(chosen) > 1:
        as_large, draws = _as_large(changes, chosen, _with_chosen(chosen, groups))
    return Placebo(
        change=changes[list(chosen)].mean(axis=0),
        median_others=middles.mean(axis=0),
        count_as_large=count,
        others=others,
        p_value=as_large / np.maximum(draws, 1),
        least_p_value=1 / np.maximum(draws, 1),
    )


def _as_large(
    changes: Floats, chosen: Sequence[int], groups: Sequence[Mask]
) -> tuple[Integers, Integers]:
    """Count the draws that lie as far from the middle as the chosen, and all draws."""
    middles = np.stack([median(changes[group]) for group in groups])
    distance = np.abs((changes[list(chosen)] - middles).sum(axis=0))
    draws = np.abs(_draws(changes, groups))
    return (draws >= distance).sum(axis=0), (~np.isnan(draws)).sum(axis=0)


def _with_chosen(chosen: Sequence[int], groups: Sequence[Mask]) -> list[Mask]:
    """Let the chosen be drawn as well, each from the group it is compared with."""
    enlarged = []
    for group in groups:
        with_own = group.copy()
        with_own[[row for row, own in zip(chosen, groups, strict=True) if (own == group).all()]] = 1
        enlarged.append(with_own)
    return enlarged


def median(changes: Floats) -> Floats:
    """Median of each column over the known changes; NaN where there is none."""
    ordered = np.sort(changes, axis=0)  # NaN comes last
    count = (~np.isnan(changes)).sum(axis=0)
    middle = np.full(changes.shape[1], np.nan)
    some = np.flatnonzero(count)
    lower, upper = (count[some] - 1) // 2, count[some] // 2
    middle[some] = (ordered[lower, some] + ordered[upper, some]) / 2
    return middle


def ranks(changes: Floats) -> Floats:
    """Rank of each known change in its column, the greatest first.

    Equal changes share the best of their places: 1, 2, 2, 4.
    """
    greater = changes[np.newaxis, :, :] > changes[:, np.newaxis, :]
    return np.where(np.isnan(changes), np.nan, 1 + greater.sum(axis=1))


def _draws(changes: Floats, groups: Sequence[Mask]) -> Floats:
    """Sum of distances from the middle for every draw; NaN where a drawn change is not known."""
    cases = changes.shape[1]
    sums = np.zeros((1, cases))
    for packed, size in Counter(group.tobytes() for group in groups).items():
        members = changes[np.frombuffer(packed, dtype=np.bool_)]
        distances = members - median(members)
        first, *further = _combinations(len(members), size)
        drawn = distances[first]
        for rows in further:
            drawn = drawn + distances[rows]
        sums = (sums[:, np.newaxis, :] + drawn[np.newaxis, :, :]).reshape(-1, cases)
    return sums


@cache
def _combinations(count: int, size: int) -> Integers:
    """Every choice of `size` rows out of `count`, one choice a column."""
    every = np.array(list(combinations(range(count), size)), dtype=np.int64)
    return np.ascontiguousarray(every.reshape(-1, size).T)
