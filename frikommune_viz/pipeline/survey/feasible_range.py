"""Compute how far a hidden figure may vary while everything published stays as it is.

The figures of a *block* (an index with its items in all places of a group, or one item of no
index) are tied by linear equations. In a *column* the municipalities make up the area's total,
category by category, with weights anybody may know. In a *row* the items make up the index, where
those who left items empty count with the others. Shares are not negative. The values an expression
takes under all of it are its feasible range, found by linear programming
(:func:`scipy.optimize.linprog`).

Who solves is granted more than they have: bases and weights of hidden cells, who left which items
empty, and the distribution wherever a mean or a base is published, all without rounding. That
answers are whole numbers is not used; where it would help, :mod:`.secondary_suppression` hides the
total.

Variables are departures from the truth, so 0 is always feasible. All figures are shares of the
scale, 0–1.

Notes
-----
Fischetti, M. and Salazar-González, J. J. (2001). Solving the cell suppression problem on tabular
data with linear constraints. *Management Science* 47(7), 1008–1027.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from scipy.optimize import linprog

from frikommune_viz.pipeline.survey.cells import TOTAL, Cell, Cells, Shares
from frikommune_viz.pipeline.survey.scales import TOP

Variable = tuple[Cell, int, str]
"""A category of an item's cell; or the mean of an item among those of an index's cell who answered
all items (:data:`COMPLETE`), or the same items."""
Expression = Mapping[Variable, float]
COMPLETE: Final = -1
_NOBODY: Final = 1e-9


class FeasibleRegion:
    """What may hold in a block if the cells `unknown` are not published and all others are.

    Parameters
    ----------
    block
        All cells with answers of one block.
    unknown
        Cells of the block that are not published.
    """

    def __init__(self, cells: Cells, block: Collection[Cell], unknown: Collection[Cell]) -> None:
        self._cells = cells
        self._block = frozenset(block)
        self._unknown = frozenset(unknown) & self._block
        self._order: dict[Variable, int] = {}
        self._bounds: list[tuple[float, float]] = []
        self._equations: list[Expression] = []
        items = sorted(cell for cell in self._block if cell in cells.counts)
        for cell in items:
            if cell.place != TOTAL and cell in self._unknown:
                self._add_item(cell)
        for cell in sorted(self._block & cells.incomplete.keys()):
            if cell.place != TOTAL:
                self._add_patterns(cell)
        for cell in sorted(self._block - self._unknown):
            self._equations += self._ties(cell)

    def mean(self, cell: Cell) -> Expression:
        """Return the departure of a cell's mean from the truth."""
        if cell.place == TOTAL:
            return _sum(
                (self._cells.weight_in_total[part], self.mean(part)) for part in self._parts(cell)
            )
        if cell in self._cells.counts:
            if cell not in self._unknown:
                return {}
            return {
                (cell, category, ""): value / TOP
                for category, value in enumerate(self._cells.values[cell])
            }
        whole = self._asked(cell) * self._cells.weight[cell]
        items = [one for one in self._items(cell) if one.place == cell.place]
        parts = _sum((self._cells.weight[item] / whole, self.mean(item)) for item in items)
        return _sum([(1.0, parts), (1.0, self._residual(cell))])

    def residual_together(self, column: Collection[Cell]) -> Expression:
        """Return the departure of *index − mean of the items*, weighted as in their area's total.

        What people with incomplete answers add is the reason for it.
        """
        return _sum((weight, self._residual(cell)) for cell, weight in self._weights(column))

    def _weights(self, column: Collection[Cell]) -> list[tuple[Cell, float]]:
        if len(column) == 1:
            return [(next(iter(column)), 1.0)]
        together = sum(self._cells.weight_in_total[cell] for cell in column)
        return [(cell, self._cells.weight_in_total[cell] / together) for cell in sorted(column)]

    def _residual(self, index: Cell) -> Expression:
        """Return what an answer of those who left items empty counts for in the index less items."""
        asked = self._asked(index)
        found = {}
        for number, pattern in enumerate(self._cells.incomplete.get(index, ())):
            given = len(pattern.items)
            more = asked / given - 1 if 2 * given >= asked else -1.0
            for item in pattern.items:
                share = more * pattern.weight / self._cells.weight[index] / asked
                found[index, number, item] = share
        return found

    def width(self, expression: Expression, enough: float = np.inf) -> float:
        """Return the width of the feasible range of an expression; less precisely beyond `enough`."""
        found = 0.0
        for sign in (-1.0, 1.0):
            found += self._furthest(expression, sign)
            if found >= enough:
                break
        return found

    def _furthest(self, expression: Expression, sign: float) -> float:
        if not any(expression.values()):
            return 0.0
        matrix = self._matrix([row for row in self._equations if any(row.values())])
        solved = linprog(
            sign * self._matrix([expression])[0],
            A_eq=matrix,
            b_eq=np.zeros(len(matrix)),
            bounds=self._bounds,
            method="highs",
        )
        return max(-float(solved.fun), 0.0)

    def _matrix(self, rows: Sequence[Expression]) -> Shares:
        matrix = np.zeros((len(rows), len(self._order)))
        for number, row in enumerate(rows):
            for variable, coefficient in row.items():
                matrix[number, self._order[variable]] = coefficient
        return matrix

    def _add_item(self, cell: Cell) -> None:
        """Add a variable for the share of each category."""
        shares = self._cells.shares[cell]
        for category, share in enumerate(shares):
            self._add((cell, category, ""), float(share))
        self._equations.append({(cell, k, ""): 1.0 for k in range(len(shares))})

    def _add_patterns(self, index: Cell) -> None:
        """Add what those who answered the same items, and those who answered all, meant on average.

        Together they make up the item.
        """
        for item in (one for one in self._items(index) if one.place == index.place):
            weight, mean = self._cells.weight[item], self._cells.means[item]
            tie = {variable: weight * share for variable, share in self.mean(item).items()}
            complete, sum_of_complete = weight, weight * mean
            for number, pattern in enumerate(self._cells.incomplete[index]):
                if item.indicator in pattern.items:
                    true = pattern.means[pattern.items.index(item.indicator)]
                    self._add((index, number, item.indicator), true / TOP)
                    tie[index, number, item.indicator] = -pattern.weight
                    complete -= pattern.weight
                    sum_of_complete -= pattern.weight * true
            if complete > _NOBODY * weight:
                self._add((index, COMPLETE, item.indicator), sum_of_complete / complete / TOP)
                tie[index, COMPLETE, item.indicator] = -complete
            self._equations.append({variable: share / weight for variable, share in tie.items()})

    def _add(self, variable: Variable, true: float) -> None:
        """Add a variable between 0 and 1, as its departure from the truth."""
        self._order[variable] = len(self._order)
        self._bounds.append((min(-true, 0.0), max(1 - true, 0.0)))

    def _ties(self, cell: Cell) -> Iterable[Expression]:
        """Return the equations that a published cell gives."""
        if cell not in self._cells.counts:
            yield self.mean(cell)
        elif cell.place == TOTAL:
            for category in range(len(self._cells.shares[cell])):
                yield {
                    (part, category, ""): self._cells.weight_in_total[part]
                    for part in self._parts(cell)
                    if part in self._unknown
                }

    def _parts(self, total: Cell) -> list[Cell]:
        return sorted(
            cell
            for cell in self._block
            if cell.indicator == total.indicator and cell.place != TOTAL
        )

    def _items(self, index: Cell) -> list[Cell]:
        return sorted(
            cell
            for cell in self._block
            if self._cells.index_of.get(cell.indicator) == index.indicator
        )

    def _asked(self, index: Cell) -> int:
        """Return of how many items the index is the mean."""
        asked = {
            cell.indicator
            for cell in (*self._items(index), *self._cells.empty_cells)
            if cell.group == index.group
            and self._cells.index_of.get(cell.indicator) == index.indicator
        }
        return len(asked)


def _sum(parts: Iterable[tuple[float, Expression]]) -> Expression:
    found: dict[Variable, float] = defaultdict(float)
    for weight, expression in parts:
        for variable, coefficient in expression.items():
            found[variable] += weight * coefficient
    return dict(found)
