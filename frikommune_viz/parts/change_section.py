"""The section on how the changes of all municipalities are spread, and what is said of each."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import Changes, select_changes
from frikommune_viz.text import Text
from frikommune_viz.wording import changes as words


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section with what the strip shows of the whole country."""
    found = _found(edition, filters)
    return (
        Markup()
        if found is None
        else draw_section(words.spread(found, text), text, anchor="aendring")
    )


def verdicts(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say of each named municipality, and of those of the area together, how common its change is."""
    found = _found(edition, filters)
    if found is None:
        return Markup()
    return draw("told.html", text, said=words.takes(found, text))


def _found(edition: Edition, filters: Filters) -> Changes | None:
    pair = choices.pair(edition, filters)
    if pair is None:
        return None
    return select_changes(edition, choices.indicator(edition, filters), *pair, filters.own)
