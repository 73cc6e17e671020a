"""The letters of the pictures: how wide they are, and their shapes (HarfBuzz reads the font)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

import uharfbuzz

from frikommune_viz.drawing.vega import FONTS

_FILES: Final = {400: "PublicSans-Regular.ttf", 600: "PublicSans-SemiBold.ttf"}
_MISSING: Final = 0
"""The glyph a font gives for a letter it lacks (OpenType)."""


class Shape(NamedTuple):
    """A text as the font draws it: both measures in heights of its letters times `units`."""

    path: str
    advance: int


def units(weight: int) -> int:
    """Return how many units of the font the height of its letters is."""
    return int(_font(weight).face.upem)


@cache
def letter_width(letter: str, weight: int) -> float | None:
    """Return how far a letter moves the pen, in heights of the letters; None if it is missing."""
    font = _font(weight)
    glyph = font.get_nominal_glyph(ord(letter))
    return font.get_glyph_h_advance(glyph) / units(weight) if glyph else None


@lru_cache(maxsize=4096)
def shape(said: str, weight: int) -> Shape | None:
    """Return the outline of a text as an SVG path, y upwards; None if a letter is missing."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(said)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(weight), buffer)
    path, at = [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == _MISSING:
            return None
        if outline := _outline(info.codepoint, weight):
            path.append(f"M{at + position.x_offset} {position.y_offset}{outline}")
        at += position.x_advance
    return Shape("".join(path), at)


@cache
def _outline(glyph: int, weight: int) -> str:
    """Return the outline of a glyph as a path; every step starts from where the pen is."""
    pen = _Pen()
    _font(weight).draw_glyph(glyph, _drawing(), pen)
    return "".join(pen.steps)


class _Pen:
    """Writes down where HarfBuzz leads it, each step from the one before."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.x = self.y = self.start_x = self.start_y = 0.0

    def step(self, letter: str, *places: float) -> None:
        written = (
            f"{place - (self.y if number % 2 else self.x):g}" for number, place in enumerate(places)
        )
        self.steps.append(letter + " ".join(written))
        self.x, self.y = places[-2:]
        if letter == "m":
            self.start_x, self.start_y = self.x, self.y

    def close(self) -> None:
        self.steps.append("z")
        self.x, self.y = self.start_x, self.start_y


@cache
def _drawing() -> uharfbuzz.DrawFuncs:
    calls = uharfbuzz.DrawFuncs()
    calls.set_move_to_func(lambda x, y, pen: pen.step("m", x, y))
    calls.set_line_to_func(lambda x, y, pen: pen.step("l", x, y))
    calls.set_quadratic_to_func(lambda a, b, x, y, pen: pen.step("q", a, b, x, y))
    calls.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.step("c", a, b, c, d, x, y))
    calls.set_close_path_func(lambda pen: pen.close())
    return calls


@cache
def _font(weight: int) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob((FONTS / _FILES[weight]).read_bytes())
    return uharfbuzz.Font(uharfbuzz.Face(blob))
