"""Faults in the data, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_FOUND = 80
"""Characters of the present value that a fault quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, its location and the remedy.

    Attributes
    ----------
    file
        The file, as seen from the folder that was read.
    row
        Row as a spreadsheet counts them (the header is row 1; in TOML files the line); None
        when the whole file is meant.
    column
        The column, or an empty string when the whole row or file is meant.
    rule
        What is wrong, as a short phrase.
    found
        The present value.
    allowed
        Which values are allowed, or what to do.
    """

    file: str
    row: int | None
    column: str
    rule: str
    found: str
    allowed: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        found = self.found if len(self.found) <= LONGEST_FOUND else self.found[:LONGEST_FOUND] + "…"
        seen = f' Found "{found}".' if found else ""
        return f"{', '.join(place)}: {self.rule}.{seen} Allowed: {self.allowed}"


class BadInputError(Exception):
    """The data break a rule; nothing has been written.

    Parameters
    ----------
    faults
        Every fault found, in any order.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__(f"{len(self.faults)} fault(s)")


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults by file, row and column, each once."""
    return tuple(
        sorted(
            set(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column, fault.rule)
        )
    )
