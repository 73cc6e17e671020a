"""Read what an address asks for of an extract: all of it is understood, or every fault is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
from frikommune_viz.selection.file_faults import (
    EDITION,
    FOR_ANY_FILE,
    LANGUAGE,
    Fault,
    FaultKind,
    strange,
)

INDICATOR: Final = "indikator"
MUNICIPALITY: Final = "kommune"
YEAR: Final = "aar"
PARAMETERS: Final = (INDICATOR, MUNICIPALITY, YEAR, LANGUAGE, EDITION)
"""What an address may hold, in the order in which its faults are told."""
_OTHER_NAMES: Final = {
    **dict.fromkeys(("indikatorer", "indicator", "indicators"), INDICATOR),
    **dict.fromkeys(("kommuner", "municipality", "municipalities"), MUNICIPALITY),
    **dict.fromkeys(("år", "year", "years"), YEAR),
    "sprog": LANGUAGE,
    "udgave": EDITION,
}
"""As somebody may guess them; the English ones are those of the pages."""


class Asked(NamedTuple):
    """What an address asks for; `extract` is worth nothing where there are faults."""

    extract: Extract
    language: Language
    faults: tuple[Fault, ...]


def read_extract(url: Mapping[str, str], edition: Edition, editions: Collection[str] = ()) -> Asked:
    """Read the address of an extract.

    Parameters
    ----------
    url
        Its parameters by name; a list is joined by commas.
    editions
        The names of editions that it may hold.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> published = open_edition("published")
    >>> asked = read_extract({"indikator": "exam_grade_9", "kommune": "Ærø,561"}, published)
    >>> asked.extract.municipalities, asked.faults
    (('492', '561'), ())
    >>> faults = read_extract({"komune": "561", "aar": "1999"}, published, ("published",)).faults
    >>> [(fault.kind.value, fault.found) for fault in faults]
    [('parameter', ('komune',)), ('unknown', ('1999',))]
    """
    given, faults = _given(url, PARAMETERS)
    chosen = {
        INDICATOR: chosen_codes(_written(given, INDICATOR), among(edition.indicators)),
        MUNICIPALITY: chosen_codes(_written(given, MUNICIPALITY), municipality_reader(edition)),
        YEAR: chosen_codes(_written(given, YEAR), period_reader(edition)),
    }
    for name, found in chosen.items():
        if name in given and not any(given[name]):
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
    return Asked(extract, *_rest(url, given, faults, editions))


def read_list(
    url: Mapping[str, str], editions: Collection[str]
) -> tuple[Language, tuple[Fault, ...]]:
    """Read the address of a list, which is always sent whole: its language and its faults."""
    return _rest(url, *_given(url, FOR_ANY_FILE), editions)


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


def _written(given: Mapping[str, list[str]], name: str) -> list[str] | None:
    """Return the parts of a list that are not empty; None where it is not given."""
    return [part for part in given[name] if part] if name in given else None


def _known(name: str) -> str:
    return _OTHER_NAMES.get(name.casefold(), name.casefold())


def _given(
    url: Mapping[str, str], allowed: tuple[str, ...]
) -> tuple[dict[str, list[str]], list[Fault]]:
    """Return what is written, by the one name of each parameter, and the fault of other names."""
    given: dict[str, list[str]] = {}
    for name, written in url.items():
        if (known := _known(name)) in allowed:
            given.setdefault(known, []).extend(part.strip() for part in written.split(","))
    return given, [*strange(tuple(name for name in url if _known(name) not in allowed))]


def _rest(
    url: Mapping[str, str],
    given: Mapping[str, list[str]],
    faults: list[Fault],
    editions: Collection[str],
) -> tuple[Language, tuple[Fault, ...]]:
    """Return the language, and all faults in their order."""
    own = [
        fault
        for name, known in ((LANGUAGE, tuple(Language)), (EDITION, editions))
        if name in given
        for fault in _one(name, given[name], known)
    ]
    # A fault is told by the name that somebody wrote, the first where there are several.
    names = {known: name for name in reversed([*url]) if (known := _known(name)) in given}
    asked = given.get(LANGUAGE, [Language.DA])
    is_known = not any(fault.parameter == LANGUAGE for fault in own)
    return Language(asked[0]) if is_known else Language.DA, tuple(
        fault._replace(written=names.get(fault.parameter, ""))
        for fault in sorted((*faults, *own), key=_place)
    )


def _one(name: str, parts: list[str], known: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with a parameter that holds one code."""
    if not any(parts):
        yield Fault(FaultKind.EMPTY, name)
        return
    if len(parts) > 1:
        yield Fault(FaultKind.TWICE, name, tuple(parts))
    if found := tuple(dict.fromkeys(part for part in parts if part and part not in known)):
        yield Fault(FaultKind.UNKNOWN, name, found)


def _place(fault: Fault) -> int:
    return PARAMETERS.index(fault.parameter) if fault.parameter in PARAMETERS else -1
