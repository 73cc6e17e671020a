"""The chart of a page as SVG inside its HTML; it follows the reader's theme."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from frikommune_viz import export
from frikommune_viz.drawing.markup import without_words
from frikommune_viz.drawing.xml_text import fit
from frikommune_viz.figures.figure import Figure

PHONE: Final = 344
"""Width in px that the chart of a page is drawn for on a phone; there it grows or shrinks a
little with the screen, so that its words can be read and nothing is moved sideways."""

NAMED: Final = "figure-chart"
"""The element whose words the narrow drawing has too; said twice they would weigh twice."""


def chart_element(figure: Figure) -> str:
    """Draw the chart of a figure as an element of an HTML page.

    The whole is one picture with a text alternative, so what Vega writes at each mark for screen
    readers would never be read; it is left out and the page is half as heavy.
    """
    drawn = without_words(export.chart_svg(figure))
    drawn.attrib |= {"id": NAMED, "role": "img", "aria-label": fit(figure.alt)}
    return ET.tostring(drawn, encoding="unicode")
