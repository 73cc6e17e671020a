"""Plain routes of figures: each as page, pictures and rows, of the version at hand."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import codes
from frikommune_viz.model.codes import MUNICIPALITY_AREA, Language
from frikommune_viz.parts.addresses import FIGURES
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.figure_files import draw_form, figure_named
from frikommune_viz.publish.figure_names import Item, index_code, is_figure, own_codes
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import index_page
from frikommune_viz.site.editions import edition, fault, offered
from frikommune_viz.site.notices import edition_fault, not_found, superseded
from frikommune_viz.site.render_lock import base_of, one_at_a_time
from frikommune_viz.text import TEXTS

MEDIA_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "css": "text/css; charset=utf-8",
    "woff2": "font/woff2",
}
_INDEX: Final = re.compile(r"(?P<code>[a-z-]*index)\.(?P<lang>da|en)\.html")
_VERSION: Final = re.compile(r"v\d{1,6}\.\d{1,6}\.\d{1,6}", re.ASCII)
_DRAWINGS_KEPT: Final = 192
_YEAR: Final = "public, max-age=31536000, immutable"


def asset(request: Request) -> Response:
    """Send the style sheet, a font or the icon of static pages; for good."""
    name = request.path_params["name"]
    content = assets().files.get(name)
    if content is None:
        return not_found(request.url.query)
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    return Response(content, media_type=media_type, headers={"Cache-Control": _YEAR})


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
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    listed = _INDEX.fullmatch(name)
    asked = Item.from_name(name)
    for number, edition_name in enumerate(offered()):
        if error := fault(edition_name):
            return edition_fault(request.url.query, error)
        opened = edition(edition_name)
        code = edition_name if number else ""
        is_list = listed is not None and listed["code"] == index_code(opened)
        is_one = asked is not None and is_figure(opened, asked[0], _known(opened))
        if not is_list and not is_one:
            continue
        if version not in ("", f"v{opened.version}"):
            return superseded(language_of_name(name), opened.version, f"{FIGURES}/{name}")
        place = _place(opened, code, base, version)
        if listed:
            content: bytes | None = _list(opened, Language(listed["lang"]), place)
        else:
            assert asked is not None
            content = _drawn(opened, *asked, place)
        if content is not None:
            return _answer(content, name, opened, version)
    return not_found(request.url.query)


def is_served(opened: Edition, code: str) -> bool:
    """Whether the page of a figure shows this edition's: the first one offered that has it."""
    for name in offered():
        if not fault(name) and code in _known(edition(name)):
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
    return Response(content, media_type=MEDIA_TYPES[name.rpartition(".")[2]], headers=headers)


def _place(opened: Edition, code: str, base: str, version: str) -> Place:
    return Place(
        assets="../assets/" if version else "assets/",
        frozen=f"{base}{FIGURES}/v{opened.version}/",
        newest=f"{base}{FIGURES}/",
        to_newest="../" if version else "",
        explorer=base,
        edition_code=code,
        index=index_code(opened),
    )


@cache
def _known(opened: Edition) -> frozenset[str]:
    return frozenset(codes(opened))


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _drawn(opened: Edition, item: Item, form: str, place: Place) -> bytes | None:
    with one_at_a_time:
        made = figure_named(opened, item)
        return None if made is None else draw_form(opened, made, item, form, place)


@lru_cache(maxsize=16)
def _list(opened: Edition, language: Language, place: Place) -> bytes:
    own = {code: own_codes(opened, code) for code in MUNICIPALITY_AREA}
    own = {code: figures for code, figures in own.items() if figures}
    return index_page(opened, list(codes(opened)), own, place, TEXTS[language]).encode()
