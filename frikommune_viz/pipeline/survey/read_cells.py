"""Read what disclosure control must know of a survey from its tables before suppression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from frikommune_viz.pipeline.survey.cells import PUBLISHABLE, Cell, Cells, Group, Shares, cells_of

Record = Mapping[Hashable, Any]


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
        incomplete={cell: row["incomplete"] for cell, row in filled.items() if row["incomplete"]},
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
