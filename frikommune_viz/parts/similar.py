"""Which of the seven is like another municipality: in order, with the reason, and as one weighs."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Trait, Weight
from frikommune_viz.model.rows import Municipality
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.closeness import STRENGTH, Likeness, alike, before
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording import labels, likeness

ANCHOR: Final = "ligner"
METHOD_ANCHOR: Final = "lighed"
CLASSIFICATION: Final = "dst-kommuner"
"""The source of regions and municipality groups."""
SHOWN_FIRST: Final = 3
"""So many of the seven stand beside the chooser, one beside a profile, all of them in the section."""

WEIGHTS: Final = {str(weight): likeness.WEIGHT[weight] for weight in Weight}
TRAITS: Final = {f"weigh_{trait}": likeness.TRAIT[trait] for trait in Trait}
"""The choices that weigh, by their name in the address, and what each is called."""


def nearest(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say in the right third who is like the visitor's own municipality; or how to find out.

    Nothing in an edition of invented answers: there is nothing real to be led to.
    """
    if not edition.findings:
        return Markup()
    own = own_of(edition, filters)
    rows = [row for row in _ordered(edition, filters) if not own or row.code != filters.own]
    shown = 1 if filters.profile else SHOWN_FIRST
    return draw(
        "nearest.html",
        text,
        heading=likeness.closest(edition, own, rows, text) if own else "",
        why=likeness.why_closest(edition, own, rows, filters.weights, text) if own else "",
        rows=[_row(row, own, edition, filters, text) for row in rows[:shown]] if own else (),
        own=own,
        anchor=ANCHOR,
        href=page_href("kommuner", filters.travelling(**_weights(filters)), ANCHOR)
        if own
        else page_href("metode", filters.travelling(), METHOD_ANCHOR),
    )


def _weights(filters: Filters) -> dict[str, Weight]:
    return {name: getattr(filters, name) for name in TRAITS}


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section; what is to count follows. Without a municipality there is none."""
    own = own_of(edition, filters)
    if own is None:
        return Markup()
    ordered = _ordered(edition, filters)
    why = likeness.why_closest(edition, own, ordered, filters.weights, text)
    lines = (
        *([why] if why else []),
        text.say(
            "De syv står efter, hvor meget de ligner {own} i rammer fra før aftalerne. Det "
            "siger intet om resultater. Vælg selv, hvad der skal tælle.",
            own=own.name,
        ),
    )
    return draw_section(likeness.closest(edition, own, ordered, text), text, *lines, anchor=ANCHOR)


def table(edition: Edition, filters: Filters, text: Text) -> Markup:
    """List the seven with what each shares, and what their order leaves out.

    Without a municipality of one's own there is no order, only the source of what the seven are.
    """
    own = own_of(edition, filters)
    return draw(
        "alike.html",
        text,
        own=own,
        rows=[_row(row, own, edition, filters, text) for row in _ordered(edition, filters)],
        notes=likeness.left_out(edition, own, text) if own else (),
        source=edition.sources.get(CLASSIFICATION),
        method_href=page_href("metode", filters.travelling(), METHOD_ANCHOR),
    )


def method(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Explain how the likeness is measured, and with which figures; nothing where there are none."""
    frames = before(edition)
    if not frames:
        return Markup()
    return draw(
        "alike_method.html",
        text,
        much=STRENGTH[Weight.MUCH] / STRENGTH[Weight.SOME],
        labels=[
            text.say(
                "{label} ({period})",
                label=labels.inline(text.pick(frame.indicator.label)),
                period=text.period(frame.period),
            )
            for frame in frames
        ],
        notes=likeness.left_out(edition, None, text),
        source=edition.sources.get(CLASSIFICATION),
    )


def own_of(edition: Edition, filters: Filters) -> Municipality | None:
    """Return the visitor's own municipality, if one is chosen."""
    return edition.municipalities.get(filters.own)


def _ordered(edition: Edition, filters: Filters) -> tuple[Likeness, ...]:
    """Return the seven in their order; without a municipality of one's own, by name."""
    if filters.own in edition.municipalities:
        return alike(edition, filters.own, filters.weights)
    first = next(iter(MUNICIPALITY_AREA))
    by_name = {row.code: row for row in alike(edition, first, filters.weights)}
    return tuple(
        sorted(
            by_name.values(), key=lambda row: danish_order(edition.municipalities[row.code].name)
        )
    )


def _row(
    row: Likeness, own: Municipality | None, edition: Edition, filters: Filters, text: Text
) -> dict[str, Any]:
    other = edition.municipalities[row.code]
    done = sum(found.municipality_code == row.code for found in edition.initiatives)
    here = filters.travelling(municipality=(row.code,))
    return {
        "name": other.name,
        "area": MUNICIPALITY_AREA[row.code],
        "area_word": text.say(labels.AREA[MUNICIPALITY_AREA[row.code]]),
        "href": page_href("kommuner", here),
        "initiatives": text.count("{n} tiltag", "{n} tiltag", done) if done else "",
        "initiatives_href": page_href("inspiration", here),
        "is_own": own is not None and own.municipality_code == row.code,
        "group": text.say(other.municipality_group),
        "region": text.say(other.region),
        **(_reasons(row, own, other, edition, text) if own else {}),
    }


def _reasons(
    row: Likeness, own: Municipality, other: Municipality, edition: Edition, text: Text
) -> dict[str, Any]:
    return {
        "distance": "" if row.distance is None else text.number(row.distance, 2),
        "at": 0.0 if row.distance is None else round(100 * min(1, row.distance / FARTHEST), 1),
        "same_group": row.same_group,
        "same_region": row.same_region,
        "group_reason": likeness.group_words(row, other, text),
        "region_reason": likeness.region_words(row, other, text),
        "register_reason": likeness.register_words(row, own, text) if before(edition) else "",
        "example": likeness.most_and_least(row, text),
    }


FARTHEST: Final = 1.5
"""Right end of the line on which the whole distance is drawn; what lies farther stands at it."""
