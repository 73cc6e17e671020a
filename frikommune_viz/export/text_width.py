"""How wide words are in the letters of the pictures, so that lines break where they must.

Nothing that draws a picture breaks lines by itself, and a count of letters once cut a sentence
off: "mm" is as wide as "illill".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from frikommune_viz.export.fonts import letter_width

_UNKNOWN: Final = 1.05
"""Width of what the letters lack, such as a picture of a face, in heights of the letters."""


class Word(NamedTuple):
    """A word and its weight."""

    said: str
    weight: int


def width(said: str, size: float, weight: int = 400) -> float:
    """Return how wide a text is, in px."""
    return size * sum(_width(letter, weight) for letter in said)


def wrap(spans: Iterable[tuple[str, int]], size: float, room: float) -> list[list[Word]]:
    """Break texts of one or more weights into lines; a word longer than a line is cut up."""
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in _words(spans, size, room):
        space = width(" ", size, word.weight) if lines[-1] else 0.0
        wide = width(word.said, size, word.weight)
        if lines[-1] and used + space + wide > room:
            lines.append([])
            used = space = 0.0
        lines[-1].append(word)
        used += space + wide
    return [line for line in lines if line]


def _words(spans: Iterable[tuple[str, int]], size: float, room: float) -> Iterator[Word]:
    for said, weight in spans:
        # A non-breaking space stays in its word: "0 %" is never parted.
        for word in said.replace("\n", " ").split(" "):
            yield from (Word(piece, weight) for piece in _pieces(word, size, weight, room))


def _pieces(word: str, size: float, weight: int, room: float) -> Iterator[str]:
    # One letter stays, however little room there is.
    while len(word) > 1 and width(word, size, weight) > room:
        end = _fitting(word, size, weight, room)
        yield word[:end]
        word = word[end:]
    if word:
        yield word


def _fitting(word: str, size: float, weight: int, room: float) -> int:
    """Return how many letters fit; at a sign of an address if there is one near the end."""
    used, end = 0.0, 0
    for letter in word:
        used += width(letter, size, weight)
        if used > room:
            break
        end += 1
    end = max(1, end)
    sign = max(word.rfind(mark, 0, end) for mark in "&?/")
    return sign if sign > end // 2 else end


def _width(letter: str, weight: int) -> float:
    known = letter_width(letter, weight)
    return _UNKNOWN if known is None else known
