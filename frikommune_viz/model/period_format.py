"""Dates and periods in their one normal form.

A date is as exact as is known: ``2021``, ``2021-08`` or ``2021-08-25``. A period is a date, a
school year ``2021/22``, a range ``2021–2022`` (en dash, of two dates) or open ``2021–``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

DATE_WORDS: Final = "a year, month or day such as 2021, 2021-08 or 2021-08-25"
PERIOD_WORDS: Final = (
    f"{DATE_WORDS}; a school year such as 2021/22; "
    "a range with an en dash such as 2021–2022; or open such as 2021–"
)

_DATE: Final = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SCHOOL_YEAR: Final = re.compile(r"([12]\d{3})/(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time. ``end`` is empty for an open period and equals ``start`` for a date."""

    start: str
    end: str
    is_school_year: bool = False

    def __str__(self) -> str:
        if self.is_school_year:
            return f"{self.start}/{self.end[2:]}"
        if self.start == self.end:
            return self.start
        return f"{self.start}–{self.end}"

    @property
    def end_year(self) -> int | None:
        """The year in which the period ends, or None while it is open."""
        return int(self.end[:4]) if self.end else None


def is_date(text: str) -> bool:
    """Return whether a text is a date in normal form that exists in the calendar.

    Examples
    --------
    >>> is_date("2024-02-29"), is_date("2023-02-29")
    (True, False)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None or year is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(year, month)[1])


def parse(text: str) -> Period:
    """Return the period of a text in normal form; its ``str`` is the same text again.

    Raises
    ------
    ValueError
        If the text is not in normal form, ends before it starts, or does not exist.

    Examples
    --------
    >>> parse("2019/20").end_year
    2020
    >>> parse("2021–").end_year is None
    True
    """
    if school_year := _SCHOOL_YEAR.fullmatch(text):
        start = school_year[1]
        end = str(int(start) + 1)
        if end[2:] == school_year[2]:
            return Period(start, end, is_school_year=True)
    elif is_date(text):
        return Period(text, text)
    else:
        start, dash, end = text.partition("–")
        if dash and is_date(start) and (not end or (is_date(end) and _runs_forward(start, end))):
            return Period(start, end)
    raise ValueError(f"not a period in normal form: {text!r}")


def is_period(text: str) -> bool:
    """Return whether a text is a period in normal form."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _runs_forward(start: str, end: str) -> bool:
    """Return whether a range runs forward, compared at the precision that both dates have."""
    known = min(len(start), len(end))
    return start != end and start[:known] <= end[:known]
