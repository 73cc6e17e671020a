"""What a worker process draws: pictures from what can be sent to it, as bytes."""

from __future__ import annotations

from frikommune_viz.export.formats import form_bytes
from frikommune_viz.export.picture import (
    map_svg,
    map_words,
    matrix_svg,
    matrix_words,
    numbers_svg,
    numbers_words,
    picture_svg,
    picture_words,
    png_bytes,
)
from frikommune_viz.export.provenance import Provenance
from frikommune_viz.figures.country import MapPicture
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.matrix_picture import MatrixPicture
from frikommune_viz.figures.numbers_picture import NumbersPicture
from frikommune_viz.text import Text


def load() -> None:
    """Load what pictures need: a process that has done so draws the first one as quickly as others."""


def figure_bytes(figure: Figure, form: str, origin: Provenance, text: Text) -> bytes:
    """Draw a figure as one of the pictures that are taken from a page."""
    return form_bytes(figure, form, origin, text)


def matrix_bytes(picture: MatrixPicture, form: str, origin: Provenance, text: Text) -> bytes:
    """Draw the matrix of a choice as SVG or PNG."""
    if form == "svg":
        return matrix_svg(picture, origin, text)
    drawn = matrix_svg(picture, origin, text, embed_font=False)
    return png_bytes(drawn, matrix_words(picture, origin, text))


def map_bytes(picture: MapPicture, form: str, origin: Provenance, text: Text) -> bytes:
    """Draw the map of the country as SVG or PNG."""
    if form == "svg":
        return map_svg(picture, origin, text)
    drawn = map_svg(picture, origin, text, embed_font=False)
    return png_bytes(drawn, map_words(picture, origin, text))


def preview_bytes(figure: Figure, form: str, origin: Provenance, text: Text, scale: float) -> bytes:
    """Draw a figure as one of the pictures that stand beside its static page."""
    picture = picture_svg(figure, origin, text)
    if form == "svg":
        return picture
    return png_bytes(picture, picture_words(figure, origin, text), scale=scale)


def numbers_bytes(picture: NumbersPicture, form: str, origin: Provenance, text: Text) -> bytes:
    """Draw all figures of an area as SVG or PNG."""
    if form == "svg":
        return numbers_svg(picture, origin, text)
    drawn = numbers_svg(picture, origin, text, embed_font=False)
    return png_bytes(drawn, numbers_words(picture, origin, text))
