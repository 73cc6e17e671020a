"""A visitor's own list of initiatives: who is on it, and what one choice makes of it."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import LONGEST_LIST, Filters
from frikommune_viz.model.rows import Initiative


def listed(edition: Edition, filters: Filters) -> tuple[Initiative, ...]:
    """Return the initiatives of the list, in the order they were put there."""
    return tuple(edition.initiative[code] for code in filters.list)


def is_full(filters: Filters) -> bool:
    """Return whether the list has room for no more."""
    return len(filters.list) >= LONGEST_LIST


def toggled(filters: Filters, code: str) -> Filters:
    """Return the choices with an initiative taken off the list, or put at its end.

    Examples
    --------
    >>> toggled(Filters(list=("i029",)), "i058").list
    ('i029', 'i058')
    >>> toggled(Filters(list=("i029", "i058")), "i029").list
    ('i058',)
    """
    if code in filters.list:
        return filters.but(list=tuple(one for one in filters.list if one != code))
    return filters.but(list=(*filters.list, code)[:LONGEST_LIST])
