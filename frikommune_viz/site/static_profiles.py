"""Pages to read without script: the overview, the areas and the municipalities."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.single_flight import single_flight
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MUNICIPALITY_AREA, Area, Language
from frikommune_viz.parts import static_profile
from frikommune_viz.parts.addresses import FIGURES, page_href, reading_address
from frikommune_viz.publish.figure_names import index_code, main_figures
from frikommune_viz.site.editions import edition, fault
from frikommune_viz.site.head import language_of, style_tags
from frikommune_viz.site.notices import edition_fault, not_found
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGES

_LEAVES_KEPT: Final = 48
_CSS: Final = Path(__file__).parent / "static_profiles.css"


def leaf(request: Request) -> Response:
    """Send a page to read."""
    kind, code = request.path_params.get("kind", ""), request.path_params.get("code", "")
    known = {"": ("",), "omraade": tuple(Area), "kommune": tuple(MUNICIPALITY_AREA)}
    if code not in known.get(kind, ()):
        return not_found(request.url.query)
    if error := fault():
        return edition_fault(request.url.query, error)
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    if not edition().findings:
        return not_found(request.url.query)
    language = language_of(request.url.query)
    headers = {"Cache-Control": "no-cache", "Content-Language": language}
    return HTMLResponse(_leaf(edition(), kind, code, language, base), headers=headers)


def leaf_addresses(language: Language) -> list[tuple[str, str, str]]:
    """Return kind, code and address of every page to read."""
    pages = [
        ("", ""),
        *(("omraade", str(area)) for area in Area),
        *(("kommune", code) for code in MUNICIPALITY_AREA),
    ]
    return [(kind, code, reading_address(kind, code, language)) for kind, code in pages]


@single_flight(maxsize=_LEAVES_KEPT)
def _leaf(opened: Edition, kind: str, code: str, language: Language, base: str) -> str:
    text = TEXTS[language]
    filters = Filters(lang=language)
    if kind == "kommune":
        area = MUNICIPALITY_AREA[code]
        figures = _shown(opened, area, language)
        page = static_profile.municipality_leaf(opened, code, filters, figures, text)
        explorer = page_href("kommuner", filters.but(municipality=(code,)))
    elif kind == "omraade":
        figures = _shown(opened, Area(code), language)
        page = static_profile.area_leaf(opened, Area(code), filters, figures, text)
        explorer = page_href("sammenlign", filters.but(area=(Area(code),)))
    else:
        page = static_profile.overview_leaf(opened, filters, text)
        explorer = page_href("overblik", filters)
    drawn = static_profile.draw_reading(
        page,
        edition=opened,
        filters=filters,
        leaves=[
            (_name(opened, kind, code, language), address)
            for kind, code, address in leaf_addresses(language)
        ],
        addresses={str(one): base + reading_address(kind, code, one) for one in Language},
        explorer=explorer,
        index=f"{FIGURES}/{index_code(opened)}.{language}.html",
        style_tags=style_tags(),
        rules=re.sub(r"/\*.*?\*/\s*", "", _CSS.read_text(encoding="utf-8"), flags=re.DOTALL),
        text=text,
    )
    return _from_root(str(drawn), explorer)


def _shown(opened: Edition, area: Area, language: Language) -> list[static_profile.Shown]:
    found = []
    for request in main_figures(opened, language):
        if opened.indicators[request.indicator].area is not area:
            continue
        if figure := registry.figure(opened, request):
            picture, page = (f"{FIGURES}/{request.file(form)}" for form in ("svg", "html"))
            found.append(static_profile.Shown(figure, picture, page))
    return found


def _name(opened: Edition, kind: str, code: str, language: Language) -> str:
    text = TEXTS[language]
    if kind == "kommune":
        return opened.municipalities[code].name
    if kind == "omraade":
        return text.say(labels.AREA[Area(code)])
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
    choices = read_query(parts.query)
    language = language_of(parts.query)
    asked = {name: value for name, value in choices.items() if name != "lang"}
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if parts.path == "" and not asked:
        return reading_address("", "", language) + anchor
    if parts.path == "kommuner" and asked.keys() == {"municipality"}:
        if asked["municipality"] in MUNICIPALITY_AREA:
            return reading_address("kommune", asked["municipality"], language) + anchor
    elif parts.path == "sammenlign" and asked.keys() == {"area"} and asked["area"] in tuple(Area):
        return reading_address("omraade", asked["area"], language) + anchor
    return None
