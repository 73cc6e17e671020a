"""The link in the head of a page to the same as one page to hand out."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import file_href
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.statements import ALL_SEVEN
from frikommune_viz.text import Text

HANDOUTS: Final = "/handout"
"""Where the handouts stand as pages; below it the code of the place."""

QUESTIONS: Final = "spoerg"
"""Where the questions to one's own administration stand on a handout."""

PREFIX: Final = "handout-"
"""What the name of a handout as a file begins with; the code of the place follows."""


def is_offered(edition: Edition) -> bool:
    """Return whether an edition has handouts: it has statements, and no number is invented."""
    return bool(edition.findings) and not edition.is_simulated


def of_all(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Link to the handout about all seven."""
    return _link(ALL_SEVEN.code, edition, filters, text)


def of_profile(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Link to the handout about the municipality whose profile is shown, in the few words its head has room for."""
    return _link(filters.profile, edition, filters, text, is_brief=True)


def of_choice(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Link to the handout about the one municipality or area that is chosen; to none where not one is."""
    chosen = filters.municipality or filters.area
    if len(chosen) != 1:
        return Markup()
    return _link(str(chosen[0]), edition, filters, text)


def handout_href(code: str, filters: Filters) -> str:
    """Return the address of a handout as a page, from the root of the site.

    The visitor's own municipality goes along for the way back; the page says the same without it.
    """
    return f"{HANDOUTS}/{code}?{urlencode(filters.travelling().to_url(), safe=',')}"


def pdf_href(code: str, filters: Filters) -> str:
    """Return the address of a handout as a file, drawn once for all: nobody's own municipality."""
    return file_href(f"{PREFIX}{code}", "pdf", filters.only("lang", "edition"))


def _link(
    code: str, edition: Edition, filters: Filters, text: Text, *, is_brief: bool = False
) -> Markup:
    if not is_offered(edition):
        return Markup()
    chosen = filters.travelling()
    return draw(
        "handout_link.html",
        text,
        is_brief=is_brief,
        pdf=pdf_href(code, chosen),
        page=f".{handout_href(code, chosen)}",
    )
