"""The frame of a figure: what stands on another page, drawn for each width it may have there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from frikommune_viz.export.provenance import source_line
from frikommune_viz.figures.figure import Figure
from frikommune_viz.parts.static_figure import SourceLine
from frikommune_viz.parts.static_frame import FrameFiles, draw_frame, frame_words
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.frame_height import SHAPES, WIDTHS, Framed, chart_height
from frikommune_viz.publish.locations import Place
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording.where_found import is_month_retrieved

Draw = Callable[[str, int], str]
"""From a Vega-Lite specification and a width in px to an ``<svg>`` element."""


def source_lines(figure: Figure, text: Text, *, with_month: bool = True) -> list[SourceLine]:
    """Return the sources of the rows of a figure in words, and where they are.

    Without ``with_month`` a register's month is left out: it stands beside with the latest figures.
    """
    return [
        SourceLine(
            source_line(
                source
                if with_month or not is_month_retrieved(source)
                else replace(source, date=""),
                text,
            ),
            source.url,
        )
        for source in figure.sources
    ]


def frame_page(figure: Figure, title: str, draw: Draw, place: Place) -> str:
    """Write the frame of a figure."""
    request, text = figure.request, TEXTS[figure.request.language]
    files = FrameFiles(
        stylesheet=place.assets + assets().frame_stylesheet,
        font=place.assets + assets().frame_font,
        script=place.assets + assets().frame_script,
        icon=place.assets + assets().icon,
        page=request.file("html"),
        canonical=place.canonical(request),
    )
    drawings = {width: draw(figure.chart, width) for width in WIDTHS}
    words = frame_words(figure, source_lines(figure, text), text)
    return str(draw_frame(words, drawings, figure.alt, files, title, text))


def framed(figure: Figure, draw: Draw) -> Framed:
    """Return what decides how high the frame of a figure is; some of its drawings are needed."""
    text = TEXTS[figure.request.language]
    shapes = {width: chart_height(draw(figure.chart, width)) for width in set(SHAPES.values())}
    return Framed(frame_words(figure, source_lines(figure, text), text), shapes)
