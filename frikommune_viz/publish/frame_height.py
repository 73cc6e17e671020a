"""How high a figure is in a frame, so that what is pasted has room for it before any script runs.

The frame is words in lines over and under a drawing, and all three are known: the letters' widths,
the line heights of ``frame.css`` and the drawing's own shape.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from frikommune_viz.export.key_marks import mark_width
from frikommune_viz.export.text_width import width, wrap
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.parts.embed import Stretch
from frikommune_viz.parts.static_frame import FrameWords

WIDTHS: Final = (264, 344, 464, 624, 800)
"""Widths in px that a chart is drawn for; between them it grows with the frame."""

SHAPES: Final = {264: 264, 344: 264, 464: 464, 624: 800, 800: 800}
"""For each of them the one whose drawing is as high: a chart has two layouts, for a phone and for
a page, and only at 464 px does it depend on the chart which of them it takes."""

MARGIN: Final = 8
NARROWEST: Final = WIDTHS[0] + 2 * MARGIN
WIDEST_DRAWING: Final = 960

_LETTERS: Final = 14
_LINE: Final = 20
_BIG_FROM: Final = 480
_BIG_HEADLINE: Final = (22, 29)
_HEADLINE: Final = (19, 25)
_BETWEEN_ITEMS: Final = 20
_STEP: Final = 16
_ROUNDED: Final = 1
"""What may be lost, in px, where a height is written with a slope of three decimals."""

_SAFE: Final = 0.985
"""How much of a line is counted on: a browser's letters are now and then a little wider."""

_SHAPE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Framed:
    """What decides how high a frame is: its words, and the height of the chart by drawn width."""

    words: FrameWords
    charts: Mapping[int, float]

    def at(self, frame: int) -> int:
        """Return the height in px that a frame of a width needs.

        Raises
        ------
        ValueError
            When it is too narrow: no word would have room, and no line would ever end.
        """
        if frame < NARROWEST:
            raise ValueError(f"{frame} px: a frame is {NARROWEST} px wide or more")
        return math.ceil(self._words_at(frame) + self._chart_at(frame))

    def stretches(self) -> list[Stretch]:
        """Return how high the frame must be for all its widths.

        Within a stretch one drawing grows with the frame, and words take less room.
        """
        starts = [NARROWEST, *(drawn + 2 * MARGIN for drawn in WIDTHS[1:])]
        ends = [*(start - 1 for start in starts[1:]), WIDEST_DRAWING + 2 * MARGIN]
        return [self._stretch(start, end) for start, end in zip(starts, ends, strict=True)]

    def _stretch(self, start: int, end: int) -> Stretch:
        """Return the lowest straight line over all heights from one width to another."""
        low = self.at(start) + _ROUNDED
        places = [*range(start, end, _STEP), end]
        slope = max(
            (self._words_at(before) + self._chart_at(place) - low) / (place - start)
            for before, place in pairwise(places)
        )
        return Stretch(start, end, low, math.ceil(low + slope * (end - start)))

    def _chart_at(self, frame: int) -> float:
        room = frame - 2 * MARGIN
        drawn = max((one for one in WIDTHS if one <= room), default=WIDTHS[0])
        return self.charts[SHAPES[drawn]] * min(room, WIDEST_DRAWING) / drawn

    def _words_at(self, frame: int) -> float:
        words, room = self.words, (frame - 2 * MARGIN) * _SAFE
        size, line = _BIG_HEADLINE if frame >= _BIG_FROM else _HEADLINE
        height = 2 * MARGIN + line * len(wrap([(words.headline, 600)], size, room))
        height += 4 + _LINE * _lines(words.subtitle, room)
        height += 8 + _LINE * sum(_lines(said, room) for said in words.foot)
        height += 8
        if words.practice:
            height += 12 + _LINE * len(wrap([(words.practice, 600)], _LETTERS, room - 16)) + 8
        return height + (8 + _key_height(words.key, room) if words.key else 0)


def chart_height(drawn: str) -> float:
    """Read how high a drawing is, from the box it is drawn in.

    Raises
    ------
    ValueError
        When it has none.
    """
    box = _SHAPE.search(drawn)
    if box is None:
        raise ValueError("a drawn chart begins with its box")
    return float(box[2])


def _lines(said: str, room: float) -> int:
    return len(wrap([(said, 400)], _LETTERS, room))


def _key_height(items: tuple[KeyItem, ...], room: float) -> float:
    """Return how high the rows of a key are; an item that is too long breaks within its row."""
    rows: list[list[float]] = []
    used = 0.0
    for item in items:
        mark = mark_width(item) + 8
        wide = min(mark + width(item.label, _LETTERS), room)
        high = _LINE * _lines(item.label, room - mark)
        if rows and used + _BETWEEN_ITEMS + wide <= room:
            rows[-1].append(high)
            used += _BETWEEN_ITEMS + wide
        else:
            rows.append([high])
            used = wide
    return sum(max(row) for row in rows) + 4 * (len(rows) - 1)
