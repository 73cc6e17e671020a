"""The seven, to choose one of: what each agreement was about, and how much is told of it."""

from __future__ import annotations

import re
from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Scope, SourceClass
from frikommune_viz.model.rows import Municipality
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import draw_hero
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.statements import TIER, Place, cell
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE

_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅÉ])")


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say of how many of the seven anything is told by itself, and by whom it is not."""
    if not edition.findings:
        return draw_hero(PAGE["kommuner"], text)
    spoken = [code for codes in AREA_MUNICIPALITIES.values() for code in codes]
    told = sum(bool(themes_spoken_of(edition, code)) for code in spoken)
    return draw_hero(PAGE["kommuner"], text, heading=_finding(edition, told, text))


def _finding(edition: Edition, told: int, text: Text) -> str:
    of = text.number(sum(map(len, AREA_MUNICIPALITIES.values())))
    if _vive_speaks_of_one(edition):
        return text.count(
            "For {n} af de {of} kommuner som helhed er mindst ét af de fire temaer omtalt",
            "For {n} af de {of} kommuner som helhed er mindst ét af de fire temaer omtalt",
            told,
            of=of,
        )
    return text.count(
        "For {n} af de {of} kommuner som helhed er mindst ét af de fire temaer omtalt, men ikke af VIVE",
        "For {n} af de {of} kommuner som helhed er mindst ét af de fire temaer omtalt, men ikke af VIVE",
        told,
        of=of,
    )


def _vive_speaks_of_one(edition: Edition) -> bool:
    return any(
        row.scope is Scope.MUNICIPALITY
        and row.theme in MAIN_THEMES
        and TIER[edition.sources[row.source_id].source_class] == TIER[SourceClass.EVALUATION]
        for row in edition.findings
    )


def themes_spoken_of(edition: Edition, code: str) -> tuple[str, ...]:
    """Return the main themes on which anything is told of a municipality as a whole."""
    area = next(area for area, codes in AREA_MUNICIPALITIES.items() if code in codes)
    place = Place(Scope.MUNICIPALITY, area, code)
    return tuple(theme for theme in MAIN_THEMES if not cell(place, theme, edition).is_empty)


def themes_of_sites(edition: Edition, code: str) -> tuple[str, ...]:
    """Return the main themes on which anything is told of single sites in a municipality."""
    spoken = {
        row.theme
        for row in edition.findings
        if row.scope is Scope.SITE and row.municipality_code == code
    }
    return tuple(theme for theme in MAIN_THEMES if theme in spoken)


def seven(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List the seven by area, each a way to its profile."""
    return draw(
        "seven.html",
        text,
        blocks=[
            {
                "area": area,
                "rows": [
                    _row(edition.municipalities[code], edition, filters, text) for code in codes
                ],
            }
            for area, codes in AREA_MUNICIPALITIES.items()
        ],
    )


def _row(row: Municipality, edition: Edition, filters: Filters, text: Text) -> dict[str, Any]:
    code = row.municipality_code
    agreement = edition.agreements.get(code)
    done = sum(found.municipality_code == code for found in edition.initiatives)
    return {
        "name": row.name,
        "href": page_href("kommuner", filters.travelling(municipality=(code,))),
        "area_word": text.say(labels.AREA[row.area]) if row.area else "",
        "kind": text.say(row.municipality_group),
        "region": text.say(row.region),
        "line": first_sentence(text.pick(agreement.summary)) if agreement else "",
        "done": text.count("{n} tiltag", "{n} tiltag", done) if edition.findings else "",
        "told": _told(edition, code, text) if edition.findings else "",
    }


def _told(edition: Edition, code: str, text: Text) -> str:
    """Return how many themes are told of for the municipality as a whole, and for single sites."""
    spoken, of = text.number(len(themes_spoken_of(edition, code))), text.number(len(MAIN_THEMES))
    if sites := len(themes_of_sites(edition, code)):
        return text.say(
            "omtalt: {spoken} af {of} temaer (steder: {sites})",
            spoken=spoken,
            of=of,
            sites=text.number(sites),
        )
    return text.say("omtalt: {spoken} af {of} temaer", spoken=spoken, of=of)


def first_sentence(words: str) -> str:
    """Return the first sentence of a text.

    Examples
    --------
    >>> first_sentence("Syv skoler er med, ca. 1.300 ansatte. Resten venter.")
    'Syv skoler er med, ca. 1.300 ansatte.'
    """
    return _SENTENCE_ENDS.split(words, maxsplit=1)[0]
