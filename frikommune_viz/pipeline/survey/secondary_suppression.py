"""Hide more, so that nothing hidden follows from what is published.

Means and bases are tied in two ways. In a *column* the municipalities of an area make up its
total. In a *row* the items of an index make it up, within one place. A hidden cell is an edge
between its column and its row; it follows from the published ones exactly if no circle of hidden
cells leads through it. (Give the cells of a circle by turns a little more and a little less: all
totals and indices stay as published. Without a circle some column or row has one unknown, and its
solution leads to the next.) An item of no index is tied in its column alone.

Where the index leaves out people who answered too little of it, or the bases of items differ, the
ties hold nearly; they are treated as if they held exactly. That hides more, never less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells

_Node = tuple[str, str]
_FREE: _Node = ("", "")
"""Where an edge ends that no tie holds."""


def with_small_places(cells: Cells, smallest_base: int) -> frozenset[Cell]:
    """Return all cells of places where too few answered anything, and of those that cover them.

    Response rates tell how many answered, and stand at every indicator. So the same places cover
    for all of them: the municipalities where fewest answered, until there are two hidden and
    together enough people, or no more municipalities.
    """
    hidden = set()
    for group in dict.fromkeys(group for group, _ in cells.people):
        people = {place: n for (of, place), n in cells.people.items() if of == group}
        total = people.pop(TOTAL, None)
        small = [place for place, count in people.items() if count < smallest_base]
        if total is not None and total < smallest_base:
            hidden |= {(group, TOTAL), *((group, place) for place in people)}
            continue
        rest = sorted(people.keys() - set(small), key=lambda place: (people[place], place))
        while small and rest and total is not None:
            if len(small) > 1 and sum(people[place] for place in small) >= smallest_base:
                break
            small.append(rest.pop(0))
        hidden |= {(group, place) for place in small}
    return frozenset(cell for cell in cells.base if (cell.group, cell.place) in hidden)


def close(cells: Cells, sensitive: Collection[Cell], smallest_base: int) -> frozenset[Cell]:
    """Return the sensitive cells and those to hide with them.

    Of all that would help the choice falls on what loses fewest answers, so on the smallest other
    municipality before the area's total, and among equals on the first by name.
    """
    hidden = set(sensitive)
    for (_, index), block in cells.blocks().items():
        while exposed := _exposed(cells, block, index, hidden, smallest_base):
            hidden |= min(
                _helping(cells, block, index, hidden, exposed, smallest_base),
                key=lambda more: (sum(cells.base[cell] for cell in more), sorted(more)),
                default=frozenset(block),
            )
    return frozenset(hidden)


def _exposed(
    cells: Cells, block: list[Cell], index: str, hidden: Collection[Cell], smallest_base: int
) -> Cell | None:
    """Return the first hidden cell that follows from the published ones, if there is one."""
    of_block = [cell for cell in block if cell in hidden]
    if len(of_block) == len(block):
        return None
    ends = {cell: _ends(cells, cell, index) for cell in of_block}
    for cell in of_block:
        if not _on_circle(cell, ends) or _too_few(cells, cell, of_block, smallest_base):
            return cell
    return None


def _ends(cells: Cells, cell: Cell, index: str) -> tuple[_Node, _Node]:
    column, row = cell._replace(place=TOTAL), cell._replace(indicator=index)
    in_index = index in cells.index_of.values() and row in cells.base
    return (
        ("column", cell.indicator) if column in cells.base else _FREE,
        ("row", cell.place) if in_index else _FREE,
    )


def _on_circle(cell: Cell, ends: dict[Cell, tuple[_Node, _Node]]) -> bool:
    """Say whether another way of hidden cells joins the two ends of this one."""
    start, goal = ends[cell]
    reached, grown = {start}, True
    while grown and goal not in reached:
        grown = False
        for other, (one, two) in ends.items():
            if other != cell and (one in reached) != (two in reached):
                reached |= {one, two}
                grown = True
    return goal in reached


def _too_few(cells: Cells, cell: Cell, hidden: list[Cell], smallest_base: int) -> bool:
    """Say whether the total less the published leaves too few, or people who all answered alike."""
    column = [other for other in hidden if other.indicator == cell.indicator]
    total = cell._replace(place=TOTAL)
    if total in column or total not in cells.base:
        return False
    together = [cells.counts[other] for other in column if other in cells.counts]
    if together and np.count_nonzero(np.sum(together, axis=0)) < 2:
        return True
    return sum(cells.base[other] for other in column) < smallest_base


def _helping(
    cells: Cells,
    block: list[Cell],
    index: str,
    hidden: Collection[Cell],
    exposed: Cell,
    smallest_base: int,
) -> Iterator[frozenset[Cell]]:
    """Give the sets that cover for a cell: one of its column, alone or closed to a square."""
    places = [c.place for c in block if c.indicator == exposed.indicator and c != exposed]
    indicators = [c.indicator for c in block if c.place == exposed.place and c != exposed]
    known = set(block)
    for place in places:
        beside = exposed._replace(place=place)
        squares = [
            {beside, exposed._replace(indicator=other), beside._replace(indicator=other)}
            for other in indicators
        ]
        for square in [{beside}, *squares]:
            more = frozenset(square - set(hidden))
            of_block = [cell for cell in block if cell in hidden or cell in more]
            ends = {cell: _ends(cells, cell, index) for cell in of_block}
            if (
                more
                and square <= known
                and _on_circle(exposed, ends)
                and not _too_few(cells, exposed, of_block, smallest_base)
            ):
                yield more
