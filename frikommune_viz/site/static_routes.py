"""The plain routes: figures as files and pages, and pages to read without script."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import requests
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import FIGURES, READING
from frikommune_viz.publish.figure_names import index_code
from frikommune_viz.site.notices import nothing
from frikommune_viz.site.static_figures import asset, figure, versioned
from frikommune_viz.site.static_profiles import leaf, leaf_addresses


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their addresses is not found."""
    return [
        Route(f"{FIGURES}/assets/{{name}}", asset),
        Route(f"{FIGURES}/{{name}}", figure),
        Route(f"{FIGURES}/{{version}}/{{name}}", versioned),
        Route(f"{FIGURES}/{{path:path}}", nothing),
        Route(f"{READING}/overblik", leaf),
        Route(f"{READING}/{{kind}}/{{code}}", leaf),
        Route(f"{READING}/{{path:path}}", nothing),
    ]


def every_address(opened: Edition) -> list[dict[Language, str]]:
    """Return the address of each page to read and of each figure, by language.

    An empty list where the numbers are invented: they are kept out of search engines.
    """
    if opened.is_simulated:
        return []
    leaves = list(zip(*(leaf_addresses(language) for language in Language), strict=True))
    found = [
        {language: place[2] for language, place in zip(Language, places, strict=True)}
        for places in leaves
        if opened.findings
    ]
    index = index_code(opened)
    found.append({language: f"{FIGURES}/{index}.{language}.html" for language in Language})
    for request in requests(opened):
        pages = {language: request.but(language=language).file("html") for language in Language}
        found.append({language: f"{FIGURES}/{page}" for language, page in pages.items()})
    return found
