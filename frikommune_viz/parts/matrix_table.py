"""Draw the matrix as a semantic table: one mark and a few words a cell, eleven rows in one screen.

The comparison, the overview, a profile and a handout draw it here, each with rows of its choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope, Theme
from frikommune_viz.parts.addresses import cell_anchor, page_href, panel_anchor
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import Cell, Matrix, Place
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.mark_words import key_lines, mark_word, qualifier_word, whole_words
from frikommune_viz.wording.statement_words import place_name

THEMES_ABREAST = 4
"""More columns than this leave no room for the words; further themes start a table of their own."""

_SHORT_PLACE = {Scope.ALL_SEVEN: mark("Alle syv")}
_NARROW_THEME = {
    Theme.JOB_SATISFACTION: mark("Arbejds\u00adglæde"),
    Theme.PROFESSIONAL_FREEDOM: mark("Faglig\u200b frihed"),
    Theme.CITIZEN_OUTCOMES: mark("Borgere"),
}


class LeadsTo(StrEnum):
    """Where a cell leads: its panel beside the table, its statements below, the comparison."""

    PANEL = "panel"
    BELOW = "below"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class _CellPart:
    code: str
    mark: str
    fill: str
    word: str
    qualifier: str
    whole: str
    href: str
    empty: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class _RowPart:
    scope: Scope
    name: str
    href: str
    cells: tuple[_CellPart, ...]
    number: Markup


@dataclass(frozen=True, slots=True)
class _Block:
    area: str
    rows: tuple[_RowPart, ...]


def draw_matrix(
    matrix: Matrix,
    edition: Edition,
    text: Text,
    filters: Filters,
    *,
    leads_to: LeadsTo = LeadsTo.COMPARISON,
    numbers: Mapping[str, Markup] | None = None,
) -> Markup:
    """Draw the matrix; rows and columns are those of `matrix`.

    Parameters
    ----------
    matrix
        The cells to draw; more than four themes are drawn as several tables.
    edition, text
        Where the statements and names are found, and the language.
    filters
        The visitor's choices, which the links carry along.
    leads_to
        Where a cell leads.
    numbers
        What stands in a column of its own beside each place, by the code of the place.
    """
    starts = range(0, len(matrix.themes), THEMES_ABREAST)
    return Markup("").join(
        _table(
            matrix,
            slice(start, start + THEMES_ABREAST),
            _Links(edition, text, filters, leads_to),
            numbers if start == 0 else None,
        )
        for start in starts
    )


def draw_key(cells: Sequence[Cell], text: Text) -> Markup:
    """Draw the key of the marks that `cells` use, and of no other."""
    return draw("mark_key.html", text, lines=key_lines(cells, text))


@dataclass(frozen=True, slots=True)
class _Links:
    """What the links of a matrix are made of."""

    edition: Edition
    text: Text
    filters: Filters
    leads_to: LeadsTo

    def of_cell(self, cell: Cell) -> str:
        """Return where a cell leads; a dot leads nowhere but to its panel."""
        if self.leads_to is LeadsTo.PANEL:
            return f"#{panel_anchor(cell.code)}"
        if not cell.statements:
            return ""
        if self.leads_to is LeadsTo.BELOW:
            return f"#{cell_anchor(cell.theme, cell.place.code)}"
        chosen = self.filters.travelling(cell=cell.code)
        return page_href("sammenlign", chosen)

    def of_place(self, place: Place) -> str:
        """Return the page of a municipality."""
        code = place.municipality_code
        there = self.filters.travelling(municipality=(code,)) if code else None
        return page_href("kommuner", there) if there else ""


def _table(
    matrix: Matrix, columns: slice, links: _Links, numbers: Mapping[str, Markup] | None
) -> Markup:
    text = links.text
    themes = matrix.themes[columns]
    blocks = [
        _Block(
            area or "all",
            tuple(_row(place, cells[columns], links, numbers) for place, cells in rows),
        )
        for area, rows in groupby(matrix.rows, key=lambda row: row[0].area)
    ]
    return draw(
        "matrix.html",
        text,
        caption=text.say("Hvad kilderne siger om hvert tema, for hvert område og hver kommune"),
        themes=[
            {
                "short": text.say(labels.SHORT_THEME[theme]),
                "narrow": text.say(_NARROW_THEME.get(theme, labels.THEME[theme])),
            }
            for theme in themes
        ],
        blocks=blocks,
        has_numbers=numbers is not None,
    )


def _row(
    place: Place, cells: Sequence[Cell], links: _Links, numbers: Mapping[str, Markup] | None
) -> _RowPart:
    whole = place_name(place, links.edition, links.text)
    short = _SHORT_PLACE.get(place.scope)
    return _RowPart(
        scope=place.scope,
        name=links.text.say(short) if short else whole,
        href=links.of_place(place),
        cells=tuple(
            _said(
                cell,
                links.edition,
                links.text,
                href=links.of_cell(cell),
                chosen=links.leads_to is LeadsTo.PANEL and links.filters.cell == cell.code,
            )
            for cell in cells
        ),
        number=(numbers or {}).get(place.code, Markup()),
    )


def _said(
    cell: Cell, edition: Edition, text: Text, *, href: str = "", chosen: bool = False
) -> _CellPart:
    shown = mark_of(cell)
    return _CellPart(
        code=cell.code,
        mark=shown.code,
        fill=shown.fill,
        word=mark_word(cell, edition, text),
        qualifier=qualifier_word(shown, text),
        whole=whole_words(cell, edition, text),
        href=href,
        empty=not cell.statements,
        chosen=chosen,
    )
