"""What the site is: terms of the data, changes, accessibility, privacy and technology."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.parts.addresses import edition_href
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text


def licences(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say on which terms the data may be used, and how to cite them."""
    return draw(
        "licences.html",
        text,
        heading=section_heading("licens", text),
        version=edition.version,
        edition_date=edition.date,
    )


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
    """Say how far everybody can use the site, what is wrong with it and how to complain."""
    return draw(
        "accessibility.html",
        text,
        heading=section_heading("tilgaengelighed", text),
        edition_date=edition.date,
    )


def privacy(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the site knows of its visitors."""
    return draw("privacy.html", text, heading=section_heading("privatliv", text))


def technology(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what the site is made with, and under which licences."""
    return draw("technology.html", text, heading=section_heading("teknik", text))
