"""Bring figures into the form they are published in: rounded, and empty where there is none."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

SCALE_DECIMALS: Final = 1
"""Of a figure on 0–100; what the edition declares of its indicators."""
SHARE_DECIMALS: Final = SCALE_DECIMALS + 2
"""Of a share on 0–1, so that it has as many in per cent."""

DECIMALS: Final = {
    "estimate": SCALE_DECIMALS,
    "lower": SCALE_DECIMALS,
    "upper": SCALE_DECIMALS,
    "change": SCALE_DECIMALS,
    "response_rate": SHARE_DECIMALS,
    "top_two": SHARE_DECIMALS,
    "share": SHARE_DECIMALS,
    "alpha": 2,
    "p_value": 6,
    "p_adjusted": 6,
    "effect_size": 2,
}
"""What is published is rounded to these: no file says more than the page, and equal answers give
equal bytes."""

SHARE_BOUNDS: Final = {"lower": SHARE_DECIMALS, "upper": SHARE_DECIMALS}
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
    # 0.0 and not −0.0, which would be another byte for the same number.
    return round(float(cell), decimals) + 0.0 if decimals is not None else cell
