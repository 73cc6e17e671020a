"""What disclosure control knows of a survey: its cells, how many answered and what they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Status

Counts = NDArray[np.int64]

STANDING: Final = frozenset({Status.NORMAL, Status.SIMULATED})
"""Statuses of values that stand until they are hidden."""

TOTAL: Final = ""
"""The place that is all municipalities of the area together."""


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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many answers on something is published; see :mod:`.disclosure`."""

    smallest_base: int = 5
    reliable_base: int = 20
    smallest_category: int = 5


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell that was asked about.

    Attributes
    ----------
    base
        How many answered, where anybody did.
    nobody
        Cells without an answer. They have no secret, and cover for none.
    people
        How many of a place answered anything at all, by ``(group, place)``, where anybody did.
    counts
        Answers in each category, of items only.
    without_interval
        Cells with an estimate whose uncertainty is not known.
    index_of
        The index of an item; an item of no index is not named.
    """

    base: Mapping[Cell, int]
    nobody: frozenset[Cell]
    people: Mapping[tuple[Group, str], int]
    counts: Mapping[Cell, Counts]
    without_interval: frozenset[Cell]
    index_of: Mapping[str, str]

    def columns(self) -> dict[tuple[Group, str], list[Cell]]:
        """Give the cells that add up: those of all places, by group and indicator."""
        found = defaultdict(list)
        for cell in self.base:
            found[cell.group, cell.indicator].append(cell)
        return dict(found)

    def blocks(self) -> dict[tuple[Group, str], list[Cell]]:
        """Give the cells tied to each other: an index with its items, or an item by itself."""
        found = defaultdict(list)
        for cell in self.base:
            found[cell.group, self.index_of.get(cell.indicator, cell.indicator)].append(cell)
        return dict(found)

    def small_counts(self, cell: Cell, smallest_category: int) -> bool:
        """Say whether a category was chosen by somebody, but by too few."""
        return cell in self.counts and is_small(self.counts[cell], smallest_category)


def is_small(counts: Counts, smallest_category: int) -> bool:
    """Say whether a count is neither none nor enough."""
    return bool(((counts > 0) & (counts < smallest_category)).any())


def cells_of(rows: pd.DataFrame, wave: str = "wave") -> list[Cell]:
    """Return the cell of each row of a table; `wave` names the column of its wave."""
    columns = ["area", "respondent", wave, "indicator_id", "municipality_code"]
    return [
        Cell(Group(area, respondent, of_wave), indicator, place)
        for area, respondent, of_wave, indicator, place in _text(rows, columns)
    ]


def read_cells(results: pd.DataFrame, answers: pd.DataFrame, index_of: Mapping[str, str]) -> Cells:
    """Gather the cells whose values stand from the tables before hiding."""
    standing = results[results["status"].isin(STANDING)]
    cells = cells_of(standing)
    bases = standing["base"].fillna(0).astype(int)
    people: dict[tuple[Group, str], int] = {}
    answered = standing["response_rate"].astype(float) * standing["invited"].astype(float)
    for cell, count, at_all in zip(cells, bases, answered, strict=True):
        place = cell.group, cell.place
        known = count if np.isnan(at_all) else round(at_all)
        if known or count:
            people[place] = max(people.get(place, 0), known, count)
    no_interval = standing["lower"].isna().to_numpy()
    return Cells(
        base={cell: n for cell, n in zip(cells, bases, strict=True) if n},
        nobody=frozenset(cell for cell, n in zip(cells, bases, strict=True) if not n),
        people=people,
        counts=_counts(answers[answers["status"].isin(STANDING)]),
        without_interval=frozenset(
            cell for cell, without in zip(cells, no_interval, strict=True) if without
        ),
        index_of=dict(index_of),
    )


def _counts(answers: pd.DataFrame) -> dict[Cell, Counts]:
    ordered = answers.sort_values("category", kind="stable")
    found = defaultdict(list)
    for cell, count in zip(cells_of(ordered), ordered["count"].fillna(0), strict=True):
        found[cell].append(int(count))
    return {cell: np.array(counts, dtype=np.int64) for cell, counts in found.items()}


def _text(rows: pd.DataFrame, columns: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Give the columns as plain text; what is not there is empty."""
    named = [[str(value) for value in rows[column].astype(object).fillna("")] for column in columns]
    return zip(*named, strict=True)
