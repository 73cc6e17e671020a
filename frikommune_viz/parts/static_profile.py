"""Pages to read without script: the same parts as the explorer's, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MUNICIPALITY_AREA, Area
from frikommune_viz.parts import (
    compare,
    municipality,
    municipality_facts,
    overview,
    page_frame,
    profile_register,
)
from frikommune_viz.parts.page_frame import OTHER_LANGUAGE, draw_hero, draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import PAGE, PAGES, SITE_NAME

Part = Callable[[Edition, Filters, Text], Markup]

_OVERVIEW: Final[tuple[Part, ...]] = (
    overview.conclusion,
    overview.counts,
    overview.matrix_head,
    overview.main_matrix,
    overview.supporting_matrix,
    overview.limits,
)
_MUNICIPALITY_FIRST: Final[tuple[Part, ...]] = (
    municipality.head,
    municipality.own_matrix,
    municipality.beyond,
    municipality.statements,
    profile_register.register_of_profile,
)
_MUNICIPALITY_LAST: Final[tuple[Part, ...]] = (
    municipality.initiatives,
    municipality.rules,
    municipality.whole_area,
    municipality_facts.key_numbers,
    municipality_facts.events,
    municipality_facts.sources,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on a page to read, with the addresses of its picture and of its own page."""

    figure: Figure
    picture: str
    page: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to read: its title and what it says, its address and its place in the explorer."""

    title: str
    description: str
    body: Markup


def overview_leaf(edition: Edition, filters: Filters, text: Text) -> Leaf:
    """Return the overview: the conclusion, the matrix with its statements, the limits."""
    page = PAGE["overblik"]
    shown = filters.but(supporting=True)
    return Leaf(
        text.say(page.menu), text.say(page.description), _joined(_OVERVIEW, edition, shown, text)
    )


def area_leaf(
    edition: Edition, area: Area, filters: Filters, figures: Sequence[Shown], text: Text
) -> Leaf:
    """Return what is said of an area and its municipalities, and its register figures."""
    name = text.say(labels.AREA[area])
    lead = text.say(
        "Alt, hvad kilderne siger om området og dets kommuner, og områdets registertal."
    )
    chosen = filters.but(area=(area,))
    parts = [
        draw_hero(PAGE["sammenlign"], chosen, text, heading=name, lead=lead),
        _joined((compare.area_matrix, compare.statements), edition, chosen, text),
        _register(edition, area, figures, text),
    ]
    return Leaf(name, lead, Markup("").join(parts))


def municipality_leaf(
    edition: Edition, code: str, filters: Filters, figures: Sequence[Shown], text: Text
) -> Leaf:
    """Return the profile of one of the seven, with the register figures of its area."""
    chosen = filters.but(municipality=(code,))
    name = edition.municipalities[code].name
    area = MUNICIPALITY_AREA[code]
    parts = [
        _joined(_MUNICIPALITY_FIRST, edition, chosen, text),
        _figures(figures, text),
        _joined(_MUNICIPALITY_LAST, edition, chosen, text),
    ]
    description = text.say(
        "{name}: aftale, tiltag, regler, udsagn og registertal om {area}.",
        name=name,
        area=text.say(labels.AREA_INLINE[area]),
    )
    return Leaf(name, description, Markup("").join(parts))


def draw_reading(
    leaf: Leaf,
    *,
    edition: Edition,
    filters: Filters,
    leaves: Sequence[tuple[str, str]],
    addresses: dict[str, str],
    explorer: str,
    index: str,
    style_tags: str,
    rules: str,
    text: Text,
) -> Markup:
    """Put a page to read into its document.

    Parameters
    ----------
    leaves
        The pages to read: name and address.
    addresses
        The full address of this page by language.
    explorer, index
        Where the explorer shows the same, and where all figures are listed.
    style_tags, rules
        The style sheets of the site, and the rules of these pages.
    """
    other, name = OTHER_LANGUAGE[text.language]
    return draw(
        "static_profile.html",
        text,
        site_name=SITE_NAME,
        leaf=leaf,
        leaves=leaves,
        addresses=addresses,
        here=addresses[text.language],
        other_href=addresses[other],
        other_language=other,
        other_name=name,
        explorer=explorer,
        index=index,
        style_tags=Markup(style_tags),
        rules=Markup(rules),
        is_simulated=edition.is_simulated,
        footer=page_frame.footer(edition, filters, text),
        pages=PAGES,
    )


def _joined(parts: Sequence[Part], edition: Edition, filters: Filters, text: Text) -> Markup:
    return Markup("").join(part(edition, filters, text) for part in parts)


def _register(edition: Edition, area: Area, figures: Sequence[Shown], text: Text) -> Markup:
    if not figures:
        none = text.say(
            "Der er ingen åbne registertal for {area} i denne udgave. "
            "Det betyder ikke, at intet er sket.",
            area=text.say(labels.AREA_INLINE[area]),
        )
        return draw_section(text.say("Registertal"), text, none)
    return draw_section(text.say("Registertal"), text) + _figures(figures, text)


def _figures(figures: Sequence[Shown], text: Text) -> Markup:
    return draw(
        "static_profile_figures.html",
        text,
        figures=[
            {"figure": row.figure, "rows": row.figure.table.written(text), "shown": row}
            for row in figures
        ],
    )
