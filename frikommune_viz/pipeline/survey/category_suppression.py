"""Suppress how the answers fall on the categories where a category has too few."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import combinations, product
from typing import Final, NamedTuple

import numpy as np

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells, Counts, Thresholds
from frikommune_viz.pipeline.survey.feasible_range import FeasibleRegion
from frikommune_viz.pipeline.survey.scales import TOP

_STEPS: Final = (-3, -2, -1, 1, 2, 3)


class HiddenDistributions(NamedTuple):
    """Cells whose distribution is suppressed, by the reason.

    Attributes
    ----------
    below_threshold
        A category has too few.
    protecting
        Totals of which a municipality's is hidden for one of those reasons.
    """

    below_threshold: frozenset[Cell]
    protecting: frozenset[Cell]


def hidden_distributions(
    cells: Cells, suppressed: Collection[Cell], smallest_category: int
) -> HiddenDistributions:
    """Return the cells whose distribution is not published, beside those not published at all.

    Those with a category of too few, and the totals of columns in which a municipality's is hidden
    for that, or suppressed. A total is a mean with known weights, so its shares would disclose whole
    numbers of people (see :func:`.secondary_suppression.totals_of`).
    """
    few = {cell for cell in cells.counts if cells.has_small_category(cell, smallest_category)}
    hidden = [cell for cell in cells.counts if cell in few or cell in suppressed]
    totals = {cell._replace(place=TOTAL) for cell in hidden} & cells.counts.keys()
    return HiddenDistributions(frozenset(few), frozenset(totals - few))


def disclosed_by_moments(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    thresholds: Thresholds,
) -> frozenset[Cell]:
    """Return municipalities whose mean would disclose a distribution with a category of too few.

    If one in twenty answers 4 and the others 5, the mean says so. Base and mean are published; the
    interval gives the spread where each person is a workplace, and effect sizes give it elsewhere.
    So a count is safe only if answers can be moved between the categories such that it changes
    while number, sum and sum of squares remain. (Then those of a total remain, too.) A mean not
    published for reliability counts as known where total, index and other items leave it a feasible
    range narrower than ``least_range``.
    """
    return frozenset(
        cell
        for cell, counts in cells.counts.items()
        if cell.place != TOTAL
        and cell not in suppressed
        and cells.has_small_category(cell, thresholds.smallest_category)
        and not is_ambiguous(counts)
        and (
            cell not in unreliable
            or _mean_follows(cells, cell, {*suppressed, *unreliable}, thresholds.least_range / TOP)
        )
    )


def _mean_follows(cells: Cells, cell: Cell, unknown: Collection[Cell], least: float) -> bool:
    """Return whether column and row leave a mean a range that is narrower than `least`."""
    block = [other for other in cells.base if cells.block_of(other) == cells.block_of(cell)]
    region = FeasibleRegion(cells, block, unknown)
    return region.width(region.mean(cell), least) < least


def is_ambiguous(counts: Counts) -> bool:
    """Return whether each chosen category could have another count, with the same three sums.

    Parameters
    ----------
    counts
        Answers in each category, the lowest first.

    Examples
    --------
    Of 50 answers the one in the fourth category is known from their mean; of 100 that fall on all
    five it is not.

    >>> is_ambiguous(np.array([0, 0, 0, 1, 49]))
    False
    >>> is_ambiguous(np.array([3, 20, 40, 30, 7]))
    True
    """
    moves = _moves(len(counts))
    possible = moves[(moves >= -counts).all(axis=1)]
    return bool(((possible != 0).any(axis=0) | (counts == 0)).all())


@cache
def _moves(categories: int) -> Counts:
    """Return ways to move answers that keep their number, sum and sum of squares.

    Third differences, alone and in pairs. There are more, so some counts pass for disclosed that
    are not.
    """
    basis = np.zeros((max(categories - 3, 0), categories), dtype=np.int64)
    for row in range(len(basis)):
        basis[row, row : row + 4] = (1, -3, 3, -1)
    alone = [step * move for move in basis for step in _STEPS]
    pairs = [
        first * one + second * two
        for one, two in combinations(basis, 2)
        for first, second in product(_STEPS, _STEPS)
    ]
    return np.array([*alone, *pairs], dtype=np.int64).reshape(-1, categories)
