"""Draw what a profile holds below its first screen: statements, initiatives and rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import ResultKind, Scope
from frikommune_viz.model.rows import Finding
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.cards import draw_cards, draw_rules
from frikommune_viz.parts.inspiration import not_own
from frikommune_viz.parts.page_frame import Place, draw_contents, draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import draw_statements
from frikommune_viz.selection.initiatives import select_initiatives, select_rules
from frikommune_viz.selection.statements import Matrix, matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

SHOWN_FIRST: Final = 2
"""So many initiatives are seen at once; the rest are folded away."""


def contents(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what the profile holds, in its order."""
    area = text.say(labels.AREA_INLINE[MUNICIPALITY_AREA[filters.profile]])
    return draw_contents(
        [
            Place("tal", text.say("Registertal")),
            Place("tiltag", text.say("Tiltag")),
            Place("regler", text.say("Regler, og hvad der gælder i dag")),
            Place("udsagn", text.say("Udsagn")),
            Place("omraade", text.say("Hele området: {area}", area=area)),
            Place("kilder", text.say("Begivenheder og kilder")),
        ],
        text,
    )


def statements(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List what is said of the municipality and of sites in it, by theme."""
    found = own_matrix_of(edition, filters, supporting=True).statements
    name = name_of(edition, filters)
    if not found:
        return draw_section(
            text.say("Udsagn om {name}", name=name),
            text,
            text.say("Vi har ikke fundet udsagn om kommunen alene."),
            anchor="udsagn",
        )
    heading = _counted(found, name, text)
    summary = text.count("Læs udsagnet", "Læs de {n} udsagn", len(found))
    listed = draw_statements(found, edition, text)
    return draw_section(heading, text, anchor="udsagn") + draw_fold(summary, listed, text)


def _counted(found: Sequence[Finding], name: str, text: Text) -> str:
    """Return how many statements are about the municipality, and how many about single sites."""
    own = sum(row.scope is Scope.MUNICIPALITY for row in found)
    sites = len(found) - own
    if not sites:
        return text.count("{n} udsagn om {name}", "{n} udsagn om {name}", own, name=name)
    if not own:
        return text.count(
            "{n} udsagn om ét sted i {name}",
            "{n} udsagn om enkelte steder i {name}",
            sites,
            name=name,
        )
    return text.count(
        "{n} udsagn om {name} og {sites}",
        "{n} udsagn om {name} og {sites}",
        own,
        name=name,
        sites=text.count("{n} om ét sted", "{n} om enkelte steder", sites),
    )


def initiatives(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show what the municipality and its institutions did, the first few at once."""
    own = select_initiatives(edition, profile_of(filters)).listed
    told = sum(row.result_kind is not ResultKind.NONE for row in own)
    # Those of which anybody tells how it went are read first.
    ordered = sorted(own, key=lambda row: row.result_kind is ResultKind.NONE)
    rest = ordered[SHOWN_FIRST:]
    parts = [
        draw_section(
            text.count(
                "{n} tiltag i {name}",
                "{n} tiltag i {name}",
                len(own),
                name=name_of(edition, filters),
            ),
            text,
            text.count(
                "For {n} af dem fortæller kommunen, institutionen selv eller pressen, hvordan det gik.",
                "For {n} af dem fortæller kommunen, institutionen selv eller pressen, hvordan det gik.",
                told,
            )
            if told
            else text.say("Vi har ikke fundet nogen, der fortæller, hvordan det gik."),
            text.say("Beskrivelserne gælder forsøgstiden. Aftalerne udløb i juli 2025."),
            anchor="tiltag",
        ),
        draw_cards(ordered[:SHOWN_FIRST], edition, text),
    ]
    if rest:
        summary = text.count("Vis {n} tiltag mere", "Vis {n} tiltag mere", len(rest))
        parts.append(draw_fold(summary, draw_cards(rest, edition, text), text))
    return Markup("").join(parts)


def rules(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the rules of this municipality alone, and whether they hold for all today."""
    own = select_rules(edition, profile_of(filters)).listed
    heading = text.say("Regler for {name} alene", name=name_of(edition, filters))
    if not own:
        return draw_section(heading, text, text.say("Ikke omtalt i vores kilder."), anchor="regler")
    return draw_section(heading, text, _as_it_is_known(text), anchor="regler") + draw_rules(
        own, edition, text
    )


def _as_it_is_known(text: Text) -> str:
    return text.say("Hvad der gælder i dag, står kun, hvor en kilde siger det.")


def whole_area(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the initiatives and rules of the area as a whole, apart and folded."""
    area = MUNICIPALITY_AREA[filters.profile]
    of_area = select_initiatives(edition, profile_of(filters)).whole_area
    lifted = select_rules(edition, profile_of(filters)).whole_area
    if not of_area and not lifted:
        return Markup()
    heading = text.say("Gælder hele området: {area}", area=text.say(labels.AREA_INLINE[area]))
    parts = [draw_section(heading, text, not_own(text), anchor="omraade")]
    if of_area:
        summary = text.count("{n} tiltag", "{n} tiltag", len(of_area))
        parts.append(draw_fold(summary, draw_cards(of_area, edition, text), text))
    if lifted:
        summary = text.count("{n} regel", "{n} regler", len(lifted))
        table = draw_rules(lifted, edition, text, text.say("Regler for hele området"))
        parts.append(draw_fold(summary, table, text))
    return Markup("").join(parts)


def draw_fold(summary: str, inside: Markup, text: Text) -> Markup:
    """Fold away what most do not read."""
    return draw("fold.html", text, summary=summary, inside=inside)


def name_of(edition: Edition, filters: Filters) -> str:
    """Return the name of the municipality whose profile is shown."""
    return edition.municipalities[filters.profile].name


def profile_of(filters: Filters) -> Filters:
    """Return the choice of exactly this municipality; what else was chosen is for other pages."""
    return Filters(lang=filters.lang, municipality=(filters.profile,))


def own_matrix_of(edition: Edition, filters: Filters, *, supporting: bool = False) -> Matrix:
    """Lay out what is said of the municipality and its sites, on the main themes or on all."""
    return matrix(edition, profile_of(filters).but(supporting=supporting))
