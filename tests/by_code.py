"""Ask for a figure as an address does: by its code and the choices beside it."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import figure_choices, registry
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.text import Text


def figure_of(edition: Edition, code: str, filters: Filters, text: Text) -> Figure | None:
    request = FigureRequest.parse(code, filters.but(lang=text.language))
    return None if request is None else registry.figure(edition, request)


def development(edition: Edition, indicator_id: str, own: str, text: Text) -> Figure:
    asked = Filters(own=own, lang=text.language)
    return _drawn(edition, figure_choices.development(edition, indicator_id, asked))


def comparison(edition: Edition, indicator_id: str, own: str, text: Text) -> Figure:
    asked = Filters(own=own, lang=text.language)
    return _drawn(edition, figure_choices.comparison(edition, indicator_id, asked))


def latest_levels(edition: Edition, indicator_id: str, own: str, text: Text) -> Figure:
    request = FigureRequest(FigureKind.LEVELS, indicator_id, own=own, language=text.language)
    return _drawn(edition, request)


def _drawn(edition: Edition, request: FigureRequest) -> Figure:
    found = registry.figure(edition, request)
    assert found is not None
    return found
