"""What else stands on a profile: numbers of framework and activity, events and sources."""

from __future__ import annotations

import re

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.rows import Finding, Initiative, KeyNumber, Source
from frikommune_viz.parts.municipality import draw_fold, name_of, own_matrix_of, profile_of
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.initiatives import select_initiatives
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


def key_numbers(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the numbers on framework and activity that are stated of this municipality."""
    rows = [row for row in edition.figures if row.municipality_code == filters.profile]
    if not rows:
        return Markup()
    table = draw(
        "key_numbers.html",
        text,
        rows=[
            {
                "label": text.pick(row.label),
                "note": text.pick(row.note),
                "value": _value(row, text),
                "unit": text.pick(row.unit),
                "year": row.year,
                "source": edition.sources[row.source_id],
            }
            for row in rows
        ],
    )
    summary = text.count(
        "{n} tal om rammer og aktivitet, ikke resultater",
        "{n} tal om rammer og aktivitet, ikke resultater",
        len(rows),
    )
    return draw_fold(summary, table, text)


def _value(row: KeyNumber, text: Text) -> str:
    """Return a number as exactly as its source states it: "1.300" or "ca. 1.300"."""
    number = text.number(row.value, 0 if row.value.is_integer() else 1)
    return text.say(labels.MODIFIER[row.modifier], number=number) if row.modifier else number


def events(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List the events whose own text names the municipality."""
    name = name_of(edition, filters)
    # The names are the same in both languages, so both list the same events.
    named = re.compile(rf"\b{re.escape(name)}")
    rows = [
        row
        for row in edition.timeline
        if named.search(row.title.da) or named.search(row.description.da)
    ]
    if not rows:
        return Markup()
    summary = text.count(
        "{n} begivenhed, der nævner {name}",
        "{n} begivenheder, der nævner {name}",
        len(rows),
        name=name,
    )
    listed = draw(
        "events.html",
        text,
        rows=[
            {
                "date": text.date(row.date),
                "title": text.pick(row.title),
                "description": text.pick(row.description),
                "source": edition.sources[row.source_id],
            }
            for row in rows
        ],
    )
    return draw_fold(summary, listed, text)


def more(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the last section: numbers, events and sources, each folded."""
    return draw_section(text.say("Begivenheder og kilder"), text, anchor="kilder")


def sources(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List every source that the profile of the municipality rests on, once."""
    rows = sources_of(edition, filters, text)
    heading = text.count(
        "{n} kilde om {name}", "{n} kilder om {name}", len(rows), name=name_of(edition, filters)
    )
    return draw_fold(heading, draw("source_list.html", text, sources=rows), text)


def sources_of(edition: Edition, filters: Filters, text: Text) -> tuple[Source, ...]:
    """Return the sources of the agreement, then those of the municipality's own rows."""
    code = filters.profile
    own: tuple[Finding | Initiative, ...] = (
        *own_matrix_of(edition, filters, supporting=True).statements,
        *select_initiatives(edition, profile_of(filters)).listed,
    )
    ids = [*edition.agreements[code].source_ids]
    for row in own:
        ids += [row.source_id, *row.also_source_ids]
    ids += [row.source_id for row in edition.rules if row.municipality_code == code]
    ids += [row.source_id for row in edition.figures if row.municipality_code == code]
    return tuple(edition.sources[source_id] for source_id in dict.fromkeys(ids))
