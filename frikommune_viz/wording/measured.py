"""The words of a direction where what moved is not the theme that the statement stands under.

Less absence stands under job satisfaction: "less" alone would say the opposite of the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from frikommune_viz.model.codes import Desirable, Direction, Theme
from frikommune_viz.model.rows import Finding
from frikommune_viz.text import Text, mark

_UNNAMED: Final = {
    Direction.UP: mark("Mere af det, udsagnet nævner"),
    Direction.SLIGHTLY_UP: mark("Lidt mere af det, udsagnet nævner"),
    Direction.SLIGHTLY_DOWN: mark("Lidt mindre af det, udsagnet nævner"),
    Direction.DOWN: mark("Mindre af det, udsagnet nævner"),
}
"""What is said where no row names what is measured."""
_INCREASES: Final = (Direction.UP, Direction.SLIGHTLY_UP)
_EITHER_WAY: Final = (Theme.GOVERNANCE, Theme.DOCUMENTATION, None)
"""Themes of which less can be what is wanted, and no theme at all."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What one statement reports, or several that agree: which way, on what, and if it is wanted."""

    findings: Sequence[Finding]
    direction: Direction
    theme: Theme | None
    desirable: Desirable


def measured_word(reported: Reported, text: Text) -> str:
    """Return the words that name what moved; empty where it is the theme itself."""
    direction, desirable = reported.direction, reported.desirable
    named = {row.moved for row in reported.findings}
    if len(named) == 1 and (moved := named.pop()):
        return text.pick(moved)
    is_turned = desirable is Desirable.NO if direction in _INCREASES else desirable != Desirable.NO
    if direction in _UNNAMED and reported.theme not in _EITHER_WAY and is_turned:
        return text.say(_UNNAMED[direction])
    return ""
