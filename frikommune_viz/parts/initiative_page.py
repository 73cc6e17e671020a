"""Draw the page of one initiative: what was done, what it needed, what is told, what holds today."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import ResultKind
from frikommune_viz.model.rows import Initiative
from frikommune_viz.parts.addresses import initiative_href, page_href
from frikommune_viz.parts.cards import draw_rules, place_of
from frikommune_viz.parts.initiative_words import idea, rules_of, today_of
from frikommune_viz.parts.page_frame import draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.search_results import statement_href
from frikommune_viz.parts.statement_list import statement
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

_MOST_ALIKE: Final = 5


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the name of the initiative, and the way back."""
    row = edition.initiative[filters.initiative]
    back = page_href("inspiration", _all(filters), filters.initiative)
    return draw("to_all.html", text, href=back) + draw_hero(
        PAGE["inspiration"], text, heading=text.pick(row.title), lead=text.pick(row.description)
    )


def whole(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what is known of the initiative, each thing under its name."""
    row = edition.initiative[filters.initiative]
    rules = rules_of(row, edition)
    statements = [edition.finding[one] for one in row.finding_ids]
    told_once = all(rule.today.da for rule in rules) and bool(
        today_of(rules, edition, text).sentence
    )
    return draw(
        "initiative.html",
        text,
        row=idea(row, edition, filters, text, most_rules=len(rules)),
        period=text.period(row.period) if row.period else "",
        untold=_untold(row, text),
        scale=labels.capital(text.say(labels.SCALE[row.scale])),
        subject=labels.capital(text.say(labels.CATEGORY[row.category])),
        rules=draw_rules(rules, edition, text, with_today=not told_once) if rules else "",
        statements=[
            (
                statement(one, edition, text, with_theme=True),
                place_name(one.site, one.municipality_code, edition, text),
            )
            for one in statements
        ],
        statements_href=statement_href(statements[0].finding_id, edition, filters)
        if statements
        else "",
    )


def _untold(row: Initiative, text: Text) -> str:
    """Return in one line what our sources do not tell of an initiative."""
    missing = (
        ("" if row.period else text.say("tidspunkt")),
        ("" if row.result_kind is not ResultKind.NONE else text.say("hvordan det gik")),
    )
    named = [word for word in missing if word]
    if row.changed.da:
        return labels.capital(text.join(named))
    if not named:
        return text.say("Om noget blev lavet om eller opgivet")
    return labels.capital(
        text.say("{named}, og om noget blev lavet om eller opgivet", named=", ".join(named))
    )


def place_name(site: str | None, code: str | None, edition: Edition, text: Text) -> str:
    """Return whom a statement speaks of."""
    name = edition.municipalities[code].name if code else text.say("hele området")
    return f"{name}, {site}" if site else name


def alike(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Lead to other initiatives on the same subject in the same area."""
    row = edition.initiative[filters.initiative]
    others = [
        other
        for other in edition.initiatives
        if other is not row and (other.category, other.area) == (row.category, row.area)
    ]
    if not others:
        return Markup()
    return draw(
        "initiatives_alike.html",
        text,
        subject=text.say(labels.CATEGORY[row.category]),
        rows=[_line(other, edition, filters, text) for other in others[:_MOST_ALIKE]],
        more=len(others) - _MOST_ALIKE,
        more_href=page_href(
            "inspiration",
            filters.travelling(list=filters.list, category=(row.category,), area=(row.area,)),
        ),
    )


def _line(row: Initiative, edition: Edition, filters: Filters, text: Text) -> dict[str, str]:
    return {
        "title": text.pick(row.title),
        "href": initiative_href(row.initiative_id.lower(), filters),
        "place": place_of(row, edition, text),
    }


def _all(filters: Filters) -> Filters:
    return filters.but(initiative="", page=1)
