"""Draw where the sources disagree: both sides first, then each statement, its source and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Direction, Scope, SourceClass
from frikommune_viz.model.rows import Finding, Source
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.copied import place_copied, source_copied
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import Statement, statement
from frikommune_viz.selection.disagreements import Between, Disagreement, disagreements
from frikommune_viz.selection.marks import mark_of_statement
from frikommune_viz.selection.statements import DECREASES, Place
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.conclusions import OWN_WORDS
from frikommune_viz.wording.statement_words import direction_word, place_name

APART_PLACE: Final = "uenige"
"""Where the list stands on the overview."""
SHOWN_OPEN: Final = 2
"""So many of each kind are seen at once; the rest are folded away, and a link to one opens them."""

BETWEEN: Final = {
    Between.SOURCES: mark("Kilder, der siger hver sit"),
    Between.RETELLINGS: mark("Samme evaluering, fortalt forskelligt"),
    Between.ONE_SOURCE: mark("Én kilde, der siger begge dele"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """One statement, and at which level it stands."""

    level: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Side:
    """One side: its mark and word, who says it, of whom where the sides differ, and all of it."""

    mark: str
    word: str
    who: str
    level: str
    told: tuple[_Told, ...]


def apart_anchor(code: str) -> str:
    """Return the id of the place on the overview where a disagreement is told."""
    return f"{APART_PLACE}-{code}"


def apart_list(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw every disagreement, folded, sources against sources first."""
    found = disagreements(edition)
    if not found:
        return Markup()
    return draw(
        "disagreements.html",
        text,
        place=APART_PLACE,
        total=len(found),
        shown_open=SHOWN_OPEN,
        groups=[
            {
                "heading": text.say(BETWEEN[between]),
                "rows": [_item(one, edition, filters, text) for one in rows],
            }
            for between, rows in groupby(found, key=lambda one: one.between)
        ],
    )


def _item(one: Disagreement, edition: Edition, filters: Filters, text: Text) -> dict[str, object]:
    place = place_name(one.place, edition, text)
    if one.site:
        place = text.say("{municipality}, {site}", municipality=place, site=one.site)
    themes = [text.say(labels.THEME[theme]) for theme in one.themes]
    theme = labels.capital(text.join(labels.inline(name) for name in themes))
    levels = {row.site or _level(row, edition, text) for side in one.sides for row in side}
    notes = tuple(text.pick(note) for note in one.notes)
    anchor = apart_anchor(one.code)
    return {
        "anchor": anchor,
        "title": place,
        "theme": theme,
        "sides": tuple(
            _side(side, edition, text, with_level=len(levels) > 1) for side in one.sides
        ),
        "notes": notes,
        "compare_href": _compare_href(one, filters),
        "copied": "\n".join(
            (
                text.say("{place}: {theme}", place=place, theme=labels.inline(theme)),
                *_sides_copied(one, edition, text),
                *notes,
                place_copied(edition, text, anchor),
            )
        ),
    }


def _compare_href(one: Disagreement, filters: Filters) -> str:
    """Return the address of the cell that shows a disagreement; empty where none does."""
    if not one.cell:
        return ""
    supporting = not set(one.themes) <= set(MAIN_THEMES)
    return page_href("sammenlign", filters.travelling(cell=one.cell, supporting=supporting))


def _side(side: Sequence[Finding], edition: Edition, text: Text, *, with_level: bool) -> _Side:
    first = side[0]
    sources = [edition.sources[row.source_id] for row in side]
    level = first.site or _level(first, edition, text)
    return _Side(
        mark=mark_of_statement(first, sources[0].source_class).code,
        word=_word(first, text),
        who=_who(sources, text),
        level=" · ".join(
            part for part in (level if with_level else "", _wanted(first, text)) if part
        ),
        told=tuple(_told(row, edition, text) for row in side),
    )


def _who(sources: Sequence[Source], text: Text) -> str:
    """Name the publishers; of those who retell VIVE it is VIVE that says it."""
    retold = [row.source_class is SourceClass.EVALUATION_RETOLD for row in sources]
    names = text.join(dict.fromkeys(source.publisher for source in sources))
    if not all(retold):
        return names
    return text.say("VIVE, gengivet af {publisher}", publisher=names)


def _wanted(row: Finding, text: Text) -> str:
    """Say of a decrease whether it is wanted: less absence is no less of the theme it is under."""
    word = labels.DESIRABLE[row.desirable] if row.direction in DECREASES else None
    return text.say(word) if word else ""


def _told(row: Finding, edition: Edition, text: Text) -> _Told:
    return _Told(_level(row, edition, text), statement(row, edition, text))


def _word(row: Finding, text: Text) -> str:
    """Return the word for a direction, or the source's own; empty where none is stated."""
    if row.finding_id in OWN_WORDS:
        return labels.capital(text.say(OWN_WORDS[row.finding_id]))
    return "" if row.direction is Direction.NOT_STATED else direction_word(row, text)


def _level(row: Finding, edition: Edition, text: Text) -> str:
    scope = Scope.MUNICIPALITY if row.municipality_code else row.scope
    return place_name(Place(scope, row.area, row.municipality_code), edition, text)


def _sides_copied(one: Disagreement, edition: Edition, text: Text) -> list[str]:
    """Return each statement with its level and the line that names its source."""
    return [
        line
        for side in one.sides
        for row in side
        for line in (
            text.say(
                "{place}: {sentence}",
                place=row.site or _level(row, edition, text),
                sentence=text.pick(row.statement),
            ),
            source_copied(edition.sources[row.source_id], text),
        )
    ]
