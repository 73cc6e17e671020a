"""Read the answers of a survey. No message tells an answer, a person or a workplace.

Everything is read as text, column by column, and only the different values of a column are looked
at one by one, so that some hundred thousand people are no matter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import read_csv
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import INVITED, NEEDED, OPTIONAL, RESPONSES

FIRST_ROW: Final = 2
"""Row of the first person, as a spreadsheet counts; a Parquet file is counted as if it were CSV."""
MOST_TOLD: Final = 20
"""So many rows with the same fault are named; of the rest it is said how many they are."""

_EXACT: Final = 2.0**53
"""Above this not every whole number can be a float."""

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as numbers: ``values[codes[i]]`` is the text of row ``i``."""

    codes: Codes
    values: tuple[str, ...]

    def holds(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Say of each row whether it holds one of the values at `places`."""
        return np.isin(self.codes, places)

    def text(self) -> NDArray[np.object_]:
        """Return the text of every row."""
        found: NDArray[np.object_] = np.array(self.values, dtype=object)[self.codes]
        return found


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as they were read: each column by name, and where each row stands in the file."""

    file: str
    columns: Mapping[str, Coded]
    rows: NDArray[np.int64]

    @property
    def count(self) -> int:
        """How many rows of answers there are."""
        return len(self.rows)

    def told(
        self, column: str, is_wrong: NDArray[np.bool_], rule: str, allowed: str
    ) -> Iterator[Fault]:
        """Name the first rows that are wrong and count the rest. What stands there is not told."""
        return told(self.file, column, self.rows[is_wrong].tolist(), rule, allowed)


def told(file: str, column: str, rows: Sequence[int], rule: str, allowed: str) -> Iterator[Fault]:
    """Name the first rows and count the rest."""
    for row in rows[:MOST_TOLD]:
        yield Fault(file, row, column, rule, "", allowed)
    if len(rows) > MOST_TOLD:
        more = f"{rule}, in {len(rows) - MOST_TOLD} more rows"
        yield Fault(file, None, column, more, "", allowed)


def read_answers(folder: Path, codebook: Codebook) -> tuple[Answers | None, list[Fault]]:
    """Read ``survey_responses.csv`` or ``.parquet``; None where it cannot be read at all."""
    found = [folder / name for name in RESPONSES if (folder / name).is_file()]
    if len(found) != 1:
        rule = "file is missing" if not found else "two files with answers"
        return None, [Fault(RESPONSES[0], None, "", rule, "", f"one of {' or '.join(RESPONSES)}")]
    (path,) = found
    table, rows, faults = _csv(path) if path.suffix == ".csv" else _parquet(path)
    if table is None:
        return None, faults
    header = table.column_names
    if not set(NEEDED) & set(header):
        # The first row may be a person's answers; then its cells would be told as columns.
        allowed = f"the names of the columns: {', '.join(NEEDED)} and the items of the codebook"
        return None, [*faults, Fault(path.name, 1, "", "the first row is no header", "", allowed)]
    faults += _header_faults(path.name, header, codebook)
    if not table.num_rows:
        rule = "the file has no rows"
        return None, [*faults, Fault(path.name, None, "", rule, "", "at least one whole row")]
    wanted = {*NEEDED, *OPTIONAL, *codebook.items}
    columns: dict[str, Coded] = {}
    for name in dict.fromkeys(header):
        if name not in wanted or header.count(name) > 1:
            continue
        if _is_readable(table.schema.field(name).type):
            columns[name] = _coded(table[name])
        else:
            rule = "the column holds neither numbers nor text"
            faults.append(Fault(path.name, None, name, rule, "", "whole numbers or text"))
    return Answers(path.name, columns, rows), faults


def read_invited(folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read ``invited.csv``: cells as text, with ``_file`` and ``_row``."""
    path = folder / INVITED.file
    if not path.is_file():
        allowed = f"a file {INVITED.file}"
        return pd.DataFrame(), [Fault(INVITED.file, None, "", "file is missing", "", allowed)]
    rows, faults = read_csv(path, INVITED.file, INVITED)
    # Should the answers have been saved under this name, no row of them is told either.
    return rows, [fault if fault.row == 1 else replace(fault, found="") for fault in faults]


def _csv(path: Path) -> tuple[pa.Table | None, NDArray[np.int64], list[Fault]]:
    """Read a CSV file as text; rows with a wrong number of cells are left out and told."""
    content = path.read_bytes()
    faults = list(_encoding_faults(path.name, content))
    if faults:
        return None, _rows(0), faults
    skipped: list[int] = []
    cells = 0

    def skip(row: pacsv.InvalidRow) -> str:
        nonlocal cells
        cells = row.expected_columns
        skipped.append(row.number)
        return "skip"

    try:
        table = pacsv.read_csv(
            io.BytesIO(content),
            # One thread, or a row does not know its number. An empty line is a row, too.
            read_options=pacsv.ReadOptions(use_threads=False),
            parse_options=pacsv.ParseOptions(invalid_row_handler=skip, ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in _first_row(content)},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        # What pyarrow says quotes the row.
        rule = "the file cannot be read as CSV"
        allowed = "comma-separated rows, quotes closed"
        return None, _rows(0), [Fault(path.name, None, "", rule, "", allowed)]
    rule = "the row has the wrong number of cells"
    allowed = f"{cells} cells, one for each column (is the row empty or cut off?)"
    faults += told(path.name, "", skipped, rule, allowed)
    return table, np.setdiff1d(_rows(table.num_rows + len(skipped)), skipped), faults


def _rows(count: int) -> NDArray[np.int64]:
    """Give rows the numbers a spreadsheet gives them."""
    return np.arange(FIRST_ROW, FIRST_ROW + count, dtype=np.int64)


def _first_row(content: bytes) -> list[str]:
    line = content[: content.find(b"\n") + 1 or None].decode("utf-8")
    return next(csv.reader([line]), [])


def _encoding_faults(name: str, content: bytes) -> Iterator[Fault]:
    if not content.strip():
        yield Fault(name, None, "", "the file is empty", "", "a header and at least one person")
        return
    if content.startswith(b"\xef\xbb\xbf"):
        allowed = "UTF-8 without byte order mark"
        yield Fault(name, 1, "", "wrong encoding", "byte order mark", allowed)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content[: error.start].decode("utf-8").count("\n") + 1
        yield Fault(name, row, "", "wrong encoding", "", "text saved as UTF-8")


def _parquet(path: Path) -> tuple[pa.Table | None, NDArray[np.int64], list[Fault]]:
    try:
        # The file by itself: read_table would take columns from the names of its folders.
        with pq.ParquetFile(path) as file:
            table = file.read()
    except (pa.ArrowException, OSError):
        allowed = "a whole Parquet file"
        return None, _rows(0), [Fault(path.name, None, "", "the file cannot be read", "", allowed)]
    return table, _rows(table.num_rows), []


def _header_faults(name: str, header: Sequence[str], codebook: Codebook) -> Iterator[Fault]:
    known = (*NEEDED, *OPTIONAL, *codebook.items)
    for column in (*NEEDED, *codebook.items):
        if column not in header:
            allowed = f"the columns {', '.join(NEEDED)} and one for each item of the codebook"
            yield Fault(name, 1, column, "the column is missing", "", allowed)
    for column in dict.fromkeys(header):
        if column not in known:
            rule = "the column is no item of the codebook"
            yield Fault(name, 1, column, rule, "", f"{', '.join(known)}")
        if list(header).count(column) > 1:
            yield Fault(name, 1, column, "the column stands twice", "", "each column once")


def _coded(column: pa.ChunkedArray) -> Coded:
    """Turn a column into numbers and its different values, sorted, as text."""
    text = _as_text(column)
    encoded = text.combine_chunks().dictionary_encode()
    values = [str(value) for value in encoded.dictionary.to_pylist()]
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values), dtype=np.int32)
    rank[order] = np.arange(len(values), dtype=np.int32)
    codes = rank[encoded.indices.to_numpy(zero_copy_only=False)]
    return Coded(codes, tuple(values[place] for place in order))


def _is_readable(kind: pa.DataType) -> bool:
    """Say whether the cells of a column are numbers or text, and so could stand in a CSV file."""
    if pa.types.is_dictionary(kind):
        return _is_readable(kind.value_type)
    tests = ("is_integer", "is_floating", "is_string", "is_large_string", "is_string_view")
    return pa.types.is_null(kind) or any(getattr(pa.types, test)(kind) for test in tests)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write a column as CSV would hold it: whole numbers without a point, nothing as empty."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        numbers = column.to_pandas()
        given = numbers.dropna()
        whole = bool((given % 1 == 0).all() and (given.abs() < _EXACT).all())
        column = pa.chunked_array(
            [pa.array(numbers.astype("Int64") if whole else numbers, from_pandas=True)]
        )
    return column.cast(pa.string()).fill_null("")
