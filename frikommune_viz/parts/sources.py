"""Every source of the edition, by what kind of document it is."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import SourceClass
from frikommune_viz.model.rows import Source
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording import labels


def sources(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List all sources; say how many have no date or address, and that links are not all tried."""
    every = tuple(edition.sources.values())
    return draw(
        "sources.html",
        text,
        heading=section_heading("kilder", text),
        total=len(every),
        undated=sum(not row.date for row in every),
        without_address=sum(not row.url for row in every),
        kinds=[
            {
                "heading": labels.capital(text.say(labels.SOURCE_CLASS[kind])),
                "rows": [_row(row, text) for row in _of_kind(every, kind)],
            }
            for kind in SourceClass
        ],
    )


def _of_kind(every: tuple[Source, ...], kind: SourceClass) -> list[Source]:
    rows = [row for row in every if row.source_class is kind]
    return sorted(rows, key=lambda row: (danish_order(row.publisher), danish_order(row.title)))


def _row(row: Source, text: Text) -> dict[str, str]:
    return {
        "id": f"kilde-{row.source_id}",
        "title": row.title,
        "language": row.language,
        "url": row.url,
        "by": ", ".join(part for part in (row.publisher, row.author) if part),
        "date": text.date(row.date) if row.date else text.say("år ikke oplyst"),
        "note": text.pick(row.note),
    }
