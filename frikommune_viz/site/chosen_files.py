"""What a choice gives as a file: a figure, the matrix, the map, statements, the panel of years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import FORMS, ROW_FORMS, form_bytes, provenance_of
from frikommune_viz.export.in_worker import figure_bytes, map_bytes, matrix_bytes, numbers_bytes
from frikommune_viz.export.provenance import INITIATIVES, STATEMENTS
from frikommune_viz.figures import registry
from frikommune_viz.figures.country import map_picture
from frikommune_viz.figures.initiative_table import initiative_rows
from frikommune_viz.figures.matrix_picture import matrix_picture, statement_rows
from frikommune_viz.figures.numbers_picture import numbers_picture
from frikommune_viz.figures.numbers_rows import numbers_rows
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import TRAVELLING, Filters
from frikommune_viz.handout.content import BY_CODE
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.download_links import (
    CHOICE,
    MAP,
    MAP_CHOICES,
    MATRIX,
    NUMBERS,
    NUMBERS_CHOICES,
    PICTURES,
    STATEMENT_CHOICES,
    YEARS,
    full_address,
    place_of,
)
from frikommune_viz.parts.handout_link import PREFIX
from frikommune_viz.parts.own_list import FILE, FILE_CHOICES
from frikommune_viz.selection.area_numbers import numbers_area
from frikommune_viz.selection.changes import asked_pair
from frikommune_viz.selection.kept_list import listed
from frikommune_viz.selection.statements import matrix
from frikommune_viz.site.drawings import Urgency, drawn_apart, rows_file
from frikommune_viz.site.file_names import (
    figure_stem,
    list_stem,
    map_stem,
    numbers_stem,
    statements_stem,
)
from frikommune_viz.site.turns import made_once
from frikommune_viz.text import TEXTS

_FILES_KEPT: Final = 64


class FileKind(NamedTuple):
    """What the address of a file may hold: its choices, and the endings it has."""

    choices: tuple[str, ...]
    forms: tuple[str, ...]


_KINDS: Final = {
    MATRIX: FileKind(STATEMENT_CHOICES, tuple(PICTURES)),
    MAP: FileKind(MAP_CHOICES, tuple(PICTURES)),
    NUMBERS: FileKind((*NUMBERS_CHOICES, *YEARS), (*PICTURES, *ROW_FORMS)),
    CHOICE: FileKind(STATEMENT_CHOICES, tuple(ROW_FORMS)),
    FILE: FileKind(FILE_CHOICES, tuple(ROW_FORMS)),
}
HANDOUT: Final = FileKind(TRAVELLING, ("pdf",))
"""A page to hand out; whose own municipality it is changes no word of it."""

_OF_REGISTER: Final = ("lang", "edition", "own", *YEARS)
_OF_SURVEY: Final = ("lang", "edition")
"""The choices a figure may depend on; who was asked a survey is in its code."""


class ChosenFile(NamedTuple):
    """A file's bytes, and a name that no other choice has."""

    stem: str
    content: bytes


def file_kind(stem: str, editions: Iterable[Edition]) -> FileKind | None:
    """Return what the address of a file may hold; None where no edition has a file of that name."""
    if stem in _KINDS:
        return _KINDS[stem]
    if stem.startswith(PREFIX):
        return HANDOUT if stem.removeprefix(PREFIX) in BY_CODE else None
    request = FigureRequest.parse(stem)
    if request is None or not any(registry.complete(one, request) for one in editions):
        return None
    forms = ROW_FORMS if request.kind is FigureKind.PERIODS else FORMS
    return FileKind(_OF_SURVEY if request.is_of_survey else _OF_REGISTER, tuple(forms))


def chosen_file(
    opened: Edition, stem: str, form: str, filters: Filters, base: str, day: str
) -> ChosenFile | None:
    """Return the file that an address names; None where there is no such thing.

    Parameters
    ----------
    stem, form
        The name of the file, and its ending.
    base
        Scheme and host of the site.
    day
        The day it is downloaded (``2026-11-25``).
    """
    if stem == MATRIX:
        chosen = filters.only(*STATEMENT_CHOICES)
        content = _matrix(opened, form, chosen, base, day) if form in PICTURES else None
        name = statements_stem(MATRIX, filters)
    elif stem == MAP:
        chosen = filters.only(*MAP_CHOICES)
        content = _map(opened, form, chosen, base, day) if form in PICTURES else None
        name = map_stem(MAP, filters)
    elif stem == NUMBERS:
        is_picture = form in PICTURES
        chosen = filters.only(*NUMBERS_CHOICES, *(YEARS if is_picture else ()))
        write = _numbers_picture if is_picture else _numbers
        content = write(opened, form, chosen, base, day)
        name = numbers_stem(NUMBERS, chosen)
    elif stem == CHOICE:
        chosen = _with_every_theme(filters.only(*STATEMENT_CHOICES))
        content = _statements(opened, form, chosen, base, day)
        name = statements_stem(CHOICE, chosen.but(supporting=False))
    elif stem == FILE:
        content = _initiatives(opened, form, filters.only(*FILE_CHOICES), base, day)
        name = list_stem(FILE, filters)
    else:
        request = FigureRequest.parse(stem, filters)
        if request is None:
            return None
        content = _figure_or_rows(opened, request, form, filters.edition, base, day)
        name = figure_stem(opened, request)
    return None if content is None else ChosenFile(name, content)


def _figure_or_rows(
    opened: Edition, request: FigureRequest, form: str, edition_code: str, base: str, day: str
) -> bytes | None:
    complete = registry.complete(opened, request)
    if complete is None:
        return None
    if complete.kind is FigureKind.PERIODS:
        # The panel shows all periods: its address names those that were asked for, if any were.
        return _panel(opened, request, form, edition_code, base, day)
    return _figure(opened, complete, form, edition_code, base, day)


@made_once(maxsize=_FILES_KEPT)
def _panel(
    opened: Edition, request: FigureRequest, form: str, edition_code: str, base: str, day: str
) -> bytes | None:
    rows = registry.rows(opened, request)
    if rows is None or form not in ROW_FORMS:
        return None
    place = full_address(base, place_of(request, opened, edition_code))
    text = TEXTS[request.language]
    origin = provenance_of(opened, place, day, sources=rows.sources)
    return rows_file(rows, form, origin, text)


@made_once(maxsize=_FILES_KEPT)
def _figure(
    opened: Edition, request: FigureRequest, form: str, edition_code: str, base: str, day: str
) -> bytes | None:
    figure = registry.figure(opened, request)
    if figure is None:
        return None
    place = full_address(base, place_of(figure.request, opened, edition_code))
    origin = provenance_of(opened, place, day, sources=figure.sources)
    text = TEXTS[request.language]
    if form not in PICTURES:
        return form_bytes(figure, form, origin, text)
    return drawn_apart(Urgency.FILE, figure_bytes, figure, form, origin, text)


@made_once(maxsize=_FILES_KEPT)
def _matrix(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    """Draw the matrix of a choice; where no statement is left there is nothing to draw."""
    text = TEXTS[filters.lang]
    shown = matrix(opened, filters)
    if not shown.statements:
        return None
    place = page_href("sammenlign", filters)
    origin = provenance_of(opened, full_address(base, place), day, STATEMENTS)
    picture = matrix_picture(shown, opened, text)
    return drawn_apart(Urgency.FILE, matrix_bytes, picture, form, origin, text)


@made_once(maxsize=_FILES_KEPT)
def _map(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    text = TEXTS[filters.lang]
    picture = map_picture(opened, filters, text)
    if picture is None:
        return None
    place = full_address(base, page_href("borgere", filters, MAP))
    origin = provenance_of(opened, place, day, sources=picture.sources)
    return drawn_apart(Urgency.FILE, map_bytes, picture, form, origin, text)


@made_once(maxsize=_FILES_KEPT)
def _numbers(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    """Write all register figures of an area; an edition without any has no such file."""
    if form not in ROW_FORMS or not opened.indicators:
        return None
    text = TEXTS[filters.lang]
    place = full_address(base, page_href("sammenlign", filters.but(numbers=True)))
    rows = numbers_rows(opened, filters, text)
    return rows_file(rows, form, provenance_of(opened, place, day, sources=rows.sources), text)


@made_once(maxsize=_FILES_KEPT)
def _numbers_picture(
    opened: Edition, form: str, filters: Filters, base: str, day: str
) -> bytes | None:
    """Draw all figures of an area; as a page may not, a picture never shows other years."""
    if not opened.indicators or not _has_years(opened, filters):
        return None
    text = TEXTS[filters.lang]
    picture = numbers_picture(opened, filters, text)
    if picture is None:
        return None
    place = full_address(base, page_href("sammenlign", filters.but(numbers=True)))
    origin = provenance_of(opened, place, day, sources=picture.sources)
    return drawn_apart(Urgency.FILE, numbers_bytes, picture, form, origin, text)


def _has_years(opened: Edition, filters: Filters) -> bool:
    """Return whether any figure of the area shows the years that are asked for."""
    return any(
        asked_pair(opened, row.indicator_id, filters.baseline, filters.endline)
        for row in opened.indicators_of(numbers_area(opened, filters))
    )


def _statements(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    if form not in ROW_FORMS or not opened.findings:
        return None
    text = TEXTS[filters.lang]
    place = full_address(base, page_href("sammenlign", filters.but(supporting=False)))
    rows = statement_rows(matrix(opened, filters).statements, opened, text)
    return rows_file(rows, form, provenance_of(opened, place, day, STATEMENTS), text)


def _with_every_theme(filters: Filters) -> Filters:
    """Return the choices of a file of statements: where no theme is chosen, none is left out.

    The page shows the four main themes; named as all, the file holds all.
    """
    return filters.but(supporting=not filters.theme)


def _initiatives(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    """Return a visitor's own list; without one, every initiative."""
    if form not in ROW_FORMS or not opened.initiatives:
        return None
    text = TEXTS[filters.lang]
    shown = filters.but(sheet=bool(filters.list))
    place = full_address(base, page_href("inspiration", shown))
    rows = initiative_rows(listed(opened, filters) or opened.initiatives, opened, text)
    return rows_file(rows, form, provenance_of(opened, place, day, INITIATIVES), text)
