"""What a page is arranged from: parts, figures, controls and notices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

from frikommune_viz.edition.edition import PRACTICE, Edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.figures.single_flight import single_flight
from frikommune_viz.filters import Filters
from frikommune_viz.parts import page_frame, survey_figures
from frikommune_viz.parts.addresses import static_href
from frikommune_viz.parts.figure_frame import draw_figure_foot, draw_figure_head
from frikommune_viz.publish.figure_names import published_as
from frikommune_viz.site import origin, url_state
from frikommune_viz.site.editions import offered
from frikommune_viz.site.static_figures import is_served
from frikommune_viz.site.today import today
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.pages import Page

Part = Callable[[Edition, Filters, Text], Markup]
_PARTS_KEPT: Final = 512
_FRAMES_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Here:
    """What a page knows of its visitor: page, edition, choices and language."""

    page: Page
    edition: Edition
    filters: Filters
    text: Text


def here() -> Here:
    """Return what the router has found out about this visit."""
    found: Here = st.session_state["here"]
    return found


def show(part: Part, at: Here) -> None:
    """Draw a part, if it has anything to say; the same choices are drawn once per process."""
    if drawn := _drawn(part, at.edition, at.filters, at.text):
        st.html(drawn)


@lru_cache(maxsize=_PARTS_KEPT)
def _drawn(part: Part, edition: Edition, filters: Filters, text: Text) -> str:
    return str(part(edition, filters, text))


def figure(request: FigureRequest, at: Here) -> None:
    """Draw a figure with everything that belongs to it.

    Raises
    ------
    ValueError
        When the edition has no such figure.
    """
    # The day stands in the citation: kept with the words, it can never be an old one.
    framed = _framed(at.edition, request, at.filters.edition, _base(), today())
    st.html(framed.head)
    st.vega_lite_chart(spec=json.loads(framed.spec), width="stretch", theme=None, alt=framed.alt)
    st.html(framed.foot)


class _Framed(NamedTuple):
    """A figure and its frame as text, ready to be sent."""

    head: str
    spec: str
    alt: str
    foot: str


@single_flight(maxsize=_FRAMES_KEPT)
def _framed(
    edition: Edition, request: FigureRequest, edition_code: str, base: str, day: str
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
        head=str(draw_figure_head(figure, text)),
        spec=json.dumps(spec),
        alt=figure.alt,
        foot=str(draw_figure_foot(figure, edition, edition_code, base, day, text, page=page)),
    )


def _base() -> str:
    """Return scheme and host of the site as the visitor's browser sees it."""
    seen = urlsplit(st.context.url or "")
    if not seen.netloc:
        return origin.configured() or ""
    return origin.of_request(seen.scheme, seen.netloc)


def choices(name: str = "") -> AbstractContextManager[object]:
    """Open the block of controls; it is left out in print."""
    return st.container(key=f"choices{name}", gap="small")


def choose_many(name: str, label: str, options: Mapping[str, str], at: Here) -> None:
    """Let the visitor choose any number of `options` (code → Danish word); none means all."""
    st.multiselect(
        label,
        list(options),
        format_func=_words(options, at.text),
        key=url_state.seed(name, [str(code) for code in getattr(at.filters, name)]),
        placeholder=at.text.say("Alle"),
    )


def choose_one(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here, *, none: str = ""
) -> None:
    """Let the visitor choose one of `options`; with `none`, the word for it, also none of them.

    `name` is a choice of the filters, or one part of it (``indicator@school``).
    """
    st.selectbox(
        label,
        list(options),
        format_func=_words(options, at.text),
        index=None if none else 0,
        key=url_state.seed(name, chosen or None),
        placeholder=none or None,
    )


def choose_between(
    name: str, label: str, options: Mapping[str, str], chosen: str, at: Here
) -> None:
    """Let the visitor choose between a few that are all in sight; always exactly one."""
    st.segmented_control(
        label,
        list(options),
        format_func=_words(options, at.text),
        required=True,
        # Streamlit compares members of an enum with the options, which are plain codes.
        key=url_state.seed(name, str(chosen)),
    )


def choose_flag(name: str, label: str, at: Here) -> None:
    """Let the visitor switch something on."""
    st.checkbox(label, key=url_state.seed(name, getattr(at.filters, name)))


def search(label: str, example: str, at: Here) -> None:
    """Let the visitor search in words."""
    st.text_input(label, placeholder=example, key=url_state.seed("q", at.filters.q))


def columns(widths: Sequence[float]) -> list[AbstractContextManager[object]]:
    """Set controls side by side; they stack on a phone."""
    return list(st.columns(widths, gap="medium", vertical_alignment="bottom"))


def offers_practice() -> bool:
    """Whether this deployment offers the practice edition beside the one that is shown."""
    return PRACTICE in offered()[1:]


def say_practice(at: Here) -> bool:
    """Say on every page of invented numbers that they are; return whether the page has any.

    The answer is no where a page shows real things alone, and then it says so itself.
    """
    if not at.edition.is_simulated:
        return True
    st.html(_practice_banner(at.page.code, at.text))
    if at.page.has_survey or at.edition.findings:
        return True
    st.html(_not_in_practice(at.page.code, at.text))
    return False


@lru_cache(maxsize=_PARTS_KEPT)
def _practice_banner(page: str, text: Text) -> str:
    return str(survey_figures.draw_practice_banner(page, text))


@lru_cache(maxsize=_PARTS_KEPT)
def _not_in_practice(page: str, text: Text) -> str:
    return str(survey_figures.draw_not_in_practice(page, text))


def say_dropped(at: Here) -> None:
    """Say which parts of the address were not known, if any."""
    if found := url_state.dropped():
        st.html(str(page_frame.draw_dropped(found, at.text)))


def print_line(at: Here) -> None:
    """Write under a printed page where and when it was printed."""
    address = f"{st.context.url or ''}?{urlencode(at.filters.to_url(), safe=',')}"
    st.html(_print_line(address, at.text.date(today()), at.text))


@lru_cache(maxsize=_PARTS_KEPT)
def _print_line(address: str, day: str, text: Text) -> str:
    return str(page_frame.draw_print_line(address, day, text))


def _words(options: Mapping[str, str], text: Text) -> Callable[[str], str]:
    return lambda code: labels.capital(text.say(options[code]))
