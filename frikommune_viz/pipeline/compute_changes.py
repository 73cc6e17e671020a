"""The change of every municipality between every two periods that can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
import pandas as pd

from frikommune_viz.pipeline import change_tests, placebo
from frikommune_viz.pipeline.pairwise_changes import Measured, measure
from frikommune_viz.pipeline.schema import CHANGE_TESTS, CHANGES


def compute(
    built: Mapping[str, pd.DataFrame], answered: Set[str] = frozenset()
) -> dict[str, pd.DataFrame]:
    """Compute the tables ``changes`` and ``change_tests``.

    An indicator without two periods that can be compared has no rows, nor has a municipality
    without both values.

    Parameters
    ----------
    built
        The typed ``municipalities``, ``indicators`` and ``observations``.
    answered
        Indicators whose gap from the common course answers for their area.
    """
    measured = tuple(measure(built))
    return {
        CHANGES.name: changes(measured, built["municipalities"]),
        CHANGE_TESTS.name: change_tests.compute(measured, built["municipalities"], answered),
    }


def changes(measured: Sequence[Measured], municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return every change with its rank among all municipalities and the median of the others.

    Returns
    -------
    DataFrame
        ``change`` and ``median_others`` in the indicator's unit; ``rank`` 1 is the greatest
        change, and equal changes share the best of their places; ``of`` is how many changes are
        known. Agreement or not, all take part in the rank; the median is over those without.
    """
    codes = municipalities["municipality_code"].to_numpy()
    without = municipalities["area"].isna().to_numpy()
    parts = [pd.DataFrame(columns=[column.name for column in CHANGES.columns], dtype=object)]
    for one in measured:
        known = ~np.isnan(one.changes)
        pair, row = np.nonzero(known.T)
        periods = np.array(one.pairs, dtype=object).reshape(-1, 2)[pair]
        part = {
            "indicator_id": one.indicator_id,
            "baseline": periods[:, 0],
            "endline": periods[:, 1],
            "municipality_code": codes[row],
            "change": one.changes[row, pair] / one.units,
            "rank": placebo.ranks(one.changes)[row, pair].astype(int),
            "of": known.sum(axis=0)[pair],
            "median_others": (placebo.median(one.changes[without]) / one.units)[pair],
        }
        parts.append(pd.DataFrame(part).astype(object))
    return pd.concat(parts, ignore_index=True)
