"""The picture of the scope-true matrix for download: words and marks, and no scale of any kind.

The page's own matrix is a table. This one stands at a fixed width; every mark is set by its place
in the table, so a direction can never be read as a size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import Layers, layer, rows_in_place, whole
from frikommune_viz.charts.shapes import line_width, vega_shape
from frikommune_viz.model.codes import Area
from frikommune_viz.style import MITRE_LIMIT, Colours, area_colour
from frikommune_viz.text import Text

WIDTH: Final = 1104
_FIRST: Final = 196
_ROW: Final = 44
_GLYPH: Final = 24
_BESIDE: Final = 34
_LINE: Final = 17
_HEAD: Final = 34
_KEY: Final = 26
_LETTER: Final = 6.9


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a cell says: its mark, the word beside it, one qualifier, and all of it in words."""

    mark: str
    word: str
    qualifier: str
    whole: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One place: its name, its area, and a cell for each theme."""

    place: str
    area: Area | None
    is_municipality: bool
    cells: tuple[MatrixCell, ...]


Marks = dict[str, list[dict[str, Any]]]


def draw(
    rows: Sequence[MatrixRow],
    first_head: str,
    heads: Sequence[str],
    key: Sequence[tuple[str, str]],
    below: Sequence[str],
    text: Text,
    colours: Colours,
    description: str,
) -> Layers:
    """Draw the matrix.

    Parameters
    ----------
    rows
        All seven, then each area followed by its municipalities.
    first_head, heads
        The words over the places and over each theme.
    key
        The code of each mark that is in use, and what it means.
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
        _row(marks, row, y, column, colours)
        starts_block = number == 0 or not row.is_municipality
        _rule(marks, y, colours["ink" if starts_block else "rule"], 2 if starts_block else 1)
        y += _ROW
    _rule(marks, y, colours["ink"], 2)
    y = _draw_key(marks, y, key, colours)
    for line in (
        part for words in below for part in textwrap.wrap(words, 150, break_on_hyphens=False)
    ):
        y += 22
        _write(marks, 0, y, line, colours["ink2"])
    return whole(
        layer(*_layers(marks)),
        text,
        colours,
        description,
        width=WIDTH,
        height=y + 12,
        autosize={"type": "pad", "contains": "padding"},
        padding=16,
    )


def _row(marks: Marks, row: MatrixRow, y: float, column: float, colours: Colours) -> None:
    if row.area is None:
        _rect(marks, 0, y, WIDTH, _ROW, colours["panel"])
    _rect(marks, 0, y, 5, _ROW, colours["ink" if row.area is None else area_colour(row.area)])
    middle = y + _ROW / 2
    if row.is_municipality:
        _write(marks, 28, middle, row.place, colours["ink"], size=16)
    else:
        _write(marks, 14, middle, row.place, colours["ink"], size=18, weight=600)
    for number, cell in enumerate(row.cells):
        _cell(marks, cell, _FIRST + number * column, middle, colours)


def _cell(marks: Marks, cell: MatrixCell, x: float, middle: float, colours: Colours) -> None:
    _mark(marks, x + _GLYPH / 2, middle, cell.mark, colours, _GLYPH, cell.whole)
    half = _LINE / 2 if cell.qualifier else 0
    weight = 400 if cell.mark == "sites" else 600
    colour = colours["ink2" if cell.mark == "sites" else "ink"]
    _write(marks, x + _BESIDE, middle - half, cell.word, colour, weight=weight)
    if cell.qualifier:
        _write(marks, x + _BESIDE, middle + half, cell.qualifier, colours["ink2"])


def _draw_key(marks: Marks, y: float, key: Sequence[tuple[str, str]], colours: Colours) -> float:
    """Draw the key in as many lines as it needs; return where it ends."""
    x, y = 0.0, y + 24
    for code, word in key:
        width = 26 + len(word) * _LETTER + 22
        if x + width > WIDTH:
            x, y = 0.0, y + _KEY
        _mark(marks, x + 9, y, code, colours, 17, word)
        _write(marks, x + 26, y, word, colours["ink"])
        x += width
    return y


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


def _mark(
    marks: Marks, x: float, y: float, code: str, colours: Colours, size: float, told: str
) -> None:
    colour = colours[{"sites": "ink2", "nothing": "edge"}.get(code, "ink")]
    line = line_width(code, size)
    marks["glyph"].append(
        {"x": x, "y": y, "code": code, "shape": vega_shape(code), "size": size**2, "told": told}
        | {"fill": "transparent" if line else colour, "stroke": colour, "line": line}
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
        **from_row(
            "x", "y", "shape", "fill", "stroke", "size", description="told", strokeWidth="line"
        ),
        strokeMiterLimit=MITRE_LIMIT,
        opacity=1,
    )
    texts: alt.Chart = base("text").mark_text(
        **from_row("x", "y", "text", "fill", fontSize="size", fontWeight="weight"),
        align="left",
        baseline="middle",
        aria=False,
    )
    return [plain, glyphs, texts]
