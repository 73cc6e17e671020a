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
    "difference": SCALE_DECIMALS,
    "response_rate": SHARE_DECIMALS,
    "top_two": SHARE_DECIMALS,
    "share": SHARE_DECIMALS,
    "alpha": 2,
    "p_value": 6,
    "p_adjusted": 6,
    "p_small": 6,
    "p_small_adjusted": 6,
    "effect_size": 2,
}
"""What is published is rounded to these: no file says more than the page, and equal answers give
equal bytes."""

_P_VALUES: Final = frozenset({"p_value", "p_adjusted", "p_small", "p_small_adjusted"})
LEAST_P: Final = 1e-6
"""A smaller p-value is published as this: no chance is 0."""

SHARE_BOUNDS: Final = {"lower": SHARE_DECIMALS, "upper": SHARE_DECIMALS}
"""The bounds of a share have its decimals, or rounding could put the share outside them."""

_FLOATING: Final = 1e-6
"""So far from a value of that many decimals a bound is one, but for floating point."""

_COUNTS: Final = frozenset(
    {"base", "invited", "category", "base_before", "base_after", "family_size"}
)


def published(rows: pd.DataFrame, **decimals: int) -> pd.DataFrame:
    """Round what is published; empty cells become None, and counts whole numbers.

    The bounds of an interval are rounded outward, so that it never says more than was estimated and
    none loses its width. Rounding twice is rounding once, and it keeps order: a figure within its
    interval stays there.

    Parameters
    ----------
    decimals
        Of columns that have others than :data:`DECIMALS` says.

    Examples
    --------
    >>> published(pd.DataFrame({"estimate": [61.04], "lower": [60.98], "upper": [61.06]})).iloc[0]
    estimate    61.0
    lower       60.9
    upper       61.1
    Name: 0, dtype: object
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
    if decimals is None:
        return cell
    # 0.0 and not −0.0, which would be another byte for the same number.
    return round(_outward(float(cell), column, decimals), decimals) + 0.0


def _outward(value: float, column: str, decimals: int) -> float:
    """Return the next value of so many decimals below a lower bound or above an upper one."""
    steps = value * 10.0**decimals
    if column == "lower":
        return float(np.floor(steps + _FLOATING)) / 10.0**decimals
    if column == "upper":
        return float(np.ceil(steps - _FLOATING)) / 10.0**decimals
    return value
