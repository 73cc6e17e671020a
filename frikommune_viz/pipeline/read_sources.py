"""Read what people edit, strictly: every cell as text, every row with its number.

Reading never stops at the first fault, so that all faults of all files are reported at once. The rows keep two extra columns, ``_file`` and ``_row``, for the messages.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from frikommune_viz.pipeline.columns import Column, Table
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.schema import TABLES

FILE: Final = "_file"
ROW: Final = "_row"


def read_sources(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Read all source tables of a folder.

    Returns
    -------
    tables
        One frame of text cells per table; a column missing in the file is missing here too.
    faults
        What is wrong with the files as files: absent, wrong encoding, cut off, wrong columns.
    """
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for table in TABLES.values():
        files = sorted(folder.glob(table.file))
        if not files:
            faults.append(
                Fault(table.file, None, "", "file is missing", "", f"a file {table.file}")
            )
        frames = []
        for file in files:
            read = read_toml if file.suffix == ".toml" else read_csv
            frame, found = read(file, file.relative_to(folder).as_posix(), table)
            frames.append(frame)
            faults += found
        columns = [column.name for column in table.source_columns]
        tables[table.name] = (
            pd.concat(frames, ignore_index=True)
            if frames
            else pd.DataFrame(columns=[*columns, FILE, ROW])
        )
    return tables, faults


def read_csv(path: Path, name: str, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file with exactly the columns of its table."""
    text, faults = _decode(path, name)
    rows, more = read_csv_text(text, name, table)
    return rows, [*faults, *more]


def read_csv_text(text: str, name: str, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read the text of a CSV file with exactly the columns of its table."""
    faults = []
    if text and not text.endswith("\n"):
        faults.append(
            Fault(
                name,
                text.count("\n") + 1,
                "",
                "the file is cut off in its last row",
                text.rsplit("\n", 1)[-1],
                "a whole row that ends with a line break",
            )
        )
    records, cut = _records(text, name)
    faults += cut
    header = records[0] if records else []
    faults += _header_faults(header, name, table.source_columns)
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if len(record) != len(header):
            faults.append(
                Fault(
                    name,
                    number,
                    header[min(len(record), len(header)) - 1] if header else "",
                    "the row has the wrong number of cells",
                    f"{len(record)} cells",
                    f"{len(header)} cells, one for each column (is the row cut off?)",
                )
            )
            continue
        rows.append([*record, name, number])
    if records and not rows:
        faults.append(Fault(name, None, "", "the file has no rows", "", "at least one whole row"))
    frame = pd.DataFrame(rows, columns=[*header, FILE, ROW])
    return frame.loc[:, ~frame.columns.duplicated()], faults


def read_toml(path: Path, name: str, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read a catalogue: one TOML table per row, named by the row's id."""
    text, faults = _decode(path, name)
    try:
        entries: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        entries = {}
        faults.append(Fault(name, at, "", "the file is not valid TOML", str(error), "valid TOML"))
    key = table.key[0]
    expected = [column.name for column in table.source_columns]
    rows = []
    for row_id, cells in entries.items():
        line_number = _line_of(text, f"[{row_id}]")
        given = [key, *cells] if isinstance(cells, dict) else [key]
        for missing in (column for column in expected if column not in given):
            faults.append(
                Fault(name, line_number, missing, "the column is missing", row_id, _words(expected))
            )
        for unknown in (column for column in given if column not in expected):
            faults.append(
                Fault(name, line_number, unknown, "unknown column", unknown, _words(expected))
            )
        if set(given) == set(expected):
            values = {key: row_id, **{column: str(cell) for column, cell in cells.items()}}
            rows.append([values[column] for column in expected] + [name, line_number])
    return pd.DataFrame(rows, columns=[*expected, FILE, ROW]), faults


def _decode(path: Path, name: str) -> tuple[str, list[Fault]]:
    """Return the text of a file that must be UTF-8; a fault locates a wrong byte."""
    try:
        content = path.read_bytes()
    except OSError as error:
        # A folder in its place, or rights that are missing.
        return "", [
            Fault(name, None, "", "the file cannot be read", str(error.strerror), "a readable file")
        ]
    if not content:
        return "", [Fault(name, None, "", "the file is empty", "", "a header and at least one row")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        row, column = before.count("\n") + 1, _column_at(before)
        found = f"byte 0x{content[error.start]:02x}"
        return content.decode("utf-8", errors="replace"), [
            Fault(name, row, column, "wrong encoding", found, "text saved as UTF-8")
        ]
    if text.startswith("\ufeff"):
        return text[1:], [
            Fault(name, 1, "", "wrong encoding", "byte order mark", "UTF-8 without byte order mark")
        ]
    return text, []


def _column_at(before: str) -> str:
    """Return the column in which a text breaks off, by its header; empty where that does not show it."""
    lines = before.split("\n")
    header = next(csv.reader(lines[:1]), [])
    cells = next(csv.reader(lines[-1:]), [""])
    return header[len(cells) - 1] if len(lines) > 1 and len(cells) <= len(header) else ""


def _records(text: str, name: str) -> tuple[list[list[str]], list[Fault]]:
    """Split a text into records; a quote that never closes is a fault and not guessed."""
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            records.append(next(reader))
        except StopIteration:
            return records, []
        except csv.Error as error:
            row = len(records) + 1
            allowed = "rows whose quoted cells are closed"
            return records, [
                Fault(name, row, "", "the file cannot be read on", str(error), allowed)
            ]


def _header_faults(header: list[str], name: str, columns: Sequence[Column]) -> list[Fault]:
    expected = [column.name for column in columns]
    faults = [
        Fault(name, 1, column, "the column is missing", _words(header), _words(expected))
        for column in expected
        if column not in header
    ]
    faults += [
        Fault(name, 1, column, "unknown column", column, _words(expected))
        for column in header
        if column not in expected
    ]
    if len(set(header)) < len(header):
        faults.append(Fault(name, 1, "", "a column stands twice", _words(header), _words(expected)))
    return faults


def _line_of(text: str, start: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(start)), 1)


def _words(names: Sequence[str]) -> str:
    return ", ".join(names)
