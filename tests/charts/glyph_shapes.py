"""Turn the glyphs of the page into Vega shapes, for ``frikommune_viz/charts/shapes.py``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from frikommune_viz.style import GLYPHS

_TOKEN: Final = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_HALF: Final = 12.0
_LINE: Final = 84


@dataclass(frozen=True, slots=True)
class _Step:
    """A line, or an arc where `radius` is set, to a point; all in grid units."""

    x: float
    y: float
    radius: float = 0.0
    large: int = 0
    sweep: int = 0


def vega_shape(code: str) -> str:
    """Return a glyph as a Vega shape.

    Vega fills by the non-zero rule and the page by the even-odd rule, so what is cut out of a tile
    is turned to run against the tile's own outline.
    """
    outer, *inner = _outlines(GLYPHS[code])
    turned = [
        _reversed(outline) if _clockwise(outline) == _clockwise(outer) else outline
        for outline in inner
    ]
    apart = code in ("coarser_only", "not_known")
    return "".join(_written(outline) for outline in (outer, *(inner if apart else turned)))


def _outlines(path: str) -> list[list[_Step]]:
    """Read a path of absolute and relative lines and arcs into closed outlines."""
    tokens = _TOKEN.findall(path)
    outlines: list[list[_Step]] = []
    x = y = 0.0
    command = ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        if command in "zZ":
            continue
        before = (x, y) if command.islower() else (0.0, 0.0)
        arc: dict[str, float] = {}
        if command in "aA":
            radius, _, _, large, sweep = (float(tokens.pop(0)) for _ in range(5))
            arc = {"radius": radius, "large": int(large), "sweep": int(sweep)}
        if command not in "vV":
            x = before[0] + float(tokens.pop(0))
        if command not in "hH":
            y = before[1] + float(tokens.pop(0))
        if command in "mM":
            outlines.append([_Step(x, y)])
            command = "L" if command == "M" else "l"
        else:
            outlines[-1].append(_Step(x, y, **arc))  # type: ignore[arg-type]
    return outlines


def _clockwise(outline: list[_Step]) -> bool:
    following = [*outline[1:], outline[0]]
    area = sum(a.x * b.y - b.x * a.y for a, b in zip(outline, following, strict=True))
    # A circle drawn as two arcs encloses nothing between its two points.
    return area > 0 if abs(area) > 1e-9 else outline[1].sweep == 1


def _reversed(outline: list[_Step]) -> list[_Step]:
    points = outline[::-1]
    steps = [_Step(points[0].x, points[0].y)]
    for came_from, to in pairwise(points):
        steps.append(replace(came_from, x=to.x, y=to.y, sweep=1 - came_from.sweep))
    return steps


def _written(outline: list[_Step]) -> str:
    def at(step: _Step) -> str:
        return f"{step.x / _HALF - 1:.4f} {step.y / _HALF - 1:.4f}"

    start, *steps = outline
    drawn = "".join(
        f"A{step.radius / _HALF:.4f} {step.radius / _HALF:.4f} 0 {step.large} {step.sweep} {at(step)}"
        if step.radius
        else f"L{at(step)}"
        for step in steps
    )
    return f"M{at(start)}{drawn}Z"


def printed() -> str:
    """Return the constants as they are written in ``charts/shapes.py``."""
    written = []
    for code in GLYPHS:
        written.append(f'    "{code}": (')
        for outline in re.findall(r"M[^Z]*Z", vega_shape(code)):
            line = ""
            for step in re.findall(r"[MLA][^MLAZ]*|Z", outline):
                if len(line) + len(step) > _LINE:
                    written.append(f'        "{line}"')
                    line = ""
                line += step
            written.append(f'        "{line}"')
        written.append("    ),")
    return "\n".join(written)


if __name__ == "__main__":
    print(printed())
