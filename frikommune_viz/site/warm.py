"""Pay for imports, data and the first texts before the first visitor comes."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any, Final

from streamlit import config

import frikommune_viz
from frikommune_viz.edition.edition import EditionError
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.contact import contact
from frikommune_viz.search.index import index_of
from frikommune_viz.site import origin
from frikommune_viz.site.drawings import load_pictures, start_drawing
from frikommune_viz.site.editions import edition, fault, offered
from frikommune_viz.site.head import app_json
from frikommune_viz.site.page_documents import rendered
from frikommune_viz.site.private_log import keep_visitors_out
from frikommune_viz.wording.pages import PAGES

_LOG: Final = logging.getLogger(__name__)
# Run by hand or by Streamlit, never imported by the app.
_NOT_OURS_TO_IMPORT: Final = ("pipeline", "fetch", "__main__", "site.router")
# What .streamlit/config.toml must have set. Streamlit looks for that file in the working folder
# and beside the launcher, so a start from elsewhere would call home and set a cookie in silence.
SETTINGS: Final = {
    "browser.gatherUsageStats": False,
    "server.enableXsrfProtection": False,
    "client.showErrorDetails": "none",
}


class SettingsError(Exception):
    """The server runs without the project's settings."""


def warm() -> None:
    """Import what the pages need, open the editions, find the front end's scripts; then freeze.

    The process that draws starts meanwhile, on another core.

    A frozen object is left out of full collections, which cost some 60 ms each otherwise.

    Raises
    ------
    EditionsError
        When the environment asks for an edition that is not there.
    ContactError
        When it says of whoever runs the site what cannot be.
    """
    start_drawing()
    for name in modules():
        importlib.import_module(name)
    for name in offered():
        if error := fault(name):
            _LOG.error("The edition %s cannot be read:\n%s", name, error)
    app_json()
    contact()
    gc.collect()
    gc.freeze()


def modules() -> Iterator[str]:
    """Name what a visit imports: the libraries that are slow to import, and our own rooms."""
    # pandas too: pyarrow imports it with the first file it writes, and a chart that is drawn in another
    # thread meanwhile would find half of it.
    yield from ("pandas", "pyarrow", "altair", "streamlit.elements.vega_charts")
    prefix = f"{frikommune_viz.__name__}."
    skipped = tuple(prefix + name for name in _NOT_OURS_TO_IMPORT)
    waiting = list(pkgutil.iter_modules(frikommune_viz.__path__, prefix))
    while waiting:
        module = waiting.pop()
        if module.name in skipped:
            continue
        yield module.name
        if module.ispkg:
            package = importlib.import_module(module.name)
            waiting += pkgutil.iter_modules(package.__path__, f"{module.name}.")


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """Refuse to start without the project's settings, keep the log private, and draw ahead.

    The port is opened when the pages in Danish are there: until then a proxy asks the other process,
    and whoever comes first waits for nothing.

    Raises
    ------
    SettingsError
        When Streamlit has not read ``.streamlit/config.toml``.
    """
    wrong = [name for name, value in SETTINGS.items() if config.get_option(name) != value]
    if wrong:
        raise SettingsError(
            f"{', '.join(wrong)}: not set as in .streamlit/config.toml. Start the server in the "
            "project's folder."
        )
    keep_visitors_out()
    if not fault():  # said at the start; the pages answer with it
        await asyncio.to_thread(draw_ahead, Language.DA)
        Thread(target=draw_the_rest, name="draw-ahead", daemon=True).start()
    yield {}


def draw_ahead(language: Language) -> None:
    """Draw every page as it is before anything is chosen: one is set while another is drawn."""
    base = origin.configured() or "http://localhost:8501"
    url = {"lang": str(language)} if language is not Language.DA else {}
    with ThreadPoolExecutor(2) as drawing:
        list(drawing.map(lambda page: rendered(page, edition(), url, base), PAGES))


def draw_the_rest() -> None:
    """Build the index of the search, draw the pages in English, and have all loaded that pictures need."""
    with suppress(EditionError):  # replaced meanwhile; the pages answer with it
        index_of(edition())
        draw_ahead(Language.EN)
        load_pictures()
