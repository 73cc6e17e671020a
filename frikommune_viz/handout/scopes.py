"""Whom a handout is about: names, agreements, and which rows speak of it."""

from __future__ import annotations

from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, Scope, SourceClass
from frikommune_viz.model.rows import Agreement, Finding
from frikommune_viz.selection.statements import ALL_SEVEN, PLACES, TIER, Place
from frikommune_viz.text import Text, mark
from frikommune_viz.wording.statement_words import place_name

CITIZENS: Final = {
    Area.DAYCARE: mark("børnene"),
    Area.SCHOOL: mark("eleverne"),
    Area.ELDERCARE: mark("de ældre"),
    None: mark("borgerne"),
}
"""Who the citizens of an area are, inside a sentence."""


def name_of(place: Place, edition: Edition, text: Text) -> str:
    """Return the name of those a handout is about."""
    return place_name(place, edition, text)


def around(place: Place) -> tuple[Place, ...]:
    """Return the place and those that hold it, nearest first: one's own, the area, all seven."""
    wider = (Place(Scope.AREA, place.area), ALL_SEVEN)
    return tuple(dict.fromkeys(found for found in (place, *wider) if found in PLACES))


def agreements(place: Place, edition: Edition) -> tuple[Agreement, ...]:
    """Return the agreements a handout is about."""
    return tuple(
        row
        for row in edition.agreements.values()
        if place.municipality_code in (None, row.municipality_code)
        and place.area in (None, row.area)
    )


def spoken_of(place: Place, edition: Edition) -> tuple[Finding, ...]:
    """Return every statement about exactly this place, or about a single site in it."""
    return tuple(row for row in edition.findings if place.speaks_of(row) or place.has_site(row))


def is_vive(finding: Finding, edition: Edition) -> bool:
    """Return whether a statement is VIVE's, itself or retold."""
    return TIER[edition.sources[finding.source_id].source_class] == TIER[SourceClass.EVALUATION]


def members(place: Place, edition: Edition, text: Text) -> str:
    """Return the names of the municipalities with an agreement in a place: "Esbjerg og Holbæk"."""
    rows = agreements(place, edition)
    return text.join(edition.municipalities[row.municipality_code].name for row in rows)
