"""How to cite a figure, as text that can be marked and as files for reference managers."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz import export
from frikommune_viz.figures.figure import Figure
from frikommune_viz.filters import Filters
from frikommune_viz.parts.download_links import CITATIONS, hrefs
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text


def draw_citation(
    figure: Figure, origin: export.Provenance, filters: Filters, text: Text
) -> Markup:
    """Draw the three forms of the citation, folded away, with links to take them."""
    return draw(
        "citation.html",
        text,
        plain=export.plain(figure, origin, text),
        bibtex=export.bibtex(figure, origin, text).rstrip(),
        ris=export.ris(figure, origin, text).replace("\r\n", "\n").rstrip(),
        files=hrefs(figure.code, filters, CITATIONS, text),
        headline=figure.headline,
    )
