"""Figures by address: any indicators × municipalities × years, and lists of what there is.

Whoever writes such an address is a program or its author, so what is wrong with it is told as plain
text, in both languages and all at once; nothing is left out of what was asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import ROW_FORMS, provenance_of
from frikommune_viz.export.media_types import media_type_of
from frikommune_viz.figures.extract_lists import LIST_TERMS, LISTS
from frikommune_viz.figures.extract_tables import extract_rows
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.data_links import EXTRACT, extract_href, list_href
from frikommune_viz.parts.download_links import full_address
from frikommune_viz.selection.extract import Extract, count_rows
from frikommune_viz.selection.extract_address import (
    INDICATOR,
    MUNICIPALITY,
    PARAMETERS,
    YEAR,
    asked_edition,
    extract_url,
    read_extract,
    read_list,
)
from frikommune_viz.selection.file_faults import FOR_ANY_FILE, Fault
from frikommune_viz.site.conditional import has_already
from frikommune_viz.site.downloads import ADDRESS
from frikommune_viz.site.drawings import rows_file
from frikommune_viz.site.editions import asked, edition, fault, offered, opened_editions
from frikommune_viz.site.file_names import extract_stem
from frikommune_viz.site.notices import edition_fault
from frikommune_viz.site.origin import base_of
from frikommune_viz.site.query import read_query
from frikommune_viz.site.refusals import refused, status_of
from frikommune_viz.site.render_lane import file_route
from frikommune_viz.site.today import today
from frikommune_viz.site.turns import made_once
from frikommune_viz.text import TEXTS, Text
from frikommune_viz.wording.address_faults import (
    all_choices,
    extract_allows,
    fault_lines,
    form_lines,
    no_figures,
    too_many_lines,
)
from frikommune_viz.wording.practice_names import practice_name

MOST_ROWS: Final = {"xlsx": 12_000}
"""Rows of a workbook: all there is today, and some three seconds of work. The other forms take no
time worth speaking of."""

_FILES_KEPT: Final = 8
"""Files kept in memory; the greatest is some 9 MB."""


class _File(NamedTuple):
    content: bytes
    etag: str


def routes() -> list[BaseRoute]:
    """Return the routes; they come before those of the other files."""
    return [
        Route(f"{ADDRESS}/{name}{ending}", file_route(_sender(name)))
        for name in (EXTRACT, *LISTS)
        for ending in ("", ".{form}")
    ]


def _sender(name: str) -> Callable[[Request], Response]:
    def send(request: Request) -> Response:
        query = request.url.query
        opened_as = asked(asked_edition(read_query(query)))
        # Of an edition that is not there nothing is sent, but the rest of the address is read all
        # the same: one answer tells everything that is wrong with it.
        if error := fault(opened_as or ""):
            return edition_fault(query, error)
        opened = edition(opened_as or "")
        base = base_of(request)
        if base is None:
            return PlainTextResponse("Bad Host header", status_code=400)
        form = str(request.path_params.get("form", ""))
        return (_extract if name == EXTRACT else _list)(request, opened, name, form, base)

    return send


def _extract(request: Request, opened: Edition, name: str, form: str, base: str) -> Response:
    query = request.url.query
    held = _with_figures(opened)
    found = read_extract(read_query(query), held, offered())
    # How many rows somebody wants is known only where all of what they want is.
    is_known = not {fault.parameter for fault in found.faults} & {INDICATOR, MUNICIPALITY, YEAR}
    rows = count_rows(held, found.extract) if is_known else 0
    if not _is_whole(found.faults, form, opened) or rows > MOST_ROWS.get(form, rows):
        return refused(
            query,
            _status(found.faults, form, opened),
            lambda text: (
                *form_lines(name, form, ROW_FORMS, text),
                *_figure_lines(opened, text),
                *fault_lines(found.faults, PARAMETERS, extract_allows(held, offered()), text),
                *too_many_lines(rows, form, MOST_ROWS, text),
                all_choices(ADDRESS, text),
            ),
        )
    file = _extract_file(opened, found.extract, form, found.language, base, today())
    stem = extract_stem(name, extract_url(found.extract, opened))
    return _sent(request, opened, file, stem, form, found.language)


def _list(request: Request, opened: Edition, name: str, form: str, base: str) -> Response:
    query = request.url.query
    language, faults = read_list(read_query(query), offered())
    if not _is_whole(faults, form, opened):
        allow = extract_allows(opened, offered())
        return refused(
            query,
            _status(faults, form, opened),
            lambda text: (
                *form_lines(name, form, ROW_FORMS, text),
                *_figure_lines(opened, text),
                *fault_lines(faults, FOR_ANY_FILE, allow, text),
                all_choices(ADDRESS, text),
            ),
        )
    file = _list_file(opened, name, form, language, base, today())
    return _sent(request, opened, file, name, form, language)


def _is_whole(faults: Iterable[Fault], form: str, opened: Edition) -> bool:
    """Return whether nothing keeps a file from being sent."""
    return not faults and form in ROW_FORMS and bool(opened.indicators)


def _status(faults: Iterable[Fault], form: str, opened: Edition) -> int:
    return status_of(faults) if form in ROW_FORMS and opened.indicators else 404


def _figure_lines(opened: Edition, text: Text) -> Iterable[str]:
    return () if opened.indicators else no_figures(opened, text)


def _with_figures(opened: Edition) -> Edition:
    """Return the edition against whose codes an address is read, where it names one without any."""
    if opened.indicators:
        return opened
    return next((one for one in opened_editions() if one.indicators), opened)


@made_once(maxsize=_FILES_KEPT)
def _extract_file(
    opened: Edition, extract: Extract, form: str, language: Language, base: str, day: str
) -> _File:
    text = TEXTS[language]
    rows = extract_rows(opened, extract, text)
    href = extract_href(extract, form, opened, _choices(opened, language))
    origin = provenance_of(opened, full_address(base, href), day, sources=rows.sources)
    return _file(rows_file(rows, form, origin, text), opened)


@made_once(maxsize=_FILES_KEPT)
def _list_file(
    opened: Edition, name: str, form: str, language: Language, base: str, day: str
) -> _File:
    text = TEXTS[language]
    place = full_address(base, list_href(name, form, _choices(opened, language)))
    origin = provenance_of(opened, place, day, LIST_TERMS[name])
    return _file(rows_file(LISTS[name](opened, text), form, origin, text), opened)


def _choices(opened: Edition, language: Language) -> Filters:
    return Filters(lang=language, edition="" if opened.name == offered()[0] else opened.name)


def _file(content: bytes, opened: Edition) -> _File:
    digest = hashlib.sha256(content).hexdigest()
    return _File(content, f'W/"{opened.version}-{digest[:16]}"')  # sent packed or not


def _sent(
    request: Request, opened: Edition, file: _File, stem: str, form: str, language: Language
) -> Response:
    headers = {"ETag": file.etag, "Cache-Control": "no-cache", "Content-Language": language}
    if has_already(request, file.etag):
        return Response(status_code=304, headers=headers)
    name = practice_name(stem, is_simulated=opened.is_simulated)
    filename = f"frikommune-{name}-{opened.version}-{language}.{form}"
    headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return Response(file.content, media_type=media_type_of(filename), headers=headers)
