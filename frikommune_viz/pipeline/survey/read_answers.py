"""Read the answers of a survey. No message holds an answer, a person or a workplace.

Everything is read as text, column by column, and only the distinct values of a column are looked
at one by one, so that some hundred thousand people take no time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.answer_faults import Report
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.delimited import SEMICOLON, Written, read_written
from frikommune_viz.pipeline.survey.input_files import (
    NEEDED,
    OPTIONAL,
    PERSON,
    RESPONSES,
    WORKPLACE,
)

FIRST_ROW: Final = 2
"""Row of the first person, as a spreadsheet counts; a Parquet file is counted as if it were CSV."""

_EXACT: Final = 2.0**53
"""Above this not every whole number can be a float."""
_NUMBERED: Final = frozenset({PERSON, WORKPLACE, "municipality_code"})
"""Names that may be numbers, and then be written as 12.0."""
_POINT_NOUGHT: Final = re.compile(r"([0-9]+)\.0")

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as numbers: ``values[codes[i]]`` is the text of row ``i``."""

    codes: Codes
    values: tuple[str, ...]

    def holds(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Return for each row whether it holds one of the values at `places`."""
        return np.isin(self.codes, places)

    def text(self) -> NDArray[np.object_]:
        """Return the text of every row."""
        found: NDArray[np.object_] = np.array(self.values, dtype=object)[self.codes]
        return found


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as they were read.

    Attributes
    ----------
    columns
        Each by name.
    rows
        The row of each person in the file.
    has_semicolons
        Whether semicolons separate the cells, so that a comma is for decimals.
    """

    file: str
    columns: Mapping[str, Coded]
    rows: NDArray[np.int64]
    has_semicolons: bool = False

    @property
    def count(self) -> int:
        """How many rows of answers there are."""
        return len(self.rows)


def read_answers(folder: Path, codebook: Codebook) -> tuple[Answers | None, list[Fault]]:
    """Read ``survey_responses.csv`` or ``.parquet``; None where it cannot be read at all."""
    found = [folder / name for name in RESPONSES if (folder / name).is_file()]
    if len(found) != 1:
        rule = "file is missing" if not found else "two files with answers"
        return None, [Fault(RESPONSES[0], None, "", rule, "", f"one of {' or '.join(RESPONSES)}")]
    (path,) = found
    report = Report(path.name)
    known = (*NEEDED, *OPTIONAL, *codebook.items)
    separator = ","
    if path.suffix == ".csv":
        written, faults = read_written(path, known)
        if written is None:
            return None, faults
        separator = written.separator
        table, rows = _csv(written, report)
    else:
        table, rows = _parquet(path, report)
    if table is None:
        return None, report.faults
    header = [name.strip() for name in table.column_names]
    if not set(NEEDED) & set(header):
        # The first row may be a person's answers; then its cells would be named as columns.
        allowed = (
            f"the names of the columns, separated by commas or semicolons: {', '.join(NEEDED)} and "
            "the items of the codebook"
        )
        report.add_file("", "the first row is no header", allowed, row=1)
        return None, report.faults
    _check_header(header, codebook, report)
    if not table.num_rows:
        report.add_file("", "the file has no rows", "at least one whole row")
        return None, report.faults
    columns: dict[str, Coded] = {}
    for place, name in enumerate(header):
        if name not in known or header.count(name) > 1:
            continue
        if _is_readable(table.schema.field(place).type):
            columns[name] = _coded(table.column(place), is_name=name in _NUMBERED)
        else:
            rule = "the column holds neither numbers nor text"
            report.add_file(name, rule, "whole numbers or text")
    return Answers(path.name, columns, rows, separator == SEMICOLON), report.faults


def _csv(written: Written, report: Report) -> tuple[pa.Table | None, NDArray[np.int64]]:
    """Read a CSV file as text; rows with a wrong number of cells are left out and reported."""
    skipped: list[int] = []
    cells = 0

    def skip(row: pacsv.InvalidRow) -> str:
        nonlocal cells
        cells = row.expected_columns
        skipped.append(row.number)
        return "skip"

    try:
        table = pacsv.read_csv(
            io.BytesIO(written.content),
            # One thread, or a row does not know its number. An empty line is a row, too.
            read_options=pacsv.ReadOptions(use_threads=False),
            parse_options=pacsv.ParseOptions(
                delimiter=written.separator, invalid_row_handler=skip, ignore_empty_lines=False
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in written.raw_header},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        # What pyarrow says quotes the row.
        allowed = "rows of cells separated by commas or semicolons, quotes closed"
        report.add_file("", "the file cannot be read as CSV", allowed)
        return None, _rows(0)
    rule = "the row has the wrong number of cells"
    allowed = f"{cells} cells, one for each column (is the row empty or cut off?)"
    report.add("", skipped, rule, allowed)
    return table, np.setdiff1d(_rows(table.num_rows + len(skipped)), skipped)


def _rows(count: int) -> NDArray[np.int64]:
    """Return the numbers a spreadsheet gives the rows."""
    return np.arange(FIRST_ROW, FIRST_ROW + count, dtype=np.int64)


def _parquet(path: Path, report: Report) -> tuple[pa.Table | None, NDArray[np.int64]]:
    try:
        # The file by itself: read_table would take columns from the names of its folders.
        with pq.ParquetFile(path) as file:
            table = file.read()
    except (pa.ArrowException, OSError):
        report.add_file("", "the file cannot be read", "a whole Parquet file")
        return None, _rows(0)
    return table, _rows(table.num_rows)


def _check_header(header: Sequence[str], codebook: Codebook, report: Report) -> None:
    known = (*NEEDED, *OPTIONAL, *codebook.items)
    for column in (*NEEDED, *codebook.items):
        if column not in header:
            allowed = f"the columns {', '.join(NEEDED)} and one for each item of the codebook"
            report.add_file(column, "the column is missing", allowed, row=1)
    for column in dict.fromkeys(header):
        if column not in known:
            rule = "the column is no item of the codebook"
            report.add_file(column, rule, ", ".join(known), row=1)
        if header.count(column) > 1:
            report.add_file(column, "the column is there twice", "each column once", row=1)


def _coded(column: pa.ChunkedArray, *, is_name: bool) -> Coded:
    """Return a column as numbers and its distinct values, sorted, as text."""
    encoded = _as_text(column).combine_chunks().dictionary_encode()
    values = [str(value) for value in encoded.dictionary.to_pylist()]
    if is_name:
        values = _without_noughts(values)
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values), dtype=np.int32)
    rank[order] = np.arange(len(values), dtype=np.int32)
    codes = rank[encoded.indices.to_numpy(zero_copy_only=False)]
    return Coded(codes, tuple(values[place] for place in order))


def _without_noughts(values: list[str]) -> list[str]:
    """Return 12 for 12.0, unless 12 is there as well and may be another."""
    there = set(values)
    plain = [match[1] if (match := _POINT_NOUGHT.fullmatch(one)) else one for one in values]
    return [
        old if new != old and new in there else new for old, new in zip(values, plain, strict=True)
    ]


def _is_readable(kind: pa.DataType) -> bool:
    """Return whether the cells of a column are numbers or text, and so could be in a CSV file."""
    if pa.types.is_dictionary(kind):
        return _is_readable(kind.value_type)
    tests = (
        *("is_integer", "is_floating", "is_decimal"),
        *("is_string", "is_large_string", "is_string_view"),
    )
    return pa.types.is_null(kind) or any(getattr(pa.types, test)(kind) for test in tests)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as CSV would hold it: whole numbers without a point, nothing as empty."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.float64())
    if pa.types.is_floating(column.type):
        numbers = column.to_pandas()
        given = numbers.dropna()
        whole = bool((given % 1 == 0).all() and (given.abs() < _EXACT).all())
        column = pa.chunked_array(
            [pa.array(numbers.astype("Int64") if whole else numbers, from_pandas=True)]
        )
    return column.cast(pa.string()).fill_null("")
