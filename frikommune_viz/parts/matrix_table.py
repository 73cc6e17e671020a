"""Draw the matrix as a semantic table: opens by keyboard, becomes blocks on a phone, prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope, Theme, Verdict
from frikommune_viz.model.rows import Finding
from frikommune_viz.parts.addresses import cell_anchor, page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import Statement, statement
from frikommune_viz.selection.statements import Cell, Matrix, Place
from frikommune_viz.style import VERDICT_GLYPH
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import (
    cell_text,
    place_extent,
    place_name,
    verdict_key,
)

THEMES_ABREAST = 4
"""More columns than this leave no room for the words; further themes start a table of their own."""


@dataclass(frozen=True, slots=True)
class _CellPart:
    theme: str
    where: str
    empty: bool
    glyph: str
    verdict: str
    counts: tuple[dict[str, Any], ...]
    details: tuple[str, ...]
    summary: str
    href: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _RowPart:
    scope: Scope
    name: str
    extent: str
    href: str
    cells: tuple[_CellPart, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    area: str
    rows: tuple[_RowPart, ...]


def draw_matrix(
    matrix: Matrix, edition: Edition, text: Text, filters: Filters, *, below: bool = False
) -> Markup:
    """Draw the matrix.

    Parameters
    ----------
    matrix
        The cells to draw; more than four themes are drawn as several tables.
    edition, text
        Where the statements and names are found, and the language.
    filters
        The visitor's choices, which the links carry along.
    below
        Whether the statements are listed below the matrix: then each cell links to its own.
        Otherwise they open inside the cell.
    """
    starts = range(0, len(matrix.themes), THEMES_ABREAST)
    return Markup("").join(
        _table(matrix, slice(start, start + THEMES_ABREAST), edition, text, filters, below=below)
        for start in starts
    )


def draw_glyph_key(text: Text) -> Markup:
    """Draw the key of the glyphs: first what a source states, then what is not known."""
    shown = (
        *(verdict for verdict in Verdict if verdict.startswith("reported")),
        Verdict.DISAGREE,
        Verdict.DIRECTION_NOT_STATED,
        Verdict.COARSER_ONLY,
        Verdict.NOT_KNOWN,
    )
    return draw(
        "glyph_key.html",
        text,
        items=[
            {"glyph": VERDICT_GLYPH[verdict], "word": verdict_key(verdict, text)}
            for verdict in shown
        ],
    )


def _table(
    matrix: Matrix, columns: slice, edition: Edition, text: Text, filters: Filters, *, below: bool
) -> Markup:
    blocks = []
    for area, rows in groupby(matrix.rows, key=lambda row: row[0].area):
        parts = tuple(
            _row(place, cells[columns], edition, text, filters, below=below)
            for place, cells in rows
        )
        blocks.append(_Block(area or "all", parts))
    return draw(
        "matrix.html",
        text,
        caption=text.say("Hvad kilderne siger om hvert tema, for hvert område og hver kommune"),
        themes=[text.say(labels.THEME[theme]) for theme in matrix.themes[columns]],
        blocks=blocks,
    )


def _row(
    place: Place,
    cells: Sequence[Cell],
    edition: Edition,
    text: Text,
    filters: Filters,
    *,
    below: bool,
) -> _RowPart:
    code = place.municipality_code
    return _RowPart(
        scope=place.scope,
        name=place_name(place, edition, text),
        extent=place_extent(place, text),
        href=page_href("kommuner", filters.travelling(municipality=(code,))) if code else "",
        cells=tuple(_cell(cell, edition, text, below=below) for cell in cells),
    )


def _cell(cell: Cell, edition: Edition, text: Text, *, below: bool) -> _CellPart:
    said = cell_text(cell, edition, text)
    theme = text.say(labels.THEME[cell.theme])
    return _CellPart(
        theme=theme,
        where=_where(cell.theme, cell.place, edition, text),
        empty=cell.is_empty,
        glyph=said.glyph,
        verdict=said.verdict,
        counts=tuple(
            {"glyph": str(row.direction), "word": row.word, "n": text.number(row.count)}
            for row in said.counts
        ),
        details=said.details,
        summary=text.count("{n} udsagn", "{n} udsagn", len(cell.statements)),
        statements=()
        if below
        else tuple(statement(row, edition, text) for row in _in_reading_order(cell)),
        href=f"#{cell_anchor(cell.theme, cell.place.code)}" if below and cell.statements else "",
    )


def _in_reading_order(cell: Cell) -> tuple[Finding, ...]:
    """Return what the verdict rests on first, then the rest, single sites last."""
    rest = [row for row in cell.statements if row not in cell.deciding]
    return (*cell.deciding, *sorted(rest, key=lambda row: row.scope is Scope.SITE))


def _where(theme: Theme, place: Place, edition: Edition, text: Text) -> str:
    return text.say(
        "{theme}, {place}",
        theme=text.say(labels.THEME[theme]),
        place=place_name(place, edition, text),
    )
