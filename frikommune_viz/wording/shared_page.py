"""What is said of a page where it is shared or found: in its title, to search engines, in previews.

The page of the municipalities is eight: one to choose from, and one for each of the seven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import PAGE, Page

_LONGEST: Final = 160
"""Letters of a description that search engines show."""


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The words of a page in its head.

    Attributes
    ----------
    name
        That of the municipality or the initiative whose page it is; empty for all other pages.
    municipality, initiative
        The code of it, of which one address has at most one.
    """

    heading: str
    description: str
    municipality: str = ""
    name: str = ""
    initiative: str = ""


def shared_page(page: Page, edition: Edition, filters: Filters, text: Text) -> SharedPage:
    """Return what is said of a page with its choices where it is shared."""
    if page is PAGE["inspiration"] and filters.initiative:
        return _initiative(edition, filters, text)
    if page is not PAGE["kommuner"] or not filters.profile:
        return SharedPage(text.say(page.heading), text.say(page.description))
    own = edition.municipalities[filters.profile].name
    return SharedPage(
        text.say("{name}: hvad der kom ud af velfærdsaftalen", name=own),
        text.say(
            "{name}: hvem der siger hvad, registertal før og efter, tiltag og regler, og hvad vi "
            "ikke ved.",
            name=own,
        ),
        filters.profile,
        own,
    )


def _initiative(edition: Edition, filters: Filters, text: Text) -> SharedPage:
    row = edition.initiative[filters.initiative]
    name = text.pick(row.title)
    where = edition.municipalities[row.municipality_code].name if row.municipality_code else ""
    place = text.say("{title} ({place})", title=name, place=where) if where else name
    description = text.pick(row.description)
    if len(description) > _LONGEST:
        description = description[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return SharedPage(place, description, name=name, initiative=filters.initiative)
