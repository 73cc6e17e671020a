"""Faults in the data, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_FOUND = 80
"""Characters of the present value that a fault quotes."""

MOST_NAMED = 20
"""So many rows with the same fault are named; of the rest it is said how many they are."""


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


def messages(faults: Iterable[Fault]) -> Iterator[str]:
    """Yield the message of each fault; of many with the same rule, the first ones and a count.

    Faults count as the same where file, column and rule agree; a file with a thousand values of
    too many decimals must not hide the one fault of another kind.
    """
    rows: dict[tuple[str, str, str], int] = {}
    for fault in in_order(faults):
        kind = fault.file, fault.column, fault.rule
        rows[kind] = rows.get(kind, 0) + 1
        if rows[kind] <= MOST_NAMED:
            yield str(fault)
    for (file, column, rule), count in rows.items():
        if count > MOST_NAMED:
            place = f"{file}, column {column}" if column else file
            yield f"{place}: {rule}, in {count - MOST_NAMED} more rows."


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
