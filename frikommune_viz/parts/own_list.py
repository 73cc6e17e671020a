"""Draw a visitor's own list: beside the initiatives, and alone as one page to print."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import LONGEST_LIST, Filters
from frikommune_viz.model.rows import Initiative
from frikommune_viz.parts.addresses import file_href, initiative_href, page_href
from frikommune_viz.parts.cards import place_of
from frikommune_viz.parts.initiative_words import NEEDED, idea
from frikommune_viz.parts.page_frame import draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.kept_list import listed, toggled
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

FILE: Final = "tiltag"
"""What the list is called as a file."""

FILE_CHOICES: Final = ("lang", "edition", "list")
"""The choices that the file depends on."""


def panel(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the list in the right third, and on a phone the bar that leads to it.

    Every initiative stands in it, those that are not chosen unseen: so a choice needs no answer of
    the server.
    """
    chosen = listed(edition, filters)
    rest = [row for row in edition.initiatives if row not in chosen]
    alone = Filters(lang=filters.lang, edition=filters.edition, list=filters.list, sheet=True)
    return draw(
        "own_list.html",
        text,
        rows=[_row(row, edition, filters, text) for row in (*chosen, *rest)],
        listed=len(chosen),
        most=LONGEST_LIST,
        heading=_heading(len(chosen), text).format(n=text.number(len(chosen))),
        empty=_heading(0, text),
        one=_heading(1, text),
        many=_heading(2, text),
        sheet_href=page_href("inspiration", alone),
        csv_href=file_href(FILE, "csv", filters.only(*FILE_CHOICES)),
        clear_href=page_href("inspiration", filters.but(list=()), "min-liste"),
    )


def sheet(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the list alone: one page for those who were not there when it was made."""
    chosen = listed(edition, filters)
    heading = text.count(
        "{n} tiltag fra velfærdsaftalerne", "{n} tiltag fra velfærdsaftalerne", len(chosen)
    )
    back = page_href("inspiration", filters.but(sheet=False))
    body = draw(
        "sheet.html",
        text,
        ideas=[idea(row, edition, filters, text, most_rules=len(edition.rules)) for row in chosen],
        back_href=back,
        csv_href=file_href(FILE, "csv", filters.only(*FILE_CHOICES)),
    )
    lead = text.say("Udvalgt på Frikommune Explorer.") + " " + lapsed_words(text)
    return draw_hero(PAGE["inspiration"], text, heading=heading, lead=lead) + body


def lapsed_words(text: Text) -> str:
    """Say that what is described belongs to the time of the trial."""
    return text.say(
        "Aftalerne er udløbet. Om det enkelte tiltag er muligt i dag, er ikke undersøgt."
    )


def _heading(number: int, text: Text) -> str:
    """Return the words over a list of so many, the number not yet filled in."""
    if not number:
        return text.say("Min liste")
    return text.count_form("Min liste, {n} tiltag", "Min liste, {n} tiltag", number)


def _row(row: Initiative, edition: Edition, filters: Filters, text: Text) -> dict[str, object]:
    code = row.initiative_id.lower()
    return {
        "code": code,
        "title": text.pick(row.title),
        "href": initiative_href(code, filters),
        "about": text.say(
            "{place} · {area} · fritagelse: {needed}",
            place=place_of(row, edition, text),
            area=labels.inline(text.say(labels.AREA[row.area])),
            needed=labels.inline(text.say(NEEDED[row.required_law_exemption])),
        ),
        "is_listed": code in filters.list,
        "remove_href": page_href("inspiration", toggled(filters, code), "min-liste"),
    }
