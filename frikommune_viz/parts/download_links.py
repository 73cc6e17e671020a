"""What can be taken from a figure: where it stands, and the address of each form of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.register import has_development
from frikommune_viz.figures.survey import PRACTICE_PREFIX
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Language, Respondent
from frikommune_viz.parts.addresses import figure_href, page_href
from frikommune_viz.text import Text, mark

CHOICE: Final = "udsagn"
MATRIX: Final = "matrix"
"""What the statements of a choice, and their matrix as a picture, are called as files."""

MAP: Final = "kort"
"""Where the map stands on the page on citizens, and what its picture is called."""

PICTURES: Final = {"svg": mark("SVG"), "png": mark("PNG")}
TABLES: Final = {
    "csv": mark("CSV"),
    "excel.csv": mark("CSV til dansk Excel"),
    "xlsx": mark("Excel (XLSX)"),
    "parquet": mark("Parquet"),
}
CITATIONS: Final = {"bib": mark("BibTeX"), "ris": mark("RIS")}


def choices_of(figure: Figure, edition_code: str, language: Language) -> Filters:
    """Return the choices that lead to a figure again, beside its code.

    Parameters
    ----------
    edition_code
        The edition as an address names it; empty for the one that is shown unasked.
    """
    return Filters(lang=language).but(**{**figure.choices, "edition": edition_code})


def place_of(figure: Figure, edition: Edition, edition_code: str, language: Language) -> str:
    """Return the address of the page where a figure stands, and of its place there.

    One figure has one address, whichever page it is met on: it is what pictures, workbooks and
    citations give.
    """
    filters = choices_of(figure, edition_code, language)
    stem = figure.code.removeprefix(PRACTICE_PREFIX)
    indicator_id, _, kind = stem.partition("-")
    if indicator_id in edition.survey_indicators:
        _, area, respondent = kind.split("-")
        asked = replace(
            filters, question=(indicator_id,), area=(Area(area),), group=Respondent(respondent)
        )
        return page_href("sammenlign", asked, figure.code)
    asked = replace(filters, indicator=(indicator_id,))
    if kind == "before-after":
        return page_href("sammenlign", asked, figure.code)
    on_map = kind == "levels" and has_development(edition, indicator_id)
    return page_href("borgere", asked, MAP if on_map else figure.code)


def full_address(base: str, href: str) -> str:
    """Return an address of the site as it is written elsewhere; `base` is its scheme and host."""
    return base + href.removeprefix(".")


def hrefs(code: str, filters: Filters, forms: dict[str, str], text: Text) -> dict[str, str]:
    """Return the address of each form by the word for it."""
    return {text.say(word): figure_href(code, form, filters) for form, word in forms.items()}
