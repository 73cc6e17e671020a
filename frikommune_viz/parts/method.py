"""Parts of the page on method: how to read, what limits it, the register figures, the timeline."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Note, SourceClass, Verdict
from frikommune_viz.parts.page_frame import Place, draw_contents, draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.unread import FINAL_REPORT
from frikommune_viz.selection.marks import shape_of
from frikommune_viz.selection.statements import TIER
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels, register_notes
from frikommune_viz.wording import register as wording
from frikommune_viz.wording.gaps import plain_number
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.statement_words import verdict_key

SECTIONS: Final = {
    "laes": mark("Ordene for en ændring"),
    "regler": mark("Fire regler for udsagnene"),
    "begraensninger": mark("Det kan siderne ikke sige"),
    "spoergsmaal": mark("Spørgsmålenes ordlyd"),
    "spoergeskema": mark("Spørgeskemaets tal"),
    "register": mark("Registertallene"),
    "lighed": mark("Hvem ligner os?"),
    "tidslinje": mark("Tidslinje"),
    "ord": mark("Ordforklaringer"),
    "kilder": mark("Kilder"),
    "data": mark("Hent data"),
    "dataordbog": mark("Dataordbog"),
    "licens": mark("Vilkår for data"),
    "aendringer": mark("Ændringer"),
    "tilgaengelighed": mark("Tilgængelighedserklæring"),
    "privatliv": mark("Privatliv"),
    "teknik": mark("Teknik og licens"),
}
"""The sections of the page by their anchor, in their order."""

ABOUT_STATEMENTS: Final = frozenset(
    {
        *("laes", "regler", "begraensninger", "spoergsmaal", "register", "lighed"),
        *("tidslinje", "ord", "kilder", "licens", "aendringer"),
    }
)
"""Sections of an edition that holds more than the results of a survey."""

WHEN: Final = {
    Verdict.REPORTED_UP: mark(
        "Kilden siger, at der er mere af det, eller at det er blevet bedre. Hvor meget, er ikke "
        "oplyst."
    ),
    Verdict.REPORTED_SLIGHTLY_UP: mark("Kilden siger selv, at det kun er lidt."),
    Verdict.REPORTED_NONE: mark(
        "Kilden ser ingen ændring, ingen generel ændring eller ingen markant virkning. Kildens eget "
        "ord står i sætningen."
    ),
    Verdict.REPORTED_MIXED: mark("Kilden siger selv, at billedet er blandet."),
    Verdict.REPORTED_SLIGHTLY_DOWN: mark("Kilden siger selv, at det kun er lidt."),
    Verdict.REPORTED_DOWN: mark(
        "Kilden siger, at der er mindre af det. Hvor meget, er ikke oplyst."
    ),
    Verdict.DIRECTION_NOT_STATED: mark("Kilden beskriver noget, men siger ikke, om det er ændret."),
    Verdict.DISAGREE: mark(
        "Flere udsagn fra den slags kilde, der vejer tungest, peger i forskellige retninger. Antallet for "
        "hver retning står ved ordet."
    ),
    Verdict.DIFFERENT_THINGS: mark(
        "Udsagnene har forskellig retning, men handler ikke om det samme: mindre kontrol og mere "
        "dialog kan begge være ønskede."
    ),
    Verdict.SITES_ONLY: mark(
        "Der er kun udsagn fra enkelte steder, for eksempel én skole. De siger ikke noget om "
        "hele kommunen."
    ),
    Verdict.COARSER_ONLY: mark("Der er kun udsagn om flere kommuner under ét."),
    Verdict.FINER_ONLY: mark("Der er kun udsagn om enkelte kommuner eller områder."),
    Verdict.NOT_KNOWN: mark("Ingen af vores kilder siger noget om det."),
    Verdict.FILTERED_OUT: mark("Der er udsagn, men du har valgt dem fra."),
}
"""When each of the words for a change is used."""


def section_heading(anchor: str, text: Text) -> str:
    """Return the heading of a section of the page by its anchor."""
    return text.say(SECTIONS[anchor])


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the page."""
    return draw_hero(PAGE["metode"], text)


def contents(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the contents of the page."""
    missing = set() if edition.findings else ABOUT_STATEMENTS
    missing = missing if edition.has_survey else missing | {"spoergeskema"}
    return draw_contents(
        [
            Place(anchor, text.say(heading))
            for anchor, heading in SECTIONS.items()
            if anchor not in missing
        ],
        text,
    )


def reading(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what each word for a change means, and the rules by which statements are set out."""
    signs: dict[str, list[dict[str, str]]] = {}
    for verdict, when in WHEN.items():
        signs.setdefault(shape_of(verdict), []).append(
            {"word": verdict_key(verdict, text), "when": text.say(when)}
        )
    return (
        draw("method_words.html", text, heading=section_heading("laes", text), signs=signs)
        + draw(
            "method_rules.html", text, heading=section_heading("regler", text), tiers=_tiers(text)
        )
        + draw(
            "method_limits.html",
            text,
            heading=section_heading("begraensninger", text),
            report=edition.sources[FINAL_REPORT],
        )
    )


def questions(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say that the wording of the survey's questions is not at hand, and where it is."""
    return draw(
        "method_questions.html",
        text,
        heading=section_heading("spoergsmaal", text),
        report=edition.sources[FINAL_REPORT],
    )


def register(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say how the register figures are made, and list each indicator with what to know of it."""
    indicators = [
        {
            "label": text.pick(row.label),
            "unit": text.pick(row.unit),
            "definition": text.pick(row.definition),
            "caveats": text.pick(row.caveats),
            "last_before_break": row.break_after,
            "start": row.default_baseline,
            "end": row.default_endline,
            "reason": text.pick(row.default_reason),
            "source": edition.sources[row.source_id],
        }
        for row in edition.indicators.values()
    ]
    return draw(
        "method_register.html",
        text,
        heading=section_heading("register", text),
        indicators=indicators,
        breaks=[row for row in indicators if row["last_before_break"]],
        covid=register_notes.covid(edition.covid_periods, text) if edition.covid_periods else "",
        own_calculations=dict.fromkeys(
            wording.group_name(row, text) for row in edition.indicators_noted(Note.OWN_CALCULATION)
        ),
        others=sum(row.area is None for row in edition.municipalities.values()),
        primaries=[
            (text.say(labels.AREA[area]), text.pick(row.label), text.pick(row.primary_reason))
            for area in Area
            if (row := edition.primary_of(area))
        ],
        unanswered=[
            text.say(labels.AREA[area])
            for area in Area
            if edition.indicators_of(area) and not edition.primary_of(area)
        ],
        limits=[
            (
                text.pick(row.label),
                plain_number(row.relevant_difference, text),
                text.pick(row.change_unit),
                text.pick(row.relevant_difference_reason),
            )
            for row in edition.indicators.values()
            if row.relevant_difference is not None
        ],
        without=[
            text.say(labels.AREA_INLINE[area]) for area in Area if not edition.indicators_of(area)
        ],
    )


def timeline(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List the events of the trial with their dates and sources."""
    return draw(
        "method_timeline.html",
        text,
        heading=section_heading("tidslinje", text),
        rows=[
            {
                "date": text.date(row.date),
                "title": text.pick(row.title),
                "description": text.pick(row.description),
                "source": edition.sources[row.source_id],
            }
            for row in edition.timeline
        ],
    )


def _tiers(text: Text) -> list[str]:
    """Return the kinds of source in the order they are heard, those of one tier together."""
    tiers: dict[int, list[SourceClass]] = {}
    for kind, tier in TIER.items():
        tiers.setdefault(tier, []).append(kind)
    return [
        labels.capital(text.join_or(text.say(labels.SOURCE_CLASS[kind]) for kind in tiers[tier]))
        for tier in sorted(tiers)
    ]
