"""One initiative in words: what it needed, what is told of it, and what is known of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Exemption, ResultKind
from frikommune_viz.model.rows import Initiative, Rule, Source
from frikommune_viz.parts.addresses import initiative_href, page_href
from frikommune_viz.parts.cards import place_of
from frikommune_viz.selection.kept_list import is_full, toggled
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

NEEDED: Final = {
    Exemption.YES: mark("Ja"),
    Exemption.NO: mark("Nej"),
    Exemption.UNKNOWN: mark("Uvist"),
}
_MOST_RULES: Final = 2
"""Rules that are named beside an initiative; more are counted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere."""

    word: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    """What holds for every municipality now, since when and who says it; without `sentence` nothing is known."""

    sentence: str
    since: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Idea:
    """One initiative in words, in the order it is read.

    Attributes
    ----------
    code
        Its id in addresses.
    needed, rules
        Whether it needed an exemption, and the rules it is tied to; where they are many, one link
        that says how many.
    teller, result
        Who tells a result, and which; without a result, that none is told.
    own_page
        The municipality's own page; None where none was found or it is of no single municipality.
    is_listed, is_full, toggle_href
        Whether it is on the visitor's list, whether there is room, and the address with the
        opposite.
    """

    code: str
    area: Area
    place: str
    title: str
    href: str
    description: str
    needed: str
    is_needed: bool
    is_unknown: bool
    rules: tuple[Link, ...]
    today: Today
    expired: str
    teller: str
    result: str
    changed: str
    sources: tuple[Source, ...]
    own_page: Source | None
    own_page_name: str
    is_listed: bool
    is_full: bool
    toggle_href: str


def idea(
    row: Initiative,
    edition: Edition,
    filters: Filters,
    text: Text,
    *,
    most_rules: int = _MOST_RULES,
) -> Idea:
    """Return one initiative in words; more rules than `most_rules` are counted, not named."""
    code = row.initiative_id.lower()
    rules = rules_of(row, edition)
    has_result = row.result_kind is not ResultKind.NONE
    return Idea(
        code=code,
        area=row.area,
        place=place_of(row, edition, text),
        title=text.pick(row.title),
        href=initiative_href(code, filters),
        description=text.pick(row.description),
        needed=text.say(NEEDED[row.required_law_exemption]),
        is_needed=row.required_law_exemption is Exemption.YES,
        is_unknown=row.required_law_exemption is Exemption.UNKNOWN,
        rules=_links(rules, most_rules, code, filters, text),
        today=today_of(rules, edition, text),
        expired=expired(row.area, edition, text),
        teller=text.say(labels.RESULT_KIND[row.result_kind]),
        result=text.pick(row.reported_result) if has_result else "",
        changed=text.pick(row.changed),
        sources=sources_of(row, edition),
        own_page=own_page(row, edition),
        own_page_name=edition.municipalities[row.municipality_code].name
        if row.municipality_code
        else "",
        is_listed=code in filters.list,
        is_full=is_full(filters),
        toggle_href=page_href("inspiration", toggled(filters, code), code),
    )


def rules_of(row: Initiative, edition: Edition) -> tuple[Rule, ...]:
    """Return the rules an initiative is tied to."""
    return tuple(edition.rule[rule_id] for rule_id in row.rule_ids)


def sources_of(row: Initiative, edition: Edition) -> tuple[Source, ...]:
    """Return the sources of an initiative."""
    return tuple(edition.sources[one] for one in (row.source_id, *row.also_source_ids))


def own_page(row: Initiative, edition: Edition) -> Source | None:
    """Return the page of the municipality itself about its agreement, where we have found one."""
    agreement = edition.agreements.get(row.municipality_code or "")
    if agreement is None or agreement.page_source_id is None:
        return None
    return edition.sources[agreement.page_source_id]


def today_of(rules: Sequence[Rule], edition: Edition, text: Text) -> Today:
    """Return what holds today of rules, if all for which it is known say the same."""
    known = {(row.today, row.today_date, row.today_source_id) for row in rules if row.today.da}
    if len(known) != 1:
        return Today("", "", None)
    ((sentence, since, source_id),) = known
    source = edition.sources[source_id] if source_id else None
    return Today(text.pick(sentence), text.date(since), source)


def expired(area: Area, edition: Edition, text: Text) -> str:
    """Return on which day the agreements of an area ended; empty where the rows do not agree."""
    ends = {row.end for row in edition.agreements.values() if row.area is area}
    return text.date(ends.pop()) if len(ends) == 1 else ""


def rule_href(rule: Rule, filters: Filters) -> str:
    """Return the address of a rule in the table of rules."""
    return page_href("inspiration", filters.travelling(list=filters.list), rule.rule_id.lower())


def _links(
    rules: Sequence[Rule], most: int, code: str, filters: Filters, text: Text
) -> tuple[Link, ...]:
    if len(rules) > most:
        words = text.count("{n} regel", "{n} regler", len(rules))
        return (Link(words, f"{initiative_href(code, filters)}#regler"),)
    return tuple(Link(_rule_name(row, text), rule_href(row, filters)) for row in rules)


def _rule_name(rule: Rule, text: Text) -> str:
    """Return the section of the law, or what it is about; a section sign never ends a line."""
    return rule.legal_reference.replace("§ ", "§\N{NO-BREAK SPACE}") or text.pick(rule.topic)
