"""Parts of the page on the assumptions: what speaks for and against each, and what nobody can say.

For or against is our reading and not VIVE's; the page says so. Statements that retell one result
count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Scope, Support
from frikommune_viz.model.rows import Assumption, Finding
from frikommune_viz.parts.addresses import page_href, table_href
from frikommune_viz.parts.page_frame import Aside, Remark, draw_banner, draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.parts.statement_list import Statement, statement
from frikommune_viz.selection.statements import TIER, WAVE_ORDER, Place
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.statements import place_extent, place_name

SHOWN_OPEN: Final = 6
"""So many results of a side are seen at once; the rest are folded away, on both sides alike."""
FEW: Final = 3
"""So few results that nothing can be concluded from them alone."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result: the statement that tells it first, and those that tell it again."""

    told: Finding
    retold: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in words, and whom it speaks about."""

    place: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A result in words; ``retold`` are the statements that tell it again."""

    first: Placed
    retold: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One column: what speaks for, or against. ``nothing`` is said when it is empty."""

    heading: str
    results: tuple[Told, ...]
    nothing: str


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Ask the question of the page, and say beside it whose reading it is."""
    return draw_hero(PAGE["antagelser"], filters, text, aside=_reading(text))


def overview(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Count, for each assumption, the results for and against it."""
    rows = [
        {
            "anchor": _anchor(row),
            "title": _title(row, text),
            "counts": tuple(
                len(results(edition, row.assumption, support))
                for support in (Support.YES, Support.PARTLY, Support.NO)
            ),
        }
        for row in edition.assumptions
    ]
    return draw("assumption_counts.html", text, rows=rows) + draw_banner(text)


def assumptions(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Set, for each assumption, what speaks for it beside what speaks against it."""
    return Markup("").join(_assumption(row, edition, text) for row in edition.assumptions)


def closing(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say how to take the statements, and where the reading is explained."""
    return draw(
        "assumption_end.html",
        text,
        table_href=table_href("findings", "csv", filters),
        method_href=page_href("metode", filters.travelling(), "regler"),
    )


def results(edition: Edition, assumption: int, support: Support) -> tuple[Result, ...]:
    """Return the results that bear on an assumption in one way, the weightiest source first."""
    rows = [
        row
        for row in edition.findings
        if row.assumption == assumption and row.supports_assumption is support
    ]
    return tuple(
        Result(row, tuple(other for other in rows if other.retells == row.finding_id))
        for row in sorted(rows, key=lambda row: _reading_order(row, edition))
        if not row.retells
    )


def _reading_order(row: Finding, edition: Edition) -> tuple[int, int, int]:
    tier = TIER[edition.sources[row.source_id].source_class]
    return tier, -WAVE_ORDER[row.wave], list(Scope).index(row.scope)


def _assumption(row: Assumption, edition: Edition, text: Text) -> Markup:
    wholly = results(edition, row.assumption, Support.YES)
    partly = results(edition, row.assumption, Support.PARTLY)
    against = results(edition, row.assumption, Support.NO)
    return draw(
        "assumption.html",
        text,
        anchor=_anchor(row),
        title=_title(row, text),
        description=text.pick(row.description),
        source=edition.sources[row.source_id],
        tally=_tally(len(wholly), len(partly), len(against), text),
        limit=text.pick(row.limit),
        for_side=Side(
            text.say("Taler for"),
            _told((*wholly, *partly), edition, text),
            text.say("Ingen udsagn i de kilder, vi har, taler for."),
        ),
        against_side=Side(
            text.say("Taler imod"),
            _told(against, edition, text),
            text.say(
                "Ingen udsagn i de kilder, vi har, taler imod. "
                "Det er ikke det samme som, at antagelsen er bekræftet."
            ),
        ),
        shown_open=SHOWN_OPEN,
    )


def _tally(wholly: int, partly: int, against: int, text: Text) -> tuple[str, ...]:
    """Say the counts in whole sentences: for, how much of it only partly, against, and if few."""
    said = [
        text.count("{n} udsagn taler for.", "{n} udsagn taler for.", wholly + partly),
        text.count("{n} taler imod.", "{n} taler imod.", against)
        if against
        else text.say("Ingen taler imod."),
    ]
    if partly:
        said.append(
            text.count(
                "{n} af dem, der taler for, gør det kun delvist.",
                "{n} af dem, der taler for, gør det kun delvist.",
                partly,
            )
            if wholly
            else text.say("De, der taler for, gør det kun delvist.")
        )
    if wholly + partly + against <= FEW:
        said.append(text.say("Så få udsagn er ikke nok til at sige, om antagelsen holder."))
    return tuple(said)


def _told(rows: Sequence[Result], edition: Edition, text: Text) -> tuple[Told, ...]:
    return tuple(
        Told(
            _placed(row.told, edition, text, with_support=True),
            tuple(_placed(other, edition, text, with_support=False) for other in row.retold),
        )
        for row in rows
    )


def _placed(row: Finding, edition: Edition, text: Text, *, with_support: bool) -> Placed:
    whom = _whom(row, edition, text)
    support = row.supports_assumption
    if with_support and support is not None:
        whom = text.say(
            "{place}. {support}.", place=whom, support=text.say(labels.SUPPORT[support])
        )
    return Placed(whom, statement(row, edition, text, with_theme=True))


def _whom(row: Finding, edition: Edition, text: Text) -> str:
    place = Place(row.scope, row.area, row.municipality_code)
    name = place_name(place, edition, text)
    if row.scope is Scope.SITE:
        return text.say("Ét sted i {municipality}", municipality=name)
    if row.scope is Scope.AREA:
        return text.say("{area}, {extent}", area=name, extent=place_extent(place, text))
    return name


def _title(row: Assumption, text: Text) -> str:
    return text.say("{n}. {title}", n=row.assumption, title=text.pick(row.title))


def _anchor(row: Assumption) -> str:
    return f"antagelse-{row.assumption}"


def _reading(text: Text) -> Aside:
    return Aside(
        text.say("Sådan har vi læst"),
        (
            Remark(
                text.say("Læsningen er vores."),
                text.say(
                    "Vi har vurderet, om et udsagn taler for eller imod. "
                    "VIVE har ikke opgjort udsagnene på den måde i de kilder, vi har."
                ),
            ),
            Remark(
                text.say("Ét resultat tæller én gang."),
                text.say("Udsagn, der gengiver det samme resultat, står samlet under det."),
            ),
            Remark(
                text.say("Antal er ikke vægt."),
                text.say(
                    "Ét udsagn fra VIVE om alle syv kommuner kan veje tungere end mange fra "
                    "enkelte steder. Intet udsagn viser, at antagelsen forklarer det, der er sket."
                ),
            ),
        ),
    )
