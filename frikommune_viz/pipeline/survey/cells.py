"""What disclosure control knows of a survey: its cells, their answers, and how they are tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Status

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]
Record = Mapping[Hashable, Any]

PUBLISHABLE: Final = frozenset({Status.NORMAL, Status.SIMULATED})
"""Statuses of values that are published unless disclosure control hides them."""

TOTAL: Final = ""
"""The place that is all municipalities of the area together."""

UNPUBLISHED_OF_RESULTS: Final = (
    *("weight", "weight_in_total", "complete", "incomplete"),
    *("residual_lower", "residual_upper"),
)
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
    """People who answered some items of an index, but not all.

    Attributes
    ----------
    people
        How many they are.
    lower, upper
        Bounds of what they add to *number of items × index − sum of items*, as weighted sums of
        answers on 0–100. Published sums give that difference, so it must not be known where these
        people are few.
    """

    people: int
    lower: float
    upper: float


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
        Of indices only: who left an item empty, and how many answered all.
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
    incomplete: Mapping[Cell, Incomplete] = field(default_factory=dict)
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


def read_cells(results: pd.DataFrame, answers: pd.DataFrame, index_of: Mapping[str, str]) -> Cells:
    """Return the cells that would be published, read from the tables before suppression.

    Parameters
    ----------
    results, answers
        ``survey_results`` and ``survey_answers`` with the columns :data:`UNPUBLISHED_OF_RESULTS`
        and :data:`UNPUBLISHED_OF_ANSWERS`.
    index_of
        The ``indicator_id`` of the index of each item that has one.
    """
    publishable = results[results["status"].isin(PUBLISHABLE)]
    named = dict(zip(cells_of(publishable), publishable.to_dict("records"), strict=True))
    filled = {cell: row for cell, row in named.items() if _number(row["base"]) > 0}
    base = {cell: int(row["base"]) for cell, row in filled.items()}
    weight = {cell: float(row["weight"]) for cell, row in filled.items()}
    tied = answers[answers["status"].isin(PUBLISHABLE)].sort_values("category", kind="stable")
    return Cells(
        base=base,
        empty_cells=frozenset(named.keys() - filled.keys()),
        people=_people(named),
        counts={cell: counts.astype(np.int64) for cell, counts in _by_category(tied, "count")},
        shares=dict(_by_category(tied, "share")),
        values=dict(_by_category(tied, "value")),
        without_interval=frozenset(c for c, row in named.items() if pd.isna(row["lower"])),
        index_of=dict(index_of),
        weight=weight,
        weight_in_total=_weights_in_totals(filled),
        means={cell: float(row["estimate"]) for cell, row in filled.items()},
        incomplete={
            cell: Incomplete(
                int(row["incomplete"]), float(row["residual_lower"]), float(row["residual_upper"])
            )
            for cell, row in filled.items()
            if _number(row["incomplete"]) > 0
        },
        complete={
            cell: int(row["complete"]) for cell, row in filled.items() if pd.notna(row["complete"])
        },
    )


def _people(named: Mapping[Cell, Record]) -> dict[tuple[Group, str], int]:
    """Return how many answered anything, from the rate where the number invited is known."""
    people: dict[tuple[Group, str], int] = {}
    for cell, row in named.items():
        count = int(_number(row["base"]))
        at_all = round(_number(row["response_rate"]) * _number(row["invited"]))
        if at_all or count:
            place = cell.group, cell.place
            people[place] = max(people.get(place, 0), at_all, count)
    return people


def _weights_in_totals(filled: Mapping[Cell, Record]) -> dict[Cell, float]:
    sums: dict[tuple[Group, str], float] = defaultdict(float)
    places = {cell: _number(row["weight_in_total"]) for cell, row in filled.items() if cell.place}
    for cell, weight in places.items():
        sums[cell[:2]] += weight
    return {cell: weight / (sums[cell[:2]] or 1.0) for cell, weight in places.items()}


def _by_category(ordered: pd.DataFrame, column: str) -> Iterable[tuple[Cell, Shares]]:
    found = defaultdict(list)
    for cell, cell_value in zip(cells_of(ordered), ordered[column].fillna(0), strict=True):
        found[cell].append(float(cell_value))
    return ((cell, np.array(of_cell, dtype=float)) for cell, of_cell in found.items())


def _number(value: Any) -> float:
    """Return a number, 0 where there is none."""
    return 0.0 if pd.isna(value) else float(value)


def _text(rows: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Return the columns as plain text; what is missing is empty."""
    named = [[str(value) for value in rows[column].astype(object).fillna("")] for column in columns]
    return zip(*named, strict=True)
