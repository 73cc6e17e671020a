"""A figure in all its forms: page, pictures, rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from frikommune_viz.drawing.markup import chart_of_width
from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import csv_bytes, picture_svg, png_bytes
from frikommune_viz.export.picture import picture_words
from frikommune_viz.export.provenance import provenance_of
from frikommune_viz.figures.figure import Figure
from frikommune_viz.publish.dataset import figure_json
from frikommune_viz.publish.figure_names import FORMS, FRAME
from frikommune_viz.publish.frame import frame_page, framed
from frikommune_viz.publish.inline_chart import PHONE, chart_element
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import figure_page, page_title
from frikommune_viz.text import TEXTS

PNG_SCALE: Final = 1.5
"""Pixels of a picture for each px: 1272 across, as link previews take them."""


def draw_forms(edition: Edition, figure: Figure, place: Place) -> Iterator[tuple[str, bytes]]:
    """Draw a figure in all its forms, each by its ending; both pictures from one drawing."""
    picture = _picture(edition, figure, place)
    for form in FORMS:
        if form == "svg":
            yield form, picture
        elif form == "png":
            yield form, _png(edition, figure, place, picture)
        else:
            yield form, draw_form(edition, figure, form, place)


def draw_form(edition: Edition, figure: Figure, form: str, place: Place) -> bytes:
    """Draw a figure in one of its forms.

    Raises
    ------
    ValueError
        When there is no such form.
    """
    if form == "html":
        room = framed(figure, chart_of_width) if place.newest else None
        narrow = chart_of_width(figure.chart, PHONE)
        return figure_page(edition, figure, chart_element(figure), narrow, place, room).encode()
    if form == FRAME:
        title = page_title(edition, figure, TEXTS[figure.request.language])
        return frame_page(figure, title, chart_of_width, place).encode()
    if form == "svg":
        return _picture(edition, figure, place)
    if form == "png":
        picture = _picture(edition, figure, place)
        return _png(edition, figure, place, picture)
    if form == "csv":
        return csv_bytes(figure.data)
    if form == "json":
        return figure_json(edition, figure, place)
    raise ValueError(f"{form}: no form of a figure; ask for one of {FORMS}")


def _picture(edition: Edition, figure: Figure, place: Place) -> bytes:
    origin = provenance_of(edition, place.canonical(figure.request), sources=figure.sources)
    return picture_svg(figure, origin, TEXTS[figure.request.language])


def _png(edition: Edition, figure: Figure, place: Place, picture: bytes) -> bytes:
    origin = provenance_of(edition, place.canonical(figure.request), sources=figure.sources)
    said = picture_words(figure, origin, TEXTS[figure.request.language])
    return png_bytes(picture, said, scale=PNG_SCALE)
