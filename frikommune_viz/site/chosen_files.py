"""What a choice gives as a file: a figure, the matrix, the map, statements, the panel of years."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import (
    ROW_FORMS,
    form_bytes,
    map_svg,
    map_words,
    matrix_svg,
    matrix_words,
    png_bytes,
    provenance_of,
    rows_bytes,
)
from frikommune_viz.export.provenance import STATEMENTS
from frikommune_viz.figures.country import map_picture
from frikommune_viz.figures.matrix_picture import matrix_picture, statement_rows
from frikommune_viz.figures.registry import figure_of, rows_of
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import View
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.download_links import (
    CHOICE,
    MAP,
    MATRIX,
    PICTURES,
    full_address,
    place_of,
)
from frikommune_viz.selection.statements import matrix
from frikommune_viz.text import TEXTS

_FIGURES_KEPT: Final = 256
_DRAWINGS_KEPT: Final = 64


def chosen_bytes(
    opened: Edition, stem: str, form: str, filters: Filters, base: str, day: str
) -> bytes | None:
    """Return the bytes of what an address names; None where there is no such thing.

    Parameters
    ----------
    stem, form
        The name of the file, and its ending.
    base
        Scheme and host of the site.
    day
        The day it is taken.
    """
    if stem == MATRIX:
        return _matrix(opened, form, filters, base, day) if form in PICTURES else None
    if stem == MAP:
        return _map(opened, form, _of_the_map(filters), base, day) if form in PICTURES else None
    if stem == CHOICE:
        return _statements(opened, form, filters, base, day)
    # What no figure depends on is left out, so that the same figure is drawn once.
    needed = Filters(
        lang=filters.lang,
        edition=filters.edition,
        own=filters.own,
        baseline=filters.baseline,
        endline=filters.endline,
    )
    return _figure(opened, stem, form, needed, base, day)


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _figure(
    opened: Edition, code: str, form: str, filters: Filters, base: str, day: str
) -> bytes | None:
    text = TEXTS[filters.lang]
    figure = _made(opened, code, filters, text)
    if figure is None:
        rows = rows_of(opened, code, filters, text)
        if rows is None or form not in ROW_FORMS:
            return None
        indicator_id = code.partition("-")[0]
        panel = page_href("borgere", replace(filters, indicator=(indicator_id,)))
        return rows_bytes(rows, form, provenance_of(opened, full_address(base, panel), day), text)
    place = place_of(figure, opened, filters.edition, filters.lang)
    return form_bytes(figure, form, provenance_of(opened, full_address(base, place), day), text)


_made = lru_cache(maxsize=_FIGURES_KEPT)(figure_of)


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _matrix(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    """Draw the matrix of a choice; where no statement is left there is nothing to draw."""
    text = TEXTS[filters.lang]
    shown = matrix(opened, filters)
    if not shown.statements:
        return None
    place = page_href("sammenlign", filters)
    given = provenance_of(opened, full_address(base, place), day)
    picture = matrix_picture(shown, opened, text)
    if form == "svg":
        return matrix_svg(picture, given, text)
    drawn = matrix_svg(picture, given, text, embed_font=False)
    return png_bytes(drawn, matrix_words(picture, given, text))


def _of_the_map(filters: Filters) -> Filters:
    """Keep the choices that the map shows; levels are those of the last period."""
    years = ("baseline", "endline") if filters.view is View.CHANGE else ()
    kept = ("lang", "edition", "indicator", "view", "own", *years)
    return Filters(**{name: getattr(filters, name) for name in kept})


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _map(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    text = TEXTS[filters.lang]
    picture = map_picture(opened, filters, text)
    if picture is None:
        return None
    place = full_address(base, page_href("borgere", filters, MAP))
    given = provenance_of(opened, place, day)
    if form == "svg":
        return map_svg(picture, given, text)
    drawn = map_svg(picture, given, text, embed_font=False)
    return png_bytes(drawn, map_words(picture, given, text))


def _statements(opened: Edition, form: str, filters: Filters, base: str, day: str) -> bytes | None:
    if form not in ROW_FORMS or not opened.findings:
        return None
    text = TEXTS[filters.lang]
    place = full_address(base, page_href("sammenlign", filters))
    rows = statement_rows(matrix(opened, filters).statements, opened, text)
    return rows_bytes(rows, form, provenance_of(opened, place, day, STATEMENTS), text)
