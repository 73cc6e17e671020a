"""The picture of a page where it is shared: its main figure, of the very choices in its address."""

from __future__ import annotations

from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.figure_choices import development
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import file_href
from frikommune_viz.parts.download_links import (
    MATRIX,
    NUMBERS,
    NUMBERS_CHOICES,
    STATEMENT_CHOICES,
    YEARS,
)
from frikommune_viz.selection import choices
from frikommune_viz.selection.statements import matrix
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import PAGE, Page

_COMPARE: Final = PAGE["sammenlign"]


class SharedImage(NamedTuple):
    """A picture of a page.

    Attributes
    ----------
    href
        Address of the picture, relative to the site's root.
    words
        What it shows.
    title
        What the page is called with its choices; empty where it keeps its own name.
    """

    href: str
    words: str
    title: str = ""


def shared_image(page: Page, edition: Edition, filters: Filters, text: Text) -> SharedImage | None:
    """Return the picture of a page with its choices; None where the numbers are invented.

    A page without a figure of its own has the comparison of all statements.
    """
    if edition.is_simulated:
        return None
    if page is _COMPARE and filters.numbers:
        chosen = filters.only(*NUMBERS_CHOICES, *YEARS)
        return SharedImage(_picture(NUMBERS, chosen), text.say("Alle tal"))
    if request := _figure(page, edition, filters):
        figure = registry.figure(edition, request)
        if figure is not None:
            # A profile is called by its municipality; the page of figures by what is chosen.
            is_chosen = page is PAGE["borgere"] and _names_a_choice(filters)
            href = _picture(request.code, request.choices(filters.edition))
            return SharedImage(href, figure.alt, figure.headline if is_chosen else "")
    chosen = filters.only(*STATEMENT_CHOICES)
    if page is not _COMPARE or not matrix(edition, chosen).statements:
        chosen = filters.only("lang", "edition")
    if not matrix(edition, chosen).statements:
        return None
    return SharedImage(_picture(MATRIX, chosen), text.say(_COMPARE.description))


def _figure(page: Page, edition: Edition, filters: Filters) -> FigureRequest | None:
    """Return the figure that stands first on a page; None where a page has none."""
    if not edition.indicators:
        return None
    if page is PAGE["borgere"]:
        return development(edition, choices.indicator(edition, filters), filters)
    area = choices.register_area_of_profile(edition, filters) if filters.profile else None
    if page is PAGE["kommuner"] and area:
        return development(edition, choices.indicator(edition, filters, area), filters)
    return None


def _names_a_choice(filters: Filters) -> bool:
    return bool(filters.indicator or filters.own or filters.baseline or filters.endline)


def _picture(name: str, chosen: Filters) -> str:
    return file_href(name, "png", chosen).removeprefix(".")
