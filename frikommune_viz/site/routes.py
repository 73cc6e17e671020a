"""Routes of the site beside Streamlit's own: pages, files, assets, robots.txt and sitemap.xml."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from mimetypes import guess_type
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import INITIATIVE
from frikommune_viz.site import data_addresses, downloads, handouts, static_routes
from frikommune_viz.site.assets_address import (
    ASSETS_ADDRESS,
    ASSETS_FOLDER,
    JOINED,
    content,
    version,
)
from frikommune_viz.site.conditional import has_already
from frikommune_viz.site.editions import asked, edition, fault
from frikommune_viz.site.head import link
from frikommune_viz.site.kept_for import SHARED
from frikommune_viz.site.notices import edition_fault, nothing
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.page_documents import rendered
from frikommune_viz.site.query import read_query
from frikommune_viz.site.render_lane import page_route
from frikommune_viz.wording.pages import PAGE, PAGES, Page

_Endpoint = Callable[[Request], Response]
_YEAR: Final = "public, max-age=31536000, immutable"


def routes() -> list[BaseRoute]:
    """Return our routes; they come before Streamlit's, so the pages are written by us."""
    pages = [Route(page.address, page_route(_serve(page))) for page in PAGES]
    moved = [
        Route(path, _move(page))
        for page in PAGES
        for path in (f"/{page.code}", f"/{page.code}/")
        if path != page.address
    ]
    return [
        *pages,
        *moved,
        Route(f"{INITIATIVE}/{{code}}", initiative),
        Route(f"{INITIATIVE}/{{path:path}}", nothing),
        *data_addresses.routes(),
        *downloads.routes(),
        *static_routes.routes(),
        *handouts.routes(),
        Route("/robots.txt", robots),
        Route("/sitemap.xml", sitemap),
        Mount(ASSETS_ADDRESS, Assets(directory=ASSETS_FOLDER)),
    ]


class Assets(StaticFiles):
    """Our own files; one that is asked for by its version may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file; what is joined of several is no file in the folder."""
        if path not in JOINED or scope["method"] not in {"GET", "HEAD"}:
            return await super().get_response(path, scope)
        headers = {"Cache-Control": _kept(scope, path), "ETag": f'"{version(path)}"'}
        if has_already(Request(scope), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(content(path), media_type=guess_type(path)[0], headers=headers)

    def file_response(self, full_path: str, *args: object, **kwargs: object) -> Response:  # type: ignore[override]
        """Return a file with the header that says how long it may be kept."""
        response: Response = super().file_response(full_path, *args, **kwargs)  # type: ignore[arg-type]
        scope: Scope = args[1] if len(args) > 1 else kwargs["scope"]  # type: ignore[assignment]
        name = scope["path"].removeprefix(f"{ASSETS_ADDRESS}/")
        response.headers["Cache-Control"] = _kept(scope, name)
        return response


def _kept(scope: Scope, name: str) -> str:
    return _YEAR if Request(scope).query_params.get("v") == version(name) else "no-cache"


def _serve(page: Page) -> _Endpoint:
    def serve(request: Request) -> Response:
        url = read_query(request.url.query)
        short = {name: written for name, written in url.items() if written}
        if len(short) < len(url):
            # A form sends also the fields in which nothing was chosen.
            query = f"?{urlencode(short, safe=',')}" if short else ""
            return RedirectResponse(f"{page.address}{query}", status_code=303)
        # What is not offered is left out with a notice, as every choice that is not known.
        name = asked(url.get("edition", "")) or ""
        if error := fault(name):
            return edition_fault(request.url.query, error)
        base = base_of(request)
        if base is None:
            return PlainTextResponse("Bad Host header", status_code=400)
        found = rendered(page, edition(name), url, base)
        headers = {
            "Cache-Control": SHARED,
            "Content-Language": found.language,
            "ETag": f'W/"{found.etag}"',
            "Vary": "Accept-Encoding",
        }
        if has_already(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(found.compressed, media_type="text/html", headers=headers)
        return Response(found.body, media_type="text/html", headers=headers)

    return serve


def _move(page: Page) -> _Endpoint:
    def move(request: Request) -> Response:
        query = request.url.query
        return RedirectResponse(page.address + (f"?{query}" if query else ""), status_code=301)

    return move


async def initiative(request: Request) -> Response:
    """Lead from the short address of an initiative to its page; what is not known, to them all."""
    asked_for = {**read_query(request.url.query), "initiative": request.path_params["code"]}
    return RedirectResponse(f"{PAGE['inspiration'].address}?{urlencode(asked_for)}", 302)


async def robots(request: Request) -> Response:
    """Let everybody read everything, and point to the site map."""
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    return PlainTextResponse(f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n")


async def sitemap(request: Request) -> Response:
    """List each page in each language, with its other languages; not those of invented numbers."""
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    if error := fault():
        return edition_fault(request.url.query, error)
    return Response(_sitemap(base), media_type="application/xml")


def _sitemap(base: str) -> str:
    entries = []
    pages = [
        {one: link(page, one, municipality) for one in Language}
        for page in PAGES
        for municipality in ("", *(MUNICIPALITY_AREA if page is PAGE["kommuner"] else ()))
    ]
    initiatives = [
        {one: link(PAGE["inspiration"], one, initiative=code) for one in Language}
        for code in edition().initiative
    ]
    rest = (*static_routes.every_address(edition()), *handouts.every_address(edition()))
    for found in (*pages, *initiatives, *rest):
        places = {str(language): escape(base + found[language]) for language in Language}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{name}" href="{place}"/>'
            for name, place in {**places, "x-default": places[Language.DA]}.items()
        )
        entries += [f"<url><loc>{place}</loc>{others}</url>" for place in places.values()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
