"""The tile map: one equal tile for each of the 98, where it lies among the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from frikommune_viz.map_classes import CLASSES, MapClasses, map_classes
from frikommune_viz.model import Area
from frikommune_viz.parts.templates import draw
from frikommune_viz.results import Edition
from frikommune_viz.text import Text, mark

PLACES: Final = (
    (mark("Jylland"), 1, 1),
    (mark("Fyn"), 7, 7),
    (mark("Sjælland"), 13, 3),
    (mark("Bornholm"), 14, 12),
)
"""Names written on empty tiles: word, column and row of the grid."""


@dataclass(frozen=True, slots=True)
class _Tile:
    name: str
    column: int
    row: int
    figure: str
    level: int
    is_pilot: bool
    is_own: bool


def draw_tile_map(
    values: Mapping[str, float],
    decimals: int,
    area: Area,
    own: str,
    edition: Edition,
    text: Text,
    *,
    signed: bool = False,
) -> Markup:
    """Draw the values of the municipalities as tiles; one without a value says so.

    Parameters
    ----------
    values
        Value by municipality code; a municipality that is not there has none published.
    area
        The area whose municipalities with an agreement are outlined.
    own
        Code of the visitor's own municipality, or empty.
    """
    classes = map_classes(tuple(values.values()), decimals)
    tiles = []
    for row in edition.municipalities.values():
        value = values.get(row.municipality_code)
        tiles.append(
            _Tile(
                name=row.name,
                column=row.column,
                row=row.row,
                figure=text.say("ikke oplyst")
                if value is None
                else text.number(value, decimals, signed=signed),
                level=0 if value is None else classes.of(value),
                is_pilot=row.area is area,
                is_own=row.municipality_code == own,
            )
        )
    return draw(
        "tile_map.html",
        text,
        tiles=tiles,
        places=PLACES,
        key=_key(classes, decimals, text, signed=signed),
        area=area,
        long=decimals > 2,
        has_own=bool(own),
        has_missing=len(values) < len(edition.municipalities),
    )


def _key(classes: MapClasses, decimals: int, text: Text, *, signed: bool) -> list[str]:
    """Say the bounds of each class, smallest first."""
    ends = [text.number(bound, decimals, signed=signed) for bound in classes.bounds]
    words = [text.say("under {bound}", bound=ends[0])]
    words += [text.say("{low} til {high}", low=low, high=high) for low, high in pairwise(ends)]
    return [*words, text.say("{bound} og derover", bound=ends[CLASSES - 2])]
