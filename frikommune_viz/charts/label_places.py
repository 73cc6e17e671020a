"""Where labels over a strip stand: in the cheapest way in which no two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from frikommune_viz.charts.layers import CHARACTER

Align = Literal["left", "center", "right"]

APART: Final = 6
"""Least room between two labels of a row, in px."""

_CLEAR: Final = 5
"""Least room between a label and the leader of another, in px."""

BESIDE: Final = 3
"""How far from its leader a label begins that leans to a side, in px."""

_ROW: Final = 3
_SIDE: Final = 1
_CROSSED: Final = 100
"""What a row, a label beside its leader, and one that lies on the leader of another cost."""


class Place(NamedTuple):
    """Which way a label leans from its leader, and in which row over the dots it stands."""

    align: Align
    row: int


@dataclass(frozen=True, slots=True)
class _Put:
    """A label where it may stand: its row and its ends in px; `at` is where its leader stands."""

    place: Place
    left: float
    right: float
    at: float

    def meets(self, other: _Put) -> bool:
        """Whether the two are in one row and nearer than labels may be."""
        return (
            self.place.row == other.place.row
            and self.left < other.right + APART
            and other.left < self.right + APART
        )

    def lies_on(self, other: _Put) -> bool:
        """Whether this label lies on the leader of one that stands over it."""
        if self.place.row >= other.place.row:
            return False
        # Two leaders as good as one stand beside the lower label, on whichever side it leans from.
        clear = 1 if abs(self.at - other.at) < _CLEAR else _CLEAR
        return self.left - clear < other.at < self.right + clear


def place_labels(words: Sequence[str], at: Sequence[float], width: float) -> list[Place]:
    """Return where each label stands.

    No two labels of a row ever overlap, and none leaves the plot that fits into it. That none lies
    on the leader of another is bought dearly, and found wherever it can be had.

    Parameters
    ----------
    words
        The labels.
    at
        Where their leaders stand, in px from the left.
    width
        Width of the plot in px.
    """
    order = sorted(range(len(words)), key=lambda i: at[i])
    offered = [_offered(words[i], at[i], width, len(words)) for i in order]
    best = _cheapest(offered)
    found = dict(zip(order, best, strict=True))
    return [found[i].place for i in range(len(words))]


def _offered(word: str, at: float, width: float, rows: int) -> list[tuple[int, _Put]]:
    """Return every place a label may take, with what it costs by itself."""
    long = len(word) * CHARACTER
    starts: dict[Align, float] = {
        "center": at - long / 2,
        "left": at + BESIDE,
        "right": at - long - BESIDE,
    }
    inside = {align: left for align, left in starts.items() if left >= 0 and left + long <= width}
    return [
        (_ROW * row + _SIDE * (align != "center"), _Put(Place(align, row), left, left + long, at))
        for row in range(rows)
        for align, left in (inside or starts).items()
    ]


def _cheapest(offered: Sequence[Sequence[tuple[int, _Put]]]) -> list[_Put]:
    """Return the cheapest choice of one place each; dearer beginnings are not followed."""
    best: list[_Put] = []
    least = float("inf")
    cheap_first = [sorted(places, key=lambda one: one[0]) for places in offered]
    # What those still to come cost at the least, by how many have their place.
    to_come = [sum(places[0][0] for places in cheap_first[n:]) for n in range(len(offered) + 1)]

    def follow(chosen: list[_Put], cost: float) -> None:
        nonlocal best, least
        if cost + to_come[len(chosen)] >= least:
            return
        if len(chosen) == len(offered):
            best, least = list(chosen), cost
            return
        for own, put in cheap_first[len(chosen)]:
            if any(put.meets(other) for other in chosen):
                continue
            crossed = sum(put.lies_on(other) + other.lies_on(put) for other in chosen)
            follow([*chosen, put], cost + own + _CROSSED * crossed)

    follow([], 0)
    return best
