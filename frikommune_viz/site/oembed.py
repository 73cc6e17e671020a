"""oEmbed: what a page that is given the address of a figure shows in its place.

The specification is at https://oembed.com; answers are JSON, type ``rich``. What is given is the
frame of the figure. Where there is too little room for it, the picture of it is given instead,
scaled to fit: a frame that is too low would hide the source.
"""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.parts.addresses import FIGURES
from frikommune_viz.parts.embed import fixed_frame, picture_link
from frikommune_viz.publish.figure_names import FRAME, from_file_name
from frikommune_viz.publish.frame import framed
from frikommune_viz.publish.frame_height import NARROWEST
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import page_title
from frikommune_viz.site.drawings import drawn
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.site.static_figures import file_of, found, place_in
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import SITE_NAME

WIDTH: Final = 760
"""Width of a frame in px where the page around sets no limit."""

_AGE: Final = 86_400
"""For how many seconds an answer may be kept: its height may change with the next numbers."""

_PATH: Final = re.compile(
    rf"{FIGURES}/((?P<version>v\d{{1,6}}\.\d{{1,6}}\.\d{{1,6}})/)?(?P<name>[^/]+)"
)
_LIMIT: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_NO_LIMIT: Final = 10**6
_LOOKS: Final = {"tema": ("lys", "moerk", "auto"), "baggrund": ("gennemsigtig",)}
"""What an address may ask of a frame (``publish/frame.js`` reads it), each once."""

_PNG_SIZE: Final = slice(16, 24)
"""Where a PNG says how wide and how high it is."""


class Size(NamedTuple):
    """A width and a height in px."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The figure that an address shows, and where it lies."""

    edition: Edition
    figure: Figure
    place: Place
    folder: str
    looks: str = ""


def oembed(request: Request) -> Response:
    """Answer how a figure is embedded; 404 for any other address, 501 for a form but JSON."""
    query = read_query(request.url.query)
    if query.get("format", "json") != "json":
        return PlainTextResponse("Only format=json is answered", status_code=501)
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    shown = _shown(query.get("url", ""), base)
    if shown is None:
        return PlainTextResponse("No figure has this url", status_code=404)
    limits = {name: query.get(name, "") for name in ("maxwidth", "maxheight")}
    if wrong := [name for name, said in limits.items() if said and not _LIMIT.fullmatch(said)]:
        # Answered without the limit, the frame would be wider than there is room.
        told = f"{' and '.join(wrong)}: a whole number of pixels, once"
        return PlainTextResponse(told, status_code=400)
    most = Size(*(int(said) if said else _NO_LIMIT for said in limits.values()))
    content = json.dumps(_answer(shown, base, most), ensure_ascii=False)
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(content, media_type="application/json", headers=headers)


def _answer(shown: Shown, base: str, most: Size) -> dict[str, Any]:
    request, text = shown.figure.request, TEXTS[shown.figure.request.language]
    title = page_title(shown.edition, shown.figure, text)
    picture = _picture_size(file_of(shown.edition, request, "png", shown.place))
    address = shown.folder + request.file("png")
    # Narrower than that no word has room, and nothing would say where lines end.
    wide = max(NARROWEST, min(WIDTH, most.width))
    size = Size(wide, framed(shown.figure, drawn).at(wide))
    if size.width <= most.width and size.height <= most.height:
        html = fixed_frame(shown.folder + request.file(FRAME) + shown.looks, title, *size)
    else:
        size = _within(picture, Size(min(WIDTH, most.width), most.height))
        page, told = shown.folder + request.file("html"), f"{title}. {shown.figure.subtitle}"
        html = picture_link(page, address, told, size.width)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": SITE_NAME,
        "provider_url": f"{base}/",
        "cache_age": _AGE,
        "width": size.width,
        "height": size.height,
        "html": html,
    }
    if picture.width <= most.width and picture.height <= most.height:
        answer |= {
            "thumbnail_url": address,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return answer


def _shown(url: str, base: str) -> Shown | None:
    """Return the figure that an address of this site shows; None where it shows none."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[bad
        return None
    named = _PATH.fullmatch(parts.path)
    if named is None or parts.scheme not in ("http", "https"):
        return None
    if parts.netloc.lower() != urlsplit(base).netloc:
        return None
    asked = from_file_name(named["name"])
    if asked is None or asked[1] not in ("html", FRAME):
        return None
    return _of_version(asked[0], named["version"] or "", base, _looks(parts.query))


def _looks(query: str) -> str:
    """Return the looks that an address asks of a frame, as they are passed on to it."""
    asked = read_query(query)
    known = {name: asked[name] for name, words in _LOOKS.items() if asked.get(name) in words}
    return f"?{urlencode(known)}" if known else ""


def _of_version(request: FigureRequest, version: str, base: str, looks: str) -> Shown | None:
    first = found(request)
    if first is None or version not in ("", f"v{first[0].version}"):
        return None
    figure = registry.figure(first[0], request)
    if figure is None:
        return None
    place = place_in(*first, base, version)
    return Shown(first[0], figure, place, place.frozen if version else place.newest, looks)


def _within(size: Size, most: Size) -> Size:
    """Return a size made smaller in both directions alike, until it is within another."""
    scale = min(1, most.width / size.width, most.height / size.height)
    return Size(max(1, int(size.width * scale)), max(1, int(size.height * scale)))


def _picture_size(png: bytes) -> Size:
    return Size(*struct.unpack(">II", png[_PNG_SIZE]))
