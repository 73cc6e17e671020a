"""What stands around a figure: headline, subtitle and key over it; words, source, table under it."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz import export
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.model.rows import Source
from frikommune_viz.parts.download_links import (
    CITATIONS,
    PICTURES,
    TABLES,
    figure_hrefs,
    full_address,
    place_of,
)
from frikommune_viz.parts.embed import EMBED
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


def draw_figure_head(figure: Figure, text: Text) -> Markup:
    """Draw what is read before the figure."""
    return draw("figure_head.html", text, figure=figure, key=[_mark(item) for item in figure.key])


def draw_figure_foot(
    figure: Figure,
    edition: Edition,
    edition_code: str,
    base: str,
    today: str,
    text: Text,
    *,
    page: str = "",
) -> Markup:
    """Draw what is read after the figure: sentences, notes, source, table and what can be taken.

    Parameters
    ----------
    edition_code
        The edition as an address names it; empty for the one that is shown unasked.
    base
        Scheme and host of the site, for addresses that are written elsewhere.
    today
        The day of the visit (``2026-11-25``), for the citation.
    page
        Address of the figure's own page, from where it is embedded; empty where it has none.
    """
    request = figure.request
    place = place_of(request, edition, edition_code)
    origin = export.provenance_of(edition, full_address(base, place), today, sources=figure.sources)
    return draw(
        "figure_foot.html",
        text,
        figure=figure,
        rows=figure.table.written(text),
        source_names=[_named(source, text) for source in figure.sources],
        take=draw(
            "take.html",
            text,
            link=place,
            embed=f"{page}#{EMBED}" if page else "",
            pictures=figure_hrefs(request, edition_code, PICTURES, text),
            tables=figure_hrefs(request, edition_code, TABLES, text),
        ),
        citation=draw(
            "citation.html",
            text,
            plain=export.plain(figure, origin, text),
            bibtex=export.bibtex(figure, origin, text).rstrip(),
            ris=export.ris(figure, origin, text).replace("\r\n", "\n").rstrip(),
            files=figure_hrefs(request, edition_code, CITATIONS, text),
            headline=figure.headline,
        ),
    )


def _mark(item: KeyItem) -> dict[str, str]:
    """Return a key item with the classes of its mark."""
    classes = item.mark.replace("line-", "on-line ")
    return {"label": item.label, "classes": classes, "token": item.token}


def _named(source: Source, text: Text) -> dict[str, str]:
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "date": text.date(source.date) if source.date else text.say("dato ikke oplyst"),
        "kind": text.say(labels.SOURCE_CLASS[source.source_class]),
    }
