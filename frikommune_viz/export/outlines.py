"""A picture whose words are shapes: drawing pixels is nearly twice as fast with them.

It opens the font's file anew for each letter of a text, and a picture has two thousand. The shapes
come from the same font, set the same way, so the picture is the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from frikommune_viz.export.fonts import Shape, shape, units
from frikommune_viz.style import CHART_FONT

_TEXT: Final = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_EMPTY: Final = re.compile(r"<text\b[^>]*/>")
_SPAN: Final = re.compile(r"<tspan\b([^>]*)>([^<]*)</tspan>|([^<]+)")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_ATTRIBUTE: Final = re.compile(r'\s+([\w:-]+)="([^"<>]*)"')
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?(px)?")
_ANCHOR: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
_WEIGHT: Final = {"normal": 400, "400": 400, "bold": 600, "600": 600}
_NUMBERS: Final = frozenset({"x", "y", "dx", "dy", "font-size"})
_PAINT: Final = frozenset({"fill", "fill-opacity", "opacity", "transform"})
"""What holds for shapes as it does for words; a line around them would be scaled with them."""

# Letters that turn the order of others are left to what draws texts.
_TURNING: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _Run(NamedTuple):
    said: str
    weight: int


def with_outlines(svg: str) -> str:
    """Draw the words of an SVG as shapes, where they are set as our pictures set them.

    A text that says more of itself than that, or has letters that the font lacks, stays a text.
    """
    # A label that only another width shows is an empty text, which would swallow the next one.
    said = _EMPTY.sub("", svg)
    return _TEXT.sub(lambda found: _outlined(found[1], found[2]) or found[0], said)


def _outlined(attributes: str, inner: str) -> str | None:
    said = _read(attributes)
    if said is None or "font-size" not in said or _TURNING.search(unescape(inner)):
        return None
    runs = _runs(inner, _WEIGHT[said.get("font-weight", "normal")])
    drawn = None if runs is None else _set(runs)
    if drawn is None:
        return None
    place = {name: float(said.get(name, "0").removesuffix("px")) for name in _NUMBERS}
    scale = place["font-size"] / units(400)
    x, y = place["x"] + place["dx"], place["y"] + place["dy"]
    x -= _ANCHOR[said.get("text-anchor", "start")] * drawn.advance * scale
    paint = "".join(f' {name}="{said[name]}"' for name in said if name in _PAINT)
    return (
        f'<g{paint}><g transform="translate({x:.3f} {y:.3f}) scale({scale:.6f} -{scale:.6f})">'
        f"{drawn.path}</g></g>"
    )


def _read(attributes: str) -> dict[str, str] | None:
    """Read what a text says of itself; None where shapes could not follow all of it."""
    said = dict(_ATTRIBUTE.findall(attributes))
    follows = {
        "font-weight": said.get("font-weight", "normal") in _WEIGHT,
        "text-anchor": said.get("text-anchor", "start") in _ANCHOR,
        "font-family": said.get("font-family", CHART_FONT) == CHART_FONT,
        **{name: bool(_NUMBER.fullmatch(said.get(name, "0"))) for name in _NUMBERS},
    }
    known = said.keys() <= follows.keys() | _PAINT and not _ATTRIBUTE.sub("", attributes).strip()
    return said if known and all(follows.values()) else None


def _runs(inner: str, weight: int) -> list[_Run] | None:
    """Read the parts of a text; None where one says more of itself than its weight."""
    runs = []
    if _SPAN.sub("", inner):
        return None
    for attributes, spanned, plain in _SPAN.findall(inner):
        said = _read(attributes)
        if said is None or said.keys() - {"font-weight"}:
            return None
        own = _WEIGHT[said["font-weight"]] if said else weight
        runs.append(_Run(unescape(_SPACES.sub(" ", spanned or plain)), own))
    return _trimmed(runs)


def _trimmed(runs: list[_Run]) -> list[_Run]:
    """Leave out the spaces that SVG does not draw: around a text, and after another space."""
    kept: list[_Run] = []
    for run in runs:
        at_space = not kept or kept[-1].said.endswith(" ")
        said = run.said.removeprefix(" ") if at_space else run.said
        if said:
            kept.append(_Run(said, run.weight))
    if kept:
        kept[-1] = _Run(kept[-1].said.removesuffix(" "), kept[-1].weight)
    return kept


def _set(runs: list[_Run]) -> Shape | None:
    """Set runs after each other; None where a letter is missing."""
    path, at = [], 0
    for said, weight in runs:
        drawn = shape(said, weight)
        if drawn is None:
            return None
        path.append(f'<path transform="translate({at} 0)" d="{drawn.path}"/>')
        at += drawn.advance
    return Shape("".join(path), at)
