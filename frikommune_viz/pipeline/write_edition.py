"""Write a built edition: Parquet, a CSV twin, the data package and the manifest, all or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.edition.leftovers import beside, leftovers, lost_edition
from frikommune_viz.edition.manifest import MANIFEST, PACKAGE
from frikommune_viz.pipeline import data_package
from frikommune_viz.pipeline.columns import Column, Kind, Table
from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.schema import EDITION_TABLES
from frikommune_viz.spreadsheet import guard


def write(edition: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write an edition beside its place and put it there in one go.

    The content of `folder` stays untouched until every file is written. A table without rows
    is not written.

    Parameters
    ----------
    edition
        The entries of ``edition.toml``.
    tables
        The computed tables.
    folder
        The edition's folder, such as ``data/published``; it is replaced.

    Raises
    ------
    BadInputError
        If the folder holds something other than an edition.
    """
    if faults := place_faults(folder):
        raise BadInputError(faults)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=beside(folder, "new", os.getpid()), dir=folder.parent))
    try:
        staging.chmod(0o755)
        files: dict[str, bytes] = {}
        for name, table in written(tables).items():
            files[f"{name}.parquet"] = parquet_bytes(arrow_table(table, tables[name]))
            files[f"{name}.csv"] = csv_bytes(table, tables[name])
        files[PACKAGE] = _json_bytes(data_package.describe(edition, tables, files))
        files[MANIFEST] = _json_bytes(_manifest(edition, tables, files))
        for name, content in files.items():
            (staging / name).write_bytes(content)
        _replace(folder, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def mend(folder: Path, progress: Callable[[str], None]) -> None:
    """Put back an edition whose build was killed between two renames; sweep what killed ones left."""
    if (lost := lost_edition(folder)) is not None:
        lost.replace(folder)
        progress(f"A build was stopped here; {folder} is put back from {lost.name}")
    for left in leftovers(folder):
        shutil.rmtree(left)
        progress(f"Removed {left.name}, which a build that was stopped had left")


def place_faults(folder: Path) -> list[Fault]:
    """Return a fault if a folder holds something other than an edition: replacing would delete it."""
    if not folder.exists() or (folder / MANIFEST).is_file():
        return []
    if folder.is_dir() and not any(folder.iterdir()):
        return []
    allowed = f"a new or empty folder, or an edition with its {MANIFEST}"
    return [Fault(folder.name, None, "", "the folder holds no edition", "", allowed)]


def written(tables: Mapping[str, pd.DataFrame]) -> dict[str, Table]:
    """Return the tables that have rows, in the order of an edition."""
    return {
        name: table
        for name, table in EDITION_TABLES.items()
        if name in tables and len(tables[name])
    }


def arrow_table(table: Table, rows: pd.DataFrame) -> pa.Table:
    """Return rows with exact types: text and codes as string, numbers as int64 or float64."""
    columns = [
        pa.array(
            [None if pd.isna(cell) else cell for cell in rows[column.name]], arrow_type(column)
        )
        for column in table.columns
    ]
    return pa.table(columns, names=[column.name for column in table.columns])


def arrow_type(column: Column) -> pa.DataType:
    """Return the Parquet type of a column."""
    numbers = {Kind.INTEGER: pa.int64(), Kind.NUMBER: pa.float64()}
    return numbers.get(column.kind, pa.string())


def parquet_bytes(rows: pa.Table) -> bytes:
    """Return Parquet that is the same byte for byte whenever rows and pyarrow version are the same."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd", version="2.6", store_schema=False)
    return bytes(sink.getvalue())


def csv_bytes(table: Table, rows: pd.DataFrame) -> bytes:
    """Write the CSV twin: UTF-8, comma, point, LF; no cell that a spreadsheet would run."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for cells in rows[[column.name for column in table.columns]].itertuples(index=False, name=None):
        writer.writerow(
            [_cell(cell, column) for cell, column in zip(cells, table.columns, strict=True)]
        )
    return target.getvalue().encode("utf-8")


def _cell(cell: Any, column: Column) -> str:
    if pd.isna(cell):
        return ""
    if column.kind is Kind.NUMBER:
        return repr(float(str(cell)))
    return str(cell) if column.kind is Kind.INTEGER else guard(str(cell))


def _manifest(
    edition: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the manifest: what the edition is, and the SHA-256 of each of its files."""
    return {
        "edition": edition["edition"],
        "version": edition["version"],
        "date": str(edition["date"]),
        "table_sources": edition["table_sources"],
        "tables": {
            name: {"file": f"{name}.parquet", "csv": f"{name}.csv", "rows": len(tables[name])}
            for name in written(tables)
        },
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }


def _json_bytes(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _replace(folder: Path, staging: Path) -> None:
    """Swap the folders by renaming; a swap that fails half-way is undone."""
    if not folder.exists():
        staging.replace(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=beside(folder, "old", os.getpid()), dir=folder.parent))
    folder.replace(old)
    try:
        staging.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old)
