"""What a page is arranged from: parts, figures, controls and notices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode

from frikommune_viz.edition.edition import PRACTICE, Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.figures.single_flight import single_flight
from frikommune_viz.parts import page_frame, survey_figures
from frikommune_viz.parts.addresses import static_href
from frikommune_viz.parts.figure_frame import draw_figure_foot, draw_figure_head, draw_figure_key
from frikommune_viz.parts.topline import draw_topline
from frikommune_viz.publish.figure_names import published_as
from frikommune_viz.site.editions import offered
from frikommune_viz.site.kept_parts import KeptParts, Part
from frikommune_viz.site.live import Live
from frikommune_viz.site.static_figures import is_served
from frikommune_viz.site.surface import Control, Here, Surface, collecting
from frikommune_viz.site.today import today
from frikommune_viz.site.turns import step_aside
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels

_PARTS_KEPT: Final = 2048
"""Parts kept in memory, 6 kB each on average."""

_LINES_KEPT: Final = 128
_FRAMES_KEPT: Final = 256


_LIVE: Final = Live()
_PARTS: Final = KeptParts(_PARTS_KEPT)


def here() -> Here:
    """Return what is known of this visit."""
    return _surface().here()


def arrange(at: Here, run: Callable[[], None]) -> None:
    """Draw a page from its topmost line to its foot; `run` runs the page's own script."""
    topline(at)
    say_dropped(at)
    if say_practice(at):
        run()
    else:
        show(page_frame.footer, at)


def show(part: Part, at: Here) -> None:
    """Draw a part, if it has anything to say; the same is drawn once per process."""
    step_aside()
    if drawn := _PARTS.drawn(part, at.edition, at.filters, at.text):
        _surface().html(drawn)


def figure(
    request: FigureRequest,
    at: Here,
    *,
    told_beside: bool = False,
    foot: AbstractContextManager[object] | None = None,
) -> None:
    """Draw a figure with everything that belongs to it.

    Parameters
    ----------
    told_beside
        Whether its headline is a heading of the page and its sentences stand beside it.
    foot
        Where its source and table stand; right under it where nothing is given.

    Raises
    ------
    ValueError
        When the edition has no such figure.
    """
    step_aside()
    # The day stands in the citation: kept with the words, it can never be an old one.
    surface = _surface()
    framed = _framed(
        at.edition, request, at.filters.edition, surface.base(), today(), told_beside=told_beside
    )
    surface.html(framed.head)
    surface.chart(framed.spec, framed.alt)
    if framed.key:
        surface.html(framed.key)
    with foot or nullcontext():
        surface.html(framed.foot)


class _Framed(NamedTuple):
    """A figure and its frame as text, ready to be sent."""

    head: str
    spec: str
    alt: str
    key: str
    foot: str


@single_flight(maxsize=_FRAMES_KEPT)
def _framed(
    edition: Edition,
    request: FigureRequest,
    edition_code: str,
    base: str,
    day: str,
    *,
    told_beside: bool,
) -> _Framed:
    figure = registry.figure(edition, request)
    if figure is None:
        raise ValueError(f"{request.code}: no figure of the edition {edition.name}")
    text = TEXTS[request.language]
    published = published_as(edition, figure.request)
    has_page = published is not None and is_served(edition, published)
    page = static_href(published.file("html")) if published and has_page else ""
    # The text alternative is given beside the chart; given twice, Streamlit logs a warning.
    spec = {name: value for name, value in figure.spec.items() if name != "description"}
    return _Framed(
        head=str(draw_figure_head(figure, text, told_beside=told_beside)),
        spec=json.dumps(spec),
        alt=figure.alt,
        key=str(draw_figure_key(figure, text)) if told_beside else "",
        foot=str(
            draw_figure_foot(
                figure,
                edition,
                edition_code,
                base,
                day,
                text,
                page=page,
                told_beside=told_beside,
            )
        ),
    )


def choices(name: str = "") -> AbstractContextManager[object]:
    """Open the block of controls; it is left out in print."""
    return _surface().controls(name)


def choose_many(name: str, label: str, options: Mapping[str, str], at: Here) -> None:
    """Let the visitor choose any number of `options` (code → Danish word); none means all."""
    chosen = tuple(str(code) for code in getattr(at.filters, name))
    words = _words(options, at.text)
    _surface().choose_many(Control(name, label, words, chosen, none=at.text.say("Alle")))


def choose_one(name: str, label: str, options: Mapping[str, str], chosen: str, at: Here) -> None:
    """Let the visitor choose one of `options`.

    `name` is a choice of the filters, or one part of it (``indicator@school``).
    """
    _surface().choose_one(_control(name, label, options, chosen, at))


def choose_between(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here
) -> None:
    """Let the visitor choose between a few that are all in sight; always exactly one."""
    _surface().choose_between(_control(name, label, options, str(chosen), at))


def columns(widths: Sequence[float]) -> list[AbstractContextManager[object]]:
    """Set controls side by side; they stack on a phone."""
    return _surface().columns(widths)


def thirds(name: str = "", *, foot: bool = False) -> tuple[AbstractContextManager[object], ...]:
    """Return the work column and the right third; they stack below 1000 px.

    With `foot`, also what stands under the work on a wide page and after both on a narrow one.
    `name` tells several on a page apart, and lets the style sheet know them
    (``st-key-thirdsNAME``).
    """
    return _surface().thirds(name, foot=foot)


def _control(name: str, label: str, options: Mapping[str, str], chosen: str, at: Here) -> Control:
    asked = at.filters.to_url().get(name.partition("@")[0], "").split(",")
    return Control(
        name,
        label,
        _words(options, at.text),
        (chosen,) if chosen else (),
        is_default=chosen not in asked,
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


@lru_cache(maxsize=_LINES_KEPT)
def _practice_banner(page: str, text: Text) -> str:
    return str(survey_figures.draw_practice_banner(page, text))


@lru_cache(maxsize=_LINES_KEPT)
def _not_in_practice(page: str, text: Text) -> str:
    return str(survey_figures.draw_not_in_practice(page, text))


def say_dropped(at: Here) -> None:
    """Say which parts of the address were not known, if any."""
    if found := _surface().dropped():
        _surface().html(
            str(page_frame.draw_dropped(at.page, found, at.edition, at.filters, at.text))
        )


def topline(at: Here) -> None:
    """Draw the line over the heading; on paper it says where and when the page was printed."""
    query = urlencode(at.filters.to_url(), safe=",")
    address = f"{_surface().base()}{at.page.address}?{query}"
    _surface().html(_topline(at, address, today()))


@lru_cache(maxsize=_LINES_KEPT)
def _topline(at: Here, address: str, day: str) -> str:
    return str(
        draw_topline(
            at.page,
            at.edition,
            at.filters,
            at.text,
            address=address,
            today=at.text.date(day),
        )
    )


def _words(options: Mapping[str, str], text: Text) -> dict[str, str]:
    return {str(code): labels.capital(text.say(word)) for code, word in options.items()}


def _surface() -> Surface:
    return collecting() or _LIVE
