"""Charts and pictures drawn by Vega, in our letters and without asking anybody for anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import vl_convert

from frikommune_viz.drawing.xml_text import fit_throughout

FONTS: Final = Path(__file__).parent.parent / "site" / "assets" / "fonts"


def chart_svg(spec: Mapping[str, Any]) -> str:
    """Draw a Vega-Lite chart as SVG."""
    return _drawn(json.dumps(fit_throughout(spec)))


def of_width(spec: Mapping[str, Any], width: int) -> dict[str, Any]:
    """Return a chart that has a width in px instead of that of a page, and knows it.

    Its words ask for ``page``, which without a page is as wide as the plot.
    """
    others = [one for one in spec.get("params", ()) if one["name"] != "page"]
    return {**spec, "width": width, "params": [{"name": "page", "value": width}, *others]}


def picture_png(svg: str, scale: float) -> bytes:
    """Draw a picture as PNG, so many pixels for each of its own."""
    _register_fonts()
    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn


# A figure's page, its frame and its picture ask for the same drawings right after each other.
@lru_cache(maxsize=8)
def _drawn(spec: str) -> str:
    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
