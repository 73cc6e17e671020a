"""The frame of a page: its head, sections, banner, limits and foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import LIST, Filters
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE, Page

LONGEST_LINE = 8
"""How many places the contents hold in a line; more stand in columns."""

_MUNICIPALITY = "municipality"
MAIN_SOURCES = ("vive-slutrapport-2025",)


@dataclass(frozen=True, slots=True)
class Remark:
    """A short heading and what is said under it."""

    term: str
    sentence: str | Markup


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the conclusion, as high on the page."""

    heading: str
    rows: tuple[Remark, ...]


def draw_hero(
    page: Page,
    text: Text,
    *,
    heading: str = "",
    counted: str = "",
    lead: str = "",
    source_line: str | Markup = "",
    aside: Aside | None = None,
) -> Markup:
    """Draw the heading of a page; `heading` and `lead` stand in for those of the outline.

    `counted` is its heading while a table on the page shows figures instead of words.
    """
    return draw(
        "hero.html",
        text,
        heading=heading or text.say(page.heading),
        counted=counted,
        lead=lead or (text.say(page.lead) if page.lead else ""),
        source_line=source_line,
        aside=aside,
    )


def draw_section(heading: str, text: Text, *lines: str | Markup, anchor: str = "") -> Markup:
    """Open a section: the ink rule, its heading and, if any, its first lines."""
    return draw("section.html", text, heading=heading, lines=lines, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page that its contents lead to."""

    anchor: str
    heading: str


def draw_contents(places: Sequence[Place], text: Text) -> Markup:
    """Draw the contents of a page, folded on a phone; a short list is a line that stays in sight."""
    return draw("contents.html", text, places=places, is_line=len(places) <= LONGEST_LINE)


def draw_banner(text: Text, sentence: str = labels.BANNER) -> Markup:
    """Draw the banner of every view that crosses areas."""
    return draw("banner.html", text, sentence=text.say(sentence))


def draw_limits(heading: str, limits: Sequence[Remark], text: Text) -> Markup:
    """Draw a row of three limits."""
    return draw("limits.html", text, heading=heading, limits=limits)


def footer(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the foot of every page: sources, method, accessibility, edition and address."""
    to_method = filters.travelling()
    return draw(
        "footer.html",
        text,
        main_sources=[edition.sources[id_] for id_ in MAIN_SOURCES if id_ in edition.sources],
        source_count=len(edition.sources),
        sources_href=page_href("metode", to_method, "kilder"),
        method_href=page_href("metode", to_method),
        downloads_href=page_href("metode", to_method, "data"),
        terms_href=page_href("metode", to_method, "ord"),
        accessibility_href=page_href("metode", to_method, "tilgaengelighed"),
        version=edition.version,
        edition_date=edition.date,
    )


def draw_dropped(
    page: Page, dropped: Mapping[str, str], edition: Edition, filters: Filters, text: Text
) -> Markup:
    """Say which parts of the address were not known and are left out.

    A single municipality without an agreement is known, and there is a way on: as one's own.
    """
    rest = dict(dropped)
    other = edition.municipalities.get(dropped.get(_MUNICIPALITY, ""))
    if other:
        del rest[_MUNICIPALITY]
    # Of a list or a search that is too long, the rest is dropped though it is known.
    may_be_too_long = not rest.keys().isdisjoint({LIST, "q"})
    return draw(
        "dropped.html",
        text,
        dropped=rest,
        may_be_too_long=may_be_too_long,
        is_profiles=page is PAGE["kommuner"],
        other=other,
        own_href=page_href("kommuner", filters.travelling(own=other.municipality_code), "ligner")
        if other
        else "",
    )
