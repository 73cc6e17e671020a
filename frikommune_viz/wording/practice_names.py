"""How a name says that its numbers are invented: the one place that knows the prefixes."""

from __future__ import annotations

from typing import Final

_PREFIX: Final = "oevedata-"
_PLACE_PREFIX: Final = "Demo-"
"""Before the name of a municipality; one word in both languages, since a name is not translated."""


def practice_name(name: str, *, is_simulated: bool) -> str:
    """Return a name as it must be written: invented numbers carry the prefix, once.

    Examples
    --------
    >>> practice_name("index", is_simulated=True)
    'oevedata-index'
    >>> practice_name("oevedata-index", is_simulated=True)
    'oevedata-index'
    >>> practice_name("index", is_simulated=False)
    'index'
    """
    return f"{_PREFIX}{name.removeprefix(_PREFIX)}" if is_simulated else name


def practice_place(name: str) -> str:
    """Return the name of a municipality as invented numbers may be said of it.

    A name is cut out of a picture, copied from a table and read aloud without what stands around
    it, so the mark is part of the name itself.

    Examples
    --------
    >>> practice_place("Esbjerg"), practice_place("Demo-Esbjerg")
    ('Demo-Esbjerg', 'Demo-Esbjerg')
    """
    return f"{_PLACE_PREFIX}{name.removeprefix(_PLACE_PREFIX)}"


def is_practice_name(name: str) -> bool:
    """Return whether a name says that its numbers are invented."""
    return name.startswith(_PREFIX)


def bare_name(name: str) -> str:
    """Return a name without the prefix of invented numbers.

    Examples
    --------
    >>> bare_name("oevedata-index"), bare_name("index")
    ('index', 'index')
    """
    return name.removeprefix(_PREFIX)
