"""Where static pages lie: the addresses they link to, in a folder or in the app."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.download_links import full_address, place_of


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of pages.

    Attributes
    ----------
    assets
        From a page to the folder of the style sheet, such as ``../../assets/``.
    frozen, newest
        Full address of the folder of this version, and of the one that always holds the newest;
        empty where nobody knows what address the pages will have.
    to_newest
        From a page of this version to the folder of the newest; empty where it is the newest.
    explorer
        Full address of the explorer, without a slash at its end; empty where it is not known.
    edition_code
        The edition as an address of the explorer names it; empty for the one shown unasked.
    index
        Name of the list of figures in a language, without its ending.
    handouts
        From a list of figures to a handout, with places for its code and language.
    oembed
        Full address that tells how a page of a figure is embedded; empty where nothing answers.
    """

    assets: str
    frozen: str
    newest: str
    to_newest: str
    explorer: str
    edition_code: str
    index: str
    handouts: str = "handout-{code}.{language}.html"
    oembed: str = ""

    def index_file(self, language: Language) -> str:
        """Return the name of the list of figures."""
        return f"{self.index}.{language}.html"

    def canonical(self, request: FigureRequest) -> str:
        """Return the address that search engines keep: the version's own, full where known."""
        return self.frozen + request.file("html")

    def oembed_of(self, request: FigureRequest) -> str:
        """Return the address that tells how a figure's page is embedded; empty where none does."""
        if not self.oembed:
            return ""
        shown = self.frozen if self.to_newest else self.newest
        return f"{self.oembed}?{urlencode({'url': shown + request.file('html'), 'format': 'json'})}"

    def explorer_page(self, page: str, language: Language, own: str = "") -> str:
        """Return the address of a page of the explorer; empty where not known.

        `own` is the municipality that a figure is drawn with, which goes along.
        """
        if not self.explorer:
            return ""
        chosen = Filters(lang=language, edition=self.edition_code, own=own)
        return full_address(self.explorer, page_href(page, chosen))


def explorer_address(edition: Edition, request: FigureRequest, place: Place) -> str:
    """Return the address of the page of the explorer that shows a figure; empty where not known."""
    if not place.explorer:
        return ""
    return full_address(place.explorer, place_of(request, edition, place.edition_code))
