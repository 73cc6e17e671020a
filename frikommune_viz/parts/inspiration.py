"""Draw the catalogue: a search in everything, initiatives as rows, and the rules they needed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Exemption, FoundKind, ResultKind
from frikommune_viz.model.rows import Initiative, Source
from frikommune_viz.parts.addresses import page_href, table_href
from frikommune_viz.parts.cards import draw_rules_by_area
from frikommune_viz.parts.initiative_words import idea
from frikommune_viz.parts.inspiration_choices import universe
from frikommune_viz.parts.page_frame import draw_hero, draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.search_results import FACET, draw_results, found_heading, not_known
from frikommune_viz.search.entries import Entry
from frikommune_viz.search.facets import chosen, narrowed, without
from frikommune_viz.selection.initiatives import select_initiatives, select_rules
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

PER_PAGE: Final = 12
RULES: Final = "regler"
"""Where the rules stand, with what applies today."""
EARLIER_TRIAL: Final = "uvm-rammeforsoeg-2020"
"""The evaluation of an earlier trial of shorter days: context, and no part of the agreements."""


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw how much there is, of how few it is told how they went, and that the agreements have lapsed."""
    heading = found_heading(edition, filters, text) or _counted(edition, filters, text)
    lead, sources = lapsed(edition, text)
    return draw_hero(
        PAGE["inspiration"],
        text,
        heading=heading,
        lead=lead,
        source_line=draw("conclusion_sources.html", text, sources=sources),
    )


def _counted(edition: Edition, filters: Filters, text: Text) -> str:
    """Return how many initiatives are shown, by which choices, and of how many it is told how they went."""
    rows = select_initiatives(edition, filters).listed
    told = sum(row.result_kind is not ResultKind.NONE for row in rows)
    if not set(chosen(filters)) - {"area", "kind"}:
        return _counted_in(filters, len(rows), text.number(told), text)
    total = text.number(len(edition.initiatives))
    choices = _choices(edition, filters, text)
    if not rows:
        return text.say("Ingen af de {total} tiltag: {choices}", total=total, choices=choices)
    if filters.results:
        # The choice is itself that it is told how they went.
        return text.count(
            "{n} af {total} tiltag: {choices}",
            "{n} af {total} tiltag: {choices}",
            len(rows),
            total=total,
            choices=choices,
        )
    if not told:
        return text.count(
            "{n} af {total} tiltag: {choices}. Vi har ikke fundet nogen, der fortæller, hvordan det gik",
            "{n} af {total} tiltag: {choices}. Vi har ikke fundet nogen, der fortæller, hvordan det gik",
            len(rows),
            total=total,
            choices=choices,
        )
    return text.count(
        "{n} af {total} tiltag: {choices}. For {told} fortæller kommunen, institutionen selv eller "
        "pressen, hvordan det gik",
        "{n} af {total} tiltag: {choices}. For {told} fortæller kommunen, institutionen selv eller "
        "pressen, hvordan det gik",
        len(rows),
        total=total,
        choices=choices,
        told=text.number(told),
    )


def _counted_in(filters: Filters, number: int, told: str, text: Text) -> str:
    """Return how many initiatives there are, in the chosen areas where some are chosen."""
    where = text.join(text.say(labels.IN_AREA[area]) for area in filters.area)
    if where:
        return text.count(
            "{n} tiltag {areas}. For {told} fortæller kommunen, institutionen selv eller pressen, "
            "hvordan det gik",
            "{n} tiltag {areas}. For {told} fortæller kommunen, institutionen selv eller pressen, "
            "hvordan det gik",
            number,
            areas=where,
            told=told,
        )
    return text.count(
        "{n} tiltag. For {told} fortæller kommunen, institutionen selv eller pressen, hvordan det gik",
        "{n} tiltag. For {told} fortæller kommunen, institutionen selv eller pressen, hvordan det gik",
        number,
        told=told,
    )


_NEEDED: Final = {
    Exemption.YES: mark("krævede fritagelse"),
    Exemption.NO: mark("krævede ikke fritagelse"),
    Exemption.UNKNOWN: mark("uvist, om de krævede fritagelse"),
}


def _choices(edition: Edition, filters: Filters, text: Text) -> str:
    """Return what was chosen, in the order of the controls: all of it holds of what is shown."""
    alternatives = (
        [text.say(labels.AREA_INLINE[area]) for area in filters.area],
        [edition.municipalities[code].name for code in filters.municipality],
        [text.say(labels.CATEGORY[category]) for category in filters.category],
        [text.say(_NEEDED[exemption]) for exemption in filters.exemption],
        [text.say("noget blev lavet om")] if filters.changed else [],
        [text.say("det er fortalt, hvordan det gik")] if filters.results else [],
    )
    return "; ".join(text.join_or(words) for words in alternatives if words)


def lapsed(edition: Edition, text: Text) -> tuple[str, tuple[Source, ...]]:
    """Return when the agreements ended, area by area, and who says so."""
    ends: dict[str, list[Area]] = {}
    for area in Area:
        for end in {row.end for row in edition.agreements.values() if row.area is area}:
            ends.setdefault(end, []).append(area)
    said = ", ".join(
        text.say(
            "{areas} den {date}",
            areas=text.join(text.say(labels.IN_AREA[area]) for area in areas),
            date=text.date(end).replace(" ", "\N{NO-BREAK SPACE}"),
        )
        for end, areas in sorted(ends.items())
    )
    sources = dict.fromkeys(row.source_id for row in edition.timeline if row.date in ends)
    return (
        text.say("Aftalerne er udløbet: {ends}. Beskrivelserne gælder forsøgstiden.", ends=said),
        tuple(edition.sources[one] for one in sources),
    )


def work(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what was found: rows of every kind for a search, else one page of the initiatives."""
    inside = (
        draw_results(edition, filters, text, "inspiration")
        if filters.q.strip()
        else _initiatives(edition, filters, text)
    )
    return draw("found.html", text, inside=inside)


def _initiatives(edition: Edition, filters: Filters, text: Text) -> Markup:
    found = select_initiatives(edition, filters)
    listed = sorted(found.listed, key=lambda row: row.result_kind is ResultKind.NONE)
    told = sum(row.result_kind is not ResultKind.NONE for row in listed)
    total = len(listed)
    last = max(1, ceil(total / PER_PAGE))
    page = min(filters.page, last)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    return draw(
        "initiatives.html",
        text,
        heading=text.count("{n} tiltag", "{n} tiltag", total),
        has_order=0 < told < total,
        rows=_drawn(shown, edition, filters, text),
        whole_area=_drawn(found.whole_area, edition, filters, text) if page == last else "",
        not_own=not_own(text),
        instead=() if total else _instead(universe(edition, filters), filters, text),
        not_known=0 if total else not_known(universe(edition, filters), filters),
        everything_href=page_href("inspiration", without(filters, *chosen(filters))),
        page_line=text.say("Side {page} af {last}", page=page, last=last) if last > 1 else "",
        previous_href=_page(filters, page - 1) if page > 1 else "",
        next_href=_page(filters, page + 1) if page < last else "",
        csv_href=table_href("initiatives", "csv", filters),
    )


def _instead(entries: Sequence[Entry], filters: Filters, text: Text) -> list[dict[str, object]]:
    """Return what there is with one choice taken back; nothing that is empty."""
    return [
        {
            "word": text.say(FACET[name]),
            "n": number,
            "href": page_href("inspiration", without(filters, name)),
        }
        for name in chosen(filters)
        if name != "kind" and (number := _left(entries, without(filters, name)))
    ]


def _left(entries: Sequence[Entry], filters: Filters) -> int:
    return sum(row.kind is FoundKind.INITIATIVE for row in narrowed(entries, filters))


def _drawn(rows: Sequence[Initiative], edition: Edition, filters: Filters, text: Text) -> Markup:
    if not rows:
        return Markup()
    return draw("ideas.html", text, ideas=[idea(row, edition, filters, text) for row in rows])


def can_we(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say once what is known of doing the same today, and whom to ask."""
    yardstick = edition.finding.get(_YARDSTICK)
    duty = edition.rule.get(_DUTY)
    earlier = [row for row in edition.timeline if row.source_id == EARLIER_TRIAL]
    return draw(
        "can_we.html",
        text,
        yardstick=text.pick(yardstick.statement) if yardstick else "",
        yardstick_source=edition.sources[yardstick.source_id] if yardstick else None,
        duty=text.pick(duty.note) if duty else "",
        earlier=text.pick(earlier[0].description) if earlier else "",
        earlier_source=edition.sources[EARLIER_TRIAL] if earlier else None,
        rules_place=RULES,
        alike_href=page_href("kommuner", filters.travelling(), "ligner"),
    )


_YARDSTICK: Final = "F058"
"""How many of the initiatives in elder care needed an exemption, midway."""

_DUTY: Final = "R037"
"""The duty of a municipality to publish what it departed from."""


def rules(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the rules of a choice by area, folded, then those of its areas as a whole."""
    found = select_rules(edition, filters)
    inside = draw_rules_by_area(found.listed, edition, text)
    if found.whole_area:
        inside += draw_section(text.say("Regler, der gælder hele området"), text, not_own(text))
        inside += draw_rules_by_area(found.whole_area, edition, text)
    return draw(
        "rules_folded.html",
        text,
        place=RULES,
        count_of=len(found.listed) + len(found.whole_area),
        is_chosen=bool(filters.area or filters.municipality),
        inside=inside,
        csv_href=table_href("rules", "csv", filters),
    )


def not_own(text: Text) -> str:
    """Say that what is told of an area is not told of one municipality."""
    return text.say("Kilderne fortæller om området som helhed, ikke om den enkelte kommune.")


def _page(filters: Filters, page: int) -> str:
    return page_href("inspiration", filters.but(page=page), "fund")
