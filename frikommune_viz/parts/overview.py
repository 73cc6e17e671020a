"""Draw the overview: the conclusion, the counts, the matrix and what limits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import (
    MAIN_THEMES,
    SUPPORTING_THEMES,
    Desirable,
    Direction,
    SourceClass,
)
from frikommune_viz.model.rows import Finding
from frikommune_viz.parts.addresses import page_href, table_href
from frikommune_viz.parts.matrix_table import draw_key, draw_matrix
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
from frikommune_viz.parts.unread import draw_unread
from frikommune_viz.selection.statements import TIER, count_accounts, matrix
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.statement_words import direction_key

CONCLUSION: Final = ("F001", "F007", "F005", "F009", "F040", "F054")
"""The statements that the heading and the lead of the overview retell, in their order."""

_LESS: Final = (Direction.SLIGHTLY_DOWN, Direction.DOWN)


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements point one way.

    Attributes
    ----------
    vive, others
        How many come from VIVE, itself or retold, and how many from anybody else.
    accounts
        How many sources they come from together, an evaluation counted as one.
    """

    direction: Direction
    vive: int
    others: int
    accounts: int


def conclusion(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw what is concluded, for whom, by whom; and beside it what is not known."""
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
        aside=_not_known(edition, text),
    )


def counts(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw every statement on the four themes as a square, by direction and kind of source."""
    findings = [row for row in edition.findings if row.theme in MAIN_THEMES]
    counted = count_directions(findings, edition)
    return draw(
        "units.html",
        text,
        heading=text.say("Hvor mange udsagn siger mere, mindre eller det samme?"),
        notes=_read_counts(findings, counted, edition, text),
        rows=[
            {
                "glyph": str(row.direction),
                "word": direction_key(row.direction, text),
                "total": row.vive + row.others,
                "squares": [True] * row.vive + [False] * row.others,
                "sources": text.count("fra {n} kilde", "fra {n} kilder", row.accounts),
                "sentence": text.say(
                    "{vive} fra VIVE, direkte eller gengivet af andre, og {others} fra andre",
                    vive=text.number(row.vive),
                    others=text.number(row.others),
                ),
            }
            for row in counted
        ],
    )


def _read_counts(
    findings: Sequence[Finding], counted: Sequence[Count], edition: Edition, text: Text
) -> tuple[str, ...]:
    """Return how the counts are to be read: who says "more", and that less may be wanted."""
    notes = [
        text.count(
            "{n} udsagn om de fire temaer, fra {sources} kilder. En evaluering tæller som én "
            "kilde, også når flere har gengivet den.",
            "{n} udsagn om de fire temaer, fra {sources} kilder. En evaluering tæller som én "
            "kilde, også når flere har gengivet den.",
            len(findings),
            sources=text.number(count_accounts(findings, edition)),
        )
    ]
    more = next((row for row in counted if row.direction is Direction.UP), None)
    if more:
        notes.append(
            text.say(
                "{others} af de {n} udsagn, der siger mere eller bedre, kommer fra kommuner, "
                "presse og andre, ikke fra VIVE.",
                others=text.number(more.others),
                n=text.number(more.vive + more.others),
            )
        )
    less = [row for row in findings if row.direction in _LESS]
    wanted = [row for row in less if row.desirable is Desirable.YES]
    if wanted:
        notes.append(
            text.say(
                "Mindre kan være godt: {wanted} af de {n} udsagn om mindre går i den ønskede "
                "retning, for eksempel mindre fravær.",
                wanted=text.number(len(wanted)),
                n=text.number(len(less)),
            )
        )
    return tuple(notes)


def count_directions(findings: Sequence[Finding], edition: Edition) -> tuple[Count, ...]:
    """Return the counts by direction; a direction that no statement has is left out."""
    vive_tier = TIER[SourceClass.EVALUATION]
    found = []
    for direction in Direction:
        rows = [row for row in findings if row.direction is direction]
        tiers = [TIER[edition.sources[row.source_id].source_class] for row in rows]
        if tiers:
            vive = tiers.count(vive_tier)
            accounts = count_accounts(rows, edition)
            found.append(Count(direction, vive, len(tiers) - vive, accounts))
    return tuple(found)


def matrix_head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the head of the matrix: what it shows, how much is empty, how to read its glyphs."""
    cells = matrix(edition, Filters()).cells
    empty = sum(cell.is_empty for cell in cells)
    return (
        draw_section(
            text.say("Hvem siger hvad, og om hvem?"),
            text,
            text.say(
                "Et udsagn står kun dér, hvor kilden taler om det. "
                "Et udsagn om alle syv kommuner gælder ikke automatisk den enkelte kommune."
            ),
            text.say(
                "I {empty} af de {total} felter har vi ikke fundet et udsagn på netop det niveau.",
                empty=text.number(empty),
                total=text.number(len(cells)),
            ),
        )
        + draw_banner(text)
        + draw_key(cells, text)
    )


def main_matrix(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the matrix of the four themes, with its source line."""
    drawn = matrix(edition, Filters())
    return draw_matrix(drawn, edition, text, filters) + _source_line(
        drawn.in_cells, edition, filters, text
    )


def supporting_matrix(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the matrix of the supporting themes, when the visitor asks for it."""
    if not filters.supporting:
        return Markup()
    drawn = matrix(edition, Filters(theme=SUPPORTING_THEMES))
    return draw_matrix(drawn, edition, text, filters) + _source_line(
        drawn.in_cells, edition, filters, text
    )


def limits(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the three things that limit every sentence on the page."""
    return draw_limits(
        text.say("Tre forbehold"),
        (
            Remark(
                text.say("1. Retninger, ikke størrelser"),
                text.say(
                    "»Mere« betyder, at kilden beskriver mere af noget. "
                    "Vores kilder oplyser hverken hvor meget eller hvor sikkert det er."
                ),
            ),
            Remark(
                text.say("2. Før og efter – en sammenligningsgruppe er ikke omtalt"),
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


def _not_known(edition: Edition, text: Text) -> Aside:
    return Aside(
        text.say("Det ved vi ikke"),
        (
            *draw_unread(edition, text),
            Remark(
                text.say("Hvor meget."),
                text.say(
                    "De kilder, vi har læst, oplyser retninger i ord og ingen tal for før og "
                    "efter i den enkelte kommune."
                ),
            ),
            Remark(
                text.say("Tilliden på det enkelte område."),
                text.say("I vores kilder vurderer VIVE den kun for alle syv samlet."),
            ),
            Remark(
                text.say("Hvad der skyldes aftalerne."),
                text.say(
                    "Skoler i hele landet fik samtidig friere rammer, så en sammenligning er svær."
                ),
            ),
        ),
    )


def _source_line(
    findings: Sequence[Finding], edition: Edition, filters: Filters, text: Text
) -> Markup:
    """Draw how many of the statements shown come from each kind of source."""
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
