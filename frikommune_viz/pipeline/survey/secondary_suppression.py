"""Suppress more cells, so that nothing suppressed follows from what is published.

Primary suppression hides what rests on too few answers. It is no use where the total less the
published municipalities is the hidden figure, or where only a narrow range of figures is possible.
So cells are added until the :mod:`.feasible_range`

* of each mean of too few people, alone and together, is at least ``least_range`` wide;
* of what too few people with incomplete answers add to an index is at least the same share of its
  bounds wide;
* of every other suppressed mean is no point.

A total that has fixed weights of municipalities protects them better by being hidden itself, see
:func:`totals_of_fixed_weights`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final, NamedTuple

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells, Thresholds
from frikommune_viz.pipeline.survey.feasible_range import FeasibleRegion
from frikommune_viz.pipeline.survey.scales import TOP

SOLVED: Final = 1e-5
"""A feasible range narrower than this share of the scale is a point."""


class Target(NamedTuple):
    """What must not be known: of a block's cells the sum of means, or of what people add."""

    cells: tuple[Cell, ...]
    is_residual: bool
    least: float
    """The least width of its feasible range, as a share of the scale or of its bounds."""


def places_below_threshold(cells: Cells, smallest_base: int) -> tuple[set[Cell], set[Cell]]:
    """Return all cells of places where too few answered anything, and those that protect them.

    Response rates say how many answered, and are published at every indicator. So the same places
    protect at all of them: the municipalities where fewest answered, until there are two hidden and
    together enough people, or no more municipalities.
    """
    few, protecting = set(), set()
    for group in dict.fromkeys(group for group, _ in cells.people):
        people = {place: n for (of, place), n in cells.people.items() if of == group}
        total = people.pop(TOTAL, None)
        small = [place for place, count in people.items() if count < smallest_base]
        few |= {(group, place) for place in small}
        if total is not None and total < smallest_base:
            few |= {(group, TOTAL)}
            continue
        rest = sorted(people.keys() - set(small), key=lambda place: (people[place], place))
        while small and rest and total is not None:
            if len(small) > 1 and sum(people[place] for place in small) >= smallest_base:
                break
            small.append(rest.pop(0))
        protecting |= {(group, place) for place in small}
    in_few = {cell for cell in cells.base if (cell.group, cell.place) in few}
    protect = {cell for cell in cells.base if (cell.group, cell.place) in protecting}
    return in_few, protect - in_few


def totals_of_fixed_weights(
    cells: Cells, hidden: Collection[Cell], unreliable: Collection[Cell]
) -> set[Cell]:
    """Return the totals to hide because a municipality is hidden, or two are unreliable.

    Such a total is the mean of its municipalities with known weights. Answers are whole numbers and
    the weights are not, so that hardly two combinations of few answers give the same total to the
    decimals it is published with, whatever else is hidden. (Of a plain sum of answers very many
    do.) Without the total its municipalities need no protection from each other.
    """
    found = set()
    for column in cells.columns().values():
        parts = [cell for cell in column if cell.place != TOTAL]
        totals = {cell for cell in column if cell.place == TOTAL}
        if totals and not cells.is_pooled(*column[0][:2]):
            few = sum(cell in unreliable for cell in parts)
            found |= totals if few > 1 or any(cell in hidden for cell in parts) else set()
    return found


def close(
    cells: Cells, hidden: Collection[Cell], unreliable: Collection[Cell], thresholds: Thresholds
) -> frozenset[Cell]:
    """Return the cells that are hidden already and those to suppress with them.

    Of all that would help the choice falls on what loses fewest answers, so on the smallest other
    municipality before the area's total, and among equals on the first by name.
    """
    closed = set(hidden)
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
            targets = _targets(self.cells, self.block, chosen, self.thresholds)
            exposed = next((one for one in targets if not self._is_safe(chosen, one)), None)
            if exposed is None:
                break
            chosen |= next(
                (
                    more
                    for more in _candidates(self.cells, self.block, chosen, exposed)
                    if self._is_safe(chosen | more, exposed)
                ),
                set(self.block),
            )
        return chosen

    def _is_safe(self, hidden: Collection[Cell], target: Target) -> bool:
        """Return whether the feasible range is wide enough.

        The mean of an unreliable cell is not published, but its base is. It counts as published
        where means are protected, or a base would follow that rests on too few.
        """
        if target.is_residual:
            region = FeasibleRegion(self.cells, self.block, {*hidden, *self.unreliable})
            expression = region.residual_together(target.cells)
            least = target.least * sum(expression.values())
        else:
            region = FeasibleRegion(self.cells, self.block, hidden)
            expression = region.mean_together(target.cells)
            least = target.least
        return region.width(expression, least) >= least


def _targets(
    cells: Cells, block: list[Cell], hidden: Collection[Cell], thresholds: Thresholds
) -> Iterator[Target]:
    """Yield what must not be known, the means of too few first."""
    least, few = thresholds.least_range / TOP, thresholds.smallest_base
    for together in _subsets(cell for cell in block if cell in hidden and cell.place != TOTAL):
        if sum(cells.base[cell] for cell in together) < few:
            yield Target(together, False, least)
    for together in _subsets(
        cell for cell in block if cell in cells.incomplete and cell.place != TOTAL
    ):
        if sum(cells.incomplete[cell].people for cell in together) < few:
            yield Target(together, True, least)
    for cell in sorted(hidden):
        yield Target((cell,), False, SOLVED)


def _subsets(members: Iterator[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Yield all that can be put together of one indicator's cells, the smallest first."""
    ordered = sorted(members)
    for indicator in dict.fromkeys(cell.indicator for cell in ordered):
        column = [cell for cell in ordered if cell.indicator == indicator]
        yield from chain.from_iterable(
            combinations(column, size) for size in range(1, len(column) + 1)
        )


def _candidates(
    cells: Cells, block: list[Cell], hidden: Collection[Cell], exposed: Target
) -> list[set[Cell]]:
    """Return sets of cells that may protect, the cheapest first.

    One cell; two of the same column or row; the corners of a rectangle of places and indicators,
    one of them exposed; all of a column.
    """
    free = sorted(cell for cell in block if cell not in hidden)
    found = [{cell} for cell in free]
    found += [
        {one, two}
        for one, two in combinations(free, 2)
        if one.indicator == two.indicator or one.place == two.place
    ]
    known = set(block)
    for corner in exposed.cells:
        for place in sorted({cell.place for cell in block} - {corner.place}):
            for indicator in sorted({cell.indicator for cell in block} - {corner.indicator}):
                square = {
                    corner,
                    corner._replace(place=place),
                    corner._replace(indicator=indicator),
                    corner._replace(place=place, indicator=indicator),
                }
                found.append((square & known) - set(hidden))
    for indicator in sorted({cell.indicator for cell in free}):
        found.append({cell for cell in free if cell.indicator == indicator})
    return sorted((more for more in found if more), key=lambda more: _cost(cells, more))


def _cost(cells: Cells, more: Collection[Cell]) -> tuple[int, list[Cell]]:
    """Return how many answers are lost; those of a total, which most readers look at, twice."""
    lost = sum(cells.base[cell] * (2 if cell.place == TOTAL else 1) for cell in more)
    return lost, sorted(more)
