"""What disclosure control knows of a survey: its cells, their answers, and how they are tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Status

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]

PUBLISHABLE: Final = frozenset({Status.NORMAL, Status.SIMULATED})
"""Statuses of values that are published unless disclosure control hides them."""

TOTAL: Final = ""
"""The place that is all municipalities of the area together."""

UNPUBLISHED_OF_RESULTS: Final = (*("weight", "weight_in_total", "complete", "incomplete"),)
UNPUBLISHED_OF_ANSWERS: Final = ("count", "value")
"""Columns that disclosure control reads and that are never published."""


class Group(NamedTuple):
    """Those whose answers add up: the respondents of an area in one wave."""

    area: str
    respondent: str
    wave: str


class Cell(NamedTuple):
    """One indicator among the respondents of one place in one wave."""

    group: Group
    indicator: str
    place: str


class Incomplete(NamedTuple):
    """People of a place who answered the same items of an index, and not all of them.

    Attributes
    ----------
    items
        The items they answered.
    people, weight
        How many they are, and the sum of their weights.
    means
        Their (weighted) mean of each of the items, on 0–100.
    """

    items: tuple[str, ...]
    people: int
    weight: float
    means: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many answers on something is published; see :mod:`.disclosure`.

    ``least_range`` is the least width of the feasible range of a hidden mean, in points on 0–100.
    """

    smallest_base: int = 5
    reliable_base: int = 20
    smallest_category: int = 5
    least_range: float = 25.0


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell that was asked about.

    Attributes
    ----------
    base
        How many answered, where anybody did.
    empty_cells
        Cells without an answer. They hold no secret and protect no other cell.
    people
        How many of a place answered anything at all, by ``(group, place)``, where anybody did.
    counts, shares, values
        Of items only, by category: answers, their (weighted) shares, and the value on 0–100.
    without_interval
        Cells with an estimate whose uncertainty is not known.
    index_of
        The index of an item; an item of no index is not named.
    weight
        Sum of the weights of those who answered.
    weight_in_total
        Weight of a municipality's mean in its area's mean; those of a column sum to 1.
    means
        The estimates.
    incomplete, complete
        Of indices only: who left an item empty, by what they answered, and how many answered all.
    """

    base: Mapping[Cell, int]
    empty_cells: frozenset[Cell]
    people: Mapping[tuple[Group, str], int]
    counts: Mapping[Cell, Counts]
    without_interval: frozenset[Cell]
    index_of: Mapping[str, str]
    shares: Mapping[Cell, Shares] = field(default_factory=dict)
    values: Mapping[Cell, Shares] = field(default_factory=dict)
    weight: Mapping[Cell, float] = field(default_factory=dict)
    weight_in_total: Mapping[Cell, float] = field(default_factory=dict)
    means: Mapping[Cell, float] = field(default_factory=dict)
    incomplete: Mapping[Cell, tuple[Incomplete, ...]] = field(default_factory=dict)
    complete: Mapping[Cell, int] = field(default_factory=dict)

    def columns(self) -> dict[tuple[Group, str], list[Cell]]:
        """Return the cells that add up to a total: those of all places, by group and indicator."""
        found = defaultdict(list)
        for cell in self.base:
            found[cell.group, cell.indicator].append(cell)
        return dict(found)

    def blocks(self) -> dict[tuple[Group, str], list[Cell]]:
        """Return the cells tied to each other: an index with its items, or an item by itself."""
        found = defaultdict(list)
        for cell in self.base:
            found[self.block_of(cell)].append(cell)
        return dict(found)

    def block_of(self, cell: Cell) -> tuple[Group, str]:
        """Return the group and the index of the block that a cell is in."""
        return cell.group, self.index_of.get(cell.indicator, cell.indicator)

    def people_incomplete(self, index: Cell) -> int:
        """Return how many people of a place answered some items of an index, but not all."""
        return sum(pattern.people for pattern in self.incomplete.get(index, ()))

    def has_small_category(self, cell: Cell, smallest_category: int) -> bool:
        """Return whether a category was chosen by somebody, but by too few."""
        return cell in self.counts and is_small(self.counts[cell], smallest_category)


def is_small(counts: Counts, smallest_category: int) -> bool:
    """Return whether any count is neither zero nor large enough.

    Examples
    --------
    >>> is_small(np.array([0, 12, 40]), 5), is_small(np.array([3, 12, 40]), 5)
    (False, True)
    """
    return bool(((counts > 0) & (counts < smallest_category)).any())


def cells_of(rows: pd.DataFrame, wave: str = "wave") -> list[Cell]:
    """Return the cell of each row of a table; `wave` names the column of its wave."""
    columns = ["area", "respondent", wave, "indicator_id", "municipality_code"]
    return [
        Cell(Group(area, respondent, of_wave), indicator, place)
        for area, respondent, of_wave, indicator, place in _text(rows, columns)
    ]


def _text(rows: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Return the columns as plain text; what is missing is empty."""
    named = [[str(value) for value in rows[column].astype(object).fillna("")] for column in columns]
    return zip(*named, strict=True)
