"""Faults in the data, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_FOUND = 80
"""A fault quotes what it found, but not a whole paragraph."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it stands and what would be right.

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
        What stands there.
    allowed
        What may stand there, or what to do.
    count
        How many rows it is about, where it stands for several.
    """

    file: str
    row: int | None
    column: str
    rule: str
    found: str
    allowed: str
    count: int = 1

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
        super().__init__(f"{self.count} fault(s)")

    @property
    def count(self) -> int:
        """How many faults there are, in all rows."""
        return sum(fault.count for fault in self.faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return each fault once, by file, row and column; those of further rows come last."""
    return tuple(
        sorted(
            set(faults),
            key=lambda fault: (
                fault.file,
                fault.count > 1,
                fault.row or 0,
                fault.column,
                fault.rule,
            ),
        )
    )
