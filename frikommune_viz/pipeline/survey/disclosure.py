"""Hide what would tell of too few people, before anything is written.

Against whom: somebody who has every table and file of the edition, knows the method and the code,
the number of invited, and who works where; who adds, subtracts and solves. They shall not learn the
mean, the base or the distribution of a hidden cell. What hides:

* fewer answers than ``smallest_base`` suppress a cell: mean, interval, base, rate, everything. Where
  so few of a place answered anything, all its indicators are suppressed;
* fewer than ``reliable_base``, or an interval that cannot be estimated, make it unreliable: the
  base stands alone. That is for precision; it is no secret;
* an answer category chosen by 1 to ``smallest_category`` − 1 hides the distribution and the
  share of the two highest; where mean and spread tell the distribution, the cell is suppressed;
* more cells are suppressed until nothing suppressed follows: municipalities from their area's
  total and the others, an index from its items, an item from the index and the other items
  (:mod:`.complementary`), a distribution from the total's less the others'
  (:mod:`.distributions`). A change stands only where both its levels do, so it tells nothing more.

A cell nobody answered is suppressed and needs no cover. That nobody of a place gave a certain
answer, or all gave the same, is not hidden where they are enough: it holds of a group, and groups
are what a survey is about. Weights are not published; counts, not weighted
ones, decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey import category_suppression as distributions
from frikommune_viz.pipeline.survey import secondary_suppression
from frikommune_viz.pipeline.survey.cells import (
    STANDING,
    Cell,
    Cells,
    Thresholds,
    cells_of,
    read_cells,
)

_RESULTS: Final = (
    "estimate",
    "lower",
    "upper",
    "base",
    "invited",
    "response_rate",
    "top_two",
    "alpha",
)
_ANSWERS: Final = ("share", "lower", "upper", "base")
_CHANGES: Final = (
    "change",
    "lower",
    "upper",
    "p_value",
    "p_adjusted",
    "p_small",
    "effect_size",
    "base_before",
    "base_after",
)
_BASES: Final = frozenset({"base", "invited", "response_rate", "base_before", "base_after"})
"""What remains of an unreliable row."""


class Hidden(NamedTuple):
    """Which cells are not published, and why.

    ``distributions`` are hidden by themselves as well as with the cells of the other two.
    """

    suppressed: frozenset[Cell]
    unreliable: frozenset[Cell]
    distributions: frozenset[Cell]


class Tables(NamedTuple):
    """The three tables of a survey."""

    results: pd.DataFrame
    answers: pd.DataFrame
    changes: pd.DataFrame


def hide(
    results: pd.DataFrame,
    answers: pd.DataFrame,
    changes: pd.DataFrame,
    thresholds: Thresholds,
    index_of: Mapping[str, str],
) -> Tables:
    """Return the three tables with all that may not be published emptied and the status saying so.

    Parameters
    ----------
    results, answers, changes
        ``survey_results``, ``survey_answers`` and ``survey_changes`` in full; `answers` with
        ``count``, the number of people in each category. Rows whose status is neither ``normal``
        nor ``simulated`` are left as they are.
    index_of
        The ``indicator_id`` of the index of each item that has one.

    Returns
    -------
    Tables
        The same rows; `answers` without ``count``. ``top_two`` is empty also where the row stands
        and the rows of `answers` say ``suppressed``.

    Notes
    -----
    Adjusted p-values must be computed afterwards, from what stands: those of a family depend on
    all of its p-values. So must verdicts, which depend on them. Suppression: Hundepool, A. et al. (2012). *Statistical Disclosure Control*.
    Wiley.
    """
    cells = read_cells(results, answers, index_of)
    hidden = choose(cells, thresholds)
    return Tables(_results(results, hidden), _answers(answers, hidden), _changes(changes, hidden))


def choose(cells: Cells, thresholds: Thresholds) -> Hidden:
    """Say which cells are hidden. More becomes hidden from round to round until nothing follows."""
    sensitive = {cell for cell, n in cells.base.items() if n < thresholds.smallest_base}
    sensitive |= secondary_suppression.with_small_places(cells, thresholds.smallest_base)
    unreliable = {cell for cell, n in cells.base.items() if n < thresholds.reliable_base}
    unreliable |= cells.without_interval
    while True:
        suppressed = secondary_suppression.close(cells, sensitive, thresholds.smallest_base)
        few = thresholds.smallest_category
        gone = distributions.hidden_distributions(cells, suppressed, unreliable, few)
        told = distributions.told_by_moments(cells, suppressed, unreliable, gone, few)
        if not told:
            suppressed |= cells.nobody
            return Hidden(suppressed, frozenset(unreliable - suppressed), gone | cells.nobody)
        sensitive |= told


def _results(results: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    cells = cells_of(results)
    found = _emptied(results, cells, hidden.suppressed, hidden.unreliable, _RESULTS)
    found.loc[_among(cells, hidden.distributions), "top_two"] = np.nan
    return found


def _answers(answers: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    without_count = answers.drop(columns="count")
    own = hidden.distributions - hidden.unreliable
    return _emptied(without_count, cells_of(answers), own, hidden.unreliable, _ANSWERS)


def _changes(changes: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """Hide a change with either of its levels; so too one that has no interval."""
    before, after = cells_of(changes, "baseline"), cells_of(changes, "endline")
    suppressed = _among(before, hidden.suppressed) | _among(after, hidden.suppressed)
    unreliable = _among(before, hidden.unreliable) | _among(after, hidden.unreliable)
    unreliable |= changes["lower"].isna().to_numpy()
    return _with_status(changes, suppressed, unreliable & ~suppressed, _CHANGES)


def _emptied(
    rows: pd.DataFrame,
    cells: list[Cell],
    suppressed: Collection[Cell],
    unreliable: Collection[Cell],
    columns: tuple[str, ...],
) -> pd.DataFrame:
    return _with_status(rows, _among(cells, suppressed), _among(cells, unreliable), columns)


def _with_status(
    rows: pd.DataFrame,
    suppressed: np.ndarray[tuple[int], np.dtype[np.bool_]],
    unreliable: np.ndarray[tuple[int], np.dtype[np.bool_]],
    columns: tuple[str, ...],
) -> pd.DataFrame:
    """Empty the columns. Of rows that did not stand before the numbers go, the status remains."""
    found = rows.copy()
    standing = rows["status"].isin(STANDING).to_numpy()
    for column in (column for column in columns if column in rows):
        gone = suppressed if column in _BASES else suppressed | unreliable
        found[column] = found[column].where(~gone)
    found.loc[standing & unreliable, "status"] = str(Status.LOW_RELIABILITY)
    found.loc[standing & suppressed, "status"] = str(Status.SUPPRESSED)
    return found


def _among(
    cells: list[Cell], chosen: Collection[Cell]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.fromiter((cell in chosen for cell in cells), np.bool_, len(cells))
