"""Narrow what was found by the choices of a visitor, and count what each choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from frikommune_viz.filters import Filters
from frikommune_viz.search.entries import Entry

Passes = Callable[[Entry, Filters], bool]

FACETS: Final[Mapping[str, Passes]] = {
    "kind": lambda row, chosen: not chosen.kind or row.kind in chosen.kind,
    "exemption": lambda row, chosen: not chosen.exemption or row.exemption in chosen.exemption,
    "area": lambda row, chosen: not chosen.area or row.area in chosen.area,
    "municipality": lambda row, chosen: (
        not chosen.municipality or row.municipality in chosen.municipality
    ),
    "category": lambda row, chosen: not chosen.category or row.category in chosen.category,
    "results": lambda row, chosen: not chosen.results or row.has_result,
    "changed": lambda row, chosen: not chosen.changed or row.was_changed,
}
"""What entries are filtered by: the choices of the address, by name."""


def narrowed(entries: Iterable[Entry], filters: Filters) -> tuple[Entry, ...]:
    """Return the entries that pass every choice, in their order."""
    return tuple(row for row in entries if all(passes(row, filters) for passes in FACETS.values()))


def chosen(filters: Filters) -> tuple[str, ...]:
    """Return the names of the choices that are made."""
    return tuple(name for name in FACETS if getattr(filters, name))


def without(filters: Filters, *names: str) -> Filters:
    """Return the choices with some of them taken back, at the first page."""
    default = Filters()
    return filters.but(page=1, **{name: getattr(default, name) for name in names})
