"""The five classes of a map: round bounds around the middle of the values."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CLASSES: Final = 5
_ROUND_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class MapClasses:
    """Four bounds between five classes; a value at a bound is in the class above it."""

    bounds: tuple[float, ...]

    def of(self, value: float) -> int:
        """Return the class of a value, 1 (smallest) to 5 (largest)."""
        return bisect_right(self.bounds, value) + 1


def map_classes(values: Sequence[float], decimals: int) -> MapClasses:
    """Return four round bounds between five classes, evenly spaced around the middle value.

    The step is the 1, 2 or 5 × 10ⁿ nearest to a fifth of the range of the middle nine tenths of the
    values, and never finer than the indicator's last decimal.

    Parameters
    ----------
    values
        At least one, in the indicator's unit.
    decimals
        The decimals the indicator is published with.

    Raises
    ------
    IndexError
        When there are no values.

    Examples
    --------
    >>> classes = map_classes([4, 5, 6, 7, 8, 9, 10], 0)
    >>> classes.bounds
    (6.0, 7.0, 8.0, 9.0)
    >>> classes.of(3.9), classes.of(7.0)
    (1, 3)
    """
    ordered = sorted(values)
    cut = len(ordered) // 20
    spread = ordered[-1 - cut] - ordered[cut]
    step = _round_step(max(spread / CLASSES, 10.0**-decimals))
    middle = ordered[len(ordered) // 2]
    # In whole steps, so that a bound is exactly the number that is written.
    base = math.floor(round(middle / step, 6))
    digits = max(0, -math.floor(math.log10(step)))
    return MapClasses(tuple(round((base + place) * step, digits) for place in (-1, 0, 1, 2)))


def _round_step(wanted: float) -> float:
    power = 10.0 ** math.floor(math.log10(wanted) + 1e-9)
    # Nearest as a factor: 1.4 lies nearer to 1 than to 2, and 1.5 the other way.
    return power * min(_ROUND_STEPS, key=lambda step: abs(math.log(step * power / wanted)))
