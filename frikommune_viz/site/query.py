"""Read a query string: one way for pages, files and static figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl


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
        # No page can hold a NUL, and browsers differ in what they make of one.
        found.setdefault(name, []).append(value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return {name: ",".join(values) for name, values in found.items()}
