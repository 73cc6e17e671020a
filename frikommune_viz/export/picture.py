"""Pictures that stand alone: the chart with all its words, as SVG and as PNG.

A picture travels without its page, so it carries what the page says around the figure: headline,
subtitle, key, sentences, what it is not, the source, the edition and the address.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from frikommune_viz.charts.matrix_chart import WIDTH as MATRIX_WIDTH
from frikommune_viz.drawing import vega
from frikommune_viz.export.numbers_bands import WIDTH as NUMBERS_WIDTH
from frikommune_viz.export.numbers_bands import bands
from frikommune_viz.export.outlines import with_outlines
from frikommune_viz.export.picture_sheet import Sheet
from frikommune_viz.export.provenance import Provenance, edition_line, source_line
from frikommune_viz.figures.country import MapPicture
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.matrix_picture import MatrixPicture
from frikommune_viz.figures.numbers_picture import NumbersPicture
from frikommune_viz.model.rows import Source
from frikommune_viz.style import CSS_COLOURS, LIGHT
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

__all__ = [
    "chart_svg",
    "map_svg",
    "map_words",
    "matrix_svg",
    "matrix_words",
    "numbers_svg",
    "numbers_words",
    "picture_svg",
    "picture_words",
    "png_bytes",
]

CHART_WIDTH: Final = 800
"""Width of a chart in px on its static page and in its picture: it is drawn once for both."""

_PNG_START: Final = 8 + 25
"""Bytes of a PNG before its second part: the signature, and the part that gives its size."""


def picture_svg(
    figure: Figure, origin: Provenance, text: Text, *, embed_font: bool = True
) -> bytes:
    """Draw a figure with all its words as SVG.

    Parameters
    ----------
    embed_font
        Carry the letters in the file (36 kB); without them a computer that lacks them shows
        others.
    """
    sheet = Sheet(CHART_WIDTH)
    _head(sheet, figure.headline, figure.subtitle, origin, text)
    if figure.key:
        sheet.space(4)
        sheet.key(figure.key)
    sheet.space(16)
    sheet.chart(_in_light_colours(chart_svg(figure)))
    sheet.space(12)
    leads = figure.leads or ("",) * len(figure.sentences)
    for lead, sentence in zip(leads, figure.sentences, strict=True):
        sheet.paragraph([(lead, 600), (sentence, 400)], 15, 22, LIGHT["ink"])
        sheet.space(4)
    _foot(sheet, " ".join(figure.notes), figure.sources, origin, text)
    title = figure.headline
    return sheet.svg(title, f"{figure.subtitle} {figure.alt}", embed_font=embed_font).encode()


def matrix_svg(
    picture: MatrixPicture, origin: Provenance, text: Text, *, embed_font: bool = True
) -> bytes:
    """Draw the matrix of a choice of statements as SVG; the banner on areas stands under it."""
    sheet = Sheet(MATRIX_WIDTH)
    _head(sheet, picture.headline, picture.subtitle, origin, text)
    for spec in picture.specs:
        sheet.space(4)
        sheet.chart(vega.chart_svg(spec))
    _foot(sheet, "", (), origin, text)
    return sheet.svg(picture.headline, picture.alt, embed_font=embed_font).encode()


def map_svg(
    picture: MapPicture, origin: Provenance, text: Text, *, embed_font: bool = True
) -> bytes:
    """Draw the map of the country with all its words as SVG."""
    sheet = Sheet(CHART_WIDTH)
    _head(sheet, picture.headline, picture.subtitle, origin, text)
    sheet.space(4)
    sheet.key(picture.key)
    sheet.space(16)
    sheet.tiles(picture.map)
    sheet.space(12)
    sheet.paragraph([(picture.sentence, 400)], 15, 22, LIGHT["ink"])
    _foot(sheet, " ".join(picture.notes), picture.sources, origin, text)
    return sheet.svg(picture.headline, picture.alt, embed_font=embed_font).encode()


def numbers_svg(
    picture: NumbersPicture, origin: Provenance, text: Text, *, embed_font: bool = True
) -> bytes:
    """Draw all figures of an area as SVG."""
    sheet = Sheet(NUMBERS_WIDTH)
    _head(sheet, picture.headline, picture.subtitle, origin, text)
    sheet.space(12)
    for band in bands(picture, text):
        sheet.chart(band)
        sheet.space(8)
    sheet.key(picture.key)
    _foot(sheet, " ".join(picture.notes), picture.sources, origin, text)
    return sheet.svg(picture.headline, picture.alt, embed_font=embed_font).encode()


def png_bytes(svg: bytes, said: Mapping[str, str], *, scale: float = 2) -> bytes:
    """Draw a picture as PNG; `said` stands in the file as words, for those who cannot see it.

    Parameters
    ----------
    svg
        A picture without letters of its own: they are not read here.
    said
        Keyword (``Title``, ``Description``, ``Source``) and words.
    """
    drawn = vega.picture_png(with_outlines(svg.decode()), scale)
    parts = b"".join(_words_part(name, words_of) for name, words_of in said.items())
    return drawn[:_PNG_START] + parts + drawn[_PNG_START:]


def picture_words(figure: Figure, origin: Provenance, text: Text) -> dict[str, str]:
    """Return what a PNG of a figure says in words."""
    title = figure.headline
    if origin.is_simulated:
        title = (
            f"{title} ({text.say(labels.PRACTICE_MARK)}: {text.say(labels.PRACTICE_MARK_MEANS)})"
        )
    return _in_words(title, figure.alt, figure.sources, origin, text)


def matrix_words(picture: MatrixPicture, origin: Provenance, text: Text) -> dict[str, str]:
    """Return what a PNG of the matrix says in words."""
    return _in_words(picture.headline, picture.alt, (), origin, text)


def map_words(picture: MapPicture, origin: Provenance, text: Text) -> dict[str, str]:
    """Return what a PNG of the map says in words."""
    return _in_words(picture.headline, picture.alt, picture.sources, origin, text)


def numbers_words(picture: NumbersPicture, origin: Provenance, text: Text) -> dict[str, str]:
    """Return what a PNG of all figures of an area says in words."""
    return _in_words(picture.headline, picture.alt, picture.sources, origin, text)


def _in_words(
    title: str, told: str, sources: Sequence[Source], origin: Provenance, text: Text
) -> dict[str, str]:
    from_where = [source_line(source, text) for source in sources]
    return {
        "Title": title,
        "Description": told,
        "Source": " ".join((*from_where, edition_line(origin, text), origin.address)),
    }


def _head(sheet: Sheet, headline: str, subtitle: str, origin: Provenance, text: Text) -> None:
    if origin.is_simulated:
        sheet.band(text.say(labels.PRACTICE))
    sheet.paragraph([(headline, 600)], 24, 32, LIGHT["ink"])
    sheet.space(2)
    sheet.paragraph([(subtitle, 400)], 15, 22, LIGHT["ink2"])


def _foot(
    sheet: Sheet,
    note: str,
    sources: Sequence[Source],
    origin: Provenance,
    text: Text,
) -> None:
    sheet.space(4)
    said = (
        note,
        *(source_line(source, text) for source in sources),
        edition_line(origin, text),
        origin.address,
    )
    for line in said:
        sheet.paragraph([(line, 400)], 14, 20, LIGHT["ink2"])


def chart_svg(figure: Figure) -> str:
    """Draw the chart of a figure by itself, in colours that a page sets for each theme."""
    return vega.chart_svg(vega.of_width(figure.spec, CHART_WIDTH))


def _in_light_colours(drawn: str) -> str:
    for name, colour in CSS_COLOURS.items():
        drawn = drawn.replace(colour, LIGHT[name])
    return drawn


def _words_part(name: str, said: str) -> bytes:
    """Return words as a part of a PNG (``iTXt``: keyword, then UTF-8)."""
    content = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + said.encode()
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
