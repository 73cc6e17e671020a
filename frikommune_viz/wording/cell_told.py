"""What is said in a cell, in the order it is read: disagreement, who says what, what decides not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Direction, Scope, SourceClass
from frikommune_viz.model.rows import Finding, FindingConflict, Source
from frikommune_viz.selection.disagreements import pairs_with
from frikommune_viz.selection.marks import mark_of_statement
from frikommune_viz.selection.statements import Cell
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import direction_word, place_name


@dataclass(frozen=True, slots=True)
class Apart:
    """Another statement that points another way, and why both can be true.

    ``sentence`` and ``publisher`` are empty where the other stands in the same cell.
    """

    sentence: str
    publisher: str
    note: str


@dataclass(frozen=True, slots=True)
class FromSource:
    """The statements of one source at one time, so that it is named once."""

    source: Source
    teller: str
    when: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one direction and one fill."""

    mark: str
    word: str
    count: str
    sources: tuple[FromSource, ...]


def cell_title(cell: Cell, edition: Edition, text: Text) -> str:
    """Return the heading of a cell: the place and the theme."""
    return text.say(
        "{place}: {theme}",
        place=place_name(cell.place, edition, text),
        theme=labels.inline(text.say(labels.THEME[cell.theme])),
    )


def disagreement(cell: Cell, edition: Edition, text: Text) -> str:
    """Say how many statements point each way and whose they are; empty where all agree.

    Where every way has the same sources, these are named once and last.
    """
    ways = [
        (number, [row for row in cell.deciding if row.direction is direction])
        for direction, number in cell.directions
    ]
    if not ways:
        return ""
    whose = [text.join(_publishers(rows, edition)) for _, rows in ways]
    if len(set(whose)) == 1:
        said = text.join(
            text.count(
                "{n} udsagn siger »{word}«",
                "{n} udsagn siger »{word}«",
                number,
                word=labels.inline(direction_word(rows[0], text)),
            )
            for number, rows in ways
        )
        return text.say("{said} ({sources}).", said=said, sources=whose[0])
    said = text.join(
        text.count(
            "{n} udsagn siger »{word}« ({sources})",
            "{n} udsagn siger »{word}« ({sources})",
            number,
            word=labels.inline(direction_word(rows[0], text)),
            sources=sources,
        )
        for (number, rows), sources in zip(ways, whose, strict=True)
    )
    return f"{said}."


def apart(cell: Cell, edition: Edition, text: Text) -> tuple[Apart, ...]:
    """Return what the edition holds up against the statements of a cell, each pair once."""
    here = {row.finding_id for row in cell.statements}
    return tuple(
        Apart(*_other(pair, here, edition, text), text.pick(pair.note))
        for pair in pairs_with(cell.statements, edition)
    )


def _other(pair: FindingConflict, here: set[str], edition: Edition, text: Text) -> tuple[str, str]:
    elsewhere = [id_ for id_ in (pair.finding_id_a, pair.finding_id_b) if id_ not in here]
    if not elsewhere:
        return "", ""
    other = edition.finding[elsewhere[0]]
    return text.pick(other.statement), edition.sources[other.source_id].publisher


def groups(findings: Sequence[Finding], edition: Edition, text: Text) -> tuple[Group, ...]:
    """Return statements by direction and fill, in the order of the directions."""
    order = tuple(Direction)

    def key(row: Finding) -> tuple[int, str]:
        mark = mark_of_statement(row, edition.sources[row.source_id].source_class)
        return order.index(row.direction), mark.code

    ordered = sorted(findings, key=key)
    return tuple(_group(tuple(rows), edition, text) for _, rows in groupby(ordered, key=key))


def _group(rows: tuple[Finding, ...], edition: Edition, text: Text) -> Group:
    first = rows[0]
    return Group(
        mark=mark_of_statement(first, edition.sources[first.source_id].source_class).code,
        word=direction_word(first, text),
        count=text.count("{n} udsagn", "{n} udsagn", len(rows)),
        sources=tuple(_by_source(rows, edition, text)),
    )


def _by_source(rows: Sequence[Finding], edition: Edition, text: Text) -> Iterator[FromSource]:
    def key(row: Finding) -> tuple[str, str, str]:
        return row.source_id, row.wave, row.site or ""

    for (source_id, _wave, site), found in groupby(sorted(rows, key=key), key=key):
        told = tuple(found)
        source = edition.sources[source_id]
        when = (
            [site, text.say(labels.WAVE[told[0].wave])]
            if site
            else [text.say(labels.WAVE[told[0].wave])]
        )
        yield FromSource(
            source, _teller(source, told[0], text), ", ".join(when),
            tuple(text.pick(row.statement) for row in told),
        )  # fmt: skip


def _teller(source: Source, finding: Finding, text: Text) -> str:
    """Return what to know of a source that is not the one that speaks; empty otherwise."""
    if source.source_class is SourceClass.EVALUATION_RETOLD:
        return text.say("gengiver VIVE")
    if source.source_class is SourceClass.MUNICIPALITY and finding.scope is not Scope.SITE:
        if source.publisher.endswith(" Kommune"):
            return text.say("om sig selv")
        # A local paper that prints what the municipality has written.
        if finding.scope in (Scope.ALL_SEVEN, Scope.AREA):
            return text.say("bringer kommunernes egen omtale")
        return text.say("bringer kommunens egen omtale")
    return ""


def _publishers(rows: Sequence[Finding], edition: Edition) -> list[str]:
    return list(dict.fromkeys(edition.sources[row.source_id].publisher for row in rows))
