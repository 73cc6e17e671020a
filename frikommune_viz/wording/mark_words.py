"""What a mark says in words: beside it, in the key, and whole for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Desirable, Verdict
from frikommune_viz.selection.marks import Fill, Mark, Qualifier, mark_of
from frikommune_viz.selection.statements import Cell
from frikommune_viz.style import OUTLINE, VERDICT_SHAPE
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import cell_text, place_name, verdict_key

QUALIFIER: Final = {
    Qualifier.NOT_WANTED: mark("ikke ønsket"),
    Qualifier.SOME_GROUPS: mark("visse grupper"),
    Qualifier.START_ONLY: mark("kun ved starten"),
    Qualifier.ONGOING_ONLY: mark("kun undervejs"),
    Qualifier.MIDWAY_ONLY: mark("kun midtvejs"),
    Qualifier.MUNICIPALITIES: mark("kommunerne\u00a0selv"),
    Qualifier.MUNICIPALITY: mark("kommunen\u00a0selv"),
    Qualifier.PRESS: mark("presse"),
    Qualifier.RESEARCH: mark("forskning"),
}
_SITES: Final = "sites"
_NOTHING: Final = "nothing"
_POINTING: Final = ("up", "slightly_up", "slightly_down", "down")
_KEY: Final = tuple(
    verdict
    for verdict in Verdict
    if verdict.startswith("reported") or verdict is Verdict.DIRECTION_NOT_STATED
)
"""The verdicts that stand in the key, in its order; those that share a shape share a line."""
_APART: Final = (Verdict.REPORTED_MIXED, Verdict.DISAGREE, Verdict.DIFFERENT_THINGS)
"""The verdicts that share the shape of the mixed."""


class KeyLine(NamedTuple):
    """One line of a key: the code of the mark and what it means."""

    code: str
    word: str


def mark_word(cell: Cell, edition: Edition, text: Text) -> str:
    """Return the word beside a mark; a dot has none."""
    shape = mark_of(cell).shape
    if shape == _NOTHING:
        return ""
    if shape == _SITES:
        return text.say("enkelte steder")
    return cell_text(cell, edition, text).verdict


def qualifier_word(shown: Mark, text: Text) -> str:
    """Return what must be known beside the word, if anything."""
    return text.say(QUALIFIER[shown.qualifier]) if shown.qualifier else ""


def whole_words(cell: Cell, edition: Edition, text: Text) -> str:
    """Return all that a mark says: theme, place, direction, who, when, how many statements."""
    said = cell_text(cell, edition, text)
    opening = text.say(
        "{theme}, {place}: {verdict}.",
        theme=text.say(labels.THEME[cell.theme]),
        place=place_name(cell.place, edition, text),
        verdict=said.verdict,
    )
    qualifier = qualifier_word(mark_of(cell), text)
    details = list(said.details)
    if qualifier and not any(_plain(qualifier) in detail for detail in details):
        details.append(_plain(qualifier))
    number = mark_of(cell).statements
    return " ".join(
        (
            opening,
            *((f"{labels.capital('; '.join(details))}.",) if details else ()),
            *((text.count("{n} udsagn.", "{n} udsagn.", number),) if number else ()),
        )
    )


def short_words(cell: Cell, edition: Edition, text: Text) -> str:
    """Return a mark in a few words: direction, and in brackets who says it and the qualifier."""
    verdict = cell_text(cell, edition, text).verdict
    if cell.told_by is None:
        return verdict
    teller = text.say(labels.SOURCE_CLASS[cell.told_by])
    qualifier = _plain(qualifier_word(mark_of(cell), text))
    added = [qualifier] if qualifier and qualifier not in teller else []
    return f"{verdict} ({', '.join([teller, *added])})"


def _plain(word: str) -> str:
    """Return a word without what keeps it on one line."""
    return word.replace("\u00a0", " ")


def key_lines(cells: Sequence[Cell], text: Text) -> tuple[KeyLine, ...]:
    """Return the key of the marks that are in use among `cells`, and of no other."""
    used = {mark_of(cell).shape for cell in cells}
    fills = {mark_of(cell).fill for cell in cells}
    apart = [word for word in _APART if any(cell.verdict is word for cell in cells)]
    return (*_shapes(used, fills, apart, text), *_fills(fills, text), *_empty(used, text))


def _shapes(
    used: set[str], fills: set[Fill], apart: Sequence[Verdict], text: Text
) -> Iterator[KeyLine]:
    ending = "" if Fill.SOLID in fills else OUTLINE
    for verdict in _KEY:
        shape = VERDICT_SHAPE[verdict]
        if shape not in used:
            continue
        # The words that stand in the cells, and no other: they share a mark.
        shared = text.join_or(labels.inline(text.say(labels.VERDICT[one])) for one in apart)
        word = shared if verdict is Verdict.REPORTED_MIXED else verdict_key(verdict, text)
        yield KeyLine(shape + ending, labels.inline(word))


def _fills(fills: set[Fill], text: Text) -> Iterator[KeyLine]:
    if Fill.SOLID in fills:
        yield KeyLine("up", text.say("fyldt: VIVE"))
    if Fill.OUTLINE in fills:
        yield KeyLine(f"up{OUTLINE}", text.say("tom: kommunen selv, presse, andre"))


def _empty(used: set[str], text: Text) -> Iterator[KeyLine]:
    if _SITES in used:
        yield KeyLine(_SITES, text.say("kun enkelte steder"))
    if _NOTHING in used:
        yield KeyLine(_NOTHING, text.say("ikke omtalt særskilt"))


def wanted_note(cells: Sequence[Cell], text: Text) -> str:
    """Say whether the marks that point a way point the wanted way; empty where none points."""
    pointing = [cell for cell in cells if mark_of(cell).shape in _POINTING]
    if not pointing:
        return ""
    if all(cell.desirable is Desirable.YES for cell in pointing):
        return text.say("Alle trekanter og kiler i tabellen går i den ønskede retning.")
    if any(cell.desirable is Desirable.NO for cell in pointing):
        return text.say(
            "Trekanter og kiler går i den ønskede retning, undtagen hvor der står: ikke ønsket."
        )
    return text.say("Hvilken retning der er ønsket, står ved hvert udsagn.")
