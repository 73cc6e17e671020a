"""The chart of a page as SVG inside its HTML; it follows the reader's theme."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

import vl_convert

from frikommune_viz.export.letters import FONTS
from frikommune_viz.figures.figure import Figure

WIDTH: Final = 800
"""Width of the plot in px; what stands beside it comes on top."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
# What XML cannot hold: such a letter in a label would make the whole unreadable.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPOKEN: Final = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class")


def chart_svg(figure: Figure) -> str:
    """Draw the chart of a figure as an element of an HTML page.

    The whole is one picture with a text alternative, so what Vega writes at each mark for screen
    readers would never be read; it is left out and the page is half as heavy.
    """
    _register_fonts()
    # The chart's colours are custom properties, which the page sets for each theme.
    spec = {**figure.spec, "width": WIDTH}
    written = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
    drawn = ET.fromstring(_UNFIT.sub("", written))
    for element in drawn.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for name in _SPOKEN:
            element.attrib.pop(name, None)
    drawn.attrib |= {"role": "img", "aria-label": figure.alt}
    return ET.tostring(drawn, encoding="unicode")


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
