"""Where something that is taken comes from: edition, version, terms, address and day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from frikommune_viz.edition.edition import PUBLISHED, Edition
from frikommune_viz.model.rows import Both, Source
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import SITE_NAME


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands in or beside everything that is taken.

    Attributes
    ----------
    edition, version, date
        Name of the edition, version of its data, and its date (``2026-11-25``).
    address
        Full address of the page that shows the figure, with its choices.
    is_simulated
        Whether the numbers are invented.
    terms
        What one may do with the numbers, as the edition's data package says it.
    taken
        The day it was taken (``2026-11-25``); empty where the same bytes are sent on any day.
    """

    edition: str
    version: str
    date: str
    address: str
    is_simulated: bool
    terms: Both
    taken: str = ""


REGISTER_AND_SURVEY: Final = ("observations", "survey_results")
STATEMENTS: Final = ("findings",)
INITIATIVES: Final = ("initiatives", "rules")


def provenance_of(
    edition: Edition,
    address: str,
    taken: str = "",
    tables: tuple[str, ...] = REGISTER_AND_SURVEY,
    *,
    sources: Iterable[Source] = (),
) -> Provenance:
    """Return the provenance of what is made from an edition.

    Parameters
    ----------
    tables
        The tables whose terms of use hold.
    sources
        The sources of the rows: where they are those of register indicators, the terms are those
        of these indicators and not of every figure in the tables.
    """
    used = {source.source_id for source in sources}
    licences = {row.license for row in edition.indicators.values() if row.source_id in used}
    return Provenance(
        edition=edition.name,
        version=edition.version,
        date=edition.date,
        address=address,
        is_simulated=edition.is_simulated,
        terms=_terms(edition, tables, frozenset(licences)),
        taken=taken,
    )


def edition_line(origin: Provenance, text: Text) -> str:
    """Say which edition and version something is from, and when it was taken."""
    said = text.say(
        "{site}, {edition}, dataversion {version} af {date}.",
        site=SITE_NAME,
        edition=edition_name(origin, text),
        version=origin.version,
        date=text.date(origin.date),
    )
    if not origin.taken:
        return said
    taken = text.say("Hentet {date}.", date=text.date(origin.taken))
    return f"{said} {taken}"


def edition_name(origin: Provenance, text: Text) -> str:
    """Name the edition for a reader: our own two by what they hold, another by its name."""
    if origin.is_simulated:
        return text.say("øvedata")
    if origin.edition == PUBLISHED:
        return text.say("offentlig udgave")
    return text.say("udgave {edition}", edition=origin.edition)


def source_line(source: Source, text: Text) -> str:
    """Say where the rows of a figure come from."""
    if not source.date:
        return text.say("Kilde: {publisher}, {title}.", **_who(source))
    return text.say(
        "Kilde: {publisher}, {title}, {date}.", date=text.date(source.date), **_who(source)
    )


def _who(source: Source) -> dict[str, str]:
    return {"publisher": source.publisher, "title": source.title}


@lru_cache(maxsize=32)
def _terms(edition: Edition, tables: tuple[str, ...], licences: frozenset[str]) -> Both:
    """Return the terms of tables, as the data package has them; of some licences where given."""
    package = json.loads((edition.folder / "datapackage.json").read_text(encoding="utf-8"))
    found = [
        terms
        for file in package["resources"]
        if file["name"] in tables
        for terms in file.get("licenses", ())
        if not licences or terms.get("id") in licences
    ]
    danish = [f"{terms['title']} ({terms['path']})" for terms in found]
    # The name of a licence is the same in both languages; what it allows is not.
    english = [f"{terms.get('title_en', terms['title'])} ({terms['path']})" for terms in found]
    return Both("; ".join(dict.fromkeys(danish)), "; ".join(dict.fromkeys(english)))
