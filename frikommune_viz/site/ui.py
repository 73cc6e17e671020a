"""What a page is arranged from: parts, figures, controls and notices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from frikommune_viz.edition.edition import PRACTICE, Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.filters import Filters
from frikommune_viz.parts import page_frame, survey_figures
from frikommune_viz.parts.addresses import static_href
from frikommune_viz.parts.figure_frame import draw_figure_foot, draw_figure_head
from frikommune_viz.publish.figure_names import item_of
from frikommune_viz.site.editions import offered
from frikommune_viz.site.live import Live
from frikommune_viz.site.static_figures import is_served
from frikommune_viz.site.surface import Control, Here, Surface, collecting
from frikommune_viz.site.today import today
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

Part = Callable[[Edition, Filters, Text], Markup]
MakeFigure = Callable[..., Figure]
"""From an edition, what is asked for and a text to a figure."""
_PARTS_KEPT: Final = 512
_FIGURES_KEPT: Final = 256


_LIVE: Final = Live()


def here() -> Here:
    """Return what is known of this visit."""
    return _surface().here()


def arrange(at: Here, run: Callable[[], None]) -> None:
    """Draw a page from its first notice to its last line; `run` runs the page's own script."""
    say_dropped(at)
    if say_practice(at):
        run()
    else:
        show(page_frame.footer, at)
    print_line(at)


def show(part: Part, at: Here) -> None:
    """Draw a part, if it has anything to say; the same choices are drawn once per process."""
    if drawn := _drawn(part, at.edition, at.filters, at.text):
        _surface().html(drawn)


@lru_cache(maxsize=_PARTS_KEPT)
def _drawn(part: Part, edition: Edition, filters: Filters, text: Text) -> str:
    return str(part(edition, filters, text))


def figure(make: MakeFigure, at: Here, *asked: str) -> None:
    """Draw a figure with everything that belongs to it.

    `make` is given the edition, then what is asked for (an indicator first), then the text.
    """
    # The day stands in the citation: kept with what is made, it can never be an old one.
    surface = _surface()
    made = _made(make, at.edition, at.filters.edition, asked, at.text, surface.base(), today())
    surface.html(made.head)
    surface.chart(made.spec, made.alt)
    surface.html(made.foot)


class _Made(NamedTuple):
    """A figure as text alone.

    After each run Streamlit's collection of garbage walks every object kept since the freeze, and
    a chart's spec is thousands of them.
    """

    head: str
    spec: str
    alt: str
    foot: str


@lru_cache(maxsize=_FIGURES_KEPT)
def _made(
    make: MakeFigure,
    edition: Edition,
    edition_code: str,
    asked: tuple[str, ...],
    text: Text,
    base: str,
    day: str,
) -> _Made:
    figure = make(edition, *asked, text)
    published = item_of(edition, figure, text.language)
    has_page = published is not None and is_served(edition, figure.code)
    page = static_href(published.file("html")) if published and has_page else ""
    # The text alternative is given beside the chart; given twice, Streamlit logs a warning.
    spec = {name: value for name, value in figure.spec.items() if name != "description"}
    return _Made(
        head=str(draw_figure_head(figure, text)),
        spec=json.dumps(spec),
        alt=figure.alt,
        foot=str(draw_figure_foot(figure, edition, edition_code, base, day, text, page=page)),
    )


def choices(name: str = "") -> AbstractContextManager[object]:
    """Open the block of controls; it is left out in print."""
    return _surface().controls(name)


def choose_many(name: str, label: str, options: Mapping[str, str], at: Here) -> None:
    """Let the visitor choose any number of `options` (code → Danish word); none means all."""
    chosen = tuple(str(code) for code in getattr(at.filters, name))
    words = _words(options, at.text)
    _surface().choose_many(Control(name, label, words, chosen, none=at.text.say("Alle")))


def choose_one(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here, *, none: str = ""
) -> None:
    """Let the visitor choose one of `options`; with `none`, the word for it, also none of them.

    `name` is a choice of the filters, or one part of it (``indicator@school``).
    """
    _surface().choose_one(_control(name, label, options, chosen, at, none=none))


def choose_between(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here
) -> None:
    """Let the visitor choose between a few that are all in sight; always exactly one."""
    _surface().choose_between(_control(name, label, options, str(chosen), at))


def choose_flag(name: str, label: str, at: Here) -> None:
    """Let the visitor switch something on."""
    _surface().choose_flag(name, label, is_on=getattr(at.filters, name))


def search(label: str, example: str, at: Here) -> None:
    """Let the visitor search in words."""
    _surface().search(label, example, at.filters.q)


def columns(widths: Sequence[float]) -> list[AbstractContextManager[object]]:
    """Set controls side by side; they stack on a phone."""
    return _surface().columns(widths)


def _control(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here, *, none: str = ""
) -> Control:
    asked = at.filters.to_url().get(name.partition("@")[0], "").split(",")
    return Control(
        name,
        label,
        _words(options, at.text),
        (chosen,) if chosen else (),
        is_default=chosen not in asked,
        none=none,
    )


def offers_practice() -> bool:
    """Whether this deployment offers the practice edition beside the one that is shown."""
    return PRACTICE in offered()[1:]


def say_practice(at: Here) -> bool:
    """Say on every page of invented numbers that they are; return whether the page has any.

    The answer is no where a page shows real things alone, and then it says so itself.
    """
    if not at.edition.is_simulated:
        return True
    _surface().html(_practice_banner(at.page.code, at.text))
    if at.page.has_survey or at.edition.findings:
        return True
    _surface().html(_not_in_practice(at.page.code, at.text))
    return False


@lru_cache(maxsize=_PARTS_KEPT)
def _practice_banner(page: str, text: Text) -> str:
    return str(survey_figures.draw_practice_banner(page, text))


@lru_cache(maxsize=_PARTS_KEPT)
def _not_in_practice(page: str, text: Text) -> str:
    return str(survey_figures.draw_not_in_practice(page, text))


def say_dropped(at: Here) -> None:
    """Say which parts of the address were not known, if any."""
    if found := _surface().dropped():
        _surface().html(str(page_frame.draw_dropped(found, at.text)))


def print_line(at: Here) -> None:
    """Write under a printed page where and when it was printed."""
    query = urlencode(at.filters.to_url(), safe=",")
    address = f"{_surface().base()}{at.page.address}?{query}"
    _surface().html(_print_line(address, at.text.date(today()), at.text))


@lru_cache(maxsize=_PARTS_KEPT)
def _print_line(address: str, day: str, text: Text) -> str:
    return str(page_frame.draw_print_line(address, day, text))


def _words(options: Mapping[str, str], text: Text) -> dict[str, str]:
    return {str(code): labels.capital(text.say(word)) for code, word in options.items()}


def _surface() -> Surface:
    return collecting() or _LIVE
