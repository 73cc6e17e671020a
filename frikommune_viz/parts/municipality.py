"""Draw the profile of one of the seven: its own statements, initiatives and rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, ResultKind, Scope
from frikommune_viz.model.rows import Agreement, Finding
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.cards import draw_cards, draw_rules
from frikommune_viz.parts.inspiration import not_own
from frikommune_viz.parts.matrix_table import LeadsTo, draw_key, draw_matrix
from frikommune_viz.parts.page_frame import Aside, Remark, draw_hero, draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import draw_statements
from frikommune_viz.parts.unread import draw_unread
from frikommune_viz.selection.initiatives import select_initiatives, select_rules
from frikommune_viz.selection.statements import Matrix, matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what was agreed, and beside it how much is publicly known.

    An edition of invented answers alone holds no agreement.
    """
    heading = text.say(
        "{name}: {area}",
        name=name_of(edition, filters),
        area=text.say(labels.AREA_INLINE[MUNICIPALITY_AREA[filters.profile]]),
    )
    agreement = edition.agreements.get(filters.profile)
    if agreement is None:
        lead = text.say(
            "Opdigtede svar på et spørgeskema, før og efter. De siger intet om kommunen."
        )
        return draw_hero(PAGE["kommuner"], filters, text, heading=heading, lead=lead)
    return draw_hero(
        PAGE["kommuner"],
        filters,
        text,
        heading=heading,
        lead=text.pick(agreement.summary),
        source_line=draw(
            "agreement.html",
            text,
            programme=agreement.programme,
            period=text.period(f"{agreement.start}–{agreement.end}"),
            sources=[edition.sources[source_id] for source_id in agreement.source_ids],
        ),
        aside=_known(agreement, edition, filters, text),
    )


def own_matrix(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the municipality's own row of the matrix; each cell links to its statements below."""
    own = own_matrix_of(edition, filters)
    return (
        draw_section(
            text.say("Det siger kilderne om de fire temaer"),
            text,
            *_other_measures(edition, filters, text),
        )
        + draw_key(own.cells, text)
        + draw_matrix(own, edition, text, filters, leads_to=LeadsTo.BELOW)
    )


def _other_measures(edition: Edition, filters: Filters, text: Text) -> tuple[str, ...]:
    """Return that the register figures below need not point the same way as the statements."""
    if not edition.indicators_of(MUNICIPALITY_AREA[filters.profile]):
        return ()
    return (
        text.say(
            "Registertallene nedenfor bygger på andre målinger og peger ikke altid samme vej."
        ),
    )


def beyond(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Lead to what is said of several municipalities together, as not about this one."""
    area = MUNICIPALITY_AREA[filters.profile]
    name = name_of(edition, filters)
    return draw(
        "beyond.html",
        text,
        name=name,
        area=text.say(labels.AREA_INLINE[area]),
        of_area=_count(
            row for row in edition.findings if row.scope is Scope.AREA and row.area is area
        ),
        area_href=page_href("sammenlign", filters.travelling(area=(area,))),
        of_seven=_count(row for row in edition.findings if row.scope is Scope.ALL_SEVEN),
        seven_href=page_href("sammenlign", filters.travelling()),
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
        )
    heading = _counted(found, name, text)
    return draw_section(heading, text) + draw_statements(found, edition, text)


def _counted(found: Sequence[Finding], name: str, text: Text) -> str:
    """Return how many statements are about the municipality, and how many about single sites."""
    own = sum(row.scope is Scope.MUNICIPALITY for row in found)
    sites = len(found) - own
    if not sites:
        return text.count("{n} udsagn om {name}", "{n} udsagn om {name}", own, name=name)
    if not own:
        return text.count(
            "{n} udsagn om enkelte steder i {name}",
            "{n} udsagn om enkelte steder i {name}",
            sites,
            name=name,
        )
    return text.count(
        "{n} udsagn om {name} og {sites} om enkelte steder",
        "{n} udsagn om {name} og {sites} om enkelte steder",
        own,
        name=name,
        sites=text.number(sites),
    )


def initiatives(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show what the municipality and its institutions did."""
    own = select_initiatives(edition, profile_of(filters), text).listed
    told = sum(row.result_kind is not ResultKind.NONE for row in own)
    return draw_section(
        text.count(
            "{n} tiltag i {name}", "{n} tiltag i {name}", len(own), name=name_of(edition, filters)
        ),
        text,
        text.count(
            "For {n} af dem fortæller kommunen eller pressen om et resultat.",
            "For {n} af dem fortæller kommunen eller pressen om et resultat.",
            told,
        )
        if told
        else text.say("Vi har ikke fundet nogen, der fortæller om et resultat."),
        text.say("Beskrivelserne gælder forsøgstiden. Aftalerne udløb i juli 2025."),
    ) + draw_cards(own, edition, text)


def rules(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the rules of this municipality alone, and what the agreement did to them."""
    own = select_rules(edition, profile_of(filters), text).listed
    heading = text.say("Regler for {name} alene", name=name_of(edition, filters))
    if not own:
        return draw_section(heading, text, text.say("Ikke omtalt i vores kilder."))
    return draw_section(heading, text) + draw_rules(own, edition, text)


def whole_area(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the initiatives and rules of the area as a whole, apart from the municipality's own."""
    area = MUNICIPALITY_AREA[filters.profile]
    of_area = select_initiatives(edition, profile_of(filters), text).whole_area
    lifted = select_rules(edition, profile_of(filters), text).whole_area
    if not of_area and not lifted:
        return Markup()
    heading = text.say("Gælder hele området: {area}", area=text.say(labels.AREA_INLINE[area]))
    parts = [draw_section(heading, text, not_own(text))]
    if of_area:
        parts.append(draw_cards(of_area, edition, text))
    if lifted:
        parts.append(draw_rules(lifted, edition, text, text.say("Regler for hele området")))
    return Markup("").join(parts)


def _known(agreement: Agreement, edition: Edition, filters: Filters, text: Text) -> Aside:
    """Say how much is known of the municipality, and on which themes nothing is."""
    silent = [
        text.say(labels.THEME[cell.theme]).lower()
        for cell in own_matrix_of(edition, filters).cells
        if cell.is_empty
    ]
    rows = [Remark(text.say("Så godt er kommunen belyst."), text.pick(agreement.coverage))]
    if silent:
        not_said = text.say(
            "Vores kilder siger intet om {themes} for kommunen som helhed.",
            themes=text.join_or(silent),
        )
        rows.append(Remark(text.say("Det ved vi ikke."), not_said))
    rows += draw_unread(edition, text)
    return Aside(text.say("Det ved vi – og det ved vi ikke"), tuple(rows))


def name_of(edition: Edition, filters: Filters) -> str:
    """Return the name of the municipality whose profile is shown."""
    return edition.municipalities[filters.profile].name


def profile_of(filters: Filters) -> Filters:
    """Return the choice of exactly this municipality; what else was chosen is for other pages."""
    return Filters(lang=filters.lang, municipality=(filters.profile,))


def own_matrix_of(edition: Edition, filters: Filters, *, supporting: bool = False) -> Matrix:
    """Lay out what is said of the municipality and its sites, on the main themes or on all."""
    return matrix(edition, profile_of(filters).but(supporting=supporting))


def _count(findings: Iterable[Finding]) -> int:
    """Count the statements on the four themes, those the pages linked to show."""
    return sum(row.theme in MAIN_THEMES for row in findings)
