"""A table as it is shown and taken: columns with codes and labels, rows with raw values."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Rows of raw values. An empty cell is None and never 0.

    Attributes
    ----------
    columns
        One for each cell of a row.
    rows
        Numbers are raw values; everything else is text.
    empty
        Why a cell is empty, by row and column; shown in its place.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: tuple[tuple[int, int, str], ...] = ()

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
    """Write one cell in the language of the page."""
    if isinstance(cell, str):
        return cell
    return text.number(cell, column.decimals, signed=column.signed)
