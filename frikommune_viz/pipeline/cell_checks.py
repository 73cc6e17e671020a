"""Check each table by itself: every cell against its column.

The columns are derived from :mod:`schema` and so from the model. Checks work on the text as it was
read, so that a message can quote the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from frikommune_viz.model import period_format
from frikommune_viz.pipeline.columns import Column, Kind, Table
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import FILE, ROW

Passes = Callable[[str], bool]

LIST_SEPARATOR: Final = ";"

PATTERNS: Final = {
    "municipality_code": (r"\d{3}", "three digits"),
    "source_id": (r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and single hyphens"),
    "term_id": (r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and single hyphens"),
    "indicator_id": (r"[a-z][a-z0-9_]*", "lower-case letters, digits and underscores"),
    "finding_id": (r"F\d{3}", "F and three digits"),
    "initiative_id": (r"I\d{3}", "I and three digits"),
    "rule_id": (r"R\d{3}", "R and three digits"),
    "figure_id": (r"N\d{3}", "N and three digits"),
    "url": (r"https://\S+", "an address that begins with https://"),
    "language": (r"da|en|no|sv", "da, en, no, sv"),
}
"""Columns with a format of their own: the pattern, and the pattern in words."""

_INTEGER: Final = re.compile(r"-?\d+", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff\ufffd]")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One demand on a cell: the test, what a cell that fails it breaks, and what is allowed."""

    passes: Passes
    rule: str
    allowed: str


def check(table: Table, rows: pd.DataFrame) -> list[Fault]:
    """Check the cells and the key of one table.

    Parameters
    ----------
    table
        What the table should hold.
    rows
        Cells as text, with the columns ``_file`` and ``_row``. Missing columns and missing cells
        are not checked here: reading has reported them already.

    Returns
    -------
    list of Fault
        One for each rule that a cell breaks, and one for each repeated key.
    """
    faults = _key_faults(table, rows)
    for column in table.columns:
        if column.name in rows:
            faults += _cell_faults(column, rows)
    return faults


def _cell_faults(column: Column, rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield a fault for each rule of a column that a cell breaks."""
    rules = list(_rules(column))
    cells = rows[[FILE, ROW, column.name]].dropna(subset=[column.name])
    for file, row, cell in cells.itertuples(index=False, name=None):
        for one in rules:
            if not one.passes(cell):
                yield Fault(file, row, column.name, one.rule, cell, one.allowed)


def _rules(column: Column) -> Iterator[_Rule]:
    """Yield the rules of one column."""
    if not column.may_be_empty:
        yield _Rule(lambda cell: cell != "", "the cell is empty", "a value")
    yield _Rule(lambda cell: cell == cell.strip(), "space at an end", "no space before or after")
    yield _Rule(
        lambda cell: _INVISIBLE.search(cell) is None,
        "unreadable character",
        "letters, digits, signs",
    )
    form = _format(column)
    allowed = f"{form.allowed}; or empty" if column.may_be_empty else form.allowed
    yield _Rule(lambda cell: cell == "" or form.passes(cell), form.rule, allowed)


def _format(column: Column) -> _Rule:
    """Return the rule for the format of a filled cell."""
    if column.name in PATTERNS:
        pattern, words = PATTERNS[column.name]
        return _Rule(_matches(re.compile(pattern, re.ASCII)), "wrong form", words)
    match column.kind:
        case Kind.CODE:
            return _Rule(column.codes.__contains__, "unknown code", ", ".join(column.codes))
        case Kind.CODES:
            return _Rule(
                lambda cell: _is_list(cell) and set(_split(cell)) <= set(column.codes),
                "unknown code",
                f"{', '.join(column.codes)}, joined by ; in alphabetical order",
            )
        case Kind.INTEGER:
            return _Rule(_matches(_INTEGER), "not a whole number", "digits only, such as 3")
        case Kind.NUMBER:
            return _Rule(_matches(_NUMBER), "not a number", "a number with a point, such as 9.6")
        case Kind.DATE:
            return _Rule(period_format.is_date, "not a date", period_format.DATE_WORDS)
        case Kind.PERIOD:
            return _Rule(period_format.is_period, "not a period", period_format.PERIOD_WORDS)
        case Kind.IDS:
            return _Rule(lambda cell: "" not in _split(cell), "not a list", "ids joined by ;")
    return _Rule(lambda cell: True, "", "")


def _matches(pattern: re.Pattern[str]) -> Passes:
    return lambda cell: pattern.fullmatch(cell) is not None


def _split(cell: str) -> list[str]:
    return cell.split(LIST_SEPARATOR)


def _is_list(cell: str) -> bool:
    return _split(cell) == sorted(set(_split(cell)))


def _key_faults(table: Table, rows: pd.DataFrame) -> list[Fault]:
    """Return a fault for each row that repeats the key of an earlier one."""
    if rows.empty or not set(table.key) <= set(rows):
        return []
    first: dict[tuple[str, ...], str] = {}
    faults = []
    columns = [*table.key, FILE, ROW]
    for *key, file, row in rows[columns].itertuples(index=False, name=None):
        place = first.setdefault(tuple(key), f"{file}, row {row}")
        if place != f"{file}, row {row}":
            faults.append(
                Fault(
                    file,
                    row,
                    table.key[0] if len(key) == 1 else " + ".join(table.key),
                    "the row stands twice",
                    ", ".join(key),
                    f"one row for each; it stands already in {place}",
                )
            )
    return faults
