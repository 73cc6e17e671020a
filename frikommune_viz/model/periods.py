"""Where a period of the register lies in time, and which two periods are compared by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

AGREEMENTS_BEGAN: Final = date(2021, 8, 1)
"""Before this day no school year is touched by an agreement; the baseline ends before it."""

TRIAL_ENDED: Final = date(2024, 9, 30)
"""The end date of the first law; the last period that lies wholly before it is the endline."""

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


def default_pair(periods: Sequence[str], break_after: str) -> Pair | None:
    """Return the pair shown unless another is chosen, or None where no two periods compare.

    The baseline is the last period that ended before the agreements began, the endline the last
    one that ended before the trial did, on the baseline's side of a break. Where the series has no
    such pair, the allowed pair that reaches farthest is shown.
    """
    allowed = pairs(periods, break_after)
    before = [pair for pair in allowed if span(pair.baseline).end < AGREEMENTS_BEGAN]
    during = [pair for pair in before if AGREEMENTS_BEGAN <= span(pair.endline).end <= TRIAL_ENDED]
    if during:
        return max(during, key=lambda pair: (span(pair.baseline).end, span(pair.endline).end))
    return max(
        allowed,
        key=lambda pair: (span(pair.endline).end - span(pair.baseline).end, span(pair.endline)),
        default=None,
    )


def recent_pair(periods: Sequence[str], break_after: str) -> Pair | None:
    """Return the first whole period under the agreements and the latest one.

    Falls back on the default pair where a break lies between, or nothing does.
    """
    under = [period for period in periods if span(period).start >= AGREEMENTS_BEGAN]
    latest = max(periods, key=span)
    if under:
        pair = Pair(min(under, key=span), latest)
        if pair in pairs(periods, break_after):
            return pair
    return default_pair(periods, break_after)
