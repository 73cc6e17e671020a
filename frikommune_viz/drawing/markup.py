"""A chart as an element of an HTML page; it follows the reader's theme."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

from frikommune_viz.drawing.vega import chart_svg, of_width

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SPOKEN: Final = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class")

_LONG: Final = re.compile(r"-?\d+\.\d{3,}")


def chart_element(spec: Mapping[str, Any]) -> str:
    """Draw a Vega-Lite chart as an ``<svg>`` element without words for screen readers.

    The element around it carries one text alternative for the whole; what Vega writes at each mark
    would never be read, and without it the page is half as heavy.
    """
    drawn = without_words(chart_svg(spec))
    del drawn.attrib["width"]
    height = drawn.attrib.pop("height")
    # Below the width it was drawn for it becomes smaller from the top left, in the same box.
    drawn.attrib |= {
        "aria-hidden": "true",
        "preserveAspectRatio": "xMinYMin meet",
        "style": f"--height: {height}px",
    }
    return ET.tostring(drawn, encoding="unicode")


def chart_of_width(spec: str, width: int) -> str:
    """Draw a Vega-Lite chart, as JSON, as an ``<svg>`` element of a width in px."""
    return chart_element(of_width(json.loads(spec), width))


def load() -> None:
    """Load the library that draws: its first drawing takes half a second."""
    chart_element({"mark": "point", "data": {"values": [{}]}})


def without_words(svg: str) -> ET.Element:
    """Read a drawing, and leave out what Vega writes at each mark for screen readers.

    Places are kept to a hundredth of a pixel: Vega writes fourteen decimals at each of 98 marks.
    """
    drawn = ET.fromstring(svg)
    for element in drawn.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for name in _SPOKEN:
            element.attrib.pop(name, None)
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
        if place := element.get("transform"):
            element.set("transform", _LONG.sub(lambda found: f"{float(found[0]):.2f}", place))
    return drawn
