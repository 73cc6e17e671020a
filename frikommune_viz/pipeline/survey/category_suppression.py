"""Suppress how the answers fall on the categories where a category has too few."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import combinations, product
from typing import Final, NamedTuple

import numpy as np

from frikommune_viz.pipeline.survey.cells import (
    TOTAL,
    Cell,
    Cells,
    Counts,
    Thresholds,
    is_small,
)
from frikommune_viz.pipeline.survey.feasible_range import FeasibleRegion
from frikommune_viz.pipeline.survey.scales import TOP

_STEPS: Final = (-3, -2, -1, 1, 2, 3)


class HiddenDistributions(NamedTuple):
    """Cells whose distribution is suppressed, by the reason."""

    below_threshold: frozenset[Cell]
    other: frozenset[Cell]

    @property
    def all(self) -> frozenset[Cell]:
        """Every hidden distribution, those of suppressed and unreliable cells among them."""
        return self.below_threshold | self.other


class Freedom(NamedTuple):
    """How the counts of a cell may change while what is published stays as it is.

    Attributes
    ----------
    within
        Counts of which none may become negative, those of one of these places.
    others
        Where a published total binds them: the counts of the other municipalities of it that are
        hidden, of which one must have less where this one has more. None where nothing binds them.
    """

    within: tuple[Counts, ...]
    others: tuple[Counts, ...] | None = None


def hidden_distributions(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    smallest_category: int,
) -> HiddenDistributions:
    """Return the cells whose distribution is not published.

    Those with a category of too few; those that are suppressed anyway; and the smallest other
    municipalities of the column until the total less the published distributions leaves at least
    two municipalities and no category of too few. If that is not enough, or the total has fixed
    weights (see :meth:`.cells.Cells.is_pooled`), the total's. An unreliable one with enough in each
    category needs no protection; it may protect another.
    """
    below: set[Cell] = set()
    every: set[Cell] = set()
    for column in cells.columns().values():
        counted = [cell for cell in column if cell in cells.counts]
        few = {cell for cell in counted if cells.has_small_category(cell, smallest_category)}
        hidden = few | {cell for cell in counted if cell in suppressed or cell in unreliable}
        protected = few | {cell for cell in counted if cell in suppressed}
        rest = sorted(
            (cell for cell in counted if cell not in hidden),
            key=lambda cell: (cell.place == TOTAL, cells.base[cell], cell.place),
        )
        if any(cell.place != TOTAL for cell in protected) and not cells.is_pooled(*column[0][:2]):
            hidden |= {cell for cell in counted if cell.place == TOTAL}
        while rest and _follows(cells, counted, hidden, protected, smallest_category):
            hidden.add(rest.pop(0))
        below |= few
        every |= hidden
    return HiddenDistributions(frozenset(below), frozenset(every - below))


def _follows(
    cells: Cells,
    column: list[Cell],
    hidden: Collection[Cell],
    protected: Collection[Cell],
    smallest_category: int,
) -> bool:
    """Return whether total less published gives a protected one, or too few together."""
    published_total = [cell for cell in column if cell.place == TOTAL and cell not in hidden]
    unknown = [cell for cell in column if cell.place != TOTAL and cell in hidden]
    if not published_total or not any(cell in protected for cell in unknown):
        return False
    together = np.sum([cells.counts[cell] for cell in unknown], axis=0)
    return len(unknown) < 2 or is_small(together, smallest_category)


def disclosed_by_moments(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    hidden: Collection[Cell],
    thresholds: Thresholds,
) -> frozenset[Cell]:
    """Return cells whose mean would disclose the distribution hidden for a category of too few.

    If one in twenty answers 4 and the others 5, the mean says so. Base and mean are published; the
    interval gives the spread where each person is a workplace, and effect sizes give it elsewhere.
    So a count is safe only if answers can be moved between the categories such that it changes
    while number, sum and sum of squares remain, within what the total of the area leaves. A mean
    not published for reliability counts as known where total, index and other items leave it a
    feasible range narrower than ``least_range``.
    """
    found = set()
    for column in cells.columns().values():
        for cell in column:
            if cell in suppressed:
                continue
            if not cells.has_small_category(cell, thresholds.smallest_category):
                continue
            if is_ambiguous(cells.counts[cell], _freedom(cells, column, cell, hidden)):
                continue
            if cell not in unreliable or _mean_follows(
                cells, cell, {*suppressed, *unreliable}, thresholds.least_range / TOP
            ):
                found.add(cell)
    return frozenset(found)


def _mean_follows(cells: Cells, cell: Cell, unknown: Collection[Cell], least: float) -> bool:
    """Return whether column and row leave a mean a range that is narrower than `least`."""
    block = [other for other in cells.base if cells.block_of(other) == cells.block_of(cell)]
    region = FeasibleRegion(cells, block, unknown)
    return region.width(region.mean(cell), least) < least


def is_ambiguous(counts: Counts, freedom: Freedom | None = None) -> bool:
    """Return whether each chosen category could have another count, with the same three sums.

    Examples
    --------
    Of 50 answers the one in the fourth category is known from their mean; of 100 that fall on all
    five it is not.

    >>> is_ambiguous(np.array([0, 0, 0, 1, 49]))
    False
    >>> is_ambiguous(np.array([3, 20, 40, 30, 7]))
    True
    """
    freedom = freedom or Freedom((counts,))
    moves = _moves(len(counts))
    possible = np.zeros(len(moves), dtype=np.bool_)
    for own in freedom.within:
        possible |= (moves >= -own).all(axis=1)
    if freedom.others is not None:
        against = [(moves <= other).all(axis=1) for other in freedom.others]
        possible &= np.any(against, axis=0) if against else False
    return bool(((moves[possible] != 0).any(axis=0) | (counts == 0)).all())


def _freedom(cells: Cells, column: list[Cell], cell: Cell, hidden: Collection[Cell]) -> Freedom:
    """Return what binds the counts of a cell.

    Where the total is published, what one municipality has more another hidden one must have less.
    A total has more or less only where a hidden municipality has.
    """
    counts = cells.counts[cell]
    beside = [
        other
        for other in column
        if other in cells.counts and other in hidden and other.place not in (TOTAL, cell.place)
    ]
    total = cell._replace(place=TOTAL)
    if cell == total:
        return Freedom(tuple(cells.counts[other] for other in beside))
    if total not in cells.counts or total in hidden:
        return Freedom((counts,))
    return Freedom((counts,), tuple(cells.counts[other] for other in beside))


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
