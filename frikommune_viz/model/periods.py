"""Where a period of the register lies in time, and which periods can be compared."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from frikommune_viz.model.codes import LEAST_REPORTING
from frikommune_viz.model.period_format import parse

AGREEMENTS_BEGAN: Final = date(2021, 8, 1)
"""Before this day no school year is touched by an agreement."""

_SCHOOL_YEAR_STARTS: Final = 8
_YEAR: Final = 365.25
_DAY: Final = timedelta(days=1)


class Span(NamedTuple):
    """The first and the last day of a period."""

    start: date
    end: date


class Pair(NamedTuple):
    """The two periods a change is measured between."""

    baseline: str
    endline: str


# Periods are sorted by their days all over, and an edition has a few dozen of them.
@lru_cache(maxsize=512)
def span(period: str) -> Span:
    """Return the days of a period in normal form.

    Raises
    ------
    ValueError
        When the text is no period (see :mod:`.period_format`), or an open one, which has no end.

    Examples
    --------
    >>> [day.isoformat() for day in span("2020/21")]
    ['2020-08-01', '2021-07-31']
    >>> [day.isoformat() for day in span("2021-10–2022-02")]
    ['2021-10-01', '2022-02-28']
    """
    parsed = parse(period)
    if not parsed.end:
        raise ValueError(f"an open period has no last day: {period!r}")
    if parsed.is_school_year:
        starts = [date(int(year), _SCHOOL_YEAR_STARTS, 1) for year in (parsed.start, parsed.end)]
        return Span(starts[0], starts[1] - _DAY)
    return Span(_days(parsed.start).start, _days(parsed.end).end)


def _days(written: str) -> Span:
    """Return the days of a date that is known to the year, the month or the day."""
    year, *rest = (int(part) for part in written.split("-"))
    if not rest:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if len(rest) == 1:
        return Span(date(year, rest[0], 1), date(year, rest[0], monthrange(year, rest[0])[1]))
    return Span(date(year, *rest), date(year, *rest))


def place(day: date, period: str, period_end: int) -> float:
    """Return where a day lies on an axis in years that has a period at `period_end`.

    A mark represents the middle of its period: with school years, 1 August 2021 falls midway
    between the marks of 2020/21 and 2021/22.

    Examples
    --------
    >>> round(place(date(2021, 8, 1), "2020/21", 2021), 1)
    2021.5
    """
    first, last = span(period)
    middle = first + (last - first) / 2
    return period_end + (day - middle).days / _YEAR


def crosses_break(baseline: str, endline: str, break_after: str) -> bool:
    """Return whether a series was broken between two periods, so that they cannot be compared.

    Parameters
    ----------
    break_after
        The last period before the break; empty where there is none.

    Examples
    --------
    >>> crosses_break("2020", "2023", break_after="2022")
    True
    >>> crosses_break("2020", "2022", break_after="2022")
    False
    """
    if not break_after:
        return False
    broken = span(break_after).end
    earlier, later = sorted((span(baseline).end, span(endline).end))
    return earlier <= broken < later


def pairs(periods: Sequence[str], break_after: str) -> tuple[Pair, ...]:
    """Return every pair of an earlier and a later period that does not cross a break.

    Examples
    --------
    >>> [tuple(pair) for pair in pairs(["2023", "2021", "2022"], break_after="2022")]
    [('2021', '2022')]
    """
    return _pairs(tuple(periods), break_after)


@lru_cache(maxsize=256)
def _pairs(periods: tuple[str, ...], break_after: str) -> tuple[Pair, ...]:
    ordered = sorted(periods, key=span)
    return tuple(
        Pair(earlier, later)
        for i, earlier in enumerate(ordered)
        for later in ordered[i + 1 :]
        if not crosses_break(earlier, later, break_after)
    )


def shown(periods: Iterable[str], first_shown: str) -> tuple[str, ...]:
    """Return the periods that are shown and compared, oldest first.

    Parameters
    ----------
    periods
        Periods with figures, in any order and with repetitions.
    first_shown
        The first one of use, as the catalogue names it; empty where all are.

    Examples
    --------
    >>> shown(["2021", "2016", "2022"], "2021")
    ('2021', '2022')
    """
    ordered = sorted(set(periods), key=span)
    if not first_shown:
        return tuple(ordered)
    return tuple(period for period in ordered if span(period) >= span(first_shown))


def reported_widely(count: int, municipalities: int) -> bool:
    """Return whether enough municipalities have a figure in a period for it to give a verdict.

    Where few report, the municipalities that do are no fair picture of all, and the start of
    reporting looks like a change.

    Examples
    --------
    >>> reported_widely(95, 98), reported_widely(83, 98)
    (True, False)
    """
    return count >= LEAST_REPORTING * municipalities
