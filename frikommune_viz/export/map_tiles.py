"""A municipality's tile on the map of a picture, drawn as the page draws it."""

from __future__ import annotations

from typing import Final

from frikommune_viz.drawing.xml_text import escaped
from frikommune_viz.export.text_width import width
from frikommune_viz.figures.country import Tile
from frikommune_viz.style import LIGHT

GAP: Final = 2
_FIGURE: Final = 13
_SHORT: Final = 12
_LINE: Final = 3


def draw_tile(tile: Tile, x: float, y: float, size: float) -> str:
    """Draw a tile whose place on the grid begins at `x`, `y`; its name in short and its number, if any."""
    side = size - GAP
    fill = LIGHT[f"map-{tile.level}"] if tile.level else "none"
    drawn = f'<rect x="{x:g}" y="{y:g}" width="{side:g}" height="{side:g}" fill="{fill}"/>'
    drawn += outline(
        x, y, side, is_missing=not tile.level, is_pilot=tile.is_pilot, is_own=tile.is_own
    )
    ink = LIGHT[f"on-map-{tile.level}"] if tile.level else LIGHT["ink2"]
    middle = x + side / 2
    drawn += (
        f'<text class="short" x="{middle:g}" y="{y + side * 0.44:g}" text-anchor="middle" '
        f'font-size="{_SHORT}" font-weight="600" fill="{ink}">{escaped(tile.short)}</text>'
    )
    if tile.level:
        letters = min(_FIGURE, _FIGURE * (side - 2 * _LINE) / width(tile.figure, _FIGURE))
        drawn += (
            f'<text class="figure" x="{middle:g}" y="{y + side * 0.82:g}" text-anchor="middle" '
            f'font-size="{letters:.1f}" fill="{ink}">{escaped(tile.figure)}</text>'
        )
    return f"<g><title>{escaped(f'{tile.name}: {tile.figure}')}</title>{drawn}</g>"


def outline(
    x: float, y: float, side: float, *, is_missing: bool, is_pilot: bool, is_own: bool
) -> str:
    """Draw the line around a tile that says more of it than its colour."""
    if is_own or is_pilot:
        pen = f'stroke="{LIGHT["ink"]}" stroke-width="{_LINE}"'
        pen += ' stroke-dasharray="5 4"' if is_own else ""
    elif is_missing:
        pen = f'stroke="{LIGHT["edge"]}" stroke-dasharray="3 3"'
    else:
        return ""
    return f'<rect x="{x:g}" y="{y:g}" width="{side:g}" height="{side:g}" fill="none" {pen}/>'
