"""Plain routes: each figure as page, picture and rows, and pages to read without script."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from frikommune_viz import words
from frikommune_viz.figures.addressed import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model import MUNICIPALITY_AREA, Area, Language
from frikommune_viz.outline import PAGES
from frikommune_viz.parts import reading
from frikommune_viz.parts.links import page_href
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.forms import draw_form, figure_named
from frikommune_viz.publish.names import Item, index_code, is_figure, main_codes, own_codes
from frikommune_viz.publish.page import index_page
from frikommune_viz.publish.place import Place
from frikommune_viz.results import Edition
from frikommune_viz.site import origin
from frikommune_viz.site.head import language_of, style_tags
from frikommune_viz.site.notices import edition_fault, not_found, superseded
from frikommune_viz.site.opened import edition, fault, offered
from frikommune_viz.text import TEXTS

FIGURES: Final = "/figur"
LEAVES: Final = "/laes"
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
_VERSION: Final = re.compile(r"v\d{1,6}\.\d{1,6}\.\d{1,6}")
_DRAWINGS_KEPT: Final = 192
_LEAVES_KEPT: Final = 48
_YEAR: Final = "public, max-age=31536000, immutable"
_CSS: Final = Path(__file__).parent / "reading.css"
# One drawing at a time: whoever asks for many pictures shall not take the explorer's time.
_drawing = Lock()


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their addresses is not found."""
    return [
        Route(f"{FIGURES}/assets/{{name}}", asset),
        Route(f"{FIGURES}/{{name}}", figure),
        Route(f"{FIGURES}/{{version}}/{{name}}", versioned),
        Route(f"{FIGURES}/{{path:path}}", nothing),
        Route(f"{LEAVES}/overblik", leaf),
        Route(f"{LEAVES}/{{kind}}/{{code}}", leaf),
        Route(f"{LEAVES}/{{path:path}}", nothing),
    ]


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


def nothing(request: Request) -> Response:
    """Answer an address that names nothing."""
    return not_found(request.url.query)


def leaf(request: Request) -> Response:
    """Send a page to read."""
    kind, code = request.path_params.get("kind", ""), request.path_params.get("code", "")
    known = {"": ("",), "omraade": tuple(Area), "kommune": tuple(MUNICIPALITY_AREA)}
    if code not in known.get(kind, ()):
        return not_found(request.url.query)
    if error := fault():
        return edition_fault(request.url.query, error)
    base = _base(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    if not edition().findings:
        return not_found(request.url.query)
    language = language_of(request.url.query)
    headers = {"Cache-Control": "no-cache", "Content-Language": language}
    return HTMLResponse(_leaf(edition(), kind, code, language, base), headers=headers)


def leaf_address(kind: str, code: str, language: Language) -> str:
    """Return the address of a page to read, from the root of the site."""
    place = f"{kind}/{code}" if kind else "overblik"
    return f"{LEAVES}/{place}" + (f"?lang={language}" if language is not Language.DA else "")


def leaf_addresses(language: Language) -> list[tuple[str, str, str]]:
    """Return kind, code and address of every page to read."""
    pages = [
        ("", ""),
        *(("omraade", str(area)) for area in Area),
        *(("kommune", code) for code in MUNICIPALITY_AREA),
    ]
    return [(kind, code, leaf_address(kind, code, language)) for kind, code in pages]


def every_address(opened: Edition) -> list[dict[Language, str]]:
    """Return the address of each page to read and of each figure, by language.

    None where the numbers are invented: they are kept out of search engines.
    """
    if opened.is_simulated:
        return []
    leaves = list(zip(*(leaf_addresses(language) for language in Language), strict=True))
    found = [
        {language: place[2] for language, place in zip(Language, places, strict=True)}
        for places in leaves
        if opened.findings
    ]
    for code in (index_code(opened), *codes(opened)):
        found.append({one: f"{FIGURES}/{Item(code, '', one).file('html')}" for one in Language})
    return found


def _send(request: Request, name: str, version: str) -> Response:
    base = _base(request)
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
    with _drawing:
        made = figure_named(opened, item)
        return None if made is None else draw_form(opened, made, item, form, place)


@lru_cache(maxsize=16)
def _list(opened: Edition, language: Language, place: Place) -> bytes:
    own = {code: own_codes(opened, code) for code in MUNICIPALITY_AREA}
    own = {code: figures for code, figures in own.items() if figures}
    return index_page(opened, list(codes(opened)), own, place, TEXTS[language]).encode()


@lru_cache(maxsize=_LEAVES_KEPT)
def _leaf(opened: Edition, kind: str, code: str, language: Language, base: str) -> str:
    text = TEXTS[language]
    filters = Filters(lang=language)
    with _drawing:
        if kind == "kommune":
            area = MUNICIPALITY_AREA[code]
            figures = _shown(opened, area, language)
            page = reading.municipality_leaf(opened, code, filters, figures, text)
            explorer = page_href("kommuner", filters.but(municipality=(code,)))
        elif kind == "omraade":
            figures = _shown(opened, Area(code), language)
            page = reading.area_leaf(opened, Area(code), filters, figures, text)
            explorer = page_href("sammenlign", filters.but(area=(Area(code),)))
        else:
            page = reading.overview_leaf(opened, filters, text)
            explorer = page_href("overblik", filters)
    drawn = reading.draw_reading(
        page,
        edition=opened,
        filters=filters,
        leaves=[
            (_name(opened, kind, code, language), address)
            for kind, code, address in leaf_addresses(language)
        ],
        addresses={str(one): base + leaf_address(kind, code, one) for one in Language},
        explorer=explorer,
        index=f"{FIGURES}/{index_code(opened)}.{language}.html",
        style_tags=style_tags(),
        rules=re.sub(r"/\*.*?\*/\s*", "", _CSS.read_text(encoding="utf-8"), flags=re.DOTALL),
        text=text,
    )
    return _from_root(str(drawn), explorer)


def _shown(opened: Edition, area: Area, language: Language) -> list[reading.Shown]:
    found = []
    for indicator_id, code in main_codes(opened).items():
        item = Item(code, "", language)
        made = figure_named(opened, item)
        if made is not None and opened.indicators[indicator_id].area is area:
            found.append(
                reading.Shown(
                    made, f"{FIGURES}/{item.file('svg')}", f"{FIGURES}/{item.file('html')}"
                )
            )
    return found


def _name(opened: Edition, kind: str, code: str, language: Language) -> str:
    text = TEXTS[language]
    if kind == "kommune":
        return opened.municipalities[code].name
    if kind == "omraade":
        return text.say(words.AREA[Area(code)])
    first = PAGES[0]
    return text.say(first.menu)


_HREF: Final = re.compile(r'href="\./(?P<rest>[^"]*)"')


def _from_root(page: str, explorer: str) -> str:
    """Let links of parts start at the root, and lead to pages to read where there is one.

    The link to the explorer itself stays as it is.
    """
    kept = explorer.removeprefix("./")

    def lead(found: re.Match[str]) -> str:
        rest = unescape(found["rest"])
        address = None if rest == kept else _leaf_instead(rest)
        return f'href="{address}"' if address else f'href="/{found["rest"]}"'

    return _HREF.sub(lead, page)


def _leaf_instead(rest: str) -> str | None:
    """Return the page to read that shows what an address of the explorer shows, if there is one."""
    parts = urlsplit(rest)
    choices = {name: values[0] for name, values in parse_qs(parts.query).items()}
    language = language_of(parts.query)
    asked = {name: value for name, value in choices.items() if name != "lang"}
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if parts.path == "" and not asked:
        return leaf_address("", "", language) + anchor
    if parts.path == "kommuner" and asked.keys() == {"municipality"}:
        if asked["municipality"] in MUNICIPALITY_AREA:
            return leaf_address("kommune", asked["municipality"], language) + anchor
    elif parts.path == "sammenlign" and asked.keys() == {"area"} and asked["area"] in tuple(Area):
        return leaf_address("omraade", asked["area"], language) + anchor
    return None


def _base(request: Request) -> str | None:
    try:
        return origin.of_request(request.url.scheme, request.headers.get("host", ""))
    except origin.OriginError:
        return None
