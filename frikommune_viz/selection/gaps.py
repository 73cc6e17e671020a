"""Select the gaps of an indicator from the common course, and what they say of the pilots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import GapPart, Scope
from frikommune_viz.model.rows import Gap, GapResult, Indicator
from frikommune_viz.selection.register import Outcome, Series, indicator_rows, select

_ROUND: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class GapLine:
    """The gaps of one named municipality, oldest first; only one with an agreement has a result."""

    series: Series
    gaps: tuple[Gap, ...]
    result: GapResult | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one indicator, with everything a figure needs.

    Attributes
    ----------
    outcome
        The rows of the indicator.
    lines
        The municipalities with an agreement in the area, then the visitor's own.
    band
        One gap of each period, of any municipality: it carries the period, its part and the band.
    together
        The result of the municipalities of the area together; None where one has no result.
    primary
        The indicator that was named beforehand to answer for the area; None where none was.
    reach
        The axis goes from minus to plus this. It holds the band, the lines of the municipalities
        with an agreement, their intervals and the difference that matters, so no choice moves it.
    """

    outcome: Outcome
    lines: tuple[GapLine, ...]
    band: tuple[Gap, ...]
    together: GapResult | None
    primary: Indicator | None
    reach: float

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.outcome.indicator

    @property
    def pilots(self) -> tuple[GapLine, ...]:
        """The lines of the municipalities with an agreement in the area."""
        return tuple(line for line in self.lines if line.series is not self.outcome.own)

    @property
    def results(self) -> tuple[GapResult, ...]:
        """The results: each municipality, then all together."""
        alone = [line.result for line in self.lines if line.result]
        return (*alone, *([self.together] if self.together else []))

    def periods(self, part: GapPart) -> tuple[str, ...]:
        """Return the periods that count as `part`, oldest first."""
        return tuple(row.period for row in self.band if row.part is part)

    def beyond(self, line: GapLine) -> tuple[Gap, ...]:
        """Return the gaps of a line that lie outside the axis."""
        return tuple(row for row in line.gaps if abs(row.gap) > self.reach)


def has_gaps(edition: Edition, indicator_id: str) -> bool:
    """Return whether the series of an indicator is long enough for a gap to say something."""
    return bool(edition.gap_results_of(indicator_id))


def select_gaps(edition: Edition, indicator_id: str, own: str = "") -> Gaps:
    """Select the gaps of an indicator; `own` is the code of a visitor's own municipality.

    Raises
    ------
    KeyError
        When the edition has no such indicator.
    ValueError
        When the indicator has no gaps; ask :func:`has_gaps`.
    """
    if not has_gaps(edition, indicator_id):
        raise ValueError(f"{indicator_id}: the series is too short for a gap")
    outcome = select(edition, indicator_id, own)
    rows = _gap_rows(edition, indicator_id)
    results = edition.gap_results_of(indicator_id)
    alone = {r.municipality_codes[0]: r for r in results if r.scope is Scope.MUNICIPALITY}
    return Gaps(
        outcome=outcome,
        lines=tuple(
            GapLine(series, gaps, alone.get(series.code))
            for series in outcome.named
            if (gaps := rows.by_municipality.get(series.code))
        ),
        band=rows.band,
        together=next((row for row in results if row.scope is Scope.AREA), None),
        primary=edition.primary_of(outcome.indicator.area),
        reach=rows.reach,
    )


class _GapRows(NamedTuple):
    """The gaps of an indicator by municipality, oldest first, with the band and the axis."""

    by_municipality: Mapping[str, tuple[Gap, ...]]
    band: tuple[Gap, ...]
    reach: float


# One for each indicator, as in :func:`.register.indicator_rows`: no visitor's choice is in it.
@lru_cache(maxsize=64)
def _gap_rows(edition: Edition, indicator_id: str) -> _GapRows:
    rows = sorted(edition.gaps_of(indicator_id), key=lambda row: row.period_end)
    by_municipality: dict[str, tuple[Gap, ...]] = {}
    for row in rows:
        code = row.municipality_code
        by_municipality[code] = (*by_municipality.get(code, ()), row)
    pilots = {series.code for series in indicator_rows(edition, indicator_id).pilots}
    held = _extremes(rows, edition.gap_results_of(indicator_id), pilots)
    band = tuple({row.period: row for row in rows}.values())
    return _GapRows(by_municipality, band, _round_up(held))


def _extremes(
    rows: Iterable[Gap], results: Iterable[GapResult], pilots: set[str]
) -> Iterable[float]:
    """Yield everything that the axis must hold."""
    for row in rows:
        yield from (row.p05, row.p95)
        if row.municipality_code in pilots:
            yield row.gap
    for result in results:
        ends = (result.lower, result.upper, result.relevant_difference)
        yield from (end for end in ends if end is not None)


def _round_up(found: Iterable[float]) -> float:
    """Return the least round number that no number found exceeds in size."""
    most = max(abs(one) for one in found)
    power = 0
    while most > 10.0**power:
        power += 1
    while most <= 10.0 ** (power - 1):
        power -= 1
    return round(
        next(m for m in _ROUND if m * 10.0 ** (power - 1) >= most) * 10.0 ** (power - 1), 9
    )
