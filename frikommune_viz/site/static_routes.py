"""The plain routes: figures as files and pages, and where the old pages without script went."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import requests
from frikommune_viz.model.codes import Area, Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import FIGURES
from frikommune_viz.publish.figure_names import index_code
from frikommune_viz.site.head import language_of
from frikommune_viz.site.notices import not_found, nothing
from frikommune_viz.site.oembed import oembed
from frikommune_viz.site.render_lane import file_route
from frikommune_viz.site.static_figures import OEMBED, asset, figure, index, to_index, versioned

OLD_READING: Final = "/laes"
_MOVED: Final[dict[str, tuple[str, str, frozenset[str]]]] = {
    "": ("/", "", frozenset()),
    "omraade": ("/sammenlign", "area", frozenset(Area)),
    "kommune": ("/kommuner", "municipality", frozenset(MUNICIPALITY_AREA)),
}


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their addresses is not found."""
    return [
        Route(FIGURES, to_index),
        Route(f"{FIGURES}/", file_route(index)),
        Route(OEMBED, file_route(oembed)),
        Route(f"{FIGURES}/assets/{{name}}", asset),
        Route(f"{FIGURES}/{{name}}", file_route(figure)),
        Route(f"{FIGURES}/{{version}}/{{name}}", file_route(versioned)),
        Route(f"{FIGURES}/{{path:path}}", nothing),
        Route(f"{OLD_READING}", moved),
        Route(f"{OLD_READING}/", moved),
        Route(f"{OLD_READING}/overblik", moved),
        Route(f"{OLD_READING}/{{kind}}/{{code}}", moved),
        Route(f"{OLD_READING}/{{path:path}}", nothing),
    ]


def moved(request: Request) -> Response:
    """Lead from an old page without script to the page that now is one itself."""
    kind, code = request.path_params.get("kind", ""), request.path_params.get("code", "")
    page, choice, known = _MOVED.get(kind, ("", "", frozenset()))
    if not page or (code and code not in known):
        return not_found(request.url.query)
    language = language_of(request.url.query)
    chosen = {"lang": str(language)} if language is not Language.DA else {}
    chosen |= {choice: code} if code else {}
    query = f"?{urlencode(chosen)}" if chosen else ""
    return RedirectResponse(f"{page}{query}", status_code=301)


def every_address(opened: Edition) -> list[dict[Language, str]]:
    """Return the address of each figure, by language.

    An empty list where the numbers are invented: they are kept out of search engines.
    """
    if opened.is_simulated:
        return []
    index = index_code(opened)
    found = [{language: f"{FIGURES}/{index}.{language}.html" for language in Language}]
    for request in requests(opened):
        pages = {language: request.but(language=language).file("html") for language in Language}
        found.append({language: f"{FIGURES}/{page}" for language, page in pages.items()})
    return found
