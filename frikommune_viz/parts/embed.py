"""What to paste into another page to show a figure there: frozen or always the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text

WIDTH: Final = 760
"""Width of a picture in px."""

MESSAGE: Final = "frikommune.height"
"""The type of the message in which a frame tells its height; ``frame.js`` sends it."""

_PICTURE: Final = Markup('<img src="{}" alt="{}" width="{}" loading="lazy" style="max-width:100%">')


class Stretch(NamedTuple):
    """Widths of a frame over which its height changes evenly, all in px."""

    start: int
    end: int
    low: int
    """Its height at the start."""

    high: int
    """Its height at the end, which may be less."""


@dataclass(frozen=True, slots=True)
class Snippets:
    """A figure to paste, frozen or always the newest: as a frame and as a picture."""

    label: str
    frame: str
    picture: str


def draw_embed(groups: Sequence[Snippets], height: str, text: Text) -> Markup:
    """Offer a figure to be shown on another page.

    Parameters
    ----------
    height
        What lets frames follow the height of their figure, see :func:`height_snippet`.
    """
    return draw("embed.html", text, groups=groups, height=height)


def frame_snippet(address: str, title: str, stretches: Sequence[Stretch]) -> str:
    """Return a figure as a frame that is as wide as its place, and as high as it then must be.

    An element cannot ask how wide it is, but what is in a container can: its height is a sum of
    which each part grows only within its stretch. A browser that knows no container takes the
    height that is enough for every width.

    Examples
    --------
    >>> two = [Stretch(280, 359, 700, 779), Stretch(360, 479, 650, 650)]
    >>> print(frame_snippet("https://a.example/b", "C", two)) # doctest: +NORMALIZE_WHITESPACE
    <div style="width:100%;container-type:inline-size"><iframe title="C" src="https://a.example/b"
    height="779" loading="lazy" style="width:100%;height:calc(700px + clamp(0px,100cqw - 280px,79px)*1
    + clamp(-129px,(359px - 100cqw)*129,0px));border:0"></iframe></div>
    """
    highest = max(max(stretch.low, stretch.high) for stretch in stretches)
    # Filled by markupsafe: a title with quotes cannot end its attribute on somebody's page.
    return str(
        Markup(
            '<div style="width:100%;container-type:inline-size"><iframe title="{}" src="{}" '
            'height="{}" loading="lazy" style="width:100%;height:{};border:0"></iframe></div>'
        ).format(title, address, highest, _height(stretches))
    )


def fixed_frame(address: str, title: str, width: int, height: int) -> str:
    """Return a figure as a frame of one size, for a place whose width is known."""
    return str(
        Markup(
            '<iframe title="{}" src="{}" width="{}" height="{}" loading="lazy" '
            'style="max-width:100%;border:0"></iframe>'
        ).format(title, address, width, height)
    )


def picture_snippet(address: str, alternative: str) -> str:
    """Return a figure as a picture, whose words are in it."""
    return str(_PICTURE.format(address, alternative, WIDTH))


def picture_link(page: str, address: str, alternative: str, width: int) -> str:
    """Return a figure as a picture of a width that leads to its page, for a place too small for it."""
    return str(
        Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(
            page, _PICTURE.format(address, alternative, width)
        )
    )


def height_snippet(address: str) -> str:
    """Return the script of the page around: each frame becomes as high as it says it is.

    It is for all frames of a page and heeds no other site's messages.

    Examples
    --------
    >>> "'https://a.example'" in height_snippet("https://a.example/figur/")
    True
    """
    parts = urlsplit(address)
    return (
        "<script>addEventListener('message',e=>{"
        f"if(e.origin==='{parts.scheme}://{parts.netloc}'&&e.data.type==='{MESSAGE}')"
        "for(const f of document.querySelectorAll('iframe'))"
        "if(f.contentWindow===e.source)f.style.height=e.data.height+'px'})</script>"
    )


def _height(stretches: Sequence[Stretch]) -> str:
    """Write a height that depends on the width of the container around."""
    parts = [f"{stretches[0].low}px"]
    for stretch, after in zip_longest(stretches, stretches[1:]):
        length = stretch.end - stretch.start
        if slope := round((stretch.high - stretch.low) / length, 3):
            parts.append(f"clamp(0px,100cqw - {stretch.start}px,{length}px)*{slope:g}")
        if after is None:
            break
        # From one stretch to the next it is another drawing: all of the difference in one px.
        step = after.low - stretch.high
        if step < 0:
            parts.append(f"clamp({step}px,({stretch.end}px - 100cqw)*{-step},0px)")
        elif step > 0:
            parts.append(f"clamp(0px,(100cqw - {stretch.end}px)*{step},{step}px)")
    return f"calc({' + '.join(parts)})"
