"""Draw the overview: what may be quoted, what is not known, and three ways on."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Exemption
from frikommune_viz.model.rows import Source
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.copied import place_copied, source_copied
from frikommune_viz.parts.disagreement_list import APART_PLACE
from frikommune_viz.parts.handout_link import QUESTIONS, handout_href, is_offered
from frikommune_viz.parts.inspiration import RULES
from frikommune_viz.parts.page_frame import Aside, Remark
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import Statement, statement
from frikommune_viz.parts.unread import draw_unread
from frikommune_viz.selection.disagreements import disagreements
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import ALL_SEVEN, Cell, matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.conclusions import CONCLUSIONS, OWN_WORDS, Conclusion
from frikommune_viz.wording.mark_words import qualifier_word
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.statement_words import direction_word


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be quoted, its source, whom it is about, and what it retells."""

    sentence: str
    scope: str
    source: Source
    copied: str
    behind: tuple[Statement, ...]


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the conclusion in one line, and the four directions it rests on."""
    page = PAGE["overblik"]
    row = next(cells for place, cells in matrix(edition, Filters()).rows if place == ALL_SEVEN)
    return draw(
        "overview_head.html",
        text,
        heading=text.say(page.heading),
        marks=[
            {
                "glyph": mark_of(cell).code,
                "theme": text.say(labels.SHORT_THEME[cell.theme]),
                "word": _word(cell, text),
            }
            for cell in row
            if cell.direction
        ],
    )


def quotes(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the sentences that may be quoted, each with its source and how far it reaches."""
    return draw("quotes.html", text, quotes=[_quote(row, edition, text) for row in CONCLUSIONS])


def not_known(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what our sources do not tell, the unread report first."""
    aside = Aside(text.say("Det ved vi ikke"), (*draw_unread(edition, text), *_not_told(text)))
    return draw("aside.html", text, aside=aside)


def ways_on(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw where to go on: for who decides, who writes and who considers something alike."""
    along = filters.travelling()
    own = edition.municipalities.get(filters.own)
    return draw(
        "ways_on.html",
        text,
        areas=[
            (text.say(labels.AREA[area]), page_href("sammenlign", along.but(area=(area,))))
            for area in Area
        ],
        compare_href=page_href("sammenlign", along),
        profiles_href=page_href("kommuner", along),
        questions_href=f".{handout_href(ALL_SEVEN.code, filters)}#{QUESTIONS}"
        if is_offered(edition)
        else "",
        register_href=page_href("borgere", along),
        own=own,
        apart=len(disagreements(edition)),
        apart_href=f"#{APART_PLACE}",
        assumptions_href=page_href("antagelser", along),
        data_href=page_href("metode", along, "data"),
        initiatives=len(edition.initiatives),
        exemption_known=sum(
            row.required_law_exemption is not Exemption.UNKNOWN for row in edition.initiatives
        ),
        inspiration_href=page_href("inspiration", along),
        rules_href=page_href("inspiration", along, RULES) if edition.rules else "",
        alike_href=page_href("kommuner", along, "ligner"),
        list_href=page_href("inspiration", along, "min-liste"),
    )


def _word(cell: Cell, text: Text) -> str:
    """Return the word for a direction, or the source's own where that says something else."""
    own = [OWN_WORDS[row.finding_id] for row in cell.deciding if row.finding_id in OWN_WORDS]
    word = text.say(own[0]) if own else labels.inline(direction_word(cell.deciding[0], text))
    qualifier = qualifier_word(mark_of(cell), text)
    return f"{word}, {qualifier}" if qualifier else word


def _quote(conclusion: Conclusion, edition: Edition, text: Text) -> Quote:
    behind = [edition.finding[finding_id] for finding_id in conclusion.finding_ids]
    source = edition.sources[behind[0].source_id]
    sentence, scope = conclusion.said(edition, text), text.say(conclusion.scope)
    return Quote(
        sentence=sentence,
        scope=scope,
        source=source,
        copied="\n".join(
            (sentence, scope, source_copied(source, text), place_copied(edition, text))
        ),
        behind=tuple(statement(row, edition, text, with_theme=True) for row in behind),
    )


def _not_told(text: Text) -> tuple[Remark, ...]:
    return (
        Remark(
            text.say("Hvor meget."),
            text.say(
                "De kilder, vi har læst, oplyser retninger i ord og ingen tal for før og "
                "efter i den enkelte kommune."
            ),
        ),
        Remark(
            text.say("Tilliden på det enkelte område."),
            text.say("I vores kilder vurderer VIVE den kun for alle syv samlet."),
        ),
        Remark(
            text.say("Den enkelte kommune."),
            text.say("Vi har ikke fundet resultater fra VIVE for en enkelt kommune."),
        ),
        Remark(
            text.say("Hvad det kostede."),
            text.say("Vi har ikke fundet tal for, hvad aftalerne kostede eller sparede."),
        ),
        Remark(
            text.say("Hvad der skyldes aftalerne."),
            text.say(
                "Kilderne omtaler ingen sammenligningsgruppe, og skoler i hele landet fik også "
                "friere rammer."
            ),
        ),
    )
