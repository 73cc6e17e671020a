"""What a handout says, as plain words: PDF and HTML are made of it and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.handout import figures, messages, notes, scopes, source_lines, titles
from frikommune_viz.handout.mark_table import Table, table_of
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.download_links import full_address
from frikommune_viz.selection.statements import PLACES, Place
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import SITE_NAME

BY_CODE = {place.code: place for place in PLACES}
"""Whom there are handouts about, by the code an address holds."""


@dataclass(frozen=True, slots=True)
class Handout:
    """The words and pictures of one page.

    Attributes
    ----------
    language
        Code of the language of every word.
    name, title
        Whom it is about, and what is found: the headline.
    masthead
        What kind of page it is, with edition and version.
    lead, second_lead
        What was agreed, and who speaks of it; the second may be left out.
    messages
        Three at most, each with its source.
    table
        The rows of the comparison.
    figures, figures_note
        Register figures, two at most, and what holds for all of them; both may be empty.
    unknown
        What is not known. Never left out.
    questions
        What to ask one's own administration; may be left out.
    sources, foot, address
        Where it comes from; when it was taken, and the full address where there is more.
    date
        The day of the edition (``2026-11-25``).
    """

    language: str
    name: str
    title: str
    masthead: str
    lead: str
    second_lead: str
    messages: tuple[messages.Message, ...]
    table: Table
    figures: tuple[figures.SmallFigure, ...]
    figures_heading: str
    figures_note: str
    unknown_heading: str
    unknown: tuple[str, ...]
    questions_heading: str
    questions: tuple[str, ...]
    sources: str
    foot: str
    address: str
    date: str

    def cuts(self) -> tuple[Handout, ...]:
        """Return the handout whole, then shorter and shorter: what goes first is needed least."""
        last_question = replace(self, questions=self.questions[:-1])
        without = replace(self, questions=())
        short = replace(without, second_lead="")
        return (self, last_question, without, short, replace(short, figures=self.figures[:1]))


def handout_of(edition: Edition, place: Place, text: Text, base: str, taken: str = "") -> Handout:
    """Return what the handout about a place says.

    Parameters
    ----------
    base
        Scheme and host of the site that the address at the foot leads to; empty where nobody knows
        them: half an address is none.
    taken
        The day it was taken (``2026-11-25``); empty where the same bytes are sent on any day.
    """
    drawn = figures.figures_of(edition, place, text)
    told = messages.messages_of(edition, place, text)
    table = table_of(edition, place, text)
    address = full_address(base, page_about(place, Filters(lang=text.language))) if base else ""
    return Handout(
        language=str(text.language),
        name=scopes.name_of(place, edition, text),
        title=titles.title_of(edition, place, text),
        masthead=text.say(
            "Én side · dataversion {version} af {date}",
            date=text.date(edition.date),
            version=edition.version,
        ),
        lead=titles.lead_of(edition, place, text),
        second_lead=titles.second_lead_of(edition, place, text),
        messages=told.messages,
        table=table,
        figures=drawn,
        figures_heading=text.say("Registertal") if drawn else "",
        figures_note=figures.note_of(edition, drawn, text, told.covid),
        unknown_heading=text.say("Det ved vi ikke"),
        unknown=notes.unknown_of(edition, place, text),
        questions_heading=text.say("Spørg jeres forvaltning"),
        questions=notes.questions_of(edition, place, text),
        sources=source_lines.line_of(edition, place, told.findings, drawn, text),
        foot=_foot(address, taken, text),
        address=address,
        date=edition.date,
    )


def _foot(address: str, taken: str, text: Text) -> str:
    if not address:
        return f"{SITE_NAME}."
    if not taken:
        return text.say("{site}: {address}", site=SITE_NAME, address=address)
    return text.say(
        "{site}. Hentet {date} fra {address}",
        site=SITE_NAME,
        date=text.date(taken),
        address=address,
    )


def page_about(place: Place, travelling: Filters) -> str:
    """Return the address of the page that shows the same and more.

    Parameters
    ----------
    travelling
        The language, and whatever else goes along.
    """
    if place.municipality_code:
        return page_href("kommuner", travelling.but(municipality=(place.municipality_code,)))
    if place.area:
        return page_href("sammenlign", travelling.but(area=(place.area,)))
    return page_href("overblik", travelling)
