"""Read a query string: one way for pages, files and static figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl

# No page can hold a control character but white space, and browsers differ in what they make of one.
# Signs that turn the direction of writing around would turn around the sentence in which a word is
# repeated.
_CONTROLS: Final = {*range(0x20), 0x7F} - set(map(ord, "\t\n\r"))
_SIGNS: Final = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def read_query(query: str | Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the parts of a query by name.

    A name given twice is read as a list, joined by commas as the explorer itself writes lists. So
    two municipalities are two, and two languages are none that is known.

    Parameters
    ----------
    query
        The query as an address has it, or its names and values in order.

    Examples
    --------
    >>> read_query("municipality=561&lang=en&municipality=316")
    {'municipality': '561,316', 'lang': 'en'}
    """
    pairs = parse_qsl(query, keep_blank_values=True) if isinstance(query, str) else query
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value.translate(_SIGNS))
    return {name: ",".join(values) for name, values in found.items()}
