"""A table as it is shown and downloaded: columns with codes and labels, rows with raw values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from frikommune_viz.text import Text

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its language-neutral code, the words over it, and how its numbers are written."""

    code: str
    label: str
    numeric: bool = False
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw values. An empty cell is None, never 0 and never an empty text.

    Raises
    ------
    ValueError
        When a cell is an empty text: a file must have one way of saying that a cell is empty.

    Attributes
    ----------
    columns
        One for each cell of a row.
    rows
        Numbers are raw values; everything else is text.
    empty
        Why a cell is empty: number of the row, number of the column, and the words shown there.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: tuple[tuple[int, int, str], ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if "" in row:
                code = self.columns[row.index("")].code
                raise ValueError(f"{code}: an empty cell is None, not an empty text")

    @classmethod
    def of(cls, columns: Iterable[Column], records: Iterable[Mapping[str, Cell]]) -> Self:
        """Return the table of rows that give their cells by the code of the column.

        Parameters
        ----------
        columns
            The columns, in the order they are written.
        records
            One mapping a row, in any order of its codes. A column that is left out, and an empty
            text, is an empty cell.

        Raises
        ------
        ValueError
            When a row has a cell for a column that the table does not have.

        Examples
        --------
        >>> columns = (Column("name", "Navn"), Column("value", "Værdi", numeric=True))
        >>> Table.of(columns, [{"value": 0, "name": "Holbæk"}, {"name": ""}]).rows
        (('Holbæk', 0), (None, None))
        """
        found = tuple(columns)
        codes = [column.code for column in found]
        known = set(codes)
        rows = []
        for record in records:
            if unknown := record.keys() - known:
                raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
            cells = [record.get(code) for code in codes]
            rows.append(tuple([None if cell == "" else cell for cell in cells]))
        return cls(found, tuple(rows))

    def written(self, text: Text) -> tuple[tuple[str, ...], ...]:
        """Return the cells as people read them; an empty cell says why it is empty."""
        reasons = {(row, column): reason for row, column, reason in self.empty}
        return tuple(
            tuple(
                reasons.get((i, j), "") if cell is None else write(cell, column, text)
                for j, (cell, column) in enumerate(zip(row, self.columns, strict=True))
            )
            for i, row in enumerate(self.rows)
        )


def write(cell: str | int | float, column: Column, text: Text) -> str:
    """Return one cell as it is written in the language of the page."""
    if isinstance(cell, str):
        return cell
    return text.number(cell, column.decimals, signed=column.signed)
