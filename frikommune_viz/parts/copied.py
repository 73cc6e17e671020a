"""The lines that go along with a copied sentence: its source, and where it was copied."""

from __future__ import annotations

from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.rows import Source
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import SITE_NAME

COPIED_ADDRESS: Final = "{address}"
"""Stands in what is copied for the address that the page has in the visitor's browser."""


def source_copied(source: Source, text: Text) -> str:
    """Return the line that names the source of a copied sentence."""
    return text.say(
        "Kilde: {publisher}, {title}, {date}. {url}",
        publisher=source.publisher,
        title=source.title,
        date=text.date(source.date) if source.date else text.say("år ikke oplyst"),
        url=source.url,
    )


def place_copied(edition: Edition, text: Text, anchor: str = "") -> str:
    """Return the line that says where a sentence was copied, and whose words it is in."""
    return text.say(
        "Gengivet med egne ord af {site}, dataversion {version} af {date}: {address}",
        site=SITE_NAME,
        version=edition.version,
        date=text.date(edition.date),
        address=COPIED_ADDRESS + (f"#{anchor}" if anchor else ""),
    )
