"""The sheet a picture is laid out on: from top to bottom, no word cut and none over another."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from frikommune_viz.drawing.vega import FONTS
from frikommune_viz.drawing.xml_text import escaped, fit
from frikommune_viz.export.key_marks import draw_mark, mark_width
from frikommune_viz.export.map_tiles import draw_tile
from frikommune_viz.export.text_width import Word, width, wrap
from frikommune_viz.figures.country import COLUMNS, ROWS, TileMap
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.style import CHART_FONT, FONT, LIGHT

MARGIN: Final = 24

_SIZE: Final = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
_GAP: Final = 24
_KEY_SIZE: Final = 14
_KEY_LINE: Final = 24


class Sheet:
    """A picture under construction; each part is set below the last.

    Parameters
    ----------
    room
        Width of what is set on it in px; its margins come on top.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.width = room + 2 * MARGIN
        self._parts: list[str] = []
        self._y = float(MARGIN)

    def space(self, height: float) -> None:
        """Leave some room."""
        self._y += height

    def paragraph(
        self,
        spans: Sequence[tuple[str, int]],
        size: float,
        line: float,
        colour: str,
    ) -> None:
        """Set words of one or more weights, broken into lines."""
        for words in wrap(spans, size, self.room):
            self._y += line
            self._parts.append(_text(MARGIN, self._y - line * 0.28, words, size, colour))

    def band(self, said: str) -> None:
        """Set a warning on a band across the whole sheet."""
        lines = wrap([(said, 600)], 16, self.room)
        height = 24 * len(lines) + 16
        self._parts.append(
            f'<rect width="{self.width}" height="{height}" fill="{LIGHT["practice"]}"/>'
        )
        for number, words in enumerate(lines, start=1):
            self._parts.append(_text(MARGIN, 24 * number + 1.5, words, 16, LIGHT["on-practice"]))
        self._y = height + 12.0

    def key(self, items: Sequence[KeyItem]) -> None:
        """Set the marks and their words in rows."""
        x, self._y = float(MARGIN), self._y + _KEY_LINE
        for item in items:
            mark = mark_width(item)
            wide = mark + 8 + width(item.label, _KEY_SIZE)
            if x > MARGIN and x + wide > MARGIN + self.room:
                x, self._y = float(MARGIN), self._y + _KEY_LINE
            self._parts.append(draw_mark(item, x, self._y - 12))
            lines = wrap([(item.label, 400)], _KEY_SIZE, self.room - mark - 8)
            for number, words in enumerate(lines):
                self._y += 20 if number else 0
                self._parts.append(
                    _text(x + mark + 8, self._y - 7, words, _KEY_SIZE, LIGHT["ink2"])
                )
            x += wide + _GAP

    def chart(self, drawn: str) -> None:
        """Set a drawn chart in the middle."""
        drawn = fit(drawn)
        size = _SIZE.match(drawn)
        if size is None:
            raise ValueError("a drawn chart begins with its size")
        wide, high = (float(number) for number in size.groups())
        tag, _, rest = drawn.partition(">")
        x = (self.width - wide) / 2
        self._parts.append(f'{tag} x="{x:g}" y="{self._y:g}" overflow="visible">{rest}')
        self._y += high

    def tiles(self, tiles: TileMap) -> None:
        """Set the map of the country, as wide as the sheet."""
        size = self.room / COLUMNS
        for word, (column, row) in tiles.places:
            place = (MARGIN + (column - 1) * size, self._y + (row - 0.3) * size)
            self._parts.append(_text(*place, [Word(word, 400)], 19, LIGHT["ink2"]))
        # Outlined tiles come last, or their neighbours would lie over the line.
        for tile in sorted(tiles.tiles, key=lambda tile: tile.is_pilot or tile.is_own):
            x, y = MARGIN + (tile.column - 1) * size, self._y + (tile.row - 1) * size
            self._parts.append(draw_tile(tile, x, y, size))
        self._y += ROWS * size

    def svg(self, title: str, description: str, *, embed_font: bool) -> str:
        """Return the sheet as SVG that names itself to a screen reader."""
        height = round(self._y + MARGIN)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{height}" '
            f'viewBox="0 0 {self.width} {height}" font-family="{CHART_FONT}" role="img" '
            f'aria-labelledby="title desc"><title id="title">{escaped(title)}</title>'
            f'<desc id="desc">{escaped(description)}</desc>'
            f"{_font_face() if embed_font else ''}"
            f'<rect width="{self.width}" height="{height}" fill="{LIGHT["paper"]}"/>'
            f"{''.join(self._parts)}</svg>"
        )


def _text(x: float, y: float, words: Sequence[Word], size: float, colour: str) -> str:
    """Write a line; words of one weight stand in one piece."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and pieces[-1][0].weight == word.weight:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    written = " ".join(
        f'<tspan font-weight="{piece[0].weight}">{escaped(" ".join(word.said for word in piece))}'
        "</tspan>"
        for piece in pieces
    )
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}">{written}</text>'


@cache
def _font_face() -> str:
    """Carry the letters along: most computers that open the picture lack them."""
    letters = base64.b64encode((FONTS / "public-sans-latin.woff2").read_bytes()).decode()
    return (
        f'<style>@font-face{{font-family:"{FONT}";font-weight:400 600;'
        f'src:url("data:font/woff2;base64,{letters}") format("woff2")}}</style>'
    )
