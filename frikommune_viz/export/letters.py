"""How wide words are in the letters of the pictures, so that lines break where they must.

Nothing that draws a picture breaks lines by itself, and a count of letters once cut a sentence
off: "mm" is as wide as "illill".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

FONTS: Final = Path(__file__).parent.parent / "site" / "assets" / "fonts"
_FILES: Final = {400: "PublicSans-Regular.ttf", 600: "PublicSans-SemiBold.ttf"}
_UNKNOWN: Final = 1.05
"""Width of what the letters lack, such as a picture of a face, in heights of the letters."""


class Word(NamedTuple):
    """A word and its weight."""

    said: str
    weight: int


def width(said: str, size: float, weight: int = 400) -> float:
    """Return how wide a text is, in px."""
    advances = _advances(_FILES[weight])
    return size * sum(advances.get(ord(letter), _UNKNOWN) for letter in said)


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
    while width(word, size, weight) > room:
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


@cache
def _advances(file: str) -> Mapping[int, float]:
    """Read how far each letter moves the pen, in heights of the letters (OpenType: hmtx, cmap)."""
    font = (FONTS / file).read_bytes()
    tables = _tables(font)
    (units,) = struct.unpack_from(">H", font, tables["head"] + 18)
    (count,) = struct.unpack_from(">H", font, tables["hhea"] + 34)
    metrics = struct.unpack_from(">" + "Hh" * count, font, tables["hmtx"])[::2]
    glyphs = _glyphs(font, tables["cmap"])
    return {code: metrics[min(glyph, count - 1)] / units for code, glyph in glyphs.items()}


def _tables(font: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4s3I", font, 12 + 16 * n) for n in range(count))
    return {tag.decode(): offset for tag, _, offset, _ in entries}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of each code of the font's segment map (format 4)."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    entries = [struct.unpack_from(">2HI", font, cmap + 4 + 8 * n) for n in range(count)]
    start = next(
        cmap + offset
        for _, _, offset in entries
        if struct.unpack_from(">H", font, cmap + offset)[0] == 4
    )
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    segments = doubled // 2

    def column(number: int, form: str = "H") -> Sequence[int]:
        skipped = 14 + number * doubled + (2 if number else 0)
        return struct.unpack_from(f">{segments}{form}", font, start + skipped)

    ends, starts, deltas, offsets = column(0), column(1), column(2, "h"), column(3)
    found = {}
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[n]:
                place = start + 16 + 3 * doubled + 2 * n + offsets[n] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph or not offsets[n]:
                found[code] = (glyph + deltas[n]) % 65536
    return found
