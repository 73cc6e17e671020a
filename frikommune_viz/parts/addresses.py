"""Addresses of pages, relative to the site's root so that any base path works."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from frikommune_viz.filters import Filters
from frikommune_viz.wording.pages import PAGE

FIGURES: Final = "/figur"
INITIATIVE: Final = "/tiltag"
"""What the short address of an initiative begins with."""


def page_href(page: str, filters: Filters, anchor: str = "") -> str:
    """Return the address of a page with its choices, and of a place on it."""
    query = urlencode(filters.to_url(), safe=",")
    return f".{PAGE[page].address}?{query}" + (f"#{anchor}" if anchor else "")


def table_href(table: str, form: str, filters: Filters) -> str:
    """Return the address of a whole table of the edition as a file."""
    query = f"?edition={filters.edition}" if filters.edition else ""
    return f"./hent/tabel/{table}.{form}{query}"


def edition_href(filters: Filters) -> str:
    """Return the address of the whole edition as one archive."""
    query = f"?edition={filters.edition}" if filters.edition else ""
    return f"./hent/udgave.zip{query}"


def static_href(file: str) -> str:
    """Return the address of a published file of a figure, as the app itself serves it."""
    return f".{FIGURES}/{file}"


def file_href(name: str, form: str, filters: Filters) -> str:
    """Return the address of what a figure or a choice shows, as a file in the page's language.

    Examples
    --------
    >>> file_href("absence_grade_7_9-trend", "csv", Filters(own="101"))
    './hent/absence_grade_7_9-trend.csv?lang=da&own=101'
    """
    return f"./hent/{name}.{form}?{urlencode(filters.to_url(), safe=',')}"


def cell_anchor(theme: str, place: str) -> str:
    """Return the id of the place on a page where the statements of a cell stand."""
    return f"{theme}-{place}"


def initiative_href(code: str, filters: Filters) -> str:
    """Return the address of the page of one initiative; the visitor's own list goes along.

    Examples
    --------
    >>> initiative_href("i029", Filters(list=("i058",)))
    './inspiration?lang=da&initiative=i029&list=i058'
    """
    return page_href("inspiration", filters.travelling(list=filters.list, initiative=code))


def panel_anchor(cell: str) -> str:
    """Return the id of the panel that holds what is said in a cell."""
    return f"cell-{cell}"
