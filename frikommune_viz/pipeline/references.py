"""Check ids across tables: each id used is defined, and each defined id is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from frikommune_viz.pipeline.cell_checks import LIST_SEPARATOR
from frikommune_viz.pipeline.columns import Column, Kind
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import FILE, ROW
from frikommune_viz.pipeline.schema import EDITION_TABLES

MUST_BE_USED: Final = ("municipalities", "sources", "indicators", "assumptions")
"""Tables whose rows exist to be referred to."""


def ids_exist(tables: Mapping[str, pd.DataFrame], edition: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each id that is used but not defined in its table.

    Parameters
    ----------
    tables
        Frames of text cells with ``_file`` and ``_row``.
    edition
        What ``edition.toml`` says; its ``table_sources`` count as references to sources.

    Notes
    -----
    A table that could not be read defines no ids, and no reference to it is reported.
    """
    for table, column in _linking(tables):
        defined = _defined(tables, column.target)
        if not defined:
            continue
        allowed = f"an id that is in {EDITION_TABLES[column.target].file}"
        cells = tables[table][[FILE, ROW, column.name]]
        for file, row, cell in cells.itertuples(index=False, name=None):
            for used in ids(cell, column):
                if used not in defined:
                    yield Fault(file, row, column.name, "unknown id", used, allowed)
    sources = _defined(tables, "sources")
    for table, used_ids in edition.get("table_sources", {}).items():
        for used in sorted(set(used_ids) - sources if sources else ()):
            yield Fault(
                "edition.toml", None, table, "unknown id", used, "an id that is in sources.csv"
            )


def ids_are_used(tables: Mapping[str, pd.DataFrame], edition: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each id that is defined but used nowhere: no row is left unread."""
    used: dict[str, set[str]] = {target: set() for target in MUST_BE_USED}
    for table_sources in edition.get("table_sources", {}).values():
        used["sources"] |= set(table_sources)
    for table, column in _linking(tables):
        for cell in tables[table][column.name] if column.target in used else ():
            used[column.target] |= set(ids(cell, column))
    for target in MUST_BE_USED:
        key = EDITION_TABLES[target].key[0]
        if not _defined(tables, target):
            continue
        for file, row, id_ in tables[target][[FILE, ROW, key]].itertuples(index=False, name=None):
            if id_ not in used[target]:
                yield Fault(file, row, key, "the id is used nowhere", id_, "an id that is used")


def ids(cell: object, column: Column) -> list[str]:
    """Return the ids in a cell: one, several or none."""
    if not isinstance(cell, str):  # the file lacks the column
        return []
    several = cell.split(LIST_SEPARATOR) if column.kind is Kind.IDS else [cell]
    return [used for used in several if used]


def _linking(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, Column]]:
    """Yield each column that refers to another table and could be read, with its table."""
    for table, rows in tables.items():
        for column in EDITION_TABLES[table].columns:
            if column.target not in ("", table) and column.name in rows:
                yield table, column


def _defined(tables: Mapping[str, pd.DataFrame], target: str) -> set[str]:
    """Return the ids defined in a table; none when it could not be read."""
    rows = tables.get(target)
    key = EDITION_TABLES[target].key[0]
    return set(rows[key].dropna()) if rows is not None and key in rows else set()
