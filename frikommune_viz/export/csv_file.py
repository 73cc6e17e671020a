"""A table as CSV: for programs, and for a Danish Excel."""

from __future__ import annotations

import csv
from io import StringIO

from frikommune_viz.spreadsheet import guard
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text


def csv_bytes(table: Table, text: Text | None = None, *, danish_excel: bool = False) -> bytes:
    """Write a table as CSV.

    Parameters
    ----------
    table
        The rows.
    text
        The language of the column heads; without it they are the columns' codes.
    danish_excel
        Semicolons, decimal commas and a byte order mark, as Excel reads a file in Denmark;
        otherwise commas and decimal points (RFC 4180).
    """
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if danish_excel else ",", lineterminator="\r\n")
    writer.writerow([guard(_head(column, text)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(cell, danish_excel=danish_excel) for cell in row])
    return written.getvalue().encode("utf-8-sig" if danish_excel else "utf-8")


def _head(column: Column, text: Text | None) -> str:
    return column.code if text is None else column.label


def _csv_cell(cell: Cell, *, danish_excel: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    number = repr(cell)
    return number.replace(".", ",") if danish_excel else number
