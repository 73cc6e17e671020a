"""Where a period of the register lies in time, and which periods can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from frikommune_viz.model.codes import LEAST_REPORTING

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


def span(period: str) -> Span:
    """Return the days of ``2021``, ``2021-08``, ``2020/21`` or a range such as ``2021-10–2022-02``."""
    if "–" in period:
        start, end = period.split("–")
        return Span(span(start).start, span(end).end)
    if "/" in period:
        year = int(period[:4])
        return Span(
            date(year, _SCHOOL_YEAR_STARTS, 1), date(year + 1, _SCHOOL_YEAR_STARTS, 1) - _DAY
        )
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 3:
        return Span(date(*parts), date(*parts))
    if len(parts) == 2:
        after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return Span(date(parts[0], parts[1], 1), after - _DAY)
    return Span(date(parts[0], 1, 1), date(parts[0], 12, 31))


def place(day: date, period: str, period_end: int) -> float:
    """Return where `day` lies on an axis that has `period` at the year `period_end`.

    A mark stands for the middle of its period: with school years, 1 August 2021 falls midway
    between the marks of 2020/21 and 2021/22.
    """
    first, last = span(period)
    middle = first + (last - first) / 2
    return period_end + (day - middle).days / _YEAR


def crosses_break(baseline: str, endline: str, break_after: str) -> bool:
    """Tell whether the series was broken between two periods, so that they cannot be compared."""
    if not break_after:
        return False
    broken = span(break_after).end
    earlier, later = sorted((span(baseline).end, span(endline).end))
    return earlier <= broken < later


def pairs(periods: Sequence[str], break_after: str) -> tuple[Pair, ...]:
    """Return every pair an earlier period makes with a later one without crossing a break."""
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
