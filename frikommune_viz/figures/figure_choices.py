"""Which figure the choices of a page ask for."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.register import has_development
from frikommune_viz.figures.registry import survey_request, with_shown_pair
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.selection.changes import chosen_pair
from frikommune_viz.selection.gaps import has_gaps


def development(edition: Edition, indicator_id: str, filters: Filters) -> FigureRequest:
    """Return the trend of an indicator, or its only reading where there is just one.

    Its words are about the chosen periods, else the nearest that can be compared.
    """
    several = has_development(edition, indicator_id)
    kind = FigureKind.TREND if several else FigureKind.LEVELS
    request = FigureRequest(kind, indicator_id, own=filters.own, language=filters.lang)
    pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
    return with_shown_pair(edition, request, pair) if several and pair else request


def comparison(edition: Edition, indicator_id: str, filters: Filters) -> FigureRequest:
    """Return before and after, or the last reading where no two periods can be compared.

    The periods are the chosen ones, else the nearest that can be compared.
    """
    return _of_two_periods(FigureKind.BEFORE_AFTER, edition, indicator_id, filters)


def changes(edition: Edition, indicator_id: str, filters: Filters) -> FigureRequest:
    """Return the changes of all municipalities, as :func:`comparison` does."""
    return _of_two_periods(FigureKind.CHANGES, edition, indicator_id, filters)


def gap(edition: Edition, indicator_id: str, filters: Filters) -> FigureRequest | None:
    """Return the gap from the common course; None where the series is too short for one."""
    if not has_gaps(edition, indicator_id):
        return None
    return FigureRequest(FigureKind.GAP, indicator_id, own=filters.own, language=filters.lang)


def all_periods(edition: Edition, indicator_id: str, filters: Filters) -> FigureRequest:
    """Return the panel of all choices of years, as :func:`comparison` does."""
    return _of_two_periods(FigureKind.PERIODS, edition, indicator_id, filters)


def of_survey(
    edition: Edition, kind: FigureKind, question: str, area: Area, filters: Filters
) -> FigureRequest:
    """Return a figure of what the chosen group of an area answered."""
    return survey_request(edition, kind, question, area, filters.group).but(language=filters.lang)


def _of_two_periods(
    kind: FigureKind, edition: Edition, indicator_id: str, filters: Filters
) -> FigureRequest:
    request = FigureRequest(kind, indicator_id, own=filters.own, language=filters.lang)
    pair = chosen_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return FigureRequest(
            FigureKind.LEVELS, indicator_id, own=filters.own, language=filters.lang
        )
    return with_shown_pair(edition, request, pair)
