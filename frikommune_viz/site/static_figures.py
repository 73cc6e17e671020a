"""Plain routes of figures: each as page, pictures and rows, of the version at hand."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import provenance_of
from frikommune_viz.export.in_worker import preview_bytes
from frikommune_viz.export.media_types import media_type_of
from frikommune_viz.figures import registry
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.figures.single_flight import single_flight
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import FIGURES
from frikommune_viz.parts.handout_link import HANDOUTS
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.figure_files import PNG_SCALE, draw_form
from frikommune_viz.publish.figure_names import from_file_name, index_code, is_published
from frikommune_viz.publish.inline_chart import chart_element
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import figure_page, index_page
from frikommune_viz.site.drawings import Urgency, drawn_apart
from frikommune_viz.site.editions import edition, fault, offered
from frikommune_viz.site.notices import edition_fault, not_found, superseded
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.text import TEXTS

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
        return not_found(request.url.query)
    return Response(content, media_type=media_type_of(name), headers={"Cache-Control": _YEAR})


def figure(request: Request) -> Response:
    """Send a figure, or the list of them, with the numbers at hand."""
    return _send(request, request.path_params["name"], "")


def versioned(request: Request) -> Response:
    """Send a figure of a version; of another than the one at hand, say where the newest is."""
    version = request.path_params["version"]
    if not _VERSION.fullmatch(version):
        return not_found(request.url.query)
    return _send(request, request.path_params["name"], version)


def _send(request: Request, name: str, version: str) -> Response:
    # These pages have no choice of years, so they refuse to be asked for any.
    if _YEARS & read_query(request.url.query).keys():
        return not_found(request.url.query)
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    listed = _LIST.fullmatch(name)
    asked = from_file_name(name)
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
        place = _place(opened, code, base, version)
        if asked is not None:
            content = _drawn(opened, *asked, place)
        else:
            content = _list(opened, language_of_name(name), place)
        return _answer(content, name, opened, version)
    return not_found(request.url.query)


def is_served(opened: Edition, request: FigureRequest) -> bool:
    """Return whether a figure's page shows this edition's: the first one offered that has it."""
    for name in offered():
        if not fault(name) and is_published(edition(name), request):
            return edition(name).name == opened.name
    return False


def language_of_name(name: str) -> Language:
    """Read the language from the name of a file."""
    return Language(name.rsplit(".", 2)[1])


def _answer(content: bytes, name: str, opened: Edition, version: str) -> Response:
    headers = {
        # Numbers of a version never change, but its page may still learn that there are newer.
        "Cache-Control": "public, max-age=3600" if version else "no-cache",
        "Content-Language": language_of_name(name),
    }
    if opened.is_simulated:
        headers["X-Robots-Tag"] = "noindex"
    return Response(content, media_type=media_type_of(name), headers=headers)


def _place(opened: Edition, code: str, base: str, version: str) -> Place:
    return Place(
        assets="../assets/" if version else "assets/",
        frozen=f"{base}{FIGURES}/v{opened.version}/",
        newest=f"{base}{FIGURES}/",
        to_newest="../" if version else "",
        explorer=base,
        edition_code=code,
        index=index_code(opened),
        handouts=f"{'../' if version else ''}..{HANDOUTS}/{{code}}?lang={{language}}",
    )


@single_flight(maxsize=_FILES_KEPT)
def _drawn(opened: Edition, request: FigureRequest, form: str, place: Place) -> bytes:
    figure = registry.figure(opened, request)
    if figure is None:
        raise ValueError(f"{request.stem}: no figure of the edition {opened.name}")
    if form == "html":
        chart = drawn_apart(Urgency.PAGE, chart_element, figure)
        return figure_page(opened, figure, chart, place).encode()
    if form not in _PICTURES:
        return draw_form(opened, figure, form, place)
    text = TEXTS[request.language]
    origin = provenance_of(opened, place.canonical(figure.request), sources=figure.sources)
    return drawn_apart(Urgency.FILE, preview_bytes, figure, form, origin, text, PNG_SCALE)


@single_flight(maxsize=16)
def _list(opened: Edition, language: Language, place: Place) -> bytes:
    return index_page(opened, tuple(MUNICIPALITY_AREA), place, TEXTS[language]).encode()
