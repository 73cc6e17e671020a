"""The line over the heading of every page: what it is about, whose it is, and its language."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, danish_order
from frikommune_viz.wording.pages import SITE_NAME, Page

OTHER_LANGUAGE: Final = {
    Language.DA: (Language.EN, "English"),
    Language.EN: (Language.DA, "Dansk"),
}


def draw_topline(
    page: Page, edition: Edition, filters: Filters, text: Text, *, address: str, today: str
) -> Markup:
    """Draw the line, with the one choice of the visitor's own municipality.

    Parameters
    ----------
    address, today
        Where and when a page is printed; only paper shows them.
    """
    other, name = OTHER_LANGUAGE[text.language]
    return draw(
        "topline.html",
        text,
        site_name=SITE_NAME,
        kicker=text.say(page.kicker),
        own=edition.municipalities.get(filters.own),
        municipalities=sorted(
            edition.municipalities.values(), key=lambda row: danish_order(row.name)
        ),
        # A form sends its fields alone: what else is chosen goes along unseen.
        kept=filters.but(own="").to_url(),
        action=f".{page.address}",
        other_language=other,
        other_language_name=name,
        language_href=page_href(page.code, filters.but(lang=other)),
        address=address,
        today=today,
    )
