"""The marks of :data:`frikommune_viz.style.MARKS` as Vega shapes, on a grid from −1 to 1."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from frikommune_viz.style import MARKS

_GRID: Final = 24
_STEP: Final = re.compile(r"([MLAZ])([^MLAZ]*)")


@cache
def vega_shape(code: str) -> str:
    """Return the path of a mark as Vega reads it.

    An outline is led back to where it began: Vega leaves the last edge of all but one open.

    Examples
    --------
    >>> vega_shape("up")
    'M0 -0.7917L0.9 0.75L-0.9 0.75L0 -0.7917Z'
    """
    steps, start = [], ""
    for command, numbers in _STEP.findall(MARKS[code].path):
        written = _written(command, [float(number) for number in numbers.split()])
        start = written if command == "M" else start
        steps.append(f"L{start}Z" if command == "Z" else command + written)
    return "".join(steps)


def line_width(code: str, size: float) -> float:
    """Return how wide the line of a mark is where the mark is `size` px wide."""
    return MARKS[code].line * size / _GRID


def _written(command: str, numbers: list[float]) -> str:
    half = _GRID / 2
    if command == "A":
        radius, _, _, large, sweep, x, y = numbers
        scaled = [radius / half, radius / half, 0, large, sweep, x / half - 1, y / half - 1]
    else:
        scaled = [number / half - 1 for number in numbers]
    return " ".join(f"{round(number, 4):g}" for number in scaled)
