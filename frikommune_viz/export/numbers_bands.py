"""All figures of an area as they are set in a picture: municipalities by indicators, in bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from frikommune_viz.charts.small_chart import TOKENS_USED
from frikommune_viz.drawing.xml_text import escaped
from frikommune_viz.export.text_width import width, wrap
from frikommune_viz.figures.numbers_picture import (
    CHART,
    ChartCell,
    ChartColumn,
    NumbersPicture,
    Place,
)
from frikommune_viz.style import ARROW_PATH, LIGHT, MARK_PATHS, picture_colours
from frikommune_viz.text import Text

COLUMNS: Final = 6
_NAMES: Final = 136
_COLUMN: Final = 172
WIDTH: Final = _NAMES + COLUMNS * _COLUMN
_HEAD: Final = 76
_ROW: Final = 148
_FOOT: Final = 32
_TICKS: Final = 32
"""Room left of a chart for what is printed on its axis."""


def bands(picture: NumbersPicture, text: Text) -> Iterator[str]:
    """Yield each band of at most :data:`COLUMNS` indicators as an SVG of its own."""
    tokens = {*TOKENS_USED, *(place.look.token for place in picture.places)}
    style = picture_colours(tokens, fixed=LIGHT)
    height = _HEAD + _ROW * len(picture.places) + _FOOT
    for start in range(0, len(picture.columns), COLUMNS):
        columns = picture.columns[start : start + COLUMNS]
        wide = _NAMES + _COLUMN * len(columns)
        drawn = "".join(
            (
                *(_name(place, _HEAD + _ROW * n) for n, place in enumerate(picture.places)),
                *_rules(len(picture.places), wide),
                *(_column(column, _NAMES + _COLUMN * n) for n, column in enumerate(columns)),
                _text(0, height - 10, text.say("Midterste ændring"), 14, weight=600),
            )
        )
        # As wide as a full band, so that its columns stand under those of the band before.
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">'
            f"<style>{style}</style>{drawn}</svg>"
        )


def _rules(rows: int, wide: int) -> Iterator[str]:
    for number in range(rows + 1):
        strong = number in (0, rows)
        y = _HEAD + _ROW * number
        yield (
            f'<rect x="0" y="{y}" width="{wide}" height="{2 if strong else 1}" '
            f'fill="{LIGHT["ink" if strong else "rule"]}"/>'
        )


def _name(place: Place, y: float) -> str:
    mark = f'<path class="{place.look.token}" d="{MARK_PATHS[place.look.shape]}"/>'
    said = "".join(
        _text(0, y + 44 + 17 * n, line, 13, colour="ink2")
        for n, line in enumerate(_lines(place.who, 13, _NAMES - 12))
    )
    return (
        f'<g transform="translate(6 {y + 19})">{mark}</g>'
        f"{_text(18, y + 24, place.name, 16, weight=600)}{said}"
    )


def _column(column: ChartColumn, x: float) -> str:
    heads = [
        *((line, 14, 600, "ink") for line in _lines(column.label, 14, _COLUMN - 10)[:2]),
        *((line, 13, 400, "ink2") for line in _lines(column.unit, 13, _COLUMN - 10)[:2]),
    ]
    top = _HEAD - 10 - 17 * (len(heads) - 1)
    words = "".join(
        _text(x, top + 17 * n, line, size, weight=weight, colour=colour)
        for n, (line, size, weight, colour) in enumerate(heads)
    )
    cells = "".join(_cell(cell, column, x, _HEAD + _ROW * n) for n, cell in enumerate(column.cells))
    foot = _text(x, _HEAD + _ROW * len(column.cells) + 22, column.median, 14, weight=600)
    return words + cells + foot


def _cell(cell: ChartCell, column: ChartColumn, x: float, y: float) -> str:
    if cell.numbers is None:
        lines = _lines(cell.none, 13, _COLUMN - 10)
        return "".join(
            _text(x, y + 24 + 17 * n, line, 13, colour="ink2") for n, line in enumerate(lines)
        )
    top = y + 36
    ticks = "".join(
        _text(x + _TICKS - 6, top + 4 + share * CHART.height, tick, 12, colour="ink2", anchor="end")
        for share, tick in zip((0, 0.5, 1), column.ticks, strict=True)
    )
    under = top + CHART.height + 16
    left, right = column.ends
    # An element of its own cuts off what lies before the first year of the axis.
    chart = (
        f'<svg x="{x + _TICKS}" y="{top}" width="{CHART.width:g}" height="{CHART.height:g}">'
        f"{cell.drawing}</svg>"
    )
    return (
        f"{_numbers(cell, x, y + 22)}{ticks}{chart}"
        f"{_text(x + _TICKS, under, left, 12, colour='ink2')}"
        f"{_text(x + _TICKS + CHART.width, under, right, 12, colour='ink2', anchor='end')}"
    )


def _numbers(cell: ChartCell, x: float, y: float) -> str:
    assert cell.numbers is not None
    before, after, change = cell.numbers
    size = 13 if len(before) > 4 else 14
    arrow = x + width(before, size) + 5
    value = arrow + 14 + 5
    drawn = (
        f'{_text(x, y, before, size)}<path transform="translate({arrow:.1f} {y - 9.5:.1f})" '
        f'd="{ARROW_PATH}" fill="{LIGHT["ink2"]}"/>{_text(value, y, after, size, weight=600)}'
    )
    if not change:
        return drawn
    return drawn + _text(value + width(after, size, 600) + 7, y, change, 12, colour="ink2")


def _lines(said: str, size: float, room: float) -> Sequence[str]:
    return [" ".join(word.said for word in line) for line in wrap([(said, 400)], size, room)]


def _text(
    x: float,
    y: float,
    said: str,
    size: float,
    *,
    weight: int = 400,
    colour: str = "ink",
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{LIGHT[colour]}">{escaped(said)}</text>'
    )
