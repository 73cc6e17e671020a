"""Draw the catalogue: initiatives as cards, and rules with what the agreements did to them."""

from __future__ import annotations

from math import ceil
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Category, ResultKind
from frikommune_viz.parts.addresses import page_href, table_href
from frikommune_viz.parts.cards import draw_cards, draw_rules_by_area
from frikommune_viz.parts.page_frame import Aside, Remark, draw_hero, draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.initiatives import select_initiatives, select_rules
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

PER_PAGE: Final = 12
EARLIER_TRIAL: Final = "uvm-rammeforsoeg-2020"
"""The evaluation of an earlier trial of shorter days: context, and no part of the agreements."""
CATEGORIES = {str(category): labels.CATEGORY[category] for category in Category}


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw how much there is, how few results are told, and what applies today."""
    told = sum(row.result_kind is not ResultKind.NONE for row in edition.initiatives)
    lead = text.count(
        "{n} tiltag, som kommuner, skoler og institutioner gennemførte eller planlagde. Kun for "
        "{told} af dem er der omtalt et resultat, og altid af kommunen selv eller pressen. Ingen "
        "af resultaterne er målt af andre end dem, der fortæller om dem.",
        "{n} tiltag, som kommuner, skoler og institutioner gennemførte eller planlagde. Kun for "
        "{told} af dem er der omtalt et resultat, og altid af kommunen selv eller pressen. Ingen "
        "af resultaterne er målt af andre end dem, der fortæller om dem.",
        len(edition.initiatives),
        told=text.number(told),
    )
    return draw_hero(PAGE["inspiration"], filters, text, lead=lead, aside=_today(edition, text))


def _today(edition: Edition, text: Text) -> Aside:
    """Return that the agreements have ended, and what an earlier trial of shorter days showed."""
    remarks = [
        Remark(
            text.say("Aftalerne udløb i juli 2025."),
            text.say(
                "Beskrivelserne gælder forsøgstiden. Fra 1. juli 2025 gælder ældreloven, og fra "
                "skoleåret 2025/26 gælder de almindelige regler igen for skoler og dagtilbud. Om "
                "det enkelte tiltag er muligt i dag, er ikke undersøgt."
            ),
        )
    ]
    earlier = [row for row in edition.timeline if row.source_id == EARLIER_TRIAL]
    if earlier:
        remarks.append(
            Remark(
                text.say("Kortere skoledage er prøvet før."),
                draw(
                    "earlier_trial.html",
                    text,
                    description=text.pick(earlier[0].description),
                    source=edition.sources[EARLIER_TRIAL],
                ).strip(),
            )
        )
    return Aside(text.say("Før du lader dig inspirere"), tuple(remarks))


def initiatives(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show one page of the initiatives of a choice, then those of its areas as a whole."""
    found = select_initiatives(edition, filters, text)
    total = len(found.listed)
    last = max(1, ceil(total / PER_PAGE))
    page = min(filters.page, last)
    page_line = text.say("Side {page} af {last}", page=page, last=last) if last > 1 else ""
    parts = [
        draw(
            "found.html",
            text,
            heading=text.count("{n} tiltag", "{n} tiltag", total),
            empty=total == 0,
            clear_href=page_href("inspiration", Filters(lang=filters.lang)),
            page_line=page_line,
        ),
        draw_cards(found.listed[(page - 1) * PER_PAGE : page * PER_PAGE], edition, text),
    ]
    if last > 1:
        parts.append(
            draw(
                "pager.html",
                text,
                page_line=page_line,
                previous_href=_page(filters, page - 1) if page > 1 else "",
                next_href=_page(filters, page + 1) if page < last else "",
            )
        )
    parts.append(_take("initiatives", text.say("Hent alle tiltag (CSV)"), filters, text))
    if found.whole_area:
        parts += [
            draw_section(text.say("Tiltag, der gælder hele området"), text, not_own(text)),
            draw_cards(found.whole_area, edition, text),
        ]
    return Markup("").join(parts)


def rules(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the rules of a choice by area, then those of its areas as a whole."""
    found = select_rules(edition, filters, text)
    parts = [
        draw_section(
            text.say("Reglerne under aftalerne"),
            text,
            text.count(
                "{n} regel i dit valg af område, kommune og ord. Listen er det, vi har fundet i "
                "love, aftaler og omtale, og den er ikke udtømmende.",
                "{n} regler i dit valg af område, kommune og ord. Listen er det, vi har fundet i "
                "love, aftaler og omtale, og den er ikke udtømmende.",
                len(found.listed),
            ),
            anchor="regler",
        ),
        draw_rules_by_area(found.listed, edition, text),
        _take("rules", text.say("Hent alle regler (CSV)"), filters, text),
    ]
    if found.whole_area:
        parts += [
            draw_section(text.say("Regler, der gælder hele området"), text, not_own(text)),
            draw_rules_by_area(found.whole_area, edition, text),
        ]
    return Markup("").join(parts)


def not_own(text: Text) -> str:
    """Say that what is told of an area is not told of one municipality."""
    return text.say("Kilderne fortæller om området som helhed, ikke om den enkelte kommune.")


def _page(filters: Filters, page: int) -> str:
    return page_href("inspiration", filters.but(page=page), "tiltag")


def _take(table: str, label: str, filters: Filters, text: Text) -> Markup:
    return draw("take_table.html", text, href=table_href(table, "csv", filters), label=label)
