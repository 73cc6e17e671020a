"""Files to download: an edition or its tables, and what a figure or a choice shows."""

from __future__ import annotations

import hashlib
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from frikommune_viz.edition.edition import EDITIONS_FOLDER, Edition, EditionError
from frikommune_viz.edition.manifest import change_log
from frikommune_viz.export import package_bytes
from frikommune_viz.export.archive import LICENCES, folder_of
from frikommune_viz.export.media_types import media_type_of
from frikommune_viz.filters import Filters
from frikommune_viz.site import handouts
from frikommune_viz.site.chosen_files import HANDOUT, chosen_file, file_kind
from frikommune_viz.site.conditional import has_already
from frikommune_viz.site.editions import allowed, opened_editions
from frikommune_viz.site.file_address import asked_for
from frikommune_viz.site.notices import edition_fault, not_found, nothing
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.site.refusals import refused
from frikommune_viz.site.render_lane import file_route
from frikommune_viz.site.today import today
from frikommune_viz.site.turns import made_once
from frikommune_viz.wording.address_faults import nothing_chosen
from frikommune_viz.wording.practice_names import bare_name, practice_name

ADDRESS: Final = "/hent"
PACKAGE: Final = "datapackage.json"
WHOLE: Final = "udgave.zip"


def routes() -> list[BaseRoute]:
    """Return the routes; whatever else lies below their address is not found."""
    return [
        Route(f"{ADDRESS}/{PACKAGE}", file_route(package)),
        Route(f"{ADDRESS}/{WHOLE}", file_route(whole)),
        Route(f"{ADDRESS}/tabel/{{name}}", file_route(table)),
        Route(f"{ADDRESS}/{{name}}", file_route(chosen)),
        Route(f"{ADDRESS}/{{path:path}}", nothing),
    ]


def package(request: Request) -> Response:
    """Send the description of all tables."""
    return _file(request, PACKAGE)


def table(request: Request) -> Response:
    """Send a file of the edition: a table as CSV or Parquet, or the description beside them."""
    return _file(request, request.path_params["name"])


def chosen(request: Request) -> Response:
    """Send what a choice gives: a figure, the matrix, the map, statements or the panel of years."""
    name = str(request.path_params["name"])
    stem, _, form = name.partition(".")
    kind = file_kind(stem, opened_editions())
    if kind is None:
        return not_found(request.url.query)
    opened = asked_for(request, kind.choices, name=stem, form=form, forms=kind.forms)
    if isinstance(opened, Response):
        return opened
    if kind is HANDOUT:
        return handouts.pdf(request, opened, stem)
    query = request.url.query
    filters = Filters.from_url(read_query(query), allowed(opened))
    base = base_of(request)
    if base is None:
        return PlainTextResponse("Bad Host header", status_code=400)
    file = chosen_file(opened, stem, form, filters, base, today())
    if file is None:
        return refused(query, 404, lambda text: nothing_chosen(name, opened, text))
    saved_as = practice_name(bare_name(file.stem), is_simulated=opened.is_simulated)
    return _attachment(
        file.content, f"frikommune-{saved_as}-{opened.version}-{filters.lang}.{form}"
    )


def whole(request: Request) -> Response:
    """Send the whole edition as one archive."""
    opened = asked_for(request)
    if isinstance(opened, Response):
        return opened
    try:
        content = _archive(opened)
    except EditionError as error:
        return edition_fault(request.url.query, error)
    return _attachment(content, f"{folder_of(opened)}.zip")


def _file(request: Request, name: str) -> Response:
    if not any(name in one.files for one in opened_editions()):
        return not_found(request.url.query)
    opened = asked_for(request)
    if isinstance(opened, Response):
        return opened
    digest = opened.files.get(name)
    if digest is None:
        return not_found(request.url.query)
    etag = f'W/"{opened.version}-{digest[:16]}"'  # sent packed or not
    if has_already(request, etag):
        return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "no-cache"})
    stem, _, form = name.partition(".")
    try:
        content = _content(opened, name)
    except EditionError as error:
        return edition_fault(request.url.query, error)
    stem = practice_name(stem, is_simulated=opened.is_simulated)
    answer = _attachment(content, f"frikommune-{stem}-{opened.version}.{form}")
    answer.headers["ETag"] = etag
    return answer


def _attachment(content: bytes, filename: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "no-cache",
    }
    return Response(content, media_type=media_type_of(filename), headers=headers)


@made_once(maxsize=64)
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


@made_once(maxsize=2)
def _archive(opened: Edition) -> bytes:
    """Pack an edition once per process.

    Raises
    ------
    EditionError
        When a file of it has changed since the edition was opened.
    """
    files = {name: _content(opened, name) for name in opened.files}
    log = change_log(opened.folder)
    if log.is_file():
        files["CHANGES.md"] = log.read_bytes()
    return package_bytes(opened, files, (EDITIONS_FOLDER / LICENCES).read_bytes())
