"""Which of the seven share region or kind of municipality with another: no ranking, no score."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.rows import Municipality
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, danish_order, mark
from frikommune_viz.wording import labels

CLASSIFICATION: Final = "dst-kommuner"
"""The source of regions and municipality groups."""

REGIONS: Final = (
    mark("Region Hovedstaden"),
    mark("Region Sjælland"),
    mark("Region Syddanmark"),
    mark("Region Midtjylland"),
    mark("Region Nordjylland"),
)
GROUPS: Final = (
    mark("Hovedstadskommuner"),
    mark("Storbykommuner"),
    mark("Provinsbykommuner"),
    mark("Oplandskommuner"),
    mark("Landkommuner"),
)
"""Names of the tables that are said in the language of the page."""


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section; the choice of another municipality follows."""
    return draw_section(
        text.say("Hvilke af de syv ligner os?"),
        text,
        text.say(
            "Vælg din kommune, og se, hvilke af de syv der ligger i samme region, og hvilke der "
            "hører til samme kommunegruppe hos Danmarks Statistik."
        ),
        anchor="ligner",
    )


def sharing(edition: Edition, own: str, trait: str) -> tuple[Municipality, ...]:
    """Return those of the seven that share ``region`` or ``municipality_group`` with `own`."""
    value = getattr(edition.municipalities[own], trait)
    return tuple(
        row
        for row in seven(edition)
        if row.municipality_code != own and getattr(row, trait) == value
    )


def seven(edition: Edition) -> tuple[Municipality, ...]:
    """Return the seven in Danish alphabetical order, the one order that ranks nobody."""
    rows = (edition.municipalities[code] for code in MUNICIPALITY_AREA)
    return tuple(sorted(rows, key=lambda row: danish_order(row.name)))


def alike(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say who shares region and group with the chosen municipality; and list all seven."""
    own = edition.municipalities[filters.own] if filters.own else None
    return draw(
        "alike.html",
        text,
        sentences=_sentences(edition, own, text) if own else (),
        own=own,
        rows=[
            {
                "name": row.name,
                "href": page_href("kommuner", filters.but(municipality=(row.municipality_code,))),
                "area": text.say(labels.AREA[MUNICIPALITY_AREA[row.municipality_code]]),
                "region": text.say(row.region),
                "group": text.say(row.municipality_group),
                "same_region": _same(row, own, "region"),
                "same_group": _same(row, own, "municipality_group"),
            }
            for row in seven(edition)
        ],
        source=edition.sources[CLASSIFICATION],
    )


def _same(row: Municipality, own: Municipality | None, trait: str) -> bool:
    if own is None or row.municipality_code == own.municipality_code:
        return False
    return bool(getattr(row, trait) == getattr(own, trait))


def _sentences(edition: Edition, own: Municipality, text: Text) -> tuple[str, ...]:
    code = own.municipality_code
    region = [row.name for row in sharing(edition, code, "region")]
    group = [row.name for row in sharing(edition, code, "municipality_group")]
    return (
        text.say(
            "{own} ligger i {region} sammen med {names}.",
            own=own.name,
            region=text.say(own.region),
            names=text.join(region),
        )
        if region
        else text.say(
            "{own} ligger i {region}. Det gør ingen andre af de syv.",
            own=own.name,
            region=text.say(own.region),
        ),
        text.say(
            "{own} hører til gruppen {group} sammen med {names}.",
            own=own.name,
            group=text.say(own.municipality_group),
            names=text.join(group),
        )
        if group
        else text.say(
            "{own} hører til gruppen {group}. Det gør ingen andre af de syv.",
            own=own.name,
            group=text.say(own.municipality_group),
        ),
    )
