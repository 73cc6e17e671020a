"""Bring figures into the form they are published in: rounded, and empty where there is none."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

DECIMALS: Final = {
    "estimate": 4,
    "lower": 4,
    "upper": 4,
    "change": 4,
    "response_rate": 6,
    "top_two": 6,
    "share": 6,
    "alpha": 4,
    "p_value": 6,
    "p_adjusted": 6,
    "p_small": 6,
    "p_small_adjusted": 6,
    "effect_size": 4,
}
"""What is published is rounded to these, so that equal answers give equal bytes."""

_P_VALUES: Final = frozenset({"p_value", "p_adjusted", "p_small", "p_small_adjusted"})
LEAST_P: Final = 1e-6
"""A smaller p-value is published as this: no chance is 0."""

SHARE_BOUNDS: Final = {"lower": 6, "upper": 6}
"""The bounds of a share have its decimals, or rounding could put the share outside them."""

_COUNTS: Final = frozenset(
    {"base", "invited", "category", "base_before", "base_after", "family_size"}
)


def published(rows: pd.DataFrame, **decimals: int) -> pd.DataFrame:
    """Round what is published; empty cells become None, and counts whole numbers.

    Rounding twice is rounding once, and it keeps order: a figure within its interval stays there.

    Parameters
    ----------
    decimals
        Of columns that have others than :data:`DECIMALS` says.
    """
    places = {**DECIMALS, **decimals}
    # As objects, or pandas would make 785 beside an empty cell into 785.0, and so would the CSV.
    cells = {
        column: pd.Series(
            [_cell(cell, column, places.get(column)) for cell in rows[column]],
            index=rows.index,
            dtype=object,
        )
        for column in map(str, rows)
    }
    return pd.DataFrame(cells, index=rows.index)


def _cell(cell: Any, column: str, decimals: int | None) -> Any:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and np.isnan(cell)):
        return None
    if column in _COUNTS:
        return int(cell)
    if column in _P_VALUES:
        cell = max(float(cell), LEAST_P)
    # 0.0 and not −0.0, which would be another byte for the same number.
    return round(float(cell), decimals) + 0.0 if decimals is not None else cell
