"""The marks of a figure's key, drawn as the page draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from frikommune_viz.export.map_tiles import outline
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.style import BAND_OPACITY, LIGHT

_LINE: Final = 28
_BOX: Final = 22
_TILE: Final = 20
_MARK: Final = 12
_SMALL: Final = 8
_DEEPER: Final = 0.36
"""The inner of the two bands lies over the outer one, and so is seen darker than it is drawn."""

_HIGH: Final = 14
_INNER: Final = 6
"""Height of a box, and of the inner band in the one of both, in px."""


def mark_width(item: KeyItem) -> int:
    """Return how much room a mark takes, in px."""
    name = item.mark.split()[0]
    if name.startswith(("line-", "dashed", "band")):
        return _LINE
    return {"answer": _BOX, "tile": _TILE}.get(name, _MARK)


def draw_mark(item: KeyItem, x: float, y: float) -> str:
    """Draw a mark as SVG from `x` on, its middle at `y`."""
    colour = LIGHT[item.token]
    name, *more = item.mark.split()
    wide = mark_width(item)
    middle = x + wide / 2
    if name == "dashed":
        return _rule(x, y, colour, 2.5, ' stroke-dasharray="6 4"')
    if name == "bands":
        inner = _box(x, y, wide, colour, BAND_OPACITY["band-50"], high=_INNER)
        return _box(x, y, wide, colour, BAND_OPACITY["band-90"]) + inner
    if name.startswith("band-"):
        opacity = BAND_OPACITY["band-90"] if name == "band-90" else _DEEPER
        return _box(x, y, wide, colour, opacity)
    if name == "tile":
        return _tile(x, y, colour, more)
    if name == "answer":
        return _box(x, y, wide, colour, int(more[0].removeprefix("fill-")) / 100)
    shape = name.removeprefix("line-")
    line = _rule(x, y, colour, 3, "") if name.startswith("line-") else ""
    hollow = shape in ("ring", "hollow") or "hollow" in more
    return line + _shape(shape, middle, y, colour, hollow=hollow)


def _shape(shape: str, x: float, y: float, colour: str, *, hollow: bool) -> str:
    half = (_SMALL if shape == "small" else _MARK) / 2
    pen = f'fill="{colour}"'
    if hollow:
        half -= 1
        pen = f'fill="{LIGHT["paper"]}" stroke="{colour}" stroke-width="2"'
    corners = {
        "square": [(-half, -half), (half, -half), (half, half), (-half, half)],
        "triangle-up": [(0, -half), (half, half), (-half, half)],
        "diamond": [(0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)],
    }.get(shape)
    if corners is None:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{half:g}" {pen}/>'
    points = " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in corners)
    return f'<polygon points="{points}" {pen}/>'


def _rule(x: float, y: float, colour: str, thickness: float, dashes: str) -> str:
    return (
        f'<line x1="{x:g}" y1="{y:g}" x2="{x + _LINE:g}" y2="{y:g}" stroke="{colour}" '
        f'stroke-width="{thickness:g}"{dashes}/>'
    )


def _tile(x: float, y: float, colour: str, outlined: Sequence[str]) -> str:
    if outlined:
        said = {f"is_{word}": word in outlined for word in ("missing", "pilot", "own")}
        return outline(x + 1.5, y - _TILE / 2 + 1.5, _TILE - 3, **said)
    return (
        f'<rect x="{x:g}" y="{y - _TILE / 2:g}" width="{_TILE}" height="{_TILE}" fill="{colour}"/>'
    )


def _box(x: float, y: float, wide: int, colour: str, opacity: float, high: int = _HIGH) -> str:
    pen = f'stroke="{colour}" ' if high == _HIGH else ""
    return (
        f'<rect x="{x + 0.5:g}" y="{y - high / 2:g}" width="{wide - 1}" height="{high}" {pen}'
        f'fill="{colour}" fill-opacity="{opacity:g}"/>'
    )
