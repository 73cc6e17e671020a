"""What the site is: terms of the data, changes, accessibility, privacy and technology."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export.provenance import provenance_of
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Note
from frikommune_viz.parts.addresses import edition_href
from frikommune_viz.parts.contact import contact
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text
from frikommune_viz.wording import register

_PREPARED: Final = "2026-11-25"
_REVIEWED: Final = "2026-11-29"
"""When the accessibility statement was first written, and last held against the tests.

The law asks for a review each year, and where the pages change in what it says.
"""


def licences(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say on which terms the data may be used, and how to cite them."""
    return draw(
        "licences.html",
        text,
        heading=section_heading("licens", text),
        version=edition.version,
        edition_date=edition.date,
        publishers=_publishers(edition, text),
        calculated=dict.fromkeys(
            register.group_name(row, text) for row in edition.indicators_noted(Note.OWN_CALCULATION)
        ),
    )


def _publishers(edition: Edition, text: Text) -> list[dict[str, Collection[str]]]:
    """Return, for each set of terms, the register figures it holds for and who is to be named."""
    found = []
    for license_ in dict.fromkeys(row.license for row in edition.indicators.values()):
        held = [row for row in edition.indicators.values() if row.license == license_]
        sources = [edition.sources[row.source_id] for row in held]
        found.append(
            {
                "figures": dict.fromkeys(register.group_name(row, text) for row in held),
                "terms": text.pick(provenance_of(edition, "", sources=sources).terms),
                "named": dict.fromkeys(source.publisher for source in sources),
            }
        )
    return found


def changes(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what this first edition holds, counted from its tables."""
    return draw(
        "changes.html",
        text,
        heading=section_heading("aendringer", text),
        archive=edition_href(filters),
        edition=edition,
        indicators=len(edition.indicators),
        observations=sum(map(len, edition.observations.values())),
        areas=[area for area in Area if edition.indicators_of(area)],
    )


def accessibility(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say how far everybody can use the site, what is wrong with it and how to complain.

    The parts and their order are those of the model in Commission Implementing Decision (EU)
    2018/1523, what is there optional last.
    """
    reached = contact()
    return draw(
        "accessibility.html",
        text,
        heading=section_heading("tilgaengelighed", text),
        contact=reached,
        email_link=Markup('<a href="mailto:{0}">{0}</a>').format(reached.email),
        prepared=_PREPARED,
        reviewed=_REVIEWED,
        edition_date=edition.date,
    )


def privacy(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the site knows of its visitors."""
    return draw("privacy.html", text, heading=section_heading("privatliv", text))


def technology(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the site is made with, and under which licences."""
    return draw("technology.html", text, heading=section_heading("teknik", text))
