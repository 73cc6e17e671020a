"""The chart of a page as SVG inside its HTML; it follows the reader's theme."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from frikommune_viz import export
from frikommune_viz.export.xml_text import fit
from frikommune_viz.figures.figure import Figure

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SPOKEN: Final = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class")


def chart_element(figure: Figure) -> str:
    """Draw the chart of a figure as an element of an HTML page.

    The whole is one picture with a text alternative, so what Vega writes at each mark for screen
    readers would never be read; it is left out and the page is half as heavy.
    """
    drawn = ET.fromstring(export.chart_svg(figure))
    for element in drawn.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for name in _SPOKEN:
            element.attrib.pop(name, None)
    drawn.attrib |= {"role": "img", "aria-label": fit(figure.alt)}
    return ET.tostring(drawn, encoding="unicode")
