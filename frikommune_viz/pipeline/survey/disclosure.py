"""Disclosure control: suppress what would disclose too few people, before anything is written.

The intruder assumed has every table and file of the edition, knows the method and the code, the
number of invited, and who works where; and adds, subtracts and solves. They must not learn the
mean, the base or the distribution of a suppressed cell, nor narrow it down too far.

* **Primary suppression.** Fewer answers than ``smallest_base`` suppress a cell: mean, interval,
  base, rate, everything. Where so few of a place answered anything, all its indicators are.
* **Reliability.** Fewer than ``reliable_base`` answers, or an interval that cannot be estimated,
  leave the base alone. That is for precision; it is no secret.
* **Categories.** A category chosen by 1 to ``smallest_category`` − 1 suppresses the distribution and
  the share of the two highest; where mean and spread disclose the distribution, the whole cell.
* **Secondary suppression.** More cells are suppressed until nothing suppressed follows by
  differencing: a total is with any of its municipalities, and an index or an item so that index and
  other items do not give a hidden one. To be no single number is not enough: the feasible range of
  the mean of too few is at least ``least_range`` wide (:mod:`.secondary_suppression`). A change is
  published only where both its levels are, so it discloses nothing more.
* **Incomplete answers.** Index and items give the answers of those who left an item of the index
  empty. Where these are too few, something of the row is suppressed as well.
* **Alpha** is an equation for a hidden item. It is published only where every item of the index is,
  and rests on at least ``SMALLEST_COMPLETE`` complete answers.

A cell without answers is suppressed and needs no protection. That nobody of a place gave a certain
answer, or all gave the same, is not hidden where they are enough: it holds of a group, and groups
are what a survey is about. Weights are not published; counts, not weighted ones, decide. What
cannot be hidden, and how two editions of a survey must differ, is in ``docs/data.md``.

Notes
-----
Hundepool, A. et al. (2012). *Statistical Disclosure Control*. Wiley.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey import category_suppression, secondary_suppression
from frikommune_viz.pipeline.survey.cells import Cell, Cells, Thresholds
from frikommune_viz.pipeline.survey.hidden_tables import Hidden, Reasons, Tables, emptied
from frikommune_viz.pipeline.survey.read_cells import read_cells

SMALLEST_COMPLETE: Final = 20
"""From how many complete answers on Cronbach's alpha is published."""


def hide(
    results: pd.DataFrame,
    answers: pd.DataFrame,
    changes: pd.DataFrame,
    thresholds: Thresholds,
    index_of: Mapping[str, str],
) -> Tables:
    """Return the three tables with all that may not be published emptied and the reason as status.

    Parameters
    ----------
    results, answers, changes
        ``survey_results``, ``survey_answers`` and ``survey_changes`` in full, with the columns
        :data:`.cells.UNPUBLISHED_OF_RESULTS` and :data:`.cells.UNPUBLISHED_OF_ANSWERS`. Rows whose
        status is neither ``normal`` nor ``simulated`` are left as they are.
    index_of
        The ``indicator_id`` of the index of each item that has one.

    Returns
    -------
    Tables
        The same rows without those columns. ``top_two`` is empty also where the row is published
        and the rows of `answers` are not.

    Notes
    -----
    Adjusted p-values must be computed afterwards, from what is published: those of a family depend
    on all of its p-values. So must verdicts, which depend on them.
    """
    hidden = choose(read_cells(results, answers, index_of), thresholds)
    return emptied(Tables(results, answers, changes), hidden)


def choose(cells: Cells, thresholds: Thresholds) -> Hidden:
    """Return which cells are hidden, and why.

    More is hidden from round to round until nothing follows.
    """
    few = {cell for cell, n in cells.base.items() if n < thresholds.smallest_base}
    in_few_places, totals = secondary_suppression.places_below_threshold(
        cells, thresholds.smallest_base
    )
    few |= in_few_places
    unreliable = {cell for cell, n in cells.base.items() if n < thresholds.reliable_base}
    unreliable |= cells.without_interval & cells.base.keys()
    hidden = secondary_suppression.close(cells, few | totals, unreliable, thresholds)
    while more := category_suppression.disclosed_by_moments(cells, hidden, unreliable, thresholds):
        hidden = secondary_suppression.close(cells, hidden | more, unreliable, thresholds)
    results = {
        **dict.fromkeys(unreliable, Status.LOW_RELIABILITY),
        **dict.fromkeys(hidden, Status.PROTECTS_ANOTHER),
        **dict.fromkeys(few | cells.empty_cells, Status.SUPPRESSED),
    }
    by_category = category_suppression.hidden_distributions(
        cells, hidden, thresholds.smallest_category
    )
    distributions = {
        **dict.fromkeys(by_category.protecting, Status.PROTECTS_ANOTHER),
        **dict.fromkeys(by_category.below_threshold, Status.SUPPRESSED),
        **results,
    }
    return Hidden(results, distributions, _without_alpha(cells, results, thresholds))


def _without_alpha(cells: Cells, hidden: Reasons, thresholds: Thresholds) -> frozenset[Cell]:
    """Return the indices with a hidden item in their place, or with too few complete answers."""
    least = max(SMALLEST_COMPLETE, thresholds.reliable_base)
    with_hidden_item = {
        cell._replace(indicator=cells.index_of[cell.indicator])
        for cell in hidden
        if cell.indicator in cells.index_of
    }
    few = {cell for cell in cells.base if cells.complete.get(cell, 0) < least}
    return frozenset(few | with_hidden_item)
