"""What to paste into another page to show a figure there: frozen or always the newest."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text

WIDTH: Final = 760
HEIGHT: Final = 900
"""Size of the frame in px: the figure, its words and the beginning of its table."""


def draw_embed(
    request: FigureRequest, title: str, alternative: str, frozen: str, newest: str, text: Text
) -> Markup:
    """Offer a figure to be shown on another page; nothing where its address is not known.

    Parameters
    ----------
    title, alternative
        What the frame is called, and what is read instead of the picture.
    frozen, newest
        Full addresses of the folders of this version and of the newest, each with a slash at its
        end.
    """
    if not newest:
        return Markup()
    groups = (
        (text.say("Altid de nyeste tal"), newest),
        (text.say("Fast version: tallene ændres ikke"), frozen),
    )
    return draw(
        "embed.html",
        text,
        groups=[
            {
                "label": label,
                "frame": _frame(folder + request.file("html"), title),
                "picture": _picture(folder + request.file("png"), alternative),
            }
            for label, folder in groups
        ],
    )


def _frame(address: str, title: str) -> str:
    # Filled by markupsafe: a title with quotes cannot end its attribute on somebody's page.
    return str(
        Markup(
            '<iframe title="{}" src="{}" width="{}" height="{}" loading="lazy" '
            'style="max-width:100%;border:0"></iframe>'
        ).format(title, address, WIDTH, HEIGHT)
    )


def _picture(address: str, alternative: str) -> str:
    return str(
        Markup('<img src="{}" alt="{}" width="{}" loading="lazy" style="max-width:100%">').format(
            address, alternative, WIDTH
        )
    )
