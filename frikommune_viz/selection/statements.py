"""The matrix of statements: what a cell reports, or why it is empty.

A statement belongs only at the level its source speaks about. It is never inherited downwards and
never aggregated upwards: a statement about all seven is in no area's row, an area's in no
municipality's, and a site's never decides its municipality's cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import NO_GROUP, Filters
from frikommune_viz.model.codes import (
    MAIN_THEMES,
    SUPPORTING_THEMES,
    Area,
    Desirable,
    Direction,
    Scope,
    SourceClass,
    Theme,
    Verdict,
    Wave,
)
from frikommune_viz.model.rows import Finding
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES

TIER: Final = {
    SourceClass.EVALUATION: 0,
    SourceClass.EVALUATION_RETOLD: 0,
    SourceClass.RESEARCH: 1,
    SourceClass.MUNICIPALITY: 2,
    SourceClass.PRESS: 3,
}
"""Which statements of a cell decide, the lowest tier first. VIVE retold is in one tier with VIVE
itself: VIVE alone made school × citizens report only an increase and hid four null results."""

REPORTED: Final = {
    Direction.UP: Verdict.REPORTED_UP,
    Direction.SLIGHTLY_UP: Verdict.REPORTED_SLIGHTLY_UP,
    Direction.NONE: Verdict.REPORTED_NONE,
    Direction.MIXED: Verdict.REPORTED_MIXED,
    Direction.SLIGHTLY_DOWN: Verdict.REPORTED_SLIGHTLY_DOWN,
    Direction.DOWN: Verdict.REPORTED_DOWN,
    Direction.NOT_STATED: Verdict.DIRECTION_NOT_STATED,
}
"""The verdict that reports a direction; it never says more than the source."""

WAVE_ORDER: Final = {wave: order for order, wave in enumerate(Wave)}
_REPORTS: Final = {verdict: direction for direction, verdict in REPORTED.items()}
_INCREASES: Final = (Direction.SLIGHTLY_UP, Direction.UP)
DECREASES: Final = (Direction.SLIGHTLY_DOWN, Direction.DOWN)
"""The directions of less, whatever it is less of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a row of the matrix is about."""

    scope: Scope
    area: Area | None = None
    municipality_code: str | None = None

    @property
    def code(self) -> str:
        """Language-neutral name of the place: a municipality's code, an area's, or the scope."""
        return self.municipality_code or self.area or self.scope

    def speaks_of(self, finding: Finding) -> bool:
        """Return whether `finding` is about exactly this place."""
        return (finding.scope, finding.area, finding.municipality_code) == (
            self.scope,
            self.area,
            self.municipality_code,
        )

    def has_site(self, finding: Finding) -> bool:
        """Return whether `finding` is about a single site in this municipality."""
        return (
            self.scope is Scope.MUNICIPALITY
            and finding.scope is Scope.SITE
            and finding.municipality_code == self.municipality_code
        )


ALL_SEVEN: Final = Place(Scope.ALL_SEVEN)
PLACES: Final = (
    ALL_SEVEN,
    *(
        place
        for area, codes in AREA_MUNICIPALITIES.items()
        for place in (
            Place(Scope.AREA, area),
            *(Place(Scope.MUNICIPALITY, area, code) for code in codes),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What sources report at one place on one theme.

    Attributes
    ----------
    verdict
        The code of its word. ``REPORTED_*`` and ``DISAGREE`` rest on `deciding`; the others say
        why there is nothing at this level.
    deciding
        The statements of the best tier's latest wave that the verdict rests on.
    directions
        How many of them point each way, when they disagree.
    statements
        All statements at this level or, for a municipality, at its sites.
    told_by
        The kind of source of the deciding statements, VIVE itself before VIVE retold; None where
        the cell is empty.
    coarser, finer
        At which other level there are statements on the theme, when this cell is empty.
    """

    place: Place
    theme: Theme
    verdict: Verdict
    deciding: tuple[Finding, ...] = ()
    directions: tuple[tuple[Direction, int], ...] = ()
    statements: tuple[Finding, ...] = ()
    told_by: SourceClass | None = None
    coarser: Scope | None = None
    finer: Scope | None = None

    @property
    def code(self) -> str:
        """Language-neutral name of the cell, as an address holds it."""
        return f"{self.place.code}.{self.theme}"

    @property
    def is_empty(self) -> bool:
        """Whether no statement is about exactly this place."""
        return not self.deciding

    @property
    def wave(self) -> Wave:
        """The wave the verdict rests on."""
        return self.deciding[0].wave

    @property
    def direction(self) -> Direction | None:
        """The one direction the verdict reports; None where there is none, or several."""
        return _REPORTS.get(self.verdict)

    @property
    def desirable(self) -> Desirable:
        """Whether the deciding statements agree on the direction being wanted."""
        kinds = {row.desirable for row in self.deciding}
        return kinds.pop() if len(kinds) == 1 else Desirable.NEUTRAL


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of a choice.

    Attributes
    ----------
    themes
        The columns.
    rows
        A tuple of cells for each place, one cell for each theme.
    unthemed
        Statements about these places that cover several themes at once and so belong to no cell;
        none once a theme is chosen.
    """

    themes: tuple[Theme, ...]
    rows: tuple[tuple[Place, tuple[Cell, ...]], ...]
    unthemed: tuple[Finding, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for _, cells in self.rows for cell in cells)

    @property
    def statements(self) -> tuple[Finding, ...]:
        """Every statement of the choice, once, in the order of the edition."""
        return _in_order((*self.in_cells, *self.unthemed))

    @property
    def in_cells(self) -> tuple[Finding, ...]:
        """Every statement that is in some cell, once, in the order of the edition."""
        return _in_order(row for cell in self.cells for row in cell.statements)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    by_id = {row.finding_id: row for row in findings}
    return tuple(by_id[finding_id] for finding_id in sorted(by_id))


def matrix(edition: Edition, filters: Filters) -> Matrix:
    """Return the statements of an edition by place and theme, as chosen."""
    themes = filters.theme or (
        (*MAIN_THEMES, *SUPPORTING_THEMES) if filters.supporting else MAIN_THEMES
    )
    themes = tuple(theme for theme in Theme if theme in themes)
    keep = _keeps(filters, edition)
    shown = places(filters)
    return Matrix(
        themes,
        tuple(
            (place, tuple(cell(place, theme, edition, keep) for theme in themes)) for place in shown
        ),
        ()
        if filters.theme
        else tuple(row for row in edition.findings if _is_unthemed(row, shown) and keep(row)),
    )


def account(finding: Finding, edition: Edition) -> tuple[str, str]:
    """Return whose account a statement is, so that one account is counted once.

    An evaluation of VIVE's is one account however many have retold it. Any other document is an
    account of its own: a press release that says four things is still one.
    """
    if TIER[edition.sources[finding.source_id].source_class] == TIER[SourceClass.EVALUATION]:
        return "vive", finding.wave
    return "document", finding.source_id


def count_accounts(findings: Iterable[Finding], edition: Edition) -> int:
    """Return how many sources statements come from, an evaluation counted as one."""
    return len({account(row, edition) for row in findings})


def places(filters: Filters) -> tuple[Place, ...]:
    """Return the rows of a choice of areas and municipalities.

    All seven are left out once an area or a municipality is chosen: a statement about all seven is
    not one about any of them.
    """
    if not filters.area and not filters.municipality:
        return PLACES
    return tuple(
        place
        for place in PLACES
        if place.scope is not Scope.ALL_SEVEN
        and (not filters.area or place.area in filters.area)
        and (not filters.municipality or place.municipality_code in filters.municipality)
    )


def cell(
    place: Place, theme: Theme, edition: Edition, keep: Callable[[Finding], bool] = lambda _: True
) -> Cell:
    """Return what sources report of one theme at exactly one place.

    Parameters
    ----------
    keep
        Which statements the visitor's choice leaves; all by default.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> school = Place(Scope.AREA, Area.SCHOOL)
    >>> known = cell(school, Theme.CITIZEN_OUTCOMES, open_edition("published"))
    >>> known.is_empty, known.wave.value
    (False, 'final')
    """
    of_theme = edition.findings_on[theme]
    own = [row for row in of_theme if place.speaks_of(row)]
    sites = [row for row in of_theme if place.has_site(row)]
    shown = tuple(row for row in (*own, *sites) if keep(row))
    heard = [row for row in own if keep(row)]
    if heard:
        verdict, deciding, directions = _verdict(heard, edition)
        told_by = _told_by(deciding, edition)
        return Cell(place, theme, verdict, deciding, directions, shown, told_by)
    if shown:
        return Cell(place, theme, Verdict.SITES_ONLY, statements=shown)
    if own or sites:
        return Cell(place, theme, Verdict.FILTERED_OUT)
    return _nothing(place, theme, of_theme)


def _verdict(
    heard: Sequence[Finding], edition: Edition
) -> tuple[Verdict, tuple[Finding, ...], tuple[tuple[Direction, int], ...]]:
    """Weigh statements about one place: best tier, then its latest wave, then their directions.

    Statements without a direction are not set against those that have one. Increases of different
    strength do not disagree; the most cautious word covers them all. Nor do directions that the
    sources all call wanted.
    """
    best = min(TIER[edition.sources[row.source_id].source_class] for row in heard)
    of_tier = [row for row in heard if TIER[edition.sources[row.source_id].source_class] == best]
    latest = max(of_tier, key=lambda row: WAVE_ORDER[row.wave]).wave
    of_wave = tuple(row for row in of_tier if row.wave is latest)
    stated = tuple(row for row in of_wave if row.direction is not Direction.NOT_STATED)
    if not stated:
        return Verdict.DIRECTION_NOT_STATED, of_wave, ()
    found = Counter(row.direction for row in stated)
    if len(found) == 1:
        return REPORTED[stated[0].direction], stated, ()
    for same_way in (_INCREASES, DECREASES):
        if all(direction in same_way for direction in found):
            return REPORTED[same_way[0]], stated, ()
    counts = tuple((way, found[way]) for way in Direction if way in found)
    wanted = {row.desirable for row in stated}
    # Less central control and more dialogue go different ways and agree: the statements of a
    # theme may name different things.
    apart = wanted not in ({Desirable.YES}, {Desirable.NO})
    return Verdict.DISAGREE if apart else Verdict.DIFFERENT_THINGS, stated, counts


def _told_by(deciding: Sequence[Finding], edition: Edition) -> SourceClass:
    kinds = {edition.sources[row.source_id].source_class for row in deciding}
    return min(kinds, key=tuple(SourceClass).index)


def _nothing(place: Place, theme: Theme, of_theme: Sequence[Finding]) -> Cell:
    """Return an empty cell that says why nothing is known at exactly this place."""
    coarser = next(
        (level for level in _coarser(place) if any(map(level.speaks_of, of_theme))), None
    )
    within = [row.scope for row in of_theme if _within(row, place)]
    finer = min(within, key=tuple(Scope).index, default=None)
    if coarser:
        return Cell(place, theme, Verdict.COARSER_ONLY, coarser=coarser.scope, finer=finer)
    return Cell(place, theme, Verdict.FINER_ONLY if finer else Verdict.NOT_KNOWN, finer=finer)


def _coarser(place: Place) -> tuple[Place, ...]:
    if place.scope is Scope.MUNICIPALITY:
        return Place(Scope.AREA, place.area), ALL_SEVEN
    return (ALL_SEVEN,) if place.scope is Scope.AREA else ()


def _within(finding: Finding, place: Place) -> bool:
    if place.scope is Scope.ALL_SEVEN:
        return finding.scope is not Scope.ALL_SEVEN
    return (
        place.scope is Scope.AREA
        and finding.area is place.area
        and finding.scope in (Scope.MUNICIPALITY, Scope.SITE)
    )


def _keeps(filters: Filters, edition: Edition) -> Callable[[Finding], bool]:
    """Return whether a statement is left by the chosen group, wave and kind of source.

    VIVE alone is VIVE itself and VIVE retold.

    A group is chosen both where it gives the account and where the account is about it.
    """

    def keep(row: Finding) -> bool:
        kind = edition.sources[row.source_id].source_class
        return (
            (not filters.respondent or not _groups(row).isdisjoint(filters.respondent))
            and (not filters.wave or row.wave in filters.wave)
            and (not filters.source or kind in filters.source)
            and (not filters.vive or TIER[kind] == TIER[SourceClass.EVALUATION])
        )

    return keep


def _groups(finding: Finding) -> set[str]:
    return {str(group) for group in (finding.respondent, finding.about) if group} or {NO_GROUP}


def _is_unthemed(finding: Finding, places: Sequence[Place]) -> bool:
    return finding.theme is None and any(
        place.speaks_of(finding) or place.has_site(finding) for place in places
    )
