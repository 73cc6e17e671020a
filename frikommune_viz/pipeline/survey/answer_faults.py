"""Collect what is wrong with the answers: the first rows of each kind by number, the rest counted.

No fault holds what is in a cell: it may be an answer, a person or a workplace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from frikommune_viz.pipeline.faults import Fault

MOST_NAMED: Final = 20
"""So many rows with the same fault are named, over all columns; each column has one at least."""


@dataclass(slots=True)
class Report:
    """The faults found so far in one file."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    _named: Counter[str] = field(default_factory=Counter)

    def add(
        self, column: str, rows: Sequence[int], rule: str, allowed: str, wave: str = ""
    ) -> None:
        """Add a fault of some rows; `wave` is named where the rule is about one."""
        if not rows:
            return
        where = f"{rule} in {wave}" if wave else rule
        room = max(MOST_NAMED - self._named[rule], 1)
        room += len(rows) == room + 1  # one more takes no more room by itself
        named, more = rows[:room], len(rows) - room
        self._named[rule] += len(named)
        self.faults += [Fault(self.file, row, column, where, "", allowed) for row in named]
        if more > 0:
            rule = f"{where}, {more} more rows"
            self.faults.append(Fault(self.file, None, column, rule, "", allowed, count=more))

    def add_file(self, column: str, rule: str, allowed: str, row: int | None = None) -> None:
        """Add a fault of the whole file, of a column or of its first row."""
        self.faults.append(Fault(self.file, row, column, rule, "", allowed))
