"""What a page is drawn on: a document that is whole without script, or the live app.

A page script asks :mod:`~frikommune_viz.site.ui` for parts, figures and controls; `ui` hands each
of them to the surface of the moment. The same script therefore makes both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Protocol

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.text import Text
from frikommune_viz.wording.pages import Page


@dataclass(frozen=True, slots=True)
class Here:
    """What a page knows of its visitor: page, edition, choices and language."""

    page: Page
    edition: Edition
    filters: Filters
    text: Text


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a page.

    Attributes
    ----------
    name
        A choice of the filters, or one part of it (``indicator@school``).
    options
        The word shown for each code, in the order they are offered.
    chosen
        The codes that are shown as chosen.
    is_default
        Whether `chosen` is only what is shown while nothing has been chosen: it is not part of the
        address.
    none
        The word for choosing nothing; empty where one option is always chosen.
    """

    name: str
    label: str
    options: Mapping[str, str]
    chosen: tuple[str, ...] = ()
    is_default: bool = False
    none: str = ""

    @property
    def choice(self) -> str:
        """The choice of the filters that the control belongs to."""
        return self.name.partition("@")[0]


class Surface(Protocol):
    """What a page can be drawn on."""

    def here(self) -> Here:
        """Return what is known of the visit."""

    def base(self) -> str:
        """Return scheme and host of the site as the visitor's browser sees it."""

    def dropped(self) -> Mapping[str, str]:
        """Return the parts of the address that were not known."""

    def html(self, markup: str) -> None:
        """Add a part."""

    def chart(self, spec: str, alt: str) -> None:
        """Add the chart of a figure: a Vega-Lite specification as JSON, and its text alternative."""

    def controls(self, name: str) -> AbstractContextManager[object]:
        """Open a block of controls."""

    def columns(self, widths: Sequence[float]) -> list[AbstractContextManager[object]]:
        """Set controls side by side."""

    def thirds(self, name: str, *, foot: bool) -> tuple[AbstractContextManager[object], ...]:
        """Set the work and, on its right, what is said of it; they stack on a narrow page.

        With `foot`, a third place comes after both, and on a wide page under the work.
        """

    def choose_one(self, control: Control) -> None:
        """Add a list of which one is chosen."""

    def choose_many(self, control: Control) -> None:
        """Add a list of which any number is chosen."""

    def choose_between(self, control: Control) -> None:
        """Add a few options, all in sight, of which one is chosen."""


_CURRENT: Final[ContextVar[Surface | None]] = ContextVar("surface", default=None)


def collecting() -> Surface | None:
    """Return the document that is being drawn, or None where the live app draws."""
    return _CURRENT.get()


@contextmanager
def drawing_on(surface: Surface) -> Iterator[None]:
    """Let everything that is drawn inside go to `surface`."""
    token = _CURRENT.set(surface)
    try:
        yield
    finally:
        _CURRENT.reset(token)
