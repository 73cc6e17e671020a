"""Publish an area's total only where it discloses nothing that its municipalities do not.

A total is a mean of its municipalities with known weights (:mod:`.strata`). Were one published
while two municipalities are hidden, their answers would follow: the answers are whole numbers, the
weights are not, and so hardly two combinations of few answers give the same total to the decimals
it is published with. (Of a plain sum of answers very many do.) Nothing added to the hidden cells
helps against that. So a total is published where

* no municipality is suppressed, and
* at most one is without its mean because that is unreliable; it follows from the others, which
  :mod:`.disclosure` reckons with;

and the distribution of its answers where no municipality's is hidden for a category chosen by few.
A total is then a function of what is published beside it. Its municipalities need no cover from
each other, so that more of them are published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import BASE_ALONE, Status
from frikommune_viz.pipeline.survey import disclosure
from frikommune_viz.pipeline.survey.cells import (
    STANDING,
    TOTAL,
    Cell,
    Cells,
    Group,
    Thresholds,
    cells_of,
    read_cells,
)

WITHHELD: Final = Status.SUPPRESSED
"""Status of a total that is hidden with its municipalities."""
_KEPT: Final = frozenset({
    "indicator_id", "scope", "area", "municipality_code", "respondent", "wave", "category",
    "baseline", "endline", "comparable", "not_comparable_reason", "confidence_level", "status",
})  # fmt: skip
"""Columns that are no figures."""
_NOT_SUPPRESSED: Final = STANDING | BASE_ALONE | {Status.NOT_COLLECTED, Status.NOT_APPLICABLE}
"""Statuses of a municipality that is not suppressed, for whatever reason."""
Column = tuple[Group, str]
"""A group in one wave, and an indicator: a total and its municipalities."""


class Withheld(NamedTuple):
    """The totals that are not published, and those whose distribution is not."""

    means: frozenset[Column]
    distributions: frozenset[Column]


def hide(
    results: pd.DataFrame,
    answers: pd.DataFrame,
    changes: pd.DataFrame,
    thresholds: Thresholds,
    index_of: Mapping[str, str],
) -> disclosure.Tables:
    """Hide the totals that would disclose their municipalities, and what disclosure control hides.

    Parameters and result are those of :func:`.disclosure.hide`. Hiding a total changes what must
    be hidden beside it, so it is done again until no total is hidden more.
    """
    cells = read_cells(results, answers, index_of)
    withheld = _at_first(cells, thresholds)
    while True:
        given = _without(results, answers, changes, withheld)
        hidden = disclosure.hide(*given, thresholds, index_of)
        more = _disclosing(cells, hidden, thresholds)
        together = Withheld(*(old | new for old, new in zip(withheld, more, strict=True)))
        if together == withheld:
            return hidden
        withheld = together


def _at_first(cells: Cells, thresholds: Thresholds) -> Withheld:
    """Return the totals that are withheld whatever else is hidden."""
    suppressed = [cell for cell, n in cells.base.items() if n < thresholds.smallest_base]
    unreliable = [
        cell
        for cell, n in cells.base.items()
        if n < thresholds.reliable_base or cell in cells.without_interval
    ]
    return _of(cells, suppressed, unreliable, cells.counts, thresholds)


def _disclosing(cells: Cells, hidden: disclosure.Tables, thresholds: Thresholds) -> Withheld:
    """Return the totals that would disclose municipalities, as these are hidden now."""
    of_results = _statuses(hidden.results)
    suppressed = [cell for cell, status in of_results.items() if status not in _NOT_SUPPRESSED]
    unreliable = [cell for cell, status in of_results.items() if status in BASE_ALONE]
    distributions = [
        cell for cell, status in _statuses(hidden.answers).items() if status not in STANDING
    ]
    return _of(cells, suppressed, unreliable, distributions, thresholds)


def _of(
    cells: Cells,
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    distributions: Collection[Cell],
    thresholds: Thresholds,
) -> Withheld:
    few = Counter(_column(cell) for cell in {*unreliable} - {*suppressed} if cell.place != TOTAL)
    means = {_column(cell) for cell in suppressed if cell.place != TOTAL}
    means |= {column for column, count in few.items() if count > 1}
    few_chose = {
        _column(cell)
        for cell in distributions
        if cell.place != TOTAL and cells.small_counts(cell, thresholds.smallest_category)
    }
    return Withheld(frozenset(means), frozenset(means | few_chose))


def _column(cell: Cell) -> Column:
    return cell.group, cell.indicator


def _statuses(rows: pd.DataFrame) -> dict[Cell, str]:
    return dict(zip(cells_of(rows), rows["status"], strict=True))


def _without(
    results: pd.DataFrame, answers: pd.DataFrame, changes: pd.DataFrame, withheld: Withheld
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    emptied = results.copy()
    gone = _rows_of(results, "wave", withheld.distributions)
    emptied["top_two"] = emptied["top_two"].where(~gone)
    return (
        _emptied(emptied, _rows_of(results, "wave", withheld.means)),
        _emptied(answers, _rows_of(answers, "wave", withheld.distributions)),
        _emptied(
            changes,
            _rows_of(changes, "baseline", withheld.means)
            | _rows_of(changes, "endline", withheld.means),
        ),
    )


def _rows_of(
    rows: pd.DataFrame, wave: str, columns: Collection[Column]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array(
        [cell.place == TOTAL and _column(cell) in columns for cell in cells_of(rows, wave)],
        dtype=np.bool_,
    )


def _emptied(
    rows: pd.DataFrame, withheld: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> pd.DataFrame:
    gone = withheld & rows["status"].isin(STANDING).to_numpy()
    found = rows.copy()
    for column in (column for column in map(str, rows) if column not in _KEPT):
        found[column] = found[column].where(~gone)
    found.loc[gone, "status"] = str(WITHHELD)
    return found
