"""Select the rows a register figure is drawn, told and tabled from: one selection for all three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

import pandas as pd

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import (
    AREA_MUNICIPALITIES,
    DISTURBED,
    MUNICIPALITY_AREA,
    Area,
    Note,
    Status,
)
from frikommune_viz.model.periods import Pair, pairs, place, reported_widely, span
from frikommune_viz.model.rows import Indicator, Municipality

_WITH_A_MONTH: Final = re.compile(r"\d{4}-\d{2}")


class Role(StrEnum):
    """What a municipality is in a figure of an indicator."""

    PILOT = "pilot"
    OWN = "own"
    WITH_AGREEMENT = "with_agreement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One published figure. ``value`` is None where none is published; the status says why."""

    period: str
    period_end: int
    value: float | None
    status: Status
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
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
        return next(reading for reading in self.readings if reading.period == period)

    @property
    def published(self) -> tuple[Reading, ...]:
        """The readings that have a value."""
        return tuple(reading for reading in self.readings if reading.value is not None)


@dataclass(frozen=True, slots=True)
class Spread:
    """Between which values the middle 50 and 90 per cent of the others lie in one period."""

    period: str
    period_end: int
    p05: float
    p25: float
    p75: float
    p95: float


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
    median
        Median of the others, one reading a period.
    spread
        How the others lie around it, one a period.
    counts
        How many of the others have a figure, by period.
    agreement
        Where the agreements of the area begin and end, on the axis of ``period_end``.
    """

    indicator: Indicator
    periods: tuple[str, ...]
    pilots: tuple[Series, ...]
    own: Series | None
    with_agreement: tuple[Series, ...]
    others: tuple[Series, ...]
    median: tuple[Reading, ...]
    spread: tuple[Spread, ...]
    counts: dict[str, int]
    agreement: tuple[float, float] | None

    @property
    def named(self) -> tuple[Series, ...]:
        """The municipalities that are named in a figure."""
        return self.pilots if self.own is None else (*self.pilots, self.own)

    @property
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

    @property
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

    def median_at(self, period: str) -> float | None:
        """Return the median of the others in a period."""
        return next((row.value for row in self.median if row.period == period), None)


# A page asks for the same rows for its curve, its strip, its panel and its map.
@lru_cache(maxsize=4)
def select(edition: Edition, indicator_id: str, own: str = "") -> Outcome:
    """Select the rows of an indicator; `own` is the code of a visitor's own municipality."""
    indicator = edition.indicators[indicator_id]
    rows = edition.observations_of(indicator_id)
    ends = {str(p): int(e) for p, e in zip(rows["period"], rows["period_end"], strict=True)}
    periods = edition.periods_of(indicator_id)
    read = _readings(rows)

    def series(codes: Sequence[str]) -> tuple[Series, ...]:
        return tuple(
            Series(
                edition.municipalities[code],
                tuple(
                    read.get((code, p), Reading(p, ends[p], None, Status.MISSING)) for p in periods
                ),
            )
            for code in codes
        )

    pilots = AREA_MUNICIPALITIES[indicator.area]
    elsewhere = [code for code in MUNICIPALITY_AREA if code not in pilots]
    others = [code for code in edition.municipalities if code not in MUNICIPALITY_AREA]
    shown = series([own]) if own in edition.municipalities and own not in pilots else ()
    middle = edition.distribution_of(indicator_id)
    return Outcome(
        indicator=indicator,
        periods=periods,
        pilots=series(pilots),
        own=shown[0] if shown else None,
        with_agreement=series(elsewhere),
        others=series(others),
        median=_median(middle, periods),
        spread=_spread(middle, periods),
        counts={str(p): int(n) for p, n in zip(middle["period"], middle["count"], strict=True)},
        agreement=_agreement(edition, indicator.area, periods[-1], ends[periods[-1]]),
    )


def _readings(rows: pd.DataFrame) -> dict[tuple[str, str], Reading]:
    return {
        (row["municipality_code"], row["period"]): Reading(
            row["period"],
            int(row["period_end"]),
            None if pd.isna(row["value"]) else float(row["value"]),
            Status(row["status"]),
            () if pd.isna(row["note"]) else tuple(map(Note, filter(None, row["note"].split(";")))),
        )
        for row in rows.to_dict("records")
    }


def _median(middle: pd.DataFrame, periods: Sequence[str]) -> tuple[Reading, ...]:
    found = {
        row["period"]: Reading(
            row["period"], int(row["period_end"]), float(row["median"]), Status.NORMAL
        )
        for row in middle.to_dict("records")
        if not pd.isna(row["median"])
    }
    return tuple(found[period] for period in periods if period in found)


def _spread(middle: pd.DataFrame, periods: Sequence[str]) -> tuple[Spread, ...]:
    names = [field.name for field in fields(Spread)]
    found = {
        row["period"]: Spread(**{name: row[name] for name in names})
        for row in middle.to_dict("records")
        if not pd.isna(row["median"])
    }
    return tuple(found[period] for period in periods if period in found)


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
