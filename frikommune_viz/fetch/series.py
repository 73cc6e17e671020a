"""From the cells of an answer to the figures of the 98 municipalities."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from frikommune_viz.fetch import danish_numbers, publisher_periods, signs
from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.model.codes import Status


class Cell(NamedTuple):
    """One cell of an answer: municipality or other area, period and value as published."""

    area: str
    period: str
    value: str


class Figure(NamedTuple):
    """One row of ours, but for its indicator."""

    municipality: str
    period: str
    value: str
    status: Status


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator, and what was not carried over.

    Attributes
    ----------
    figures
        One for each municipality and period that the answer holds.
    dropped
        Areas that are none of the 98, as the answer names them.
    left_out
        Published periods that the form of the periods leaves out.
    absent
        Codes of municipalities without any row.
    not_given
        Pairs of municipality and period without a row.
    """

    figures: tuple[Figure, ...]
    dropped: tuple[str, ...]
    left_out: tuple[str, ...]
    absent: tuple[str, ...]
    not_given: int = field(default=0)


def municipalities(sources: Path) -> dict[str, str]:
    """Codes and names of the 98, from the sources themselves."""
    path = sources / "municipalities.csv"
    if not path.is_file():
        raise FetchError(f"{path}: file is missing; give the folder of the sources with --sources")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["municipality_code"]: row["name"] for row in csv.DictReader(file)}


def collect(
    cells: Iterable[Cell],
    known: Mapping[str, str],
    form: str,
    decisions: Mapping[str, str] = signs.DECIDED,
) -> Series:
    """Keep the cells of the 98 and write them our way.

    Parameters
    ----------
    cells
        Of all parts of the answer; areas are codes.
    known
        Codes and names of the 98.
    form
        How the series names its periods, a key of :data:`publisher_periods.FORMS`.
    decisions
        What each sign becomes, as :func:`signs.decided` returns it.

    Raises
    ------
    FetchError
        If a cell is no figure, a period is of another form, a figure stands twice, or nothing is
        left.
    """
    figures: dict[tuple[str, str], Figure] = {}
    dropped, left_out = set(), set()
    for cell in cells:
        if cell.area not in known:
            dropped.add(cell.area)
            continue
        period = _period(cell, form)
        if period is None:
            left_out.add(cell.period)
            continue
        figure = Figure(cell.area, period, *_value(cell, decisions))
        if figures.setdefault((cell.area, period), figure) is not figure:
            raise FetchError(
                f"there are two values for {cell.area}, {cell.period}: "
                "the question is not down to one value; choose one more detail"
            )
    if not figures:
        raise FetchError("the answer holds no figure for any of the municipalities")
    seen = {code for code, _ in figures}
    pairs = len(known) * len({period for _, period in figures})
    return Series(
        figures=tuple(figures.values()),
        dropped=tuple(sorted(dropped)),
        left_out=tuple(sorted(left_out)),
        absent=tuple(sorted(set(known) - seen)),
        not_given=pairs - len(figures),
    )


def _period(cell: Cell, form: str) -> str | None:
    try:
        return publisher_periods.read(cell.period, form)
    except ValueError as error:
        forms = ", ".join(publisher_periods.FORMS)
        raise FetchError(
            f'period "{cell.period}" is not of the form {form}; other forms: {forms}'
        ) from error


def _value(cell: Cell, decisions: Mapping[str, str]) -> tuple[str, Status]:
    """Return value and status of a cell; its place is added to whatever is wrong with it."""
    place = f"{cell.area}, {cell.period}"
    if cell.value in signs.MEANINGS:
        try:
            return signs.value(cell.value, decisions)
        except FetchError as error:
            raise FetchError(f"{place}: {error}") from error
    try:
        return danish_numbers.parse(cell.value), Status.NORMAL
    except ValueError as error:
        raise FetchError(
            f'{place}: "{cell.value}" is neither a number in Danish writing nor one of the signs '
            f"{' '.join(signs.MEANINGS)}"
        ) from error
