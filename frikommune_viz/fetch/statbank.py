"""StatBank Denmark (Statistics Denmark), API version 1: a table by municipality and period."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from frikommune_viz.fetch import table_info
from frikommune_viz.fetch.connection import Connection
from frikommune_viz.fetch.fetch_error import FetchError, RefusedError
from frikommune_viz.fetch.partial_answers import Parts
from frikommune_viz.fetch.series import Cell
from frikommune_viz.fetch.table_info import TableInfo

BASE: Final = "https://api.statbank.dk/v1"
LICENCE: Final = "CC-BY-4.0"
PUBLISHER: Final = "Danmarks Statistik, statistikbanken.dk"
VALUE: Final = "INDHOLD"
TOO_MUCH: Final = "REQUEST-LIMIT"
PERIODS_AT_ONCE: Final = 8
"""So that a run that is cut off has something to go on from."""

Progress = Callable[[int, int], None]


def info(connection: Connection, table: str, municipalities: Mapping[str, str]) -> TableInfo:
    """Ask what a table holds."""
    described, _ = connection.json("tableinfo", {"table": table, "format": "JSON", "lang": "da"})
    return table_info.read(described, municipalities)


def wanted(table: TableInfo, first: str, last: str) -> list[str]:
    """Return the periods within the bounds, in the table's order.

    Raises
    ------
    FetchError
        If a bound does not exist, or no period lies between them.
    """
    codes = list(table.time.values)
    for bound in (first, last):
        if bound and bound not in codes:
            raise FetchError(
                f"{table.id}: there is no period {bound}; there are {codes[0]} to {codes[-1]}"
            )
    start = codes.index(first) if first else 0
    end = codes.index(last) + 1 if last else len(codes)
    if start >= end:
        raise FetchError(f"{table.id}: {first} to {last} holds no period")
    return codes[start:end]


def body(
    table: TableInfo, chosen: Mapping[str, str], codes: Sequence[str], form: str
) -> dict[str, Any]:
    """Return the body of the query; every variable is given, as BULK demands."""
    selected = {table.area.id: ["*"], **{variable: [code] for variable, code in chosen.items()}}
    return {
        "table": table.id,
        "format": form,
        "lang": "da",
        "valuePresentation": "Code",
        "variables": [
            *({"code": variable, "values": values} for variable, values in selected.items()),
            {"code": table.time.id, "values": list(codes)},
        ],
    }


def cells(
    connection: Connection,
    table: TableInfo,
    chosen: Mapping[str, str],
    codes: Sequence[str],
    form: str,
    parts: Parts,
    progress: Progress,
) -> list[Cell]:
    """Fetch the cells of the periods in parts; a part that is too large is split by period.

    Parameters
    ----------
    connection
        To StatBank.
    table, chosen, codes, form
        The table, one code of each variable, the periods, and ``CSV`` or ``BULK``.
    parts
        Parts received already; new ones are kept there.
    progress
        Called with the number of periods received and their total.
    """
    waiting = [list(codes[i : i + PERIODS_AT_ONCE]) for i in range(0, len(codes), PERIODS_AT_ONCE)]
    found: list[Cell] = []
    done = 0
    while waiting:
        span = waiting.pop(0)
        name = ",".join(span)
        text = parts.get(name)
        try:
            if text is None:
                text = connection.rows("data", body(table, chosen, span, form))
        except RefusedError as error:
            if error.code != TOO_MUCH or len(span) == 1:
                raise
            middle = len(span) // 2
            waiting[:0] = [span[:middle], span[middle:]]
            continue
        found += read(text, table, chosen, span, form)
        parts.keep(name, text)
        done += len(span)
        progress(done, len(codes))
    return found


def read(
    text: str, table: TableInfo, chosen: Mapping[str, str], codes: Sequence[str], form: str
) -> list[Cell]:
    """Parse the rows of a response and check them against the query.

    Raises
    ------
    FetchError
        If a column, a row or a cell was not requested, or the response is truncated.
    """
    lines = text.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    asked = [table.area.id, *chosen, table.time.id, VALUE]
    if (
        sorted(header) != sorted(name.casefold() for name in asked)
        or header[-1] != VALUE.casefold()
    ):
        found = ";".join(rows[0])[:120] if rows else "nothing"
        raise FetchError(
            f"{table.id}: the answer is no table of {'; '.join(asked)}. Found: {found}"
        )
    if not lines.endswith("\n"):
        raise FetchError(f"{table.id}: the answer is cut off in row {len(rows)}")
    found_cells = [
        _cell(dict(zip(header, row, strict=False)), table, chosen, codes)
        if len(row) == len(header)
        else _broken(table, number)
        for number, row in enumerate(rows[1:], start=2)
    ]
    missing = len(table.area.values) * len(codes) - len({cell[:2] for cell in found_cells})
    if form == "CSV" and missing:
        raise FetchError(f"{table.id}: the answer lacks {missing} of the cells asked for")
    return found_cells


def _cell(
    row: Mapping[str, str], table: TableInfo, chosen: Mapping[str, str], codes: Sequence[str]
) -> Cell:
    """Return one cell; raise if one of its codes was not requested."""
    area, period = row[table.area.id.casefold()], row[table.time.id.casefold()]
    asked = {table.area.id: (area, table.area.values), table.time.id: (period, codes)}
    asked |= {variable: (row[variable.casefold()], (code,)) for variable, code in chosen.items()}
    for variable, (found, allowed) in asked.items():
        if found not in allowed:
            raise FetchError(f'{table.id}: the answer has {variable} "{found}", not asked for')
    return Cell(area, period, row[VALUE.casefold()])


def _broken(table: TableInfo, number: int) -> Cell:
    raise FetchError(f"{table.id}: row {number} of the answer has the wrong number of cells")
