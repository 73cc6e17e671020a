"""What the parts of an address stand for: indicators, municipalities and periods of an edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.folding import folded

EVERY: Final = ("alle", "all")
"""What stands for everything there is; it is also what is meant where a parameter is left out."""

_RANGE: Final = re.compile(r"(\d{4})[-–](\d{4})", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_SCHOOL_RANGE: Final = re.compile(r"(\d{4}/\d{2})[-–](\d{4}/\d{2})", re.ASCII)
_SCHOOL_YEAR: Final = re.compile(r"(\d{4})/\d{2}", re.ASCII)

Reader = Callable[[str], tuple[str, ...] | None]
"""Returns the codes that a part of a list stands for; None where it is not known."""


class Codes(NamedTuple):
    """The codes that are chosen, none for all, and the parts that are not known."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def chosen_codes(parts: Iterable[str] | None, read: Reader) -> Codes:
    """Return what the parts of a list stand for, each once, in their order."""
    written = dict.fromkeys(parts or ())
    named = {part: read(part) for part in written if part.casefold() not in EVERY}
    codes = dict.fromkeys(code for found in named.values() for code in found or ())
    unknown = tuple(part for part, found in named.items() if found is None)
    return Codes(tuple(codes) if len(named) == len(written) else (), unknown)


def among(codes: Iterable[str]) -> Reader:
    """Return a reader of codes as they are."""
    known = frozenset(codes)
    return lambda part: (part,) if part in known else None


def municipality_reader(edition: Edition) -> Reader:
    """Return a reader of a municipality by its code or its name, however its letters are typed."""
    codes = {folded(row.name): (code,) for code, row in edition.municipalities.items()}
    codes |= {code: (code,) for code in edition.municipalities}
    return lambda part: codes.get(folded(part))


def period_reader(edition: Edition) -> Reader:
    """Return a reader of years, ranges of years, and periods as the tables write them."""
    years = years_of(edition)
    periods = {row.period for rows in edition.observations.values() for row in rows}

    def read(part: str) -> tuple[str, ...] | None:
        if part in periods:
            return (part,)
        if _YEAR.fullmatch(part):
            return (part,) if int(part) in years else None
        if found := _RANGE.fullmatch(part):
            first, last = int(found[1]), int(found[2])
            if first > last:
                return ()  # told as a fault of its own
            if first in years and last in years:
                return tuple(str(year) for year in range(first, last + 1))
        if found := _SCHOOL_RANGE.fullmatch(part):
            if found[1] > found[2]:
                return ()
            if {found[1], found[2]} <= periods:
                school = sorted(period for period in periods if _SCHOOL_YEAR.fullmatch(period))
                return tuple(period for period in school if found[1] <= period <= found[2])
        return None

    return read


def is_backwards(part: str) -> bool:
    """Return whether a range of years or school years ends before it begins."""
    found = _RANGE.fullmatch(part) or _SCHOOL_RANGE.fullmatch(part)
    return found is not None and found[1] > found[2]


def years_of(edition: Edition) -> range:
    """Return the years in which the periods of the register figures end."""
    ends = {row.period_end for rows in edition.observations.values() for row in rows}
    return range(min(ends), max(ends) + 1) if ends else range(0)


def in_runs(periods: tuple[str, ...]) -> tuple[str, ...]:
    """Return periods with years or school years that follow one another as a range; in their order."""
    runs: list[list[str]] = []
    for period in periods:
        last = runs[-1][-1] if runs else ""
        if _follows(last, period):
            runs[-1].append(period)
        else:
            runs.append([period])
    return tuple("-".join(dict.fromkeys((run[0], run[-1]))) for run in runs)


def _follows(before: str, period: str) -> bool:
    for form in (_YEAR, _SCHOOL_YEAR):
        if form.fullmatch(before) and form.fullmatch(period):
            return int(period[:4]) == int(before[:4]) + 1
    return False
