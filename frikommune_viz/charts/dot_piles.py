"""Where dots pile up on a strip, and where its labels find room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from frikommune_viz.charts.layers import CHARACTER

_PHONE: Final = 264
"""Width of the plot on the narrowest screen: labels that clear each other there do so everywhere."""


class Label(NamedTuple):
    """Which way a label leans from its value, and in which row over the piles it stands."""

    align: Literal["left", "right", "center"]
    row: int


def pile(values: Sequence[float], dot: float) -> list[int]:
    """Return for each value the lowest level at which its dot touches no dot placed before it.

    The dot keeps its exact place along the axis; equal values end up on top of each other.

    Parameters
    ----------
    values
        In the order they take their places.
    dot
        Width of a dot in the unit of the values.
    """
    levels: list[list[float]] = []
    found = []
    for value in values:
        level = next(
            (
                n
                for n, taken in enumerate(levels)
                if all(abs(value - other) >= dot - 1e-9 for other in taken)
            ),
            len(levels),
        )
        if level == len(levels):
            levels.append([])
        levels[level].append(value)
        found.append(level)
    return found


def place_labels(
    words: Sequence[str], values: Sequence[float], low: float, high: float
) -> list[Label]:
    """Lean labels away from the nearer edge and from each other; stack those that still meet."""
    shares = [(value - low) / (high - low) for value in values]
    order = sorted(range(len(words)), key=lambda i: shares[i])
    found: dict[int, Label] = {}
    taken: list[list[tuple[float, float]]] = []
    for rank, i in enumerate(order):
        leans_left = rank < len(order) / 2 if len(order) > 1 else shares[i] > 0.5
        width = len(words[i]) * CHARACTER
        at = shares[i] * _PHONE
        if leans_left and at < width:
            leans_left = False
        elif not leans_left and _PHONE - at < width:
            leans_left = True
        reach = (at - width, at) if leans_left else (at, at + width)
        row = next(
            (
                n
                for n, spans in enumerate(taken)
                if all(reach[1] + 6 <= span[0] or span[1] + 6 <= reach[0] for span in spans)
            ),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(reach)
        found[i] = Label("right" if leans_left else "left", row)
    return [found[i] for i in range(len(words))]
