"""Which way a figure went, and how its size is written in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from frikommune_viz.model.rows import Indicator
from frikommune_viz.text import Text

MOST_DECIMALS: Final = 2
"""A sentence has no more decimals than this, unless its numbers would not add up with so few; tables
and files have those that are published."""


class Movement(StrEnum):
    """Which way a figure went between two periods, as it is published."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


def of_change(change: float, decimals: int) -> Movement:
    """Return the direction of a change, counted with the decimals that are published.

    Examples
    --------
    >>> of_change(-0.004, 3), of_change(-0.004, 2)
    (<Movement.DOWN: 'down'>, <Movement.SAME: 'same'>)
    """
    rounded = round(change, decimals)
    if rounded == 0:
        return Movement.SAME
    return Movement.UP if rounded > 0 else Movement.DOWN


def between(before: float, after: float, decimals: int) -> Movement:
    """Return the direction from one figure to another, as both are published."""
    return of_change(round(after, decimals) - round(before, decimals), decimals)


def amount(indicator: Indicator, value: float, text: Text, decimals: int | None = None) -> str:
    """Write a figure with its unit; the scale in brackets stands in the subtitle."""
    return text.say(
        "{number} {unit}",
        number=text.number(value, _decimals(indicator, decimals)),
        unit=text.pick(indicator.unit).partition(" (")[0],
    )


def bare(indicator: Indicator, value: float, text: Text, decimals: int | None = None) -> str:
    """Write a figure beside its change: without the unit where the change has the same one.

    "Fra 29,60 i 2021 til 31,55 i 2025" is read more easily than with "modtagere pr. 1.000
    indbyggere" three times; "fra 7,4 pct." needs its unit, for the change is in percentage points.
    """
    unit, change_unit = (text.pick(one) for one in (indicator.unit, indicator.change_unit))
    if unit.partition(" (")[0] != change_unit.partition(" (")[0]:
        return amount(indicator, value, text, decimals)
    return text.number(value, _decimals(indicator, decimals))


def size(indicator: Indicator, change: float, text: Text, decimals: int | None = None) -> str:
    """Write how much a figure moved, without its direction.

    A movement too small to show with the decimals of a sentence is said to be under the smallest
    that shows, and never to be nought.
    """
    decimals = _decimals(indicator, decimals)
    unit = text.pick(indicator.change_unit).partition(" (")[0]
    if round(abs(change), decimals) == 0 and of_change(change, indicator.decimals) is not (
        Movement.SAME
    ):
        least = text.number(10**-decimals, decimals)
        return text.say("under {number} {unit}", number=least, unit=unit)
    return text.say("{number} {unit}", number=text.number(abs(change), decimals), unit=unit)


def _decimals(indicator: Indicator, asked: int | None) -> int:
    return min(indicator.decimals, MOST_DECIMALS) if asked is None else asked


def shown_decimals(indicator: Indicator, moves: Iterable[tuple[float, float, float]]) -> int:
    """Return the fewest decimals with which before, after and change of each agree as written.

    3.59 → 3.43 and −0.17 are each rounded as they should be, and yet do not add up: then one more
    decimal is shown.
    """
    fewest = min(indicator.decimals, MOST_DECIMALS)
    held = list(moves)
    for decimals in range(fewest, indicator.decimals):
        if all(_adds_up(*one, decimals) for one in held):
            return decimals
    return indicator.decimals


def _adds_up(before: float, after: float, change: float, decimals: int) -> bool:
    least = 10.0**-decimals / 2
    written = round(after, decimals) - round(before, decimals)
    return abs(written - round(change, decimals)) < least


def signed(indicator: Indicator, change: float, text: Text, *, extra_decimals: int = 0) -> str:
    """Write a change with its sign and its unit."""
    decimals = min(indicator.decimals + extra_decimals, MOST_DECIMALS)
    return text.say(
        "{number} {unit}",
        number=text.number(change, decimals, signed=True),
        unit=text.pick(indicator.change_unit).partition(" (")[0],
    )
