"""What is said of a page where it is shared or found: in its title, to search engines, in previews.

The page of the municipalities is eight: one to choose from, and one for each of the seven.
"""

from __future__ import annotations

from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import PAGE, Page


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The words of a page in its head.

    Attributes
    ----------
    municipality, name
        The one of the seven whose page it is; both empty for all other pages.
    """

    heading: str
    description: str
    municipality: str = ""
    name: str = ""


def shared_page(page: Page, edition: Edition, filters: Filters, text: Text) -> SharedPage:
    """Return what is said of a page with its choices where it is shared."""
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
