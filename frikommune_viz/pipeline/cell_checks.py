"""Check each table by itself: every cell against its column, with pandera.

The schemas are derived from :mod:`tables` and so from the model. Checks work on the text as it
was read, so that a message can quote what stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

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
"""Columns with a form of their own: pattern, and how the pattern is said in words."""

_INTEGER: Final = re.compile(r"-?\d+", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff\ufffd]")


def check(table: Table, rows: pd.DataFrame) -> list[Fault]:
    """Check the cells and the key of one table.

    Parameters
    ----------
    table
        What the table should hold.
    rows
        Cells as text, with the columns ``_file`` and ``_row``. Missing columns are not checked
        here: reading has told them already.
    """
    faults = _key_faults(table, rows)
    columns = {
        column.name: pa.Column(checks=list(_checks(column)), nullable=True)
        for column in table.columns
        if column.name in rows
    }
    try:
        pa.DataFrameSchema(columns).validate(rows, lazy=True)
    except SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            rule, allowed = str(case.check).split("|", 1)
            where = rows.loc[case.index]
            faults.append(
                Fault(where[FILE], where[ROW], case.column, rule, case.failure_case, allowed)
            )
    return faults


def _checks(column: Column) -> Iterator[pa.Check]:
    """Give the checks of one column; each names its rule and what is allowed."""
    if not column.may_be_empty:
        yield _check(lambda cell: cell != "", "the cell is empty", "a value")
    yield _check(lambda cell: cell == cell.strip(), "space at an end", "no space before or after")
    yield _check(
        lambda cell: _UNSEEN.search(cell) is None, "unreadable character", "letters, digits, signs"
    )
    passes, rule, allowed = _form(column)
    if column.may_be_empty:
        allowed = f"{allowed}; or empty"
    yield _check(lambda cell: cell == "" or passes(cell), rule, allowed)


def _form(column: Column) -> tuple[Passes, str, str]:
    """Say which form a filled cell has: test, rule and what is allowed."""
    if column.name in PATTERNS:
        pattern, words = PATTERNS[column.name]
        return _matches(re.compile(pattern, re.ASCII)), "wrong form", words
    match column.kind:
        case Kind.CODE:
            return column.codes.__contains__, "unknown code", ", ".join(column.codes)
        case Kind.CODES:
            return (
                lambda cell: _is_list(cell) and set(_split(cell)) <= set(column.codes),
                "unknown code",
                f"{', '.join(column.codes)}, joined by ; in alphabetical order",
            )
        case Kind.INTEGER:
            return _matches(_INTEGER), "not a whole number", "digits only, such as 3"
        case Kind.NUMBER:
            return _matches(_NUMBER), "not a number", "a number with a point, such as 9.6"
        case Kind.DATE:
            return period_format.is_date, "not a date", period_format.DATE_WORDS
        case Kind.PERIOD:
            return period_format.is_period, "not a period", period_format.PERIOD_WORDS
        case Kind.IDS:
            return lambda cell: "" not in _split(cell), "not a list", "ids joined by ;"
    return lambda cell: True, "", ""


def _check(passes: Passes, rule: str, allowed: str) -> pa.Check:
    return pa.Check(passes, element_wise=True, error=f"{rule}|{allowed}")


def _matches(pattern: re.Pattern[str]) -> Passes:
    return lambda cell: pattern.fullmatch(cell) is not None


def _split(cell: str) -> list[str]:
    return cell.split(LIST_SEPARATOR)


def _is_list(cell: str) -> bool:
    return _split(cell) == sorted(set(_split(cell)))


def _key_faults(table: Table, rows: pd.DataFrame) -> list[Fault]:
    """Find each row with the key of an earlier one: there is one row per key."""
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
