"""Files to take: whole tables of the edition, and what a figure or a choice of statements shows."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from frikommune_viz.export import csv_bytes
from frikommune_viz.figures.addressed import rows_of
from frikommune_viz.filters import Filters, unknown
from frikommune_viz.finding_table import finding_table
from frikommune_viz.matrix import matrix
from frikommune_viz.results import Edition, EditionError
from frikommune_viz.site.notices import edition_fault, not_found
from frikommune_viz.site.opened import allowed, asked, edition, fault
from frikommune_viz.table import Table
from frikommune_viz.text import TEXTS

ADDRESS: Final = "/hent"
STATEMENTS: Final = "udsagn"
PACKAGE: Final = "datapackage.json"
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
FORMS: Final = {".excel.csv": True, ".csv": False}
"""Endings of what is made from a choice, and whether they are written for a Danish Excel."""

_TABLES_KEPT: Final = 256


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their address is not found."""
    return [
        Route(f"{ADDRESS}/{PACKAGE}", package),
        Route(f"{ADDRESS}/tabel/{{name}}", table),
        Route(f"{ADDRESS}/{{name}}", chosen),
        Route(f"{ADDRESS}/{{path:path}}", nothing),
    ]


def package(request: Request) -> Response:
    """Send the description of all tables."""
    return _file(request, PACKAGE)


def table(request: Request) -> Response:
    """Send a file of the edition: a table as CSV or Parquet, or the description beside them."""
    return _file(request, request.path_params["name"])


def chosen(request: Request) -> Response:
    """Send the rows of a figure, or the statements that a choice leaves."""
    opened = _opened(request)
    if isinstance(opened, Response):
        return opened
    choices = dict(request.query_params)
    name = str(request.path_params["name"])
    ending = next((ending for ending in FORMS if name.endswith(ending)), "")
    # A page says which choices it dropped; a file cannot, so it is only sent when all are known.
    if not ending or unknown(choices, allowed(opened)):
        return not_found(request.url.query)
    stem = name.removesuffix(ending)
    filters = Filters.from_url(choices, allowed(opened))
    rows = _rows(opened, stem, filters)
    if rows is None:
        return not_found(request.url.query)
    text = TEXTS[filters.lang]
    danish_excel = FORMS[ending]
    content = csv_bytes(rows, text if danish_excel else None, danish_excel=danish_excel)
    filename = f"{_prefix(opened)}-{stem}-{opened.version}-{filters.lang}{ending}"
    return _attachment(content, MEDIA_TYPES["csv"], filename)


def nothing(request: Request) -> Response:
    """Answer an address that names no file."""
    return not_found(request.url.query)


def _opened(request: Request) -> Edition | Response:
    """Open the edition that is asked for, or answer why it cannot be had."""
    name = asked(request.query_params.get("edition", ""))
    if name is None:
        return not_found(request.url.query)
    if error := fault(name):
        return edition_fault(request.url.query, error)
    return edition(name)


def _prefix(opened: Edition) -> str:
    """Begin the name of a file: nobody may take a simulated figure for a real one."""
    return "frikommune-oevedata" if opened.is_simulated else "frikommune"


def _file(request: Request, name: str) -> Response:
    opened = _opened(request)
    if isinstance(opened, Response):
        return opened
    digest = opened.files.get(name)
    if digest is None:
        return not_found(request.url.query)
    etag = f'"{opened.version}-{digest[:16]}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "no-cache"})
    stem, _, form = name.partition(".")
    try:
        content = _content(opened, name)
    except EditionError as error:
        return edition_fault(request.url.query, error)
    answer = _attachment(
        content,
        MEDIA_TYPES[form],
        f"{_prefix(opened)}-{stem}-{opened.version}.{form}",
    )
    answer.headers["ETag"] = etag
    return answer


def _attachment(content: bytes, media_type: str, filename: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "no-cache",
    }
    return Response(content, media_type=media_type, headers=headers)


@lru_cache(maxsize=64)
def _content(opened: Edition, name: str) -> bytes:
    """Read a file of an edition, as it was when the edition was opened.

    Raises
    ------
    EditionError
        When it has changed since; nothing is kept then, so that a mended file is sent.
    """
    path = opened.folder / name
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != opened.files[name]:
        raise EditionError(f"{path}: the file has changed since the edition was opened")
    return content


def _rows(opened: Edition, stem: str, filters: Filters) -> Table | None:
    if stem == STATEMENTS:
        shown = matrix(opened, filters).statements
        return finding_table(shown, opened, TEXTS[filters.lang])
    # What no figure depends on is left out, so that the same rows are made once.
    needed = Filters(own=filters.own, baseline=filters.baseline, endline=filters.endline)
    return _figure_rows(opened, stem, needed, TEXTS[filters.lang])


_figure_rows = lru_cache(maxsize=_TABLES_KEPT)(rows_of)
