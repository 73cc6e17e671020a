"""What can be taken of a figure: one menu to download it, and one to share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from frikommune_viz.parts.download_links import Form
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text

SHARE_PLACE: Final = "indlejr"
"""Where what is pasted into another page stands on the page of a figure."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the menu for sharing holds.

    Attributes
    ----------
    link
        Address of the figure; empty where the page is its own address.
    numbers
        Address of the figures behind it as CSV, for programs; empty where there is none.
    embed
        Where the figure's own page says how it is embedded; empty where it has none.
    citation
        The reference in one sentence, and in `files` for reference managers; empty where the
        figure has none.
    snippets
        What is pasted into another page, on the figure's own page.
    """

    link: str = ""
    numbers: str = ""
    embed: str = ""
    citation: str = ""
    files: tuple[Form, ...] = ()
    snippets: Markup | None = None


@dataclass(frozen=True, slots=True)
class Fewer:
    """The figures of those alone that are named, in few forms."""

    names: str
    files: tuple[Form, ...]


def draw_take(
    about: str,
    text: Text,
    *,
    pictures: tuple[Form, ...] = (),
    tables: tuple[Form, ...] = (),
    rows: int = 0,
    shown: Fewer | None = None,
    more: str = "",
    share: Share | None = None,
) -> Markup:
    """Draw the two menus; each is left out where it would be empty.

    Parameters
    ----------
    about
        What is taken, for those who hear the links one by one.
    pictures, tables
        The forms, see :mod:`.download_links`.
    rows
        How many rows a table has; 0 where that is not told.
    shown
        The rows of those alone whose names stand in the figure.
    more
        Where it is told how to take other rows of the same kind; empty where there are none.
    """
    return draw(
        "take.html",
        text,
        about=about,
        pictures=pictures,
        tables=tables,
        rows=rows,
        shown=shown,
        more=more,
        share=share,
        place=SHARE_PLACE,
    )
