"""Parts of the overview: the conclusion, the counts, the matrix and what limits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, SUPPORTING_THEMES, Direction, SourceClass
from frikommune_viz.model.rows import Finding
from frikommune_viz.parts.addresses import page_href, table_href
from frikommune_viz.parts.matrix_table import draw_glyph_key, draw_matrix
from frikommune_viz.parts.page_frame import (
    Aside,
    Remark,
    draw_banner,
    draw_hero,
    draw_limits,
    draw_section,
)
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import statement
from frikommune_viz.selection.statements import TIER, matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

CONCLUSION: Final = ("F001", "F007", "F005", "F009", "F040", "F054")
"""The statements that the heading and the lead of the overview retell, in their order."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements point one way; ``vive`` of them come from VIVE, itself or retold."""

    direction: Direction
    vive: int
    others: int


def conclusion(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what is concluded, for whom, by whom; and beside it what is not known."""
    behind = [edition.finding[finding_id] for finding_id in CONCLUSION]
    return draw_hero(
        PAGE["overblik"],
        filters,
        text,
        source_line=draw(
            "conclusion_source.html",
            text,
            sources=list(
                {row.source_id: edition.sources[row.source_id] for row in behind}.values()
            ),
            statements=[statement(row, edition, text, with_theme=True) for row in behind],
        ),
        aside=_not_known(text),
    )


def counts(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show every statement on the four themes as a square, by direction and kind of source."""
    findings = [row for row in edition.findings if row.theme in MAIN_THEMES]
    return draw(
        "units.html",
        text,
        heading=text.count(
            "{n} udsagn om de fire temaer, efter retning",
            "{n} udsagn om de fire temaer, efter retning",
            len(findings),
        ),
        rows=[
            {
                "glyph": str(row.direction),
                "word": text.say(labels.DIRECTION[row.direction]),
                "total": row.vive + row.others,
                "squares": [True] * row.vive + [False] * row.others,
                "sentence": text.say(
                    "{vive} fra VIVE, direkte eller gengivet af andre, og {others} fra andre "
                    "kilder",
                    vive=text.number(row.vive),
                    others=text.number(row.others),
                ),
            }
            for row in count_directions(findings, edition)
        ],
    )


def count_directions(findings: Sequence[Finding], edition: Edition) -> tuple[Count, ...]:
    """Count statements by direction; a direction nobody reports is left out."""
    vive_tier = TIER[SourceClass.EVALUATION]
    found = []
    for direction in Direction:
        tiers = [
            TIER[edition.sources[row.source_id].source_class]
            for row in findings
            if row.direction is direction
        ]
        if tiers:
            vive = tiers.count(vive_tier)
            found.append(Count(direction, vive, len(tiers) - vive))
    return tuple(found)


def matrix_head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the matrix: what it shows, how much of it is empty, and how to read its glyphs."""
    cells = matrix(edition, Filters()).cells
    empty = sum(cell.is_empty for cell in cells)
    return (
        draw_section(
            text.say("Hvad er sagt om hvem?"),
            text,
            text.say(
                "Et udsagn står kun dér, hvor kilden taler om det. "
                "Et udsagn om alle syv kommuner gælder ikke automatisk den enkelte kommune."
            ),
            text.say(
                "I {empty} af de {total} felter siger kilderne ikke noget på netop det niveau.",
                empty=text.number(empty),
                total=text.number(len(cells)),
            ),
        )
        + draw_banner(text)
        + draw_glyph_key(text)
    )


def main_matrix(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the matrix of the four themes, with its source line."""
    drawn = matrix(edition, Filters())
    return draw_matrix(drawn, edition, text, filters) + _source_line(
        drawn.statements, edition, filters, text
    )


def supporting_matrix(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the matrix of the supporting themes, when the visitor asks for it."""
    if not filters.supporting:
        return Markup()
    drawn = matrix(edition, Filters(theme=SUPPORTING_THEMES))
    return draw_matrix(drawn, edition, text, filters) + _source_line(
        drawn.statements, edition, filters, text
    )


def limits(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say the three things that limit every sentence on the page."""
    return draw_limits(
        text.say("Tre forbehold"),
        (
            Remark(
                text.say("1. Retninger, ikke størrelser"),
                text.say(
                    "»Stigning« betyder, at kilden beskriver mere af noget. "
                    "De kilder, vi har, oplyser hverken hvor meget eller hvor sikkert."
                ),
            ),
            Remark(
                text.say("2. Før og efter, uden sammenligning"),
                text.say(
                    "De spørgeskemaer, kilderne nævner, sammenligner før med efter. "
                    "De kan vise, hvad der skete, men ikke hvad aftalerne førte til."
                ),
            ),
            Remark(
                text.say("3. Kommunerne fortæller selv"),
                text.say(
                    "Det meste om den enkelte kommune kommer fra kommunen selv eller fra pressen. "
                    "Vi har ikke fundet resultater fra VIVE for en enkelt kommune."
                ),
            ),
        ),
        text,
    )


def _not_known(text: Text) -> Aside:
    return Aside(
        text.say("Det ved vi ikke"),
        (
            Remark(
                text.say("Hvor meget."),
                text.say(
                    "Kilderne oplyser retninger i ord. "
                    "De har ingen tal for før og efter i den enkelte kommune."
                ),
            ),
            Remark(
                text.say("Tilliden på hvert område."),
                text.say("I de kilder, vi har, vurderer VIVE den kun for alle syv samlet."),
            ),
            Remark(
                text.say("Hvad aftalerne selv har betydet."),
                text.say(
                    "Resten af landet fik nogle af de samme friheder undervejs, "
                    "så en sammenligning er svær."
                ),
            ),
        ),
    )


def _source_line(
    findings: Sequence[Finding], edition: Edition, filters: Filters, text: Text
) -> Markup:
    """Count the kinds of sources behind the statements shown; read off the rows."""
    kinds = [edition.sources[row.source_id].source_class for row in findings]
    return draw(
        "source_counts.html",
        text,
        kinds=[
            {"n": kinds.count(kind), "word": text.say(labels.SOURCE_CLASS[kind])}
            for kind in TIER
            if kind in kinds
        ],
        sources_href=page_href("metode", filters.travelling(), "kilder"),
        table_href=table_href("findings", "csv", filters),
    )
