"""Is a change unusual? Set it against the changes of municipalities that had no agreement.

All functions take changes as an array with a row for each municipality and a column for each case
(a pair of periods). They count in whole units of the last published decimal: such numbers and the
halves that medians give are exact in floating point, so that equal changes are equal. A change
that is not known is NaN and takes part in nothing.
"""

from __future__ import annotations

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
    middle
        Median change of those compared with and those looked at, from which distances are
        measured; the mean of the medians where several groups are compared with.
    count_as_large
        How many of the draws lie as far from the middle, or farther.
    others
        How many draws there are.
    p_value
        The share of all draws, those looked at included, that lie as far from the middle.
    """

    change: Floats
    middle: Floats
    count_as_large: Integers
    others: Integers
    p_value: Floats


def compare(changes: Floats, chosen: Sequence[int], groups: Sequence[Mask]) -> Placebo:
    """Compare the mean change of one or several municipalities with draws from the others.

    A draw takes one municipality from the group of each chosen one, never the same twice; every
    possible draw is made, so nothing is left to chance. One municipality is compared with each of
    its group, two with every pair, three with every triple.

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
    Hainmueller [1]_, here without weights. It is the exact permutation test: the chosen take part
    in the median that distances are measured from and in the draws that are counted, so without an
    effect each draw is as likely as any other to be the one looked at, and the p-value lies at or
    below any level at most that often. With the median of the others alone it would lie there too
    often, the more so the fewer they are. The p-value is never 0 (Phipson and Smyth [2]_), and for
    one municipality it is ``(1 + count_as_large) / (1 + others)``.

    .. [1] Abadie, A., Diamond, A. and Hainmueller, J. (2010). Synthetic control methods for
       comparative case studies. *Journal of the American Statistical Association* 105, 493–505.
    .. [2] Phipson, B. and Smyth, G. K. (2010). Permutation P-values should never be zero.
       *Statistical Applications in Genetics and Molecular Biology* 9(1), article 39.

    Examples
    --------
    Five others changed by 1, 2, 3, 5 and 9. With the 5 of the municipality looked at the middle is
    4; the 1, the 2, the 3, the 5 and the 9 all lie as far from it, so that nothing is unusual:

    >>> changes = np.array([[5.0], [1], [2], [3], [5], [9]])
    >>> found = compare(changes, [0], [np.array([False, True, True, True, True, True])])
    >>> found.middle.tolist(), found.count_as_large.tolist(), found.p_value.tolist()
    ([4.0], [5], [1.0])
    """
    with_chosen = _with_chosen(chosen, groups)
    middles = np.stack([median(changes[group]) for group in with_chosen])
    distance = np.abs((changes[list(chosen)] - middles).sum(axis=0))
    count, others = _as_large(changes, distance, groups, middles)
    as_large, draws = _as_large(changes, distance, with_chosen, middles)
    return Placebo(
        change=changes[list(chosen)].mean(axis=0),
        middle=middles.mean(axis=0),
        count_as_large=count,
        others=others,
        p_value=as_large / np.maximum(draws, 1),
    )


def _as_large(
    changes: Floats, distance: Floats, groups: Sequence[Mask], middles: Floats
) -> tuple[Integers, Integers]:
    """Count the draws that lie at least that far from the middle, and all draws."""
    draws = np.abs(_draws(changes, groups, middles))
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
    """Return the median of each column over the known changes; NaN where there is none."""
    ordered = np.sort(changes, axis=0)  # NaN comes last
    count = (~np.isnan(changes)).sum(axis=0)
    middle = np.full(changes.shape[1], np.nan)
    some = np.flatnonzero(count)
    lower, upper = (count[some] - 1) // 2, count[some] // 2
    middle[some] = (ordered[lower, some] + ordered[upper, some]) / 2
    return middle


def ranks(changes: Floats) -> Floats:
    """Return the rank of each known change in its column, the greatest first.

    Equal changes share the best of their places: 1, 2, 2, 4.
    """
    greater = changes[np.newaxis, :, :] > changes[:, np.newaxis, :]
    return np.where(np.isnan(changes), np.nan, 1 + greater.sum(axis=1))


def _draws(changes: Floats, groups: Sequence[Mask], middles: Floats) -> Floats:
    """Sum of distances from the middle for every draw; NaN where a drawn change is not known."""
    cases = changes.shape[1]
    sums = np.zeros((1, cases))
    alike: dict[bytes, list[int]] = {}
    for place, group in enumerate(groups):
        alike.setdefault(group.tobytes(), []).append(place)
    for packed, places in alike.items():
        members = changes[np.frombuffer(packed, dtype=np.bool_)]
        distances = members - middles[places[0]]
        first, *further = combinations_of(len(members), len(places))
        drawn = distances[first]
        for rows in further:
            drawn = drawn + distances[rows]
        sums = (sums[:, np.newaxis, :] + drawn[np.newaxis, :, :]).reshape(-1, cases)
    return sums


@cache
def combinations_of(count: int, size: int) -> Integers:
    """Return every choice of `size` rows out of `count`, one choice a column."""
    every = np.array(list(combinations(range(count), size)), dtype=np.int64)
    return np.ascontiguousarray(every.reshape(-1, size).T)
