"""The whole country on a map of equal tiles: the last figures of the 98, or their changes."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.country import Half, Mapped, mapped, tile_map
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.citizens import municipality_words
from frikommune_viz.parts.download_links import (
    MAP,
    MAP_CHOICES,
    PICTURES,
    TABLES,
    forms_of,
)
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.take import Share, draw_take
from frikommune_viz.text import Text, mark

TABLE: Final = "kort-tabel"
"""Where the table of the map stands."""

_HALVES: Final = {Half.WEST: mark("Jylland og Fyn"), Half.EAST: mark("Sjælland og Bornholm")}


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section; the choice of what the map shows follows."""
    return draw_section(
        text.say("Hele landet på et kort"),
        text,
        text.say(
            "Hvert felt er én kommune. Felterne er lige store og ligger omtrent som kommunerne på "
            "et almindeligt kort."
        ),
        anchor=MAP,
    )


def country_map(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the map, and its figures as a table under it."""
    of = mapped(edition, filters, text)
    if not of.values:
        return Markup()
    missing = text.say("ikke offentliggjort")
    return (
        draw("map_line.html", text, line=of.line)
        + draw(
            "tile_map.html",
            text,
            map=tile_map(of, filters.own, edition, text),
            halves=[(str(half), text.say(word)) for half, word in _HALVES.items()],
            table=f"#{TABLE}",
        )
        + draw(
            "municipality_values.html",
            text,
            caption=of.caption,
            notes=of.notes,
            rows=[
                {"name": name, "value": of.written(code, text, missing, most=of.indicator.decimals)}
                for code, name in municipality_words(edition).items()
            ],
            source=edition.sources[of.indicator.source_id],
            take=_take(of, filters, text),
        )
    )


def _take(of: Mapped, filters: Filters, text: Text) -> Markup:
    """Draw the menus of the map: its picture, and the rows of the figure with the same numbers."""
    shown = filters.only(*MAP_CHOICES).but(**of.choices)
    return draw_take(
        of.line,
        text,
        pictures=forms_of(MAP, shown, PICTURES, text),
        tables=forms_of(of.request.code, of.request.choices(filters.edition), TABLES, text),
        share=Share(link=page_href("borgere", shown, MAP)),
    )
