"""What can be downloaded of a figure: the page that shows it, and the address of each form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.register import has_development
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import file_href, page_href
from frikommune_viz.text import Text, mark

CHOICE: Final = "udsagn"
MATRIX: Final = "matrix"
"""What the statements of a choice, and their matrix as a picture, are called as files."""

MAP: Final = "kort"
"""Where the map stands on the page on citizens, and what its picture is called."""

NUMBERS: Final = "alle-tal"
"""What all register figures of an area are called as files."""

NUMBERS_CHOICES: Final = ("lang", "edition", "area", "own")
YEARS: Final = ("baseline", "endline")
"""The choices they depend on: a file of rows holds every period, a picture is about two."""

STATEMENT_CHOICES: Final = (
    "lang",
    "edition",
    "theme",
    "area",
    "municipality",
    "respondent",
    "wave",
    "source",
    "vive",
    "supporting",
)
MAP_CHOICES: Final = ("lang", "edition", "indicator", "view", "own", "baseline", "endline")
"""The choices that a set of statements, and the map, depend on."""

PICTURES: Final = {"svg": mark("SVG"), "png": mark("PNG")}
TABLES: Final = {
    "csv": mark("CSV"),
    "excel.csv": mark("CSV til dansk Excel"),
    "xlsx": mark("Excel (XLSX)"),
    "parquet": mark("Parquet"),
}
CITATIONS: Final = {"bib": mark("BibTeX"), "ris": mark("RIS")}
STATIC_TABLES: Final = {"csv": mark("CSV"), "json": mark("JSON")}
"""The tables beside a figure's own page, which no server makes on demand."""

_USE: Final = {
    "svg": mark("til tryk, kan skaleres og redigeres"),
    "png": mark("til dokumenter og opslag"),
    "csv": mark("punktum i tal, komma mellem felter"),
    "excel.csv": mark("komma i tal, semikolon mellem felter"),
    "xlsx": mark("tal, kilde og vilkår i samme fil"),
    "parquet": mark("til analyseprogrammer"),
    "json": mark("til programmer"),
    "bib": mark("til LaTeX og Zotero"),
    "ris": mark("til EndNote, Mendeley og Zotero"),
}
"""What each form is for, in a few words beside its link."""


def place_of(request: FigureRequest, edition: Edition, edition_code: str) -> str:
    """Return the address of the page that shows a figure, and of its place there.

    One figure has one address, whichever page it is met on: it is what pictures, workbooks and
    citations give.

    Parameters
    ----------
    edition_code
        The edition as an address names it; empty for the one that is shown unasked.
    """
    filters = request.choices(edition_code)
    if request.area is not None and request.group is not None:
        asked = filters.but(
            question=(request.indicator,), area=(request.area,), group=request.group
        )
        return page_href("sammenlign", asked, request.code)
    asked = filters.but(indicator=(request.indicator,))
    if request.kind is FigureKind.BEFORE_AFTER:
        return page_href("sammenlign", asked, request.code)
    if request.kind is FigureKind.PERIODS:
        return page_href("borgere", asked)
    is_map = request.kind is FigureKind.LEVELS and has_development(edition, request.indicator)
    return page_href("borgere", asked, MAP if is_map else request.code)


def full_address(base: str, href: str) -> str:
    """Return an address of the site as it is written elsewhere; `base` is its scheme and host.

    Examples
    --------
    >>> full_address("https://frikommune.example", "./borgere?lang=da")
    'https://frikommune.example/borgere?lang=da'
    """
    return base + href.removeprefix(".")


def hrefs(name: str, filters: Filters, forms: dict[str, str], text: Text) -> dict[str, str]:
    """Return the address of each form of what a choice gives, by the word for the form."""
    return {text.say(word): file_href(name, form, filters) for form, word in forms.items()}


class Form(NamedTuple):
    """A form of something to take: its word, its address and what it is for."""

    word: str
    href: str
    use: str


def forms_of(name: str, filters: Filters, forms: Mapping[str, str], text: Text) -> tuple[Form, ...]:
    """Return each form of what a choice gives; `forms` is one of those above."""
    return tuple(
        Form(text.say(word), file_href(name, code, filters), text.say(_USE[code]))
        for code, word in forms.items()
    )


def static_forms(
    files: Mapping[str, str], forms: Mapping[str, str], text: Text
) -> tuple[Form, ...]:
    """Return each form of a figure's own page, whose files lie beside it."""
    return tuple(
        Form(text.say(word), files[code], text.say(_USE[code])) for code, word in forms.items()
    )
