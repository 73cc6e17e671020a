"""Read what an address asks for of an extract: all of it is understood, or every fault is named.

A page drops what it does not know and says so; a file cannot, and a program that reads it would not
notice. So nothing is dropped here, and nothing is put in the place of what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.extract import Extract
from frikommune_viz.selection.extract_choices import (
    among,
    chosen_codes,
    in_runs,
    is_backwards,
    municipality_reader,
    period_reader,
)

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


class FaultKind(StrEnum):
    """What is wrong with a part of an address."""

    PARAMETER = "parameter"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    BACKWARDS = "backwards"


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
        INDICATOR: chosen_codes(given.get(INDICATOR), among(edition.indicators)),
        MUNICIPALITY: chosen_codes(given.get(MUNICIPALITY), municipality_reader(edition)),
        YEAR: chosen_codes(given.get(YEAR), period_reader(edition)),
    }
    for name, found in chosen.items():
        if name in given and not given[name]:
            faults.append(Fault(FaultKind.EMPTY, name))
        if found.unknown:
            faults.append(Fault(FaultKind.UNKNOWN, name, found.unknown))
    if backwards := tuple(part for part in given.get(YEAR, ()) if is_backwards(part)):
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
        YEAR: in_runs(extract.periods),
    }
    return {name: ",".join(codes) for name, codes in chosen.items() if codes}


def asked_edition(url: Mapping[str, str]) -> str:
    """Return the edition an address names, by any name of the parameter; empty where it does not."""
    return ",".join(written for name, written in url.items() if _known(name) == EDITION)


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
