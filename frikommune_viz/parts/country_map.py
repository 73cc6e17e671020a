"""The whole country on a map of equal tiles: the last figures of the 98, or their changes."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.country import mapped, tile_map
from frikommune_viz.filters import Filters
from frikommune_viz.parts.citizens import municipality_words
from frikommune_viz.parts.download_links import MAP, PICTURES, TABLES, figure_hrefs, hrefs
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text


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
            long=of.indicator.decimals > 2,
        )
        + draw(
            "municipality_values.html",
            text,
            caption=of.caption,
            notes=of.notes,
            rows=[
                {"name": name, "value": of.written(code, text, missing)}
                for code, name in municipality_words(edition).items()
            ],
            source=edition.sources[of.indicator.source_id],
            pictures=hrefs(MAP, filters.but(**of.choices), PICTURES, text),
            files=figure_hrefs(of.request, filters.edition, TABLES, text),
        )
    )
