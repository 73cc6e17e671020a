"""Suppress more cells, so that nothing suppressed follows from what is published.

Primary suppression hides what rests on too few answers. It is no use where the hidden figure is the
total less the published municipalities, or the index less the other items; or where only a narrow
range of figures is possible.

**Totals** are means of their municipalities with known weights (:mod:`.strata`). Were one published
while two municipalities are hidden, their answers would follow: answers are whole numbers and the
weights are not, so that hardly two combinations of few answers give the same total to the decimals
it is published with. (Of a plain sum of answers very many do.) Nothing added to the hidden cells
helps against that. So a total is hidden with any of its municipalities, and needs no protection
itself; its municipalities need none from each other.

**Rows** are protected with feasible ranges (:mod:`.feasible_range`). Cells are added until that

* of each mean of too few people is at least ``least_range`` wide;
* of what too few people with incomplete answers add to an index, alone or summed over places, is at
  least the same share of its bounds wide;
* of every other suppressed mean is no point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells, Thresholds
from frikommune_viz.pipeline.survey.feasible_range import FeasibleRegion
from frikommune_viz.pipeline.survey.scales import TOP

SOLVED: Final = 1e-5
"""A feasible range narrower than this share of the scale is a point."""


class Target(NamedTuple):
    """What must not be known: a mean, or what people with incomplete answers add to indices."""

    cells: tuple[Cell, ...]
    least: float
    """The least width of its feasible range, as a share of the scale or of its bounds."""

    is_residual: bool = False


def places_below_threshold(cells: Cells, smallest_base: int) -> tuple[set[Cell], set[Cell]]:
    """Return all cells of places where too few answered anything, and all totals of their groups.

    Response rates say how many answered, and are published at every indicator. So where a place has
    too few, no indicator of the whole area may show its own.
    """
    few = {place for place, people in cells.people.items() if people < smallest_base}
    groups = {group for group, _ in few}
    below = {cell for cell in cells.base if (cell.group, cell.place) in few}
    totals = {cell for cell in cells.base if cell.place == TOTAL and cell.group in groups}
    return below, totals - below


def totals_of(cells: Cells, hidden: Collection[Cell], unreliable: Collection[Cell]) -> set[Cell]:
    """Return the totals to hide because a municipality is hidden, or two are unreliable."""
    parts = [cell for cell in cells.base if cell.place != TOTAL]
    columns = {cell[:2] for cell in parts if cell in hidden}
    counts = Counter(cell[:2] for cell in parts if cell in unreliable)
    columns |= {column for column, few in counts.items() if few > 1}
    return {cell for cell in cells.base if cell.place == TOTAL and cell[:2] in columns}


def close(
    cells: Cells, hidden: Collection[Cell], unreliable: Collection[Cell], thresholds: Thresholds
) -> frozenset[Cell]:
    """Return the cells that are hidden already and those to suppress with them.

    Of all that would help the choice falls on what loses fewest answers, and among equals on the
    first by name.
    """
    closed = {*hidden, *totals_of(cells, hidden, unreliable)}
    for block in cells.blocks().values():
        closed |= _Block(cells, block, unreliable, thresholds).closed(closed)
    return frozenset(closed)


@dataclass(frozen=True, slots=True)
class _Block:
    """An index with its items, or an item of no index, in all places of a group."""

    cells: Cells
    block: list[Cell]
    unreliable: Collection[Cell]
    thresholds: Thresholds

    def closed(self, hidden: Collection[Cell]) -> set[Cell]:
        """Return the hidden cells of the block and those that protect them."""
        chosen = {cell for cell in self.block if cell in hidden}
        while len(chosen) < len(self.block):
            exposed = next(
                (one for one in self._targets(chosen) if not self._safe(chosen, one)), None
            )
            if exposed is None:
                break
            chosen |= next(
                (more for more in self._candidates(chosen) if self._safe(chosen | more, exposed)),
                set(self.block),
            )
        return chosen

    def _safe(self, hidden: Collection[Cell], target: Target) -> bool:
        """Return whether the feasible range is wide enough.

        The mean of an unreliable cell is not published, but it is no secret; where a mean is
        protected it counts as published.
        """
        if target.is_residual:
            region = FeasibleRegion(self.cells, self.block, {*hidden, *self.unreliable})
            expression = region.residual_together(target.cells)
            least = target.least * sum(map(abs, expression.values()))
        else:
            region = FeasibleRegion(self.cells, self.block, hidden)
            expression = region.mean(target.cells[0])
            least = target.least
        return region.width(expression, least) >= least

    def _targets(self, hidden: Collection[Cell]) -> Iterator[Target]:
        """Yield what must not be known, the means of too few first."""
        least, few = self.thresholds.least_range / TOP, self.thresholds.smallest_base
        parts = sorted(cell for cell in self.block if cell.place != TOTAL)
        for cell in parts:
            if cell in hidden and self.cells.base[cell] < few:
                yield Target((cell,), least)
        indices = [cell for cell in parts if cell in self.cells.incomplete]
        for size in range(1, len(indices) + 1):
            for together in combinations(indices, size):
                if sum(self.cells.people_incomplete(cell) for cell in together) < few:
                    yield Target(together, least, is_residual=True)
        for cell in parts:
            if cell in hidden:
                yield Target((cell,), SOLVED)

    def _candidates(self, hidden: Collection[Cell]) -> list[set[Cell]]:
        """Return sets of cells that may protect, the cheapest first: one, or two, and their totals."""
        free = sorted(cell for cell in self.block if cell not in hidden)
        found = [{cell} for cell in free] + [{*pair} for pair in combinations(free, 2)]
        complete = [more | (totals_of(self.cells, more, ()) - set(hidden)) for more in found]
        return sorted(complete, key=self._cost)

    def _cost(self, more: Collection[Cell]) -> tuple[int, list[Cell]]:
        """Return how many answers are lost."""
        return sum(self.cells.base[cell] for cell in more), sorted(more)
