"""What is wrong with the address of a file: every fault of it, before anything is sent.

A page drops what it does not know and says so, and lets foreign parameters be: a link in a letter
may carry some. A file cannot say anything, and a program that reads it would not notice. So nothing
is dropped of its address, and nothing is put in the place of what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from frikommune_viz.filters import LIST, LONGEST_LIST, Allowed, is_list, unknown

LANGUAGE: Final = "lang"
EDITION: Final = "edition"
_BETWEEN: Final = re.compile("[.,]")

FOR_ANY_FILE: Final = (LANGUAGE, EDITION)
"""What the address of any file may hold: also one in both languages may be asked for in one."""


class FaultKind(StrEnum):
    """What is wrong with a part of an address."""

    PARAMETER = "parameter"
    EMPTY = "empty"
    TWICE = "twice"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    BACKWARDS = "backwards"


class Fault(NamedTuple):
    """One thing that is wrong.

    Attributes
    ----------
    parameter
        Its name; empty of names that are no parameters.
    found
        What was written there, or the names that are no parameters.
    written
        The name as the address has it, where that is another than the parameter's own.
    """

    kind: FaultKind
    parameter: str
    found: tuple[str, ...] = ()
    written: str = ""


def choice_faults(
    url: Mapping[str, str], parameters: Collection[str], allowed: Allowed
) -> tuple[Fault, ...]:
    """Return all that is wrong with an address that holds choices of a page.

    Parameters
    ----------
    url
        Its parameters by name; one that is given twice is joined by commas.
    parameters
        The choices it may hold.

    Examples
    --------
    >>> allowed = Allowed(frozenset(), frozenset({"101"}), editions=frozenset({"published"}))
    >>> url = {"lang": "da,en", "moon": "1", "area": "school,sea", "own": "", "edition": "x"}
    >>> found = choice_faults(url, ("lang", "edition", "area", "own"), allowed)
    >>> [(fault.kind.value, fault.parameter, fault.found) for fault in found]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('parameter', '', ('moon',)), ('twice', 'lang', ('da', 'en')),
     ('unknown', 'edition', ('x',)), ('unknown', 'area', ('sea',)), ('empty', 'own', ())]
    """
    given = [name for name in parameters if name in url]
    return (
        *strange(tuple(name for name in url if name not in parameters)),
        *(fault for name in given for fault in _faults(name, url[name], allowed)),
    )


def strange(names: tuple[str, ...]) -> tuple[Fault, ...]:
    """Return one fault for all names that are no parameters."""
    return (Fault(FaultKind.PARAMETER, "", names),) if names else ()


def _faults(name: str, written: str, allowed: Allowed) -> Iterator[Fault]:
    parts = tuple(dict.fromkeys(_BETWEEN.split(written) if name == LIST else written.split(",")))
    if not any(part.strip() for part in parts):
        yield Fault(FaultKind.EMPTY, name)
        return
    if "," in written and not is_list(name):
        yield Fault(FaultKind.TWICE, name, tuple(written.split(",")))
    if found := tuple(part for part in parts if unknown({name: part}, allowed)):
        yield Fault(FaultKind.UNKNOWN, name, found)
    if name == LIST and (over := len({part.lower() for part in parts if part}) - LONGEST_LIST) > 0:
        yield Fault(FaultKind.TOO_MANY, name, parts[-over:])
