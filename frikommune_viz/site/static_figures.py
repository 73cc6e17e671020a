"""Plain routes of figures: each as page, pictures and rows, of the version at hand."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import provenance_of
from frikommune_viz.export.in_worker import preview_bytes
from frikommune_viz.export.media_types import media_type_of
from frikommune_viz.figures import registry
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import FIGURES
from frikommune_viz.parts.handout_link import HANDOUTS
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.figure_files import PNG_SCALE, draw_form
from frikommune_viz.publish.figure_names import FRAME, from_file_name, index_code, is_published
from frikommune_viz.publish.frame import frame_page, framed
from frikommune_viz.publish.inline_chart import PHONE, chart_element
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import figure_page, index_page, page_title
from frikommune_viz.site.drawings import Urgency, drawn, drawn_apart
from frikommune_viz.site.editions import edition, fault, offered
from frikommune_viz.site.head import language_of
from frikommune_viz.site.notices import edition_fault, not_found, superseded
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.site.turns import made_once
from frikommune_viz.text import TEXTS

FRAMED: Final = "ramme"
"""The choice that asks for a figure's page as it stands in a frame of another page."""

OEMBED: Final = "/oembed"
_LIST: Final = re.compile(r"(?P<code>[a-z-]*)\.(?P<lang>da|en)\.html")
_VERSION: Final = re.compile(r"v\d{1,6}\.\d{1,6}\.\d{1,6}", re.ASCII)
_FILES_KEPT: Final = 192
_PICTURES: Final = ("svg", "png")
_YEARS: Final = frozenset({"baseline", "endline"})
_YEAR: Final = "public, max-age=31536000, immutable"


def asset(request: Request) -> Response:
    """Send the style sheet, a font or the icon of static pages; for good."""
    name = request.path_params["name"]
    content = assets().files.get(name)
    if content is None:
        return _nowhere(request)
    return Response(content, media_type=media_type_of(name), headers={"Cache-Control": _YEAR})


def _nowhere(request: Request) -> Response:
    """Answer that nothing lies there, in the language that the name of the file asks for."""
    is_english = f".{Language.EN}." in request.url.path
    return not_found(f"lang={Language.EN}" if is_english else request.url.query)


def figure(request: Request) -> Response:
    """Send a figure, or the list of them, with the numbers at hand."""
    return _send(request, request.path_params["name"], "")


def index(request: Request) -> Response:
    """Send the list of the figures of the edition that is shown unasked."""
    if error := fault():
        return edition_fault(request.url.query, error)
    return _send(request, f"{index_code(edition())}.{language_of(request.url.query)}.html", "")


def to_index(request: Request) -> Response:
    """Lead to the list from the address without the slash, from where its links would be wrong."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{FIGURES}/{query}", status_code=301)


def versioned(request: Request) -> Response:
    """Send a figure of a version; of another than the one at hand, say where the newest is."""
    version = request.path_params["version"]
    if not _VERSION.fullmatch(version):
        return _nowhere(request)
    return _send(request, request.path_params["name"], version)


def _send(request: Request, name: str, version: str) -> Response:
    query = read_query(request.url.query)
    # These pages have no choice of years, so they refuse to be asked for any.
    if _YEARS & query.keys():
        return _nowhere(request)
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    listed = _LIST.fullmatch(name)
    asked = from_file_name(name)
    if asked is not None and asked[1] == "html" and FRAMED in query:
        asked = (asked[0], FRAME)
    for number, edition_name in enumerate(offered()):
        if error := fault(edition_name):
            return edition_fault(request.url.query, error)
        opened = edition(edition_name)
        code = edition_name if number else ""
        is_list = listed is not None and listed["code"] == index_code(opened)
        is_one = asked is not None and is_published(opened, asked[0])
        if not is_list and not is_one:
            continue
        if version not in ("", f"v{opened.version}"):
            return superseded(language_of_name(name), opened.version, f"{FIGURES}/{name}")
        place = place_in(opened, code, base, version)
        if asked is not None:
            content = file_of(opened, *asked, place)
        else:
            content = _list(opened, language_of_name(name), place)
        return _answer(content, name, opened, version)
    return _nowhere(request)


def found(request: FigureRequest) -> tuple[Edition, str] | None:
    """Return the edition whose figure a page shows, and how an address names it; None for none.

    It is the first one offered that has it.
    """
    for number, name in enumerate(offered()):
        if not fault(name) and is_published(edition(name), request):
            return edition(name), name if number else ""
    return None


def is_served(opened: Edition, request: FigureRequest) -> bool:
    """Return whether a figure's page shows this edition's: the first one offered that has it."""
    first = found(request)
    return first is not None and first[0].name == opened.name


def language_of_name(name: str) -> Language:
    """Read the language from the name of a file."""
    asked = from_file_name(name)
    return asked[0].language if asked else Language(name.rsplit(".", 2)[1])


def _answer(content: bytes, name: str, opened: Edition, version: str) -> Response:
    headers = {
        # Numbers of a version never change, but its page may still learn that there are newer.
        "Cache-Control": "public, max-age=3600" if version else "no-cache",
        "Content-Language": language_of_name(name),
    }
    if opened.is_simulated:
        headers["X-Robots-Tag"] = "noindex"
    return Response(content, media_type=media_type_of(name), headers=headers)


def place_in(opened: Edition, code: str, base: str, version: str) -> Place:
    """Return where the figures of an edition lie in the app.

    Parameters
    ----------
    code
        The edition as an address names it; empty for the one shown unasked.
    version
        The version that an address asks for; empty where it asks for the newest.
    """
    return Place(
        assets="../assets/" if version else "assets/",
        frozen=f"{base}{FIGURES}/v{opened.version}/",
        newest=f"{base}{FIGURES}/",
        to_newest="../" if version else "",
        explorer=base,
        edition_code=code,
        index=index_code(opened),
        handouts=f"{'../' if version else ''}..{HANDOUTS}/{{code}}?lang={{language}}",
        oembed=f"{base}{OEMBED}",
    )


@made_once(maxsize=_FILES_KEPT)
def file_of(opened: Edition, request: FigureRequest, form: str, place: Place) -> bytes:
    """Return a figure in one of its forms.

    Raises
    ------
    ValueError
        When the edition has no such figure.
    """
    figure = registry.figure(opened, request)
    if figure is None:
        raise ValueError(f"{request.stem}: no figure of the edition {opened.name}")
    text = TEXTS[request.language]
    if form == "html":
        chart = drawn_apart(Urgency.PAGE, chart_element, figure)
        narrow = drawn(figure.chart, PHONE)
        return figure_page(opened, figure, chart, narrow, place, framed(figure, drawn)).encode()
    if form == FRAME:
        title = page_title(opened, figure, text)
        return frame_page(figure, title, drawn, place).encode()
    if form not in _PICTURES:
        return draw_form(opened, figure, form, place)
    origin = provenance_of(opened, place.canonical(figure.request), sources=figure.sources)
    return drawn_apart(Urgency.FILE, preview_bytes, figure, form, origin, text, PNG_SCALE)


@made_once(maxsize=16)
def _list(opened: Edition, language: Language, place: Place) -> bytes:
    return index_page(opened, tuple(MUNICIPALITY_AREA), place, TEXTS[language]).encode()
