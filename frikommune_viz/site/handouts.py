"""Handouts: each as a page at an address of its own, and as PDF among the downloads."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters, unknown
from frikommune_viz.handout.content import BY_CODE, handout_of, page_about
from frikommune_viz.handout.html import Links, html_of
from frikommune_viz.handout.page import Page, page_of
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import FIGURES, page_href
from frikommune_viz.parts.download_links import full_address
from frikommune_viz.parts.handout_link import HANDOUTS, PREFIX, handout_href, is_offered, pdf_href
from frikommune_viz.publish.assets import assets
from frikommune_viz.site.drawings import Urgency, drawn_apart
from frikommune_viz.site.editions import allowed, asked, edition, fault
from frikommune_viz.site.head import link
from frikommune_viz.site.kept_for import SHARED
from frikommune_viz.site.notices import edition_fault, not_found, nothing
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.site.render_lane import page_route
from frikommune_viz.site.today import today
from frikommune_viz.site.turns import made_once
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGE

_KEPT: Final = 64
"""Handouts kept in memory, some 150 kB each: all 22 and those of a second host."""


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their address is not found."""
    return [
        Route(f"{HANDOUTS}/{{code}}", page_route(page)),
        Route(f"{HANDOUTS}/{{path:path}}", nothing),
    ]


def page(request: Request) -> Response:
    """Send a handout as a page."""
    code, query = str(request.path_params["code"]), request.url.query
    name = asked(read_query(query).get("edition", ""))
    if name is None:
        return not_found(query)
    if error := fault(name):
        return edition_fault(query, error)
    opened = edition(name)
    found = _found(request, opened, code)
    if isinstance(found, Response):
        return found
    filters = _filters(request, opened)
    base = base_of(request) or ""
    body = html_of(found.handout, _links(code, filters, base))
    headers = {"Cache-Control": SHARED, "Content-Language": filters.lang}
    return HTMLResponse(body, headers=headers)


def pdf(request: Request, opened: Edition, stem: str) -> Response:
    """Send a handout as PDF; ``stem`` is the name of the file without its ending."""
    code = stem.removeprefix(PREFIX)
    found = _found(request, opened, code)
    if isinstance(found, Response):
        return found
    lang = found.handout.language
    filename = f"frikommune-{stem}-{opened.version}-{lang}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Content-Language": lang,
        "Cache-Control": SHARED,
    }
    return Response(found.pdf, media_type="application/pdf", headers=headers)


def every_address(opened: Edition) -> list[dict[Language, str]]:
    """Return the address of each handout, by language; none where none is offered."""
    if not is_offered(opened):
        return []
    return [
        {language: handout_href(code, Filters(lang=language)) for language in Language}
        for code in BY_CODE
    ]


def _found(request: Request, opened: Edition, code: str) -> Page | Response:
    """Return the handout that is asked for, or the answer why it cannot be had."""
    query = request.url.query
    if code not in BY_CODE or not is_offered(opened):
        return not_found(query)
    if unknown(read_query(query), allowed(opened)):
        return not_found(query)
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    return _page(opened, code, _filters(request, opened).lang, base, today())


def _filters(request: Request, opened: Edition) -> Filters:
    read = Filters.from_url(read_query(request.url.query), allowed(opened))
    return read.travelling()


@made_once(maxsize=_KEPT)
def _page(opened: Edition, code: str, language: Language, base: str, day: str) -> Page:
    # Words here, where the edition is open; the layout in the process that draws.
    handout = handout_of(opened, BY_CODE[code], TEXTS[language], base, day)
    return drawn_apart(Urgency.FILE, page_of, handout)


def _links(code: str, filters: Filters, base: str) -> Links:
    # The address to keep is one for all: whose own municipality it is changes no word of the page.
    kept = {one: base + handout_href(code, filters.but(lang=one, own="")) for one in Language}
    other = Language.EN if filters.lang is Language.DA else Language.DA
    return Links(
        canonical=kept[filters.lang],
        languages=kept,
        other=handout_href(code, filters.but(lang=other)),
        pdf=pdf_href(code, filters).removeprefix("."),
        home=_home(filters),
        # Only the link: whoever gets the page on paper has another municipality.
        more=full_address(base, page_about(BY_CODE[code], filters)),
        stylesheet=f"{FIGURES}/assets/{assets().stylesheet}",
        fonts=[f"{FIGURES}/assets/{name}" for name in assets().fonts],
        icon=f"{FIGURES}/assets/{assets().icon}",
    )


def _home(filters: Filters) -> str:
    """Return where the site's name leads: the short address, or with one's own municipality."""
    if filters.own:
        return page_href("overblik", filters).removeprefix(".")
    return link(PAGE["overblik"], filters.lang)
