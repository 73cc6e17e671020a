"""Draw statements: verdict, who says it, sentence, caveat, conflicts and sources, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import EvidenceType, Theme
from frikommune_viz.model.rows import Finding, Source
from frikommune_viz.parts.addresses import cell_anchor
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.marks import mark_of_statement
from frikommune_viz.selection.statements import PLACES, Place
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.statement_words import place_name, statement_verdict, who_lines


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement that points the other way, and why both can be true."""

    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in words, in the order it is read."""

    glyph: str
    verdict: str
    wanted: str
    about: str
    sentence: str
    caveat: str
    conflicts: tuple[Conflict, ...]
    sources: tuple[Source, ...]
    locator: str


@dataclass(frozen=True, slots=True)
class ThemeStatements:
    """Statements about one theme at one place; a cell of the matrix links to ``anchor``."""

    anchor: str
    theme: str
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements about one place, by theme; ``area`` colours the heading's bar."""

    heading: str
    area: str
    themes: tuple[ThemeStatements, ...]

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(len(theme.rows) for theme in self.themes)


def statement(
    finding: Finding, edition: Edition, text: Text, *, with_theme: bool = False
) -> Statement:
    """Return one statement in words; `with_theme` where its surroundings do not name the theme."""
    wanted = labels.DESIRABLE[finding.desirable]
    return Statement(
        glyph=mark_of_statement(finding, edition.sources[finding.source_id].source_class).code,
        verdict=statement_verdict(finding, edition, text),
        wanted=text.say(wanted) if wanted else "",
        about=_about(finding, edition, text, with_theme=with_theme),
        sentence=text.pick(finding.statement),
        caveat=text.pick(finding.caveat),
        conflicts=_conflicts(finding, edition, text),
        sources=tuple(
            edition.sources[source_id]
            for source_id in (finding.source_id, *finding.also_source_ids)
        ),
        locator=text.pick(finding.source_locator),
    )


def draw_statements(
    findings: Sequence[Finding], edition: Edition, text: Text, *, folded: bool = False
) -> Markup:
    """Draw statements by place and theme, in their fixed order; those of several themes last.

    `folded`: only the places are seen until one is opened.
    """
    groups = []
    for place in PLACES:
        here = [row for row in findings if place.speaks_of(row) or place.has_site(row)]
        if here:
            groups.append(
                StatementGroup(
                    heading=place_name(place, edition, text),
                    area=place.area or "all",
                    themes=_by_theme(place, here, edition, text),
                )
            )
    return draw("statements.html", text, groups=groups, folded=folded)


def _by_theme(
    place: Place, findings: Sequence[Finding], edition: Edition, text: Text
) -> tuple[ThemeStatements, ...]:
    return tuple(
        ThemeStatements(
            anchor=cell_anchor(theme or "several", place.code),
            theme=text.say(labels.THEME[theme]),
            rows=tuple(statement(row, edition, text) for row in rows),
        )
        for theme in (*Theme, None)
        if (rows := [row for row in findings if row.theme is theme])
    )


def _about(finding: Finding, edition: Edition, text: Text, *, with_theme: bool) -> str:
    parts = [
        text.say(labels.THEME[finding.theme]) if with_theme else "",
        *who_lines((finding,), edition, text),
        finding.site or "",
        text.say(labels.WAVE[finding.wave]),
        # What a source does not say is said once, above, and not at every statement.
        text.say(labels.EVIDENCE_TYPE[finding.evidence_type])
        if finding.evidence_type is not EvidenceType.NOT_STATED
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _conflicts(finding: Finding, edition: Edition, text: Text) -> tuple[Conflict, ...]:
    found = []
    for row in edition.conflicts_of(finding.finding_id):
        other = row.finding_id_b if row.finding_id_a == finding.finding_id else row.finding_id_a
        found.append(Conflict(text.pick(edition.finding[other].statement), text.pick(row.note)))
    return tuple(found)
