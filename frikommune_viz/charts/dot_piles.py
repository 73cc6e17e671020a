"""Where dots pile up on a strip."""

from __future__ import annotations

from collections.abc import Sequence


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
