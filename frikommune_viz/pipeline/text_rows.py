"""Iterate over the rows of a table that was read as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import FILE, ROW

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]


def records(rows: pd.DataFrame) -> Iterator[Row]:
    """Yield rows as mappings; cells of columns that a file lacked are empty."""
    for row in rows.fillna("").to_dict("records"):
        yield {str(column): cell for column, cell in row.items()}


def fault_in(row: Row, column: str, rule: str, found: str, allowed: str) -> Fault:
    """Return the fault of one cell of a row."""
    return Fault(row[FILE], row[ROW], column, rule, found, allowed)


def as_text(rows: pa.Table, file: str) -> pd.DataFrame:
    """Turn a built table back into text cells, so that the same checks read it."""
    cells = {
        name: ["" if cell is None else _plain(cell) for cell in rows[name].to_pylist()]
        for name in rows.column_names
    }
    frame = pd.DataFrame(cells, dtype=str)
    frame[FILE] = file
    frame[ROW] = range(2, len(frame) + 2)
    return frame


def _plain(cell: object) -> str:
    """Write a number as people do: no exponent, no trailing zero."""
    return f"{cell:.6f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)
