"""A picture whose words are shapes: what draws pixels is four times as fast with them.

It opens the font's file anew for each letter of a text, and a picture has two thousand. The shapes
come from the same font, set the same way, so the picture is the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

from frikommune_viz.export.fonts import Shape, shape, units

_TEXT: Final = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_SPAN: Final = re.compile(r"<tspan\b([^>]*)>([^<]*)</tspan>|([^<]+)")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_PLACE: Final = re.compile(r'\s(x|y|dx|dy|text-anchor|font-[a-z-]+|xml:space)="([^"]*)"')
_ANCHOR: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


class _Run(NamedTuple):
    said: str
    weight: int


def with_outlines(svg: str, size: float = 16) -> str:
    """Draw the words of an SVG as shapes; a text with letters that the font lacks stays a text.

    Parameters
    ----------
    size
        Height of the letters of a text that gives none.
    """
    return _TEXT.sub(lambda found: _outlined(found, size) or found[0], svg)


def _outlined(found: re.Match[str], default: float) -> str | None:
    said = dict(_PLACE.findall(found[1]))
    # A line around letters would be scaled with their shapes.
    if "stroke" in found[1] or said.get("font-style", "normal") != "normal":
        return None
    runs = _runs(found[2], _weight(said.get("font-weight", "")))
    if runs is None:
        return None
    drawn = _set(runs)
    if drawn is None:
        return None
    size = float(said.get("font-size", f"{default}").removesuffix("px"))
    scale = size / units(400)
    x = float(said.get("x", 0)) + float(said.get("dx", 0))
    y = float(said.get("y", 0)) + float(said.get("dy", 0))
    x -= _ANCHOR[said.get("text-anchor", "start")] * drawn.advance * scale
    rest = _PLACE.sub("", found[1])
    return (
        f'<g{rest}><g transform="translate({x:.3f} {y:.3f}) scale({scale:.6f} -{scale:.6f})">'
        f"{drawn.path}</g></g>"
    )


def _runs(inner: str, weight: int) -> list[_Run] | None:
    """Read the parts of a text; None where one is placed by itself."""
    runs = []
    if _SPAN.sub("", inner):
        return None
    for attributes, spanned, plain in _SPAN.findall(inner):
        said = dict(_PLACE.findall(attributes))
        if said.keys() - {"font-weight"} or _PLACE.sub("", attributes).strip():
            return None
        own = _weight(said["font-weight"]) if "font-weight" in said else weight
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


def _weight(written: str) -> int:
    return 600 if written == "bold" or (written.isdecimal() and int(written) >= 500) else 400


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
