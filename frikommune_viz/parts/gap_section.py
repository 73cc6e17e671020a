"""The head of the section on what can be ruled out."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.selection import choices
from frikommune_viz.selection.gaps import has_gaps
from frikommune_viz.text import Text


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Ask what can be ruled out, and say what the comparison does; nothing for a short series."""
    if not has_gaps(edition, choices.indicator(edition, filters)):
        return Markup()
    about = text.say(
        "Tallet findes for så mange år, at man kan se, hvilken plads hver kommune plejede at have. "
        "Figuren viser, hvor langt kommunerne med en aftale lå fra midten af kommunerne uden, år for "
        "år, og hvilke forskelle mellem før og efter der kan udelukkes."
    )
    how = Markup('<a href="{}">{}</a>').format(
        page_href("metode", filters, "udelukkes"), text.say("Sådan er det regnet ud")
    )
    return draw_section(
        text.say("Hvad kan udelukkes?"), text, about + " " + how, anchor="udelukkes"
    )
