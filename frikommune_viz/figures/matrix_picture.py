"""From the cells of the matrix to its picture for download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from frikommune_viz.charts import matrix_chart
from frikommune_viz.charts.matrix_chart import MatrixCell, MatrixRow
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.figures.statement_table import finding_table
from frikommune_viz.model.codes import Scope
from frikommune_viz.model.rows import Finding
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import Cell, Matrix
from frikommune_viz.style import LIGHT, Colours
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording import labels
from frikommune_viz.wording.mark_words import (
    key_lines,
    mark_word,
    qualifier_word,
    short_words,
    wanted_note,
    whole_words,
)
from frikommune_viz.wording.statement_words import place_name

_THEMES_ABREAST: Final = 4


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """The matrix of a choice with its words, ready to be drawn.

    Attributes
    ----------
    headline, subtitle
        What is seen; the themes and how many statements.
    alt
        Every cell in words.
    specs
        The charts, at most four themes in each; banner, note and sources stand under them.
    """

    headline: str
    subtitle: str
    alt: str
    specs: tuple[dict[str, Any], ...]


def matrix_picture(matrix: Matrix, edition: Edition, text: Text) -> MatrixPicture:
    """Return the matrix of a choice with everything it needs to stand alone."""
    themes = text.join(text.say(labels.THEME[theme]).lower() for theme in matrix.themes)
    starts = range(0, len(matrix.themes), _THEMES_ABREAST)
    parts = [_part(matrix, slice(start, start + _THEMES_ABREAST)) for start in starts]
    return MatrixPicture(
        headline=text.say("Det siger kilderne om velfærdsaftalerne"),
        subtitle=text.count(
            "Ét udsagn om {themes}. Hver celle siger, hvad kilderne siger om netop dét niveau.",
            "{n} udsagn om {themes}. Hver celle siger, hvad kilderne siger om netop dét niveau.",
            len(matrix.in_cells),
            themes=themes,
        ),
        alt=" ".join(_said(matrix, edition, text)),
        specs=tuple(matrix_spec(part, edition, text, LIGHT) for part in parts),
    )


def _part(matrix: Matrix, columns: slice) -> Matrix:
    rows = tuple((place, cells[columns]) for place, cells in matrix.rows)
    return replace(matrix, themes=matrix.themes[columns], rows=rows)


def _said(matrix: Matrix, edition: Edition, text: Text) -> list[str]:
    """Return each row as one sentence."""
    said = []
    for place, cells in matrix.rows:
        parts = [
            f"{text.say(labels.THEME[cell.theme])}: {short_words(cell, edition, text)}"
            for cell in cells
        ]
        said.append(f"{place_name(place, edition, text)}. {'; '.join(parts)}.")
    return said


def matrix_spec(matrix: Matrix, edition: Edition, text: Text, colours: Colours) -> dict[str, Any]:
    """Return the picture of a choice, with the banner on areas and its sources under it."""
    sources = {edition.sources[row.source_id].publisher for row in matrix.in_cells}
    below = (
        text.say(labels.BANNER),
        text.say("Ordene siger, hvilken vej kilderne peger, ikke hvor stor ændringen er."),
        text.say(
            "Kilder: {publishers}. Frikommune Explorer, {date}.",
            publishers=text.join(sorted(sources, key=danish_order)),
            date=text.date(edition.date),
        ),
    )
    chart = matrix_chart.draw(
        _rows(matrix, edition, text),
        text.say("Hvem"),
        [text.say(labels.THEME[theme]) for theme in matrix.themes],
        key_lines(matrix.cells, text),
        [line for line in (wanted_note(matrix.cells, text), *below) if line],
        text,
        colours,
        text.say("Matrix: hvad kilderne siger om hvert tema, for hvem. Teksten står i tabellen."),
    )
    spec: dict[str, Any] = chart.to_dict()
    return {**spec, "background": colours["paper"]}


def _rows(matrix: Matrix, edition: Edition, text: Text) -> list[MatrixRow]:
    return [
        MatrixRow(
            place=place_name(place, edition, text),
            area=place.area,
            is_municipality=place.scope is Scope.MUNICIPALITY,
            cells=tuple(_cell(cell, edition, text) for cell in cells),
        )
        for place, cells in matrix.rows
    ]


def _cell(cell: Cell, edition: Edition, text: Text) -> MatrixCell:
    shown = mark_of(cell)
    return MatrixCell(
        mark=shown.code,
        word=mark_word(cell, edition, text),
        qualifier=qualifier_word(shown, text),
        whole=whole_words(cell, edition, text),
    )


def statement_rows(findings: Sequence[Finding], edition: Edition, text: Text) -> Rows:
    """Return the statements of a choice as one can take them."""
    return Rows(
        data=finding_table(findings, edition, text),
        title=text.count(
            "{n} udsagn passer til dine valg", "{n} udsagn passer til dine valg", len(findings)
        ),
        notes=(
            text.say(
                "Et udsagn står kun dér, hvor kilden taler om det. "
                "Et udsagn om alle syv kommuner gælder ikke automatisk den enkelte kommune."
            ),
        ),
    )
