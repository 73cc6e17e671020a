"""The picture of the scope-true matrix for download: words and glyphs, and no scale of any kind.

The page's own matrix is a table. This one stands at a fixed width; every mark is set by its place
in the table, so a direction can never be read as a size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import layer, rows_in_place
from frikommune_viz.charts.shapes import VEGA_SHAPES
from frikommune_viz.model.codes import Area
from frikommune_viz.style import Colours, area_colour, vega_config
from frikommune_viz.text import Text

WIDTH: Final = 1104
_FIRST: Final = 268
_TOP: Final = 14
_LINE: Final = 20
_GLYPH: Final = 20
_BESIDE: Final = 28
_LETTER: Final = {16: 8.4, 14: 6.9}
_HEAD: Final = 34


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a cell says: glyph, verdict, glyph and count per direction, and lines of detail."""

    glyph: str
    verdict: str
    details: tuple[str, ...]
    is_empty: bool
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One place: its name, what it covers, its area, and a cell for each theme."""

    place: str
    extent: str
    area: Area | None
    is_municipality: bool
    cells: tuple[MatrixCell, ...]


Marks = dict[str, list[dict[str, Any]]]


def draw(
    rows: Sequence[MatrixRow],
    first_head: str,
    heads: Sequence[str],
    below: Sequence[str],
    text: Text,
    colours: Colours,
    description: str,
) -> alt.LayerChart:
    """Draw the matrix.

    Parameters
    ----------
    rows
        All seven, then each area followed by its municipalities.
    first_head, heads
        The words over the places and over each theme.
    below
        Lines under the matrix: the banner on areas, what it is not, the sources.
    text
        The language.
    colours
        What each token is drawn in.
    description
        The text alternative.
    """
    column = (WIDTH - _FIRST) / len(heads)
    marks: Marks = {name: [] for name in ("rect", "glyph", "text")}
    for place, head in ((14, first_head), *((_FIRST + i * column, h) for i, h in enumerate(heads))):
        _write(marks, place, _HEAD / 2, head, colours["ink"], size=15, weight=600)
    y = float(_HEAD)
    for number, row in enumerate(rows):
        height = _row_height(row, column)
        _row(marks, row, y, height, column, colours)
        starts_block = number == 0 or not row.is_municipality
        _rule(marks, y, colours["ink" if starts_block else "rule"], 2 if starts_block else 1)
        y += height
    _rule(marks, y, colours["ink"], 2)
    for line in (
        part for words in below for part in textwrap.wrap(words, 150, break_on_hyphens=False)
    ):
        y += 22
        _write(marks, 0, y, line, colours["ink2"])
    chart = layer(*_layers(marks)).properties(
        width=WIDTH,
        height=y + 12,
        autosize={"type": "pad", "contains": "padding"},
        padding=16,
        description=description,
        config=vega_config(text.language, colours),
    )
    finished: alt.LayerChart = chart
    return finished


def _row_height(row: MatrixRow, column: float) -> float:
    tallest = max(len(_cell_lines(cell, column)) + bool(cell.counts) for cell in row.cells)
    return 2 * _TOP + _LINE * max(tallest, 2)


def _cell_lines(cell: MatrixCell, column: float) -> list[tuple[str, bool]]:
    """Return the lines of a cell; the second part says whether it belongs to the verdict."""
    room = column - _BESIDE - 16
    size = 14 if cell.is_empty else 16
    verdict = textwrap.wrap(cell.verdict, int(room / _LETTER[size]))
    details = [
        part for words in cell.details for part in textwrap.wrap(words, int(room / _LETTER[14]))
    ]
    return [*((line, True) for line in verdict), *((line, False) for line in details)]


def _row(
    marks: Marks, row: MatrixRow, y: float, height: float, column: float, colours: Colours
) -> None:
    if row.area is None:
        _rect(marks, 0, y, WIDTH, height, colours["panel"])
    _rect(marks, 0, y, 5, height, colours["ink" if row.area is None else area_colour(row.area)])
    middle = y + _TOP + 8
    if row.is_municipality:
        _write(marks, 28, middle, row.place, colours["ink"], size=16)
    else:
        _write(marks, 14, middle, row.place, colours["ink"], size=18, weight=600)
    left = 28 if row.is_municipality else 14
    for line in textwrap.wrap(row.extent, 32):
        middle += _LINE
        _write(marks, left, middle, line, colours["ink2"])
    for number, cell in enumerate(row.cells):
        _cell(marks, cell, _FIRST + number * column, y + _TOP + 8, column, colours)


def _cell(
    marks: Marks, cell: MatrixCell, x: float, y: float, column: float, colours: Colours
) -> None:
    strong = colours["ink2" if cell.is_empty else "ink"]
    told = ". ".join((cell.verdict, *cell.details))
    _glyph(marks, x + _GLYPH / 2, y, cell.glyph, strong, _GLYPH - 4 * cell.is_empty, told)
    counted = False
    for line, is_verdict in _cell_lines(cell, column):
        if not is_verdict and cell.counts and not counted:
            _counts(marks, cell, x + _BESIDE, y, colours)
            counted = True
            y += _LINE
        size, weight = (16, 600) if is_verdict and not cell.is_empty else (14, 400)
        colour = strong if is_verdict else colours["ink2"]
        _write(marks, x + _BESIDE, y, line, colour, size=size, weight=weight)
        y += _LINE


def _counts(marks: Marks, cell: MatrixCell, x: float, y: float, colours: Colours) -> None:
    for glyph, count in cell.counts:
        _glyph(marks, x + 8, y, glyph, colours["ink"], 16, f"{count}")
        _write(marks, x + 20, y, f"{count}", colours["ink"], weight=600)
        x += 44


def _write(
    marks: Marks,
    x: float,
    y: float,
    words: str,
    fill: str,
    *,
    size: int = 14,
    weight: int = 400,
) -> None:
    mark = {"x": x, "y": y, "text": words, "fill": fill, "size": size, "weight": weight}
    marks["text"].append(mark)


def _glyph(marks: Marks, x: float, y: float, code: str, fill: str, size: float, told: str) -> None:
    marks["glyph"].append(
        {"x": x, "y": y, "code": code, "shape": VEGA_SHAPES[code], "fill": fill, "size": size**2}
        | {"told": told}
    )


def _rect(marks: Marks, x: float, y: float, width: float, height: float, fill: str) -> None:
    marks["rect"].append({"x": x, "y": y, "x2": x + width, "y2": y + height, "fill": fill})


def _rule(marks: Marks, y: float, fill: str, width: float) -> None:
    _rect(marks, 0, y - width / 2, WIDTH, width, fill)


def _layers(marks: Marks) -> list[alt.Chart]:
    def from_row(*names: str, **others: str) -> dict[str, Any]:
        pairs = {**{name: name for name in names}, **others}
        return {name: {"expr": f"datum.{field}"} for name, field in pairs.items()}

    def base(name: str) -> alt.Chart:
        # Vega-Lite asks each layer for an encoding; the words themselves are the only one.
        field = {"rect": "fill", "glyph": "told", "text": "text"}[name]
        detail = alt.Detail(field=field, type="nominal")
        return alt.Chart(rows_in_place(name, marks[name])).encode(detail=detail)

    plain: alt.Chart = base("rect").mark_rect(**from_row("x", "y", "x2", "y2", "fill"), aria=False)
    glyphs: alt.Chart = base("glyph").mark_point(
        **from_row("x", "y", "shape", "fill", "size", description="told"),
        strokeWidth=0,
        opacity=1,
        filled=True,
    )
    texts: alt.Chart = base("text").mark_text(
        **from_row("x", "y", "text", "fill", fontSize="size", fontWeight="weight"),
        align="left",
        baseline="middle",
        aria=False,
    )
    return [plain, glyphs, texts]
