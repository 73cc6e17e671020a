"""What is published: which figures there are, and the files of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure_choices import development
from frikommune_viz.figures.registry import complete, is_default_pair, requests
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.wording.practice_names import practice_name

FRAME: Final = "ramme.html"
"""The form that stands in a frame of another page."""

FORMS: Final = ("html", FRAME, "svg", "png", "csv", "json")
"""The forms of each figure, by the ending of its file."""


def from_file_name(name: str) -> tuple[FigureRequest, str] | None:
    """Read the name of a published file; None where it names no form of a figure.

    Examples
    --------
    >>> request, form = from_file_name("absence_grade_7_9-trend.101.en.csv")
    >>> request.own, str(request.language), form
    ('101', 'en', 'csv')
    >>> from_file_name("absence_grade_7_9-trend.da.ramme.html")[1]
    'ramme.html'
    >>> from_file_name("absence_grade_7_9-trend.csv") is None
    True
    """
    for form in FORMS:
        request = FigureRequest.from_stem(name.removesuffix(f".{form}"))
        if request is not None and name.endswith(f".{form}"):
            return request, form
    return None


def published_as(edition: Edition, request: FigureRequest) -> FigureRequest | None:
    """Return what a figure is published as; None where it shows other choices than any that is.

    A municipality with an agreement is named in the figures of its own area anyhow; there it is no
    choice of its own. Published figures show the default periods.
    """
    own = request.own
    if own and edition.indicators[request.indicator].area is MUNICIPALITY_AREA.get(own):
        own = ""
    if not is_default_pair(edition, request):
        return None
    published = replace(request, own=own, pair=None)
    return published if is_published(edition, published) else None


def is_published(edition: Edition, request: FigureRequest) -> bool:
    """Return whether a figure is one that can be published, alone or with an own municipality."""
    if request.pair is not None or request.kind is FigureKind.PERIODS:
        return False
    if complete(edition, replace(request, own="")) is None:
        return False
    return not request.own or request in _own(edition, request.own, request.language)


def index_code(edition: Edition) -> str:
    """Return the name of the edition's list of figures, without language and ending."""
    return practice_name("index", is_simulated=edition.is_simulated)


def main_figures(edition: Edition, language: Language) -> list[FigureRequest]:
    """Return the figure that shows an own municipality, one for each register indicator.

    It is the development, or the only reading there is.
    """
    chosen = Filters(lang=language)
    return [development(edition, indicator_id, chosen) for indicator_id in edition.indicators]


def own_figures(
    edition: Edition, municipality_code: str, language: Language
) -> list[FigureRequest]:
    """Return the figures that a municipality is added to, one for each register indicator.

    Those of its own area are left out where it has an agreement: they name it already.
    """
    return list(_own(edition, municipality_code, language))


def items(edition: Edition, municipalities: tuple[str, ...]) -> Iterator[FigureRequest]:
    """Yield each figure to publish, in both languages.

    Parameters
    ----------
    municipalities
        Codes of those that get figures of their own.
    """
    for request in requests(edition):
        yield from (request.but(language=language) for language in Language)
    for own in municipalities:
        pairs = zip(*(own_figures(edition, own, language) for language in Language), strict=True)
        for in_both in pairs:
            yield from in_both


def _own(edition: Edition, code: str, language: Language) -> Iterator[FigureRequest]:
    if code not in edition.municipalities:
        return
    area = MUNICIPALITY_AREA.get(code)
    for request in main_figures(edition, language):
        if edition.indicators[request.indicator].area is not area:
            yield request.but(own=code)
