"""Go through the rows of a table that was read as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from frikommune_viz.build.faults import Fault
from frikommune_viz.build.read import FILE, ROW

Tables = Mapping[str, pd.DataFrame]
Row = dict[str, Any]


def records(rows: pd.DataFrame) -> Iterator[Row]:
    """Give rows as mappings; cells of columns that a file lacked are empty."""
    for row in rows.fillna("").to_dict("records"):
        yield {str(column): cell for column, cell in row.items()}


def fault_in(row: Row, column: str, rule: str, found: str, allowed: str) -> Fault:
    """Say what is wrong in one cell of a row."""
    return Fault(row[FILE], row[ROW], column, rule, found, allowed)
