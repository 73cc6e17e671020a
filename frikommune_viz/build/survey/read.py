"""Read the answers of a survey. No message tells an answer, a person or a workplace.

Everything is read as text, column by column, and only the different values of a column are looked
at one by one, so that some hundred thousand people are no matter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from frikommune_viz.build.faults import Fault
from frikommune_viz.build.read import read_csv
from frikommune_viz.build.survey.codebook import Codebook
from frikommune_viz.build.survey.form import INVITED, NEEDED, OPTIONAL, RESPONSES

FIRST_ROW: Final = 2
"""Row of the first person, as a spreadsheet counts; a Parquet file is counted as if it were CSV."""

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as numbers: ``values[codes[i]]`` is the text of row ``i``."""

    codes: Codes
    values: tuple[str, ...]

    def rows_of(self, places: Sequence[int]) -> NDArray[np.int64]:
        """Return the rows that hold one of the values at `places`, as a spreadsheet counts."""
        return np.flatnonzero(np.isin(self.codes, places)) + FIRST_ROW

    def text(self) -> NDArray[np.object_]:
        """Return the text of every row."""
        found: NDArray[np.object_] = np.array(self.values, dtype=object)[self.codes]
        return found


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as they were read: each column by name, and the file they stand in."""

    file: str
    columns: Mapping[str, Coded]
    count: int


def read_answers(folder: Path, codebook: Codebook) -> tuple[Answers | None, list[Fault]]:
    """Read ``survey_responses.csv`` or ``.parquet``; None where it cannot be read at all."""
    found = [folder / name for name in RESPONSES if (folder / name).is_file()]
    if len(found) != 1:
        rule = "file is missing" if not found else "two files with answers"
        return None, [Fault(RESPONSES[0], None, "", rule, "", f"one of {' or '.join(RESPONSES)}")]
    (path,) = found
    table, faults = _csv(path) if path.suffix == ".csv" else _parquet(path)
    if table is None:
        return None, faults
    faults += _header_faults(path.name, table.column_names, codebook)
    if not table.num_rows:
        faults.append(Fault(path.name, None, "", "the file has no rows", "", "at least one person"))
    wanted = {*NEEDED, *OPTIONAL, *codebook.items}
    columns = {
        name: _coded(table[name])
        for name in dict.fromkeys(table.column_names)
        if name in wanted and table.column_names.count(name) == 1
    }
    return Answers(path.name, columns, table.num_rows), faults


def read_invited(folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read ``invited.csv``: cells as text, with ``_file`` and ``_row``."""
    path = folder / INVITED.file
    if not path.is_file():
        allowed = f"a file {INVITED.file}"
        return pd.DataFrame(), [Fault(INVITED.file, None, "", "file is missing", "", allowed)]
    return read_csv(path, INVITED.file, INVITED)


def _csv(path: Path) -> tuple[pa.Table | None, list[Fault]]:
    content = path.read_bytes()
    faults = list(_encoding_faults(path.name, content))
    if faults:
        return None, faults
    names = next(iter(content.decode("utf-8").splitlines()), "").split(",")

    def cut(row: pacsv.InvalidRow) -> str:
        allowed = f"{row.expected_columns} cells, one for each column (is the row cut off?)"
        rule = "the row has the wrong number of cells"
        number = None if row.number is None else row.number
        faults.append(Fault(path.name, number, "", rule, f"{row.actual_columns} cells", allowed))
        return "skip"

    try:
        table = pacsv.read_csv(
            io.BytesIO(content),
            read_options=pacsv.ReadOptions(use_threads=False),
            parse_options=pacsv.ParseOptions(invalid_row_handler=cut, newlines_in_values=False),
            convert_options=pacsv.ConvertOptions(
                column_types={name.strip('"'): pa.string() for name in names},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        # What pyarrow says quotes the row.
        rule = "the file cannot be read as CSV"
        return None, [Fault(path.name, None, "", rule, "", "comma-separated rows, quotes closed")]
    return table, faults


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


def _parquet(path: Path) -> tuple[pa.Table | None, list[Fault]]:
    try:
        return pq.read_table(path), []
    except (pa.ArrowInvalid, OSError):
        allowed = "a whole Parquet file"
        return None, [Fault(path.name, None, "", "the file cannot be read", "", allowed)]


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


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write a column as CSV would hold it: whole numbers without a point, nothing as empty."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        numbers = column.to_pandas()
        if (numbers.dropna() % 1 == 0).all():
            column = pa.chunked_array([pa.array(numbers.astype("Int64"))])
    return column.cast(pa.string()).fill_null("")
