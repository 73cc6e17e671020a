"""Hide how the answers fall on the categories where a category has too few."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import combinations, product
from typing import Final

import numpy as np

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells, Counts, is_small

_STEPS: Final = (-3, -2, -1, 1, 2, 3)


def hidden_distributions(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    smallest_category: int,
) -> frozenset[Cell]:
    """Return the cells whose distribution is not published.

    Those that are hidden anyway, those with a category of too few, and the smallest other
    municipalities of the column until the total less the published distributions leaves at least
    two municipalities and no category of too few. An unreliable one with enough in each category
    needs no cover; it may be the cover of another.
    """
    hidden: set[Cell] = set()
    for column in cells.columns().values():
        counted = [cell for cell in column if cell in cells.counts]
        few = {cell for cell in counted if cells.small_counts(cell, smallest_category)}
        gone = few | {cell for cell in counted if cell in suppressed or cell in unreliable}
        protected = few | {cell for cell in counted if cell in suppressed}
        rest = sorted(
            (cell for cell in counted if cell not in gone and cell.place != TOTAL),
            key=lambda cell: (cells.base[cell], cell.place),
        )
        while rest and _follows(cells, counted, gone, protected, smallest_category):
            gone.add(rest.pop(0))
        hidden |= gone
    return frozenset(hidden)


def _follows(
    cells: Cells,
    column: list[Cell],
    hidden: Collection[Cell],
    protected: Collection[Cell],
    smallest_category: int,
) -> bool:
    """Say whether total less published tells of a protected one, or of too few together."""
    published_total = [cell for cell in column if cell.place == TOTAL and cell not in hidden]
    unknown = [cell for cell in column if cell.place != TOTAL and cell in hidden]
    if not published_total or not any(cell in protected for cell in unknown):
        return False
    together = np.sum([cells.counts[cell] for cell in unknown], axis=0)
    return len(unknown) < 2 or is_small(together, smallest_category)


def told_by_moments(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    hidden: Collection[Cell],
    smallest_category: int,
) -> frozenset[Cell]:
    """Return cells whose mean would tell the distribution that is hidden for a category of too few.

    If one in twenty answers 4 and the others 5, the mean says so. Base and mean are published; the
    interval tells the spread where each person is a workplace, and effect sizes tell it elsewhere.
    So a count is safe only if answers can be moved between the categories such that it changes
    while number, sum and sum of squares remain, within what the total of the area leaves. A mean
    not published for reliability counts as known where total less published tells it.
    """
    found = set()
    for column in cells.columns().values():
        for cell in column:
            if cell in suppressed or not cells.small_counts(cell, smallest_category):
                continue
            if cell in unreliable and not _mean_follows(column, cell, suppressed, unreliable):
                continue
            if not is_ambiguous(cells.counts[cell], _room(cells, column, cell, hidden)):
                found.add(cell)
    return frozenset(found)


def is_ambiguous(counts: Counts, room: list[tuple[Counts, Counts]]) -> bool:
    """Say whether each chosen category could have another count, with the same three sums.

    `room` gives how much less and how much more each category may have, a pair for each way.
    """
    moves = _moves(len(counts))
    possible = np.zeros(len(moves), dtype=np.bool_)
    for least, most in room:
        possible |= ((moves >= -least) & (moves <= most)).all(axis=1)
    return bool(((moves[possible] != 0).any(axis=0) | (counts == 0)).all())


def _mean_follows(
    column: list[Cell], cell: Cell, suppressed: Collection[Cell], unreliable: Collection[Cell]
) -> bool:
    others = [other for other in column if other != cell]
    has_total = TOTAL in {other.place for other in column}
    return has_total and not any(other in suppressed or other in unreliable for other in others)


def _room(
    cells: Cells, column: list[Cell], cell: Cell, hidden: Collection[Cell]
) -> list[tuple[Counts, Counts]]:
    """Give the ways in which counts may be less or more: by how much at most, in each category.

    Where the total is published, what one municipality has more another hidden one must have less.
    A total has more or less only where a hidden municipality has.
    """
    counts = cells.counts[cell]
    everyone = np.full_like(counts, counts.sum())
    others = [
        cells.counts[other]
        for other in column
        if other in cells.counts and other in hidden and other.place not in (TOTAL, cell.place)
    ]
    total = cell._replace(place=TOTAL)
    if cell == total:
        return [(other, everyone) for other in others]
    if total in cells.counts and total not in hidden:
        return [(counts, other) for other in others]
    return [(counts, everyone)]


@cache
def _moves(categories: int) -> Counts:
    """Ways to move answers that keep their number, sum and sum of squares.

    Third differences, alone and in pairs. Not all there are, so some counts pass for told that are
    not.
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
