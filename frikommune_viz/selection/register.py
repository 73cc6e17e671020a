"""Select the rows of a register figure: chart, words and table are made from one selection."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, TypedDict

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import DISTURBED, Area, Note, Status
from frikommune_viz.model.periods import Pair, pairs, place, reported_widely, span
from frikommune_viz.model.rows import Distribution, Indicator, Municipality
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES, MUNICIPALITY_AREA

_WITH_A_MONTH: Final = re.compile(r"\d{4}-\d{2}")


class Role(StrEnum):
    """What a municipality is in a figure of an indicator."""

    PILOT = "pilot"
    OWN = "own"
    WITH_AGREEMENT = "with_agreement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One published figure. ``value`` is None where none is published; the status says why.

    ``answers`` is how many answers it rests on; None where the source does not tell.
    """

    period: str
    period_end: int
    value: float | None
    status: Status
    notes: tuple[Note, ...] = ()
    answers: int | None = None


@dataclass(frozen=True)
class Series:
    """The readings of one municipality, one for each period of the indicator, oldest first."""

    municipality: Municipality
    readings: tuple[Reading, ...]

    @property
    def name(self) -> str:
        """Name of the municipality."""
        return self.municipality.name

    @property
    def code(self) -> str:
        """Code of the municipality."""
        return self.municipality.municipality_code

    def at(self, period: str) -> Reading:
        """Return the reading of a period."""
        return self._by_period[period]

    @cached_property
    def _by_period(self) -> Mapping[str, Reading]:
        return {reading.period: reading for reading in self.readings}

    @property
    def published(self) -> tuple[Reading, ...]:
        """The readings that have a value."""
        return tuple(reading for reading in self.readings if reading.value is not None)


@dataclass(frozen=True)
class Outcome:
    """One indicator with everything a figure about it needs.

    Attributes
    ----------
    pilots
        The municipalities with an agreement in the indicator's area, in the fixed order.
    own
        The municipality a visitor has chosen, unless it is one of the pilots.
    with_agreement
        The municipalities with an agreement in another area: neither pilots nor others.
    others
        The municipalities without any agreement.
    distribution
        How the others are distributed, by period that is shown; no entry where none of them has a
        figure.
    agreement
        Where the agreements of the area begin and end, on the axis of ``period_end``.
    agreement_start, agreements_start_together
        When the first of them began, to the month, and whether all did; the year alone where one
        is not known better.
    """

    indicator: Indicator
    periods: tuple[str, ...]
    pilots: tuple[Series, ...]
    own: Series | None
    with_agreement: tuple[Series, ...]
    others: tuple[Series, ...]
    distribution: Mapping[str, Distribution]
    agreement: tuple[float, float] | None
    agreement_start: str = ""
    agreements_start_together: bool = True

    @property
    def named(self) -> tuple[Series, ...]:
        """The municipalities that are named in a figure."""
        return self.pilots if self.own is None else (*self.pilots, self.own)

    @cached_property
    def all_series(self) -> tuple[Series, ...]:
        """Every municipality once."""
        return (*self.pilots, *self.with_agreement, *self.others)

    @property
    def roles(self) -> tuple[tuple[Series, Role], ...]:
        """Every municipality once, with what it is in a figure."""
        own = self.own.code if self.own else ""
        return (
            *((series, Role.PILOT) for series in self.pilots),
            *(((self.own, Role.OWN),) if self.own else ()),
            *(
                (series, Role.WITH_AGREEMENT)
                for series in self.with_agreement
                if series.code != own
            ),
            *((series, Role.OTHER) for series in self.others if series.code != own),
        )

    @cached_property
    def covid_periods(self) -> tuple[str, ...]:
        """The periods marked by covid-19, as a whole or through adapted exams."""
        return tuple(
            period
            for period in self.periods
            if any(DISTURBED & set(series.at(period).notes) for series in self.all_series)
        )

    def reporting(self, period: str) -> int:
        """Return how many municipalities have a figure in a period."""
        return sum(series.at(period).value is not None for series in self.all_series)

    @cached_property
    def thin_periods(self) -> tuple[str, ...]:
        """The periods in which too few municipalities report for a verdict."""
        every = len(self.all_series)
        return tuple(
            period for period in self.periods if not reported_widely(self.reporting(period), every)
        )

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of periods that can be compared."""
        return pairs(self.periods, self.indicator.break_after)

    @property
    def median(self) -> tuple[Reading, ...]:
        """Median of the others, one reading a period; without a value where none has a figure."""
        return tuple(
            Reading(period, reading.period_end, self.median_at(period), self._median_status(period))
            for period, reading in zip(self.periods, self.pilots[0].readings, strict=True)
        )

    def _median_status(self, period: str) -> Status:
        return Status.NORMAL if period in self.distribution else Status.MISSING

    def median_at(self, period: str) -> float | None:
        """Return the median of the others in a period."""
        row = self.distribution.get(period)
        return None if row is None else row.median

    def count_at(self, period: str) -> int:
        """Return how many of the others have a figure in a period."""
        row = self.distribution.get(period)
        return 0 if row is None else row.count


def select(edition: Edition, indicator_id: str, own: str = "") -> Outcome:
    """Select the rows of an indicator.

    Parameters
    ----------
    own
        The code of a visitor's own municipality; one that is unknown, or that has an agreement in
        the indicator's area, changes nothing.

    Raises
    ------
    KeyError
        When the edition has no such indicator.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> outcome = select(open_edition("published"), "absence_grade_7_9", own="101")
    >>> [series.name for series in outcome.named]
    ['Esbjerg', 'Holbæk', 'København']
    >>> outcome.pilots[0].at("2023/24").value, outcome.median_at("2023/24")
    (9.5, 9.0)
    """
    return with_own(indicator_rows(edition, indicator_id), own)


def with_own(outcome: Outcome, own: str) -> Outcome:
    """Return the rows with a visitor's own municipality, unless it is one of the pilots."""
    pilots = {series.code for series in outcome.pilots}
    chosen = (series for series in outcome.all_series if series.code == own)
    return replace(outcome, own=None if own in pilots else next(chosen, None))


# One for each indicator of the editions on offer: every visitor's rows are made from these.
@lru_cache(maxsize=64)
def indicator_rows(edition: Edition, indicator_id: str) -> Outcome:
    """Return the rows of an indicator without any municipality of a visitor's own."""
    indicator = edition.indicators[indicator_id]
    rows = edition.observations_of(indicator_id)
    ends = {row.period: row.period_end for row in rows}
    periods = edition.periods_of(indicator_id)
    answers = _answers(edition, indicator)
    readings = {
        (code, period): Reading(
            *(period, row.period_end, row.value, row.status, row.note),
            answers=answers.get((code, period)),
        )
        for row in rows
        for code, period in [(row.municipality_code, row.period)]
    }
    missing = {period: Reading(period, ends[period], None, Status.MISSING) for period in periods}

    def series(codes: Sequence[str]) -> tuple[Series, ...]:
        return tuple(
            Series(
                edition.municipalities[code],
                tuple(readings.get((code, period), missing[period]) for period in periods),
            )
            for code in codes
        )

    pilots = AREA_MUNICIPALITIES[indicator.area]
    return Outcome(
        indicator=indicator,
        periods=periods,
        pilots=series(pilots),
        own=None,
        with_agreement=series([code for code in MUNICIPALITY_AREA if code not in pilots]),
        others=series([code for code in edition.municipalities if code not in MUNICIPALITY_AREA]),
        distribution={
            row.period: row
            for row in edition.distribution_of(indicator_id)
            if row.period in periods
        },
        agreement=_agreement(edition, indicator.area, periods[-1], ends[periods[-1]]),
        **_start(edition, indicator.area),
    )


def _answers(edition: Edition, indicator: Indicator) -> dict[tuple[str, str], int]:
    """Return how many answers each figure rests on, by municipality and period."""
    if indicator.answers_id is None:
        return {}
    return {
        (row.municipality_code, row.period): int(row.value)
        for row in edition.observations_of(indicator.answers_id)
        if row.value is not None
    }


class _Start(TypedDict):
    agreement_start: str
    agreements_start_together: bool


def _start(edition: Edition, area: Area) -> _Start:
    """Return when the first agreement of an area began, and whether the others did too."""
    starts = [row.start for row in edition.agreements.values() if row.area is area]
    months = {start[:7] for start in starts}
    is_exact = all(_WITH_A_MONTH.match(start) for start in starts)
    first = min(months) if is_exact and months else min(starts, default="")[:4]
    return {"agreement_start": first, "agreements_start_together": len(months) < 2}


def _agreement(
    edition: Edition, area: Area, period: str, period_end: int
) -> tuple[float, float] | None:
    """Return from when to when the first agreement of the area has been in force.

    A start known only by its year says too little to be drawn where another is known better.
    """
    rows = [row for row in edition.agreements.values() if row.area is area]
    starts = [row.start for row in rows if _WITH_A_MONTH.match(row.start)]
    ends = [row.end for row in rows if _WITH_A_MONTH.match(row.end)]
    if not starts or not ends:
        return None
    first = min(span(start).start for start in starts)
    last = max(span(end).end for end in ends)
    return place(first, period, period_end), place(last, period, period_end)
