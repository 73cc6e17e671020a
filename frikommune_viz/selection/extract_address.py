"""Read what an address asks for of an extract: all of it is understood, or every fault is named.

A page drops what it does not know and says so; a file cannot, and a program that reads it would not
notice. So nothing is dropped here, and nothing is put in the place of what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.folding import folded
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.extract import Extract

INDICATOR: Final = "indikator"
MUNICIPALITY: Final = "kommune"
YEAR: Final = "aar"
LANGUAGE: Final = "lang"
EDITION: Final = "edition"
PARAMETERS: Final = (INDICATOR, MUNICIPALITY, YEAR, LANGUAGE, EDITION)
"""What an address may hold, in the order in which its faults are told."""
LIST_PARAMETERS: Final = (LANGUAGE, EDITION)
"""What the address of a list may hold."""

_OTHER_NAMES: Final = {
    **dict.fromkeys(("indikatorer", "indicator", "indicators"), INDICATOR),
    **dict.fromkeys(("kommuner", "municipality", "municipalities"), MUNICIPALITY),
    **dict.fromkeys(("år", "year", "years"), YEAR),
    "sprog": LANGUAGE,
    "udgave": EDITION,
}
"""As somebody may guess them; the English ones are those of the pages."""

EVERY: Final = ("alle", "all")
"""What stands for everything there is; it is also what is meant where a parameter is left out."""

_RANGE: Final = re.compile(r"(\d{4})[-–](\d{4})", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)


class FaultKind(StrEnum):
    """What is wrong with a part of an address."""

    PARAMETER = "parameter"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    BACKWARDS = "backwards"


_Read = Callable[[str], tuple[str, ...] | None]
"""Returns the codes that a part of a list stands for; None where it is not known."""


class Fault(NamedTuple):
    """One thing that is wrong.

    Attributes
    ----------
    parameter
        Its name; what was written in place of one, where it is none.
    found
        What was written there; of a name that is no parameter, those that are.
    """

    kind: FaultKind
    parameter: str
    found: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What an address asks for; `extract` is worth nothing where there are faults."""

    extract: Extract
    language: Language
    faults: tuple[Fault, ...]


def read_extract(url: Mapping[str, str], edition: Edition) -> Asked:
    """Read the address of an extract.

    Parameters
    ----------
    url
        Its parameters by name; a list is joined by commas.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> published = open_edition("published")
    >>> asked = read_extract({"indikator": "exam_grade_9", "kommune": "Ærø,561"}, published)
    >>> asked.extract.municipalities, asked.faults
    (('492', '561'), ())
    >>> faults = read_extract({"komune": "561", "aar": "1999"}, published).faults
    >>> [(fault.kind.value, fault.parameter) for fault in faults]
    [('parameter', 'komune'), ('unknown', 'aar')]
    """
    given, faults = _given(url, PARAMETERS)
    chosen = {
        INDICATOR: _codes(given.get(INDICATOR), _among(edition.indicators)),
        MUNICIPALITY: _codes(given.get(MUNICIPALITY), _municipality(edition)),
        YEAR: _codes(given.get(YEAR), _period(edition)),
    }
    for name, found in chosen.items():
        if name in given and not given[name]:
            faults.append(Fault(FaultKind.EMPTY, name))
        if found.unknown:
            faults.append(Fault(FaultKind.UNKNOWN, name, found.unknown))
    if backwards := tuple(part for part in given.get(YEAR, ()) if _is_backwards(part)):
        faults.append(Fault(FaultKind.BACKWARDS, YEAR, backwards))
    extract = Extract(
        chosen[INDICATOR].codes or tuple(edition.indicators),
        chosen[MUNICIPALITY].codes or tuple(edition.municipalities),
        chosen[YEAR].codes,
    )
    return Asked(extract, *_language(given, faults))


def read_list(url: Mapping[str, str]) -> tuple[Language, tuple[Fault, ...]]:
    """Read the address of a list, which is always sent whole: its language and its faults."""
    return _language(*_given(url, LIST_PARAMETERS))


def extract_url(extract: Extract, edition: Edition) -> dict[str, str]:
    """Return the parameters that ask for an extract; what is all there is, is left out.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> published = open_edition("published")
    >>> extract = read_extract({"kommune": "Esbjerg", "aar": "2023-2025"}, published).extract
    >>> extract_url(extract, published)
    {'kommune': '561', 'aar': '2023-2025'}
    """
    chosen = {
        INDICATOR: () if extract.indicators == tuple(edition.indicators) else extract.indicators,
        MUNICIPALITY: ()
        if extract.municipalities == tuple(edition.municipalities)
        else extract.municipalities,
        YEAR: _in_runs(extract.periods),
    }
    return {name: ",".join(codes) for name, codes in chosen.items() if codes}


def _in_runs(periods: tuple[str, ...]) -> tuple[str, ...]:
    """Return periods with years that follow one another as a range; the order stays."""
    runs: list[list[str]] = []
    for period in periods:
        last = runs[-1][-1] if runs else ""
        if _YEAR.fullmatch(period) and _YEAR.fullmatch(last) and int(period) == int(last) + 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return tuple("-".join(dict.fromkeys((run[0], run[-1]))) for run in runs)


def asked_edition(url: Mapping[str, str]) -> str:
    """Return the edition an address names, by any name of the parameter; empty where it does not."""
    return ",".join(written for name, written in url.items() if _known(name) == EDITION)


def years_of(edition: Edition) -> range:
    """Return the years in which the periods of the register figures end."""
    ends = {row.period_end for rows in edition.observations.values() for row in rows}
    return range(min(ends), max(ends) + 1) if ends else range(0)


def _known(name: str) -> str:
    return _OTHER_NAMES.get(name.casefold(), name.casefold())


def _given(
    url: Mapping[str, str], allowed: tuple[str, ...]
) -> tuple[dict[str, list[str]], list[Fault]]:
    """Return what is written, by the one name of each parameter, and a fault for each other name."""
    given: dict[str, list[str]] = {}
    faults = []
    for name, written in url.items():
        if (known := _known(name)) in allowed:
            parts = (part.strip() for part in written.split(","))
            given.setdefault(known, []).extend(part for part in parts if part)
        else:
            faults.append(Fault(FaultKind.PARAMETER, name, allowed))
    return given, faults


class _Codes(NamedTuple):
    """The codes that are chosen, none for all, and the parts that are not known."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def _codes(parts: Iterable[str] | None, read: _Read) -> _Codes:
    written = dict.fromkeys(parts or ())
    named = {part: read(part) for part in written if part.casefold() not in EVERY}
    codes = dict.fromkeys(code for found in named.values() for code in found or ())
    unknown = tuple(part for part, found in named.items() if found is None)
    return _Codes(tuple(codes) if len(named) == len(written) else (), unknown)


def _language(
    given: Mapping[str, list[str]], faults: Iterable[Fault]
) -> tuple[Language, tuple[Fault, ...]]:
    """Return the language, and all faults in their order."""
    found = tuple(dict.fromkeys(given.get(LANGUAGE, (Language.DA,))))
    is_known = len(found) == 1 and found[0] in set(Language)
    own = (
        ()
        if is_known
        else (Fault(FaultKind.UNKNOWN if found else FaultKind.EMPTY, LANGUAGE, found),)
    )
    return Language(found[0]) if is_known else Language.DA, tuple(
        sorted((*faults, *own), key=_place)
    )


def _place(fault: Fault) -> int:
    return PARAMETERS.index(fault.parameter) if fault.parameter in PARAMETERS else -1


def _among(codes: Iterable[str]) -> _Read:
    known = frozenset(codes)
    return lambda part: (part,) if part in known else None


def _municipality(edition: Edition) -> _Read:
    """Return a reader of a municipality by its code or its name, however its letters are typed."""
    codes = {folded(row.name): (code,) for code, row in edition.municipalities.items()}
    codes |= {code: (code,) for code in edition.municipalities}
    return lambda part: codes.get(folded(part))


def _period(edition: Edition) -> _Read:
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
        return None

    return read


def _is_backwards(part: str) -> bool:
    found = _RANGE.fullmatch(part)
    return found is not None and int(found[1]) > int(found[2])
