"""From the cells of the matrix to its picture for download."""

from __future__ import annotations

from typing import Any

from frikommune_viz import words
from frikommune_viz.cell_text import cell_text, place_extent, place_name
from frikommune_viz.charts import matrix as matrix_chart
from frikommune_viz.charts.matrix import MatrixCell, MatrixRow
from frikommune_viz.matrix import Cell, Matrix
from frikommune_viz.model import REPORTED, Scope
from frikommune_viz.results import Edition
from frikommune_viz.style import VERDICT_GLYPH, Colours
from frikommune_viz.text import Text, danish_order


def matrix_spec(matrix: Matrix, edition: Edition, text: Text, colours: Colours) -> dict[str, Any]:
    """Return the picture of a choice, with the banner on areas and its sources under it."""
    sources = {edition.sources[row.source_id].publisher for row in matrix.statements}
    below = (
        text.say(words.BANNER),
        text.say("Ordene siger, hvilken vej kilderne peger, ikke hvor stor ændringen er."),
        text.say(
            "Kilder: {publishers}. Frikommune Explorer, {date}.",
            publishers=text.join(sorted(sources, key=danish_order)),
            date=text.date(edition.date),
        ),
    )
    chart = matrix_chart.draw(
        _rows(matrix, edition, text),
        text.say("Hvem udsagnet gælder"),
        [text.say(words.THEME[theme]) for theme in matrix.themes],
        below,
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
            extent=place_extent(place, text),
            area=place.area,
            is_municipality=place.scope is Scope.MUNICIPALITY,
            cells=tuple(_cell(cell, edition, text) for cell in cells),
        )
        for place, cells in matrix.rows
    ]


def _cell(cell: Cell, edition: Edition, text: Text) -> MatrixCell:
    said = cell_text(cell, edition, text)
    return MatrixCell(
        glyph=said.glyph,
        verdict=said.verdict,
        details=said.details,
        is_empty=cell.is_empty,
        counts=tuple((VERDICT_GLYPH[REPORTED[way]], count) for way, count in said.counts),
    )
