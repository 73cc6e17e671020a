"""The pages as documents: each address, with its choices, is a whole page before any script."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters, unknown
from frikommune_viz.model.codes import Language
from frikommune_viz.site import ui
from frikommune_viz.site.document import Document
from frikommune_viz.site.drawings import drawn
from frikommune_viz.site.editions import allowed
from frikommune_viz.site.head import page_html
from frikommune_viz.site.surface import Here, drawing_on
from frikommune_viz.site.today import today
from frikommune_viz.site.turns import end_turn, made_once
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import Page

PAGES_FOLDER: Final = Path(__file__).parents[2] / "pages"
_KEPT: Final = 512


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a page, plain and compressed, and a tag that changes with them."""

    body: bytes
    compressed: bytes
    etag: str
    language: Language


def rendered(page: Page, opened: Edition, url: Mapping[str, str], base: str) -> Rendered:
    """Return the document of a page with the choices of an address.

    Parameters
    ----------
    url
        The parts of the address's query, by name.
    base
        Scheme and host of the site, already validated.

    Raises
    ------
    TooManyDrawingsError
        When its figures cannot be drawn now.
    """
    known = allowed(opened)
    dropped = tuple(sorted(unknown(url, known).items()))
    return _rendered(page, opened, Filters.from_url(url, known), dropped, base, today())


@made_once(maxsize=_KEPT)
def _rendered(
    page: Page,
    opened: Edition,
    filters: Filters,
    dropped: tuple[tuple[str, str], ...],
    base: str,
    day: str,
) -> Rendered:
    here = Here(page, opened, filters, TEXTS[filters.lang])
    document = Document(here, base, dict(dropped))
    with drawing_on(document):
        ui.arrange(here, _script(page))
    # What is left is waiting for drawings; whoever makes them may itself wait for the turn.
    end_turn()
    document.draw(drawn)
    body = page_html(here, base, document.markup()).encode()
    etag = hashlib.sha256(body).hexdigest()[:16]
    return Rendered(body, gzip.compress(body, 9, mtime=0), etag, filters.lang)


@cache
def _script(page: Page) -> Callable[[], None]:
    """Return the script of a page as a function; it is compiled once."""
    path = PAGES_FOLDER / f"{page.code}.py"
    code: CodeType = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    return lambda: exec(code, {"__name__": "__main__"})
