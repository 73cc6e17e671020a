"""What a table is made of: its columns, and how their cells are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    PERIOD = "period"
    ID = "id"
    IDS = "ids"
    CODES = "codes"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` are the allowed codes; ``target`` is the table an id points into."""

    name: str
    kind: Kind
    may_be_empty: bool
    codes: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an edition. ``built`` names the columns that the build itself computes."""

    name: str
    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    built: tuple[str, ...] = ()

    @property
    def source_columns(self) -> tuple[Column, ...]:
        """Return the columns that people fill in."""
        return tuple(column for column in self.columns if column.name not in self.built)

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)
