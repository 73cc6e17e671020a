"""Empty what is hidden in the tables of a survey, and let the status say why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey.cells import (
    PUBLISHABLE,
    UNPUBLISHED_OF_ANSWERS,
    UNPUBLISHED_OF_RESULTS,
    Cell,
    cells_of,
)

Reasons = Mapping[Cell, Status]
Flags = NDArray[np.bool_]

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
_STRONGEST: Final = (Status.SUPPRESSED, Status.PROTECTS_ANOTHER, Status.LOW_RELIABILITY)
"""Why a change is hidden where its levels are so for different reasons: the first of these."""
_KEEPS_BASE: Final = frozenset({Status.LOW_RELIABILITY})
"""Reasons that leave the base published."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which cells are not published, each with the status that says why.

    Attributes
    ----------
    results
        Cells without mean, interval and change.
    distributions
        Cells whose distribution is hidden, for whatever reason.
    without_alpha
        Cells whose alpha is hidden though the rest may be published.
    """

    results: Reasons
    distributions: Reasons
    without_alpha: frozenset[Cell]


class Tables(NamedTuple):
    """The three tables of a survey."""

    results: pd.DataFrame
    answers: pd.DataFrame
    changes: pd.DataFrame


def emptied(tables: Tables, hidden: Hidden) -> Tables:
    """Return the tables as they may be published, without the columns that never are."""
    return Tables(
        _results(tables.results, hidden),
        _answers(tables.answers, hidden),
        _changes(tables.changes, hidden),
    )


def _results(results: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    cells = cells_of(results)
    found = _hidden(
        results.drop(columns=[*UNPUBLISHED_OF_RESULTS]), cells, hidden.results, _RESULTS
    )
    found.loc[_among(cells, hidden.distributions), "top_two"] = np.nan
    found.loc[_among(cells, hidden.without_alpha), "alpha"] = np.nan
    return found


def _answers(answers: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    kept = answers.drop(columns=[*UNPUBLISHED_OF_ANSWERS])
    return _hidden(kept, cells_of(answers), hidden.distributions, _ANSWERS)


def _changes(changes: pd.DataFrame, hidden: Hidden) -> pd.DataFrame:
    """Hide a change with either of its levels; so too one that has no interval."""
    sides = [cells_of(changes, "baseline"), cells_of(changes, "endline")]
    no_interval = changes["lower"].isna().to_numpy()
    reasons: dict[Cell, Status] = {}
    for before, after, without in zip(*sides, no_interval, strict=True):
        of_sides = {hidden.results.get(before), hidden.results.get(after)}
        of_sides |= {Status.LOW_RELIABILITY} if without else set()
        if strongest := next((one for one in _STRONGEST if one in of_sides), None):
            reasons[before] = strongest
    return _hidden(changes, sides[0], reasons, _CHANGES)


def _hidden(
    rows: pd.DataFrame, cells: list[Cell], reasons: Reasons, columns: tuple[str, ...]
) -> pd.DataFrame:
    """Empty the columns. Rows that were not publishable lose their figures, and keep their status."""
    found = rows.copy()
    why = np.array([str(reasons.get(cell, "")) for cell in cells], dtype=object)
    is_hidden = why != ""
    loses_base = is_hidden & ~np.isin(why.astype(str), [str(one) for one in _KEEPS_BASE])
    for column in (column for column in columns if column in rows):
        found[column] = found[column].where(~(loses_base if column in _BASES else is_hidden))
    publishable = rows["status"].isin(PUBLISHABLE).to_numpy() & is_hidden
    found.loc[publishable, "status"] = why[publishable]
    return found


def _among(cells: list[Cell], chosen: Collection[Cell]) -> Flags:
    return np.fromiter((cell in chosen for cell in cells), np.bool_, len(cells))
