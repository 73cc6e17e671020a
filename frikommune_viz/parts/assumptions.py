"""Draw the page on the assumptions: what supports and contradicts each, and what nobody can say.

For or against is our reading and not VIVE's; the page says so. An account is counted once,
however many things it says and however many have retold it.
"""

from __future__ import annotations

from collections import Counter
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
from frikommune_viz.selection.accounts import Account, accounts
from frikommune_viz.selection.statements import Place, count_accounts
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE
from frikommune_viz.wording.statement_words import place_extent, place_name

SHOWN_OPEN: Final = 1
"""So many accounts of a side are seen at once; the rest are folded away, on all sides alike."""


COLUMNS: Final = ((Support.YES, Support.PARTLY), (Support.BOTH,), (Support.NO,))
"""What stands together in one column of the table."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many accounts bear on an assumption, wholly or partly for it, and against it."""

    wholly: int
    partly: int
    against: int

    @property
    def supporting(self) -> int:
        """How many speak for it, wholly or partly."""
        return self.wholly + self.partly


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in words, and whom it speaks about."""

    place: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Told:
    """An account in words; ``more`` are the further statements of the same account."""

    first: Placed
    more: tuple[Placed, ...]
    more_label: str


@dataclass(frozen=True, slots=True)
class Side:
    """One column of accounts; ``nothing`` is said when it is empty."""

    heading: str
    accounts: tuple[Told, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One cell of the table: how many accounts and statements, and of which levels these are."""

    accounts: str
    levels: tuple[str, ...]


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the answer of the page: how many assumptions more sources support than contradict."""
    counted = [_counts(edition, row) for row in edition.assumptions]
    supported = sum(one.supporting > one.against for one in counted)
    holes = {"n": text.number(supported), "total": text.number(len(counted))}
    mostly_partly = sum(one.partly for one in counted) > sum(one.wholly for one in counted)
    heading = (
        text.say(
            "{n} af de {total} antagelser har flere kilder for sig end imod sig, men de fleste "
            "kilder taler kun delvist for",
            **holes,
        )
        if mostly_partly
        else text.say("Flere kilder taler for end imod {n} af de {total} antagelser", **holes)
    )
    return draw_hero(PAGE["antagelser"], text, heading=heading)


def reading(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw whose reading the page is, and what its counts cannot say."""
    return draw("aside.html", text, aside=_reading(text))


def overview(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw a table of how many accounts bear on each assumption, and in which way."""
    rows = [
        {
            "anchor": _anchor(row),
            "title": _title(row, text),
            "counts": tuple(
                _counted(
                    [told for one in column for told in accounts(edition, row.assumption, one)],
                    text,
                )
                for column in COLUMNS
            ),
        }
        for row in edition.assumptions
    ]
    heads = [
        text.say("For, helt eller delvist"),
        text.say("Både for og imod"),
        text.say("Imod"),
    ]
    return draw("assumption_counts.html", text, heads=heads, rows=rows) + draw_banner(text)


def assumptions(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw, for each assumption, what supports it beside what contradicts it."""
    return Markup("").join(_assumption(row, edition, text) for row in edition.assumptions)


def closing(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw how to download the statements, and where the reading is explained."""
    return draw(
        "assumption_end.html",
        text,
        table_href=table_href("findings", "csv", filters),
        method_href=page_href("metode", filters.travelling(), "regler"),
    )


def _assumption(row: Assumption, edition: Edition, text: Text) -> Markup:
    found = {support: accounts(edition, row.assumption, support) for support in Support}
    both = _told(found[Support.BOTH], edition, text)
    return draw(
        "assumption.html",
        text,
        anchor=_anchor(row),
        title=_title(row, text),
        description=text.pick(row.description),
        source=edition.sources[row.source_id],
        tally=_tally(found, text),
        origin=_origin(row, edition, text),
        limit=text.pick(row.limit),
        sides=(
            Side(
                text.say("Taler for"),
                _told((*found[Support.YES], *found[Support.PARTLY]), edition, text),
                text.say("Vi har ikke fundet udsagn, der taler for."),
            ),
            *((Side(text.say("Taler både for og imod"), both, ""),) if both else ()),
            Side(
                text.say("Taler imod"),
                _told(found[Support.NO], edition, text),
                text.say(
                    "Vi har ikke fundet udsagn, der taler imod. "
                    "Det er ikke det samme som, at antagelsen er bekræftet."
                ),
            ),
        ),
        shown_open=SHOWN_OPEN,
    )


def _tally(found: dict[Support, tuple[Account, ...]], text: Text) -> str:
    """Return the number of accounts on each side, all four with the same weight."""
    holes = {
        support.value: text.number(len(rows)) if rows else text.say("ingen")
        for support, rows in found.items()
    }
    return text.say(
        "Kilder, der taler helt for: {yes}; delvist for: {partly}; både for og imod: {both}; "
        "imod: {no}.",
        **holes,
    )


def _origin(row: Assumption, edition: Edition, text: Text) -> str:
    """Return how many statements there are, from how many sources, and what that cannot decide."""
    rows = [finding for finding in edition.findings if finding.assumption == row.assumption]
    return text.count(
        "{n} udsagn fra {sources} kilder; en kilde kan tælle med på flere sider. Antallet afgør ikke, "
        "om antagelsen holder.",
        "{n} udsagn fra {sources} kilder; en kilde kan tælle med på flere sider. Antallet afgør ikke, "
        "om antagelsen holder.",
        len(rows),
        sources=text.number(count_accounts(rows, edition)),
    )


def _counts(edition: Edition, row: Assumption) -> Counts:
    return Counts(
        *(
            len(accounts(edition, row.assumption, support))
            for support in (Support.YES, Support.PARTLY, Support.NO)
        )
    )


def _counted(found: Sequence[Account], text: Text) -> Counted:
    rows = [row for told in found for row in told.statements]
    counts = Counter(row.scope for row in rows)
    levels = (
        (Scope.ALL_SEVEN, text.say("{n} om alle syv", n=counts[Scope.ALL_SEVEN])),
        (Scope.AREA, text.count("{n} om et område", "{n} om områder", counts[Scope.AREA])),
        (
            Scope.MUNICIPALITY,
            text.count("{n} om en kommune", "{n} om kommuner", counts[Scope.MUNICIPALITY]),
        ),
        (Scope.SITE, text.count("{n} om ét sted", "{n} om enkelte steder", counts[Scope.SITE])),
    )
    return Counted(
        accounts=", ".join(
            (
                text.count("{n} kilde", "{n} kilder", len(found)),
                *((text.count("{n} udsagn", "{n} udsagn", len(rows)),) if rows else ()),
            )
        ),
        levels=tuple(words for scope, words in levels if counts[scope]),
    )


def _told(found: Sequence[Account], edition: Edition, text: Text) -> tuple[Told, ...]:
    return tuple(
        Told(
            _placed(told.first, edition, text, with_support=True),
            tuple(_placed(row, edition, text, with_support=False) for row in told.more),
            text.count(
                "{n} udsagn mere fra samme kilde eller evaluering",
                "{n} udsagn mere fra samme kilde eller evaluering",
                len(told.more),
            ),
        )
        for told in found
    )


def _placed(row: Finding, edition: Edition, text: Text, *, with_support: bool) -> Placed:
    whom = _whom(row, edition, text)
    support = row.supports_assumption
    if with_support and support is not None:
        whom = text.say(
            "{place}. {support}.", place=whom, support=text.say(labels.SUPPORT[support])
        )
    elif row.retells:
        whom = text.say("{place}. Gengiver samme resultat.", place=whom)
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
                    "VIVE har ikke opgjort udsagnene på den måde i vores kilder."
                ),
            ),
            Remark(
                text.say("Én kilde tæller højst én gang på hver side."),
                text.say(
                    "En pressemeddelelse eller en evaluering tæller som én kilde på hver side, "
                    "uanset hvor mange udsagn den rummer, og hvor mange der har gengivet den."
                ),
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
