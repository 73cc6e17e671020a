"""Cards of initiatives and tables of rules, on every page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, ResultKind
from frikommune_viz.model.rows import Initiative, Rule, Source
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text
from frikommune_viz.wording import labels


@dataclass(frozen=True, slots=True)
class Card:
    """One initiative in words, in the order it is read.

    Attributes
    ----------
    teller
        Who tells the result; or, where `result` is empty, that none is known.
    facts
        How widely, when, and whether the law had to give way.
    """

    area: Area
    place: str
    title: str
    description: str
    teller: str
    result: str
    facts: tuple[str, ...]
    subject: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words. ``today`` is empty where no source we have says what holds now."""

    anchor: str
    topic: str
    note: str
    status: str
    legal_reference: str
    place: str
    validity: str
    source: Source
    today: str
    today_since: str
    today_source: Source | None


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rules that stand together; `heading` may be empty where the section already says it."""

    heading: str
    caption: str
    area: Area
    rows: tuple[RuleRow, ...]


def card(row: Initiative, edition: Edition, text: Text) -> Card:
    """Return one initiative in words."""
    return Card(
        area=row.area,
        place=place_of(row, edition, text),
        title=text.pick(row.title),
        description=text.pick(row.description),
        teller=text.say(labels.RESULT_KIND[row.result_kind]),
        result="" if row.result_kind is ResultKind.NONE else text.pick(row.reported_result),
        facts=(
            labels.capital(text.say(labels.SCALE[row.scale])),
            text.period(row.period) if row.period else text.say("år ikke oplyst"),
            text.say(labels.EXEMPTION[row.required_law_exemption]),
        ),
        subject=text.say(labels.CATEGORY[row.category]),
        sources=tuple(
            edition.sources[source_id] for source_id in (row.source_id, *row.also_source_ids)
        ),
    )


def draw_cards(initiatives: Iterable[Initiative], edition: Edition, text: Text) -> Markup:
    """Draw initiatives as cards, two abreast."""
    return draw("cards.html", text, cards=[card(row, edition, text) for row in initiatives])


def draw_rules(
    rules: Sequence[Rule],
    edition: Edition,
    text: Text,
    heading: str = "",
    *,
    with_today: bool = True,
) -> Markup:
    """Draw rules of one area, or of one municipality, as one table.

    Without ``with_today`` what holds today is left out: where it is said once for all of them.
    """
    tables = [_table(rules, edition, text, heading)]
    return draw("rules.html", text, tables=tables, with_today=with_today)


def draw_rules_by_area(rules: Sequence[Rule], edition: Edition, text: Text) -> Markup:
    """Draw rules as one table an area, in the fixed order."""
    tables = [
        _table(of_area, edition, text, text.say(labels.AREA[area]))
        for area in Area
        if (of_area := [row for row in rules if row.area is area])
    ]
    return draw("rules.html", text, tables=tables, with_today=True)


def place_of(row: Initiative | Rule, edition: Edition, text: Text) -> str:
    """Name where a row holds: a municipality, a site in it, or the area as a whole."""
    if row.municipality_code is None:
        return text.say("hele området")
    name = edition.municipalities[row.municipality_code].name
    site = row.site if isinstance(row, Initiative) else None
    return f"{name}, {site}" if site else name


def validity(row: Rule, text: Text) -> str:
    """Return when the status of a rule held, as far as the sources say."""
    if row.valid_from:
        return text.period(f"{row.valid_from}–{row.valid_to}")
    if row.valid_to:
        return text.say("til {end}", end=text.date(row.valid_to))
    return text.say("ikke oplyst")


def _table(rules: Sequence[Rule], edition: Edition, text: Text, heading: str) -> RuleTable:
    return RuleTable(
        heading=heading,
        caption=text.say("Reglerne under aftalerne, og hvad der gælder i dag"),
        area=rules[0].area,
        rows=tuple(
            RuleRow(
                anchor=row.rule_id.lower(),
                topic=text.pick(row.topic),
                note=text.pick(row.note),
                status=text.say(labels.RULE_STATUS[row.status]),
                legal_reference=row.legal_reference,
                place=place_of(row, edition, text),
                validity=validity(row, text),
                source=edition.sources[row.source_id],
                today=text.pick(row.today),
                today_since=text.date(row.today_date) if row.today_date else "",
                today_source=edition.sources[row.today_source_id] if row.today_source_id else None,
            )
            for row in rules
        ),
    )
