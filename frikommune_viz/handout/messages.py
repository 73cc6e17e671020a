"""The three messages of a handout, chosen by rule from the statements and never written by hand.

1. Of a cell of the comparison all directions of the deciding statements are told, the whole group
   before a part of it; of those that point one way the one that is measured, else the first, and
   how many more say the same.
2. The cells are taken in the order of :data:`_THEMES`: what citizens got comes first.
3. A statement that the edition holds up against one told, at the same place, comes next; where
   there is no room for it, the note of the two stands under the one told.
4. A municipality tells first its own, one that is held up against its area where there is one;
   then what is said of its area; then how the figure moved that the site shows first.
5. Where that makes fewer than three, the next wider place fills up, with its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.handout import figures, scopes
from frikommune_viz.model.codes import (
    Direction,
    EvidenceType,
    Language,
    Scope,
    SourceClass,
    Theme,
    Wave,
)
from frikommune_viz.model.rows import Finding
from frikommune_viz.selection.marks import is_about_a_part
from frikommune_viz.selection.statements import Place, cell
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

MOST: Final = 3
_RETOLD: Final = {
    Language.DA: ("Gengivet af ", " og "),
    Language.EN: ("Retold by ", " and "),
}
"""How a caveat begins that names who retells a source, and what tells that there are several."""

_THEMES: Final = (
    Theme.CITIZEN_OUTCOMES,
    Theme.PROFESSIONAL_FREEDOM,
    Theme.JOB_SATISFACTION,
    Theme.TRUST,
    Theme.QUALITY,
    Theme.GOVERNANCE,
    Theme.DOCUMENTATION,
    Theme.IMPLEMENTATION,
)
_MEASURED: Final = (
    EvidenceType.REGISTER,
    EvidenceType.NATIONAL_SURVEY,
    EvidenceType.SURVEY_BEFORE_AFTER,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message: the sentence as the row has it, who says it, and what to know beside it."""

    sentence: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """The messages of a handout, the statements they rest on, and the covid-19 periods they name."""

    messages: tuple[Message, ...]
    findings: tuple[Finding, ...]
    covid: tuple[str, ...]


def messages_of(edition: Edition, place: Place, text: Text) -> Told:
    """Return the messages of a handout."""
    number = figures.movement_of(edition, place, text)
    room = MOST - bool(number)
    chosen = tuple(islice(_chosen(edition, place), room))
    said = tuple(_message(row, chosen, place, edition, text) for row in chosen)
    if number:
        said += (Message(number.sentence, number.source, number.note),)
    return Told(said, chosen, number.covid if number else ())


def _chosen(edition: Edition, place: Place) -> Iterator[Finding]:
    """Yield the statements in the order they are told, each once."""
    told: dict[str, Finding] = {}
    if place.scope is Scope.MUNICIPALITY:
        _own_and_against(edition, place, told)
    for level in scopes.around(place):
        for row in _of_place(edition, level):
            told.setdefault(row.finding_id, row)
    yield from told.values()


def _own_and_against(edition: Edition, place: Place, told: dict[str, Finding]) -> None:
    """Tell a municipality's own first, and then what is said of its area and held up against it."""
    area = Place(Scope.AREA, place.area)
    own = list(_of_place(edition, place))
    if not own:
        return
    beside = [row for row in edition.findings if area.speaks_of(row)]
    theme = own[0].theme
    deciding = cell(place, theme, edition).deciding if theme else ()
    first = next((row for row in deciding if opposed(row, edition, beside)), own[0])
    second = [*opposed(first, edition, beside), *_of_place(edition, area)][:1]
    told.update({row.finding_id: row for row in (first, *second)})


def _of_place(edition: Edition, place: Place) -> Iterator[Finding]:
    """Yield the statements of a place, theme by theme, both sides of what is held apart."""
    decided = [
        row
        for theme in _THEMES
        for row in _sides(cell(place, theme, edition).deciding)
        if row.direction is not Direction.NOT_STATED or place.scope is Scope.MUNICIPALITY
    ]
    told: dict[str, Finding] = {}
    for row in decided:
        told.setdefault(row.finding_id, row)
        for other in opposed(row, edition, decided):
            told.setdefault(other.finding_id, other)
    yield from told.values()


def _sides(deciding: Sequence[Finding]) -> list[Finding]:
    """Return one statement of each direction, the whole group before a part of it."""
    ordered = sorted(
        deciding, key=lambda row: (is_about_a_part(row), row.evidence_type not in _MEASURED)
    )
    first: dict[str, Finding] = {}
    for row in ordered:
        first.setdefault(row.direction, row)
    return list(first.values())


def opposed(finding: Finding, edition: Edition, among: Iterable[Finding]) -> list[Finding]:
    """Return the statements that the edition holds up against one."""
    ids = {
        id_
        for pair in edition.conflicts_of(finding.finding_id)
        for id_ in (pair.finding_id_a, pair.finding_id_b)
    } - {finding.finding_id}
    return [row for row in among if row.finding_id in ids]


def _message(
    row: Finding, told: Sequence[Finding], place: Place, edition: Edition, text: Text
) -> Message:
    return Message(
        sentence=text.pick(row.statement),
        source=_source(row, place, edition, text),
        note=_note(row, told, place, edition, text),
    )


def _source(row: Finding, place: Place, edition: Edition, text: Text) -> str:
    """Return who says it and when, and of whom where that is wider than the handout."""
    source = edition.sources[row.source_id]
    who = source.publisher
    if source.source_class is SourceClass.EVALUATION_RETOLD:
        who = text.say("VIVE, gengivet af {publisher}", publisher=source.publisher)
    parts = [who, text.date(source.date) if source.date else text.say("år ikke oplyst")]
    if row.wave in (Wave.MIDWAY, Wave.BASELINE):
        parts.append(text.say(labels.WAVE[row.wave]))
    said = f"{', '.join(parts)}."
    level = Place(row.scope, row.area, row.municipality_code)
    if level == place or row.scope is Scope.SITE:
        return said
    names = scopes.members(level, edition, text)
    whom = (
        text.say("Alle syv kommuner samlet.")
        if row.scope is Scope.ALL_SEVEN
        else text.say("{names} samlet.", names=names)
    )
    return f"{whom} {said}"


def _note(row: Finding, told: Sequence[Finding], place: Place, edition: Edition, text: Text) -> str:
    """Return what is held up against it and is not told, else the caveat of the statement."""
    others = opposed(row, edition, edition.findings)
    near = [other for other in others if place.speaks_of(other) and other not in told]
    for other in near:
        pair = next(
            pair
            for pair in edition.conflicts_of(row.finding_id)
            if other.finding_id in (pair.finding_id_a, pair.finding_id_b)
        )
        return text.say(
            "Kilderne er uenige: {statement} {note}",
            statement=text.pick(other.statement),
            note=text.pick(pair.note),
        )
    return _caveat(row, edition, text)


def _caveat(row: Finding, edition: Edition, text: Text) -> str:
    """Return the caveat, without the one who retells it: the source above it names the same."""
    caveat = text.pick(row.caveat)
    if edition.sources[row.source_id].source_class is not SourceClass.EVALUATION_RETOLD:
        return caveat
    teller, _, rest = caveat.partition("; ")
    begins, several = _RETOLD[text.language]
    if not teller.startswith(begins) or several in teller:
        return caveat
    return labels.capital(rest)
