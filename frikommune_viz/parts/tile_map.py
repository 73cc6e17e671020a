"""The tile map: one equal tile for each of the 98, where it lies among the others."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.country import Mapped, tile_map
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text


def draw_tile_map(of: Mapped, own: str, edition: Edition, text: Text) -> Markup:
    """Draw values as tiles; `own` is the code of the visitor's municipality, or empty."""
    return draw(
        "tile_map.html",
        text,
        map=tile_map(of, own, edition, text),
        long=of.indicator.decimals > 2,
    )
