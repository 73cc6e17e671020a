"""From a request to its figure: which figures an edition has, each drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import register, survey
from frikommune_viz.figures.change_tables import all_comparisons
from frikommune_viz.figures.changes import changes
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.gaps import gap_figure
from frikommune_viz.figures.request import (
    KINDS_OF_TWO_PERIODS,
    SURVEY_KINDS,
    FigureKind,
    FigureRequest,
)
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.figures.single_flight import single_flight
from frikommune_viz.filters import SURVEYED
from frikommune_viz.model.codes import Area, Respondent
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.changes import asked_pair, select_changes
from frikommune_viz.selection.gaps import has_gaps
from frikommune_viz.selection.survey import surveyed
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import changes as describe_changes
from frikommune_viz.wording.where_found import where_found

FIGURES_KEPT: Final = 256


def complete(edition: Edition, request: FigureRequest) -> FigureRequest | None:
    """Return the request with everything that was left to the default, and nothing unused.

    Two requests for the same figure are equal once complete, so that it is drawn once.

    Returns
    -------
    FigureRequest or None
        None where the edition has no such figure: before and after, and changes, need two periods
        that can be compared, a trend more than one reading, a gap a long series, and answers a question that the group
        was asked. Also None where periods are asked for that the figure would not show.
    """
    if request.is_of_survey:
        return _complete_survey(edition, request)
    indicator_id = request.indicator
    if indicator_id not in edition.indicators:
        return None
    if request.own and request.own not in edition.municipalities:
        return None
    if request.kind in KINDS_OF_TWO_PERIODS:
        pair = asked_pair(edition, indicator_id, *(request.pair or ("", "")))
        return None if pair is None else replace(request, pair=pair)
    if request.kind is FigureKind.TREND:
        return _complete_trend(edition, request)
    if request.kind is FigureKind.GAP and not has_gaps(edition, indicator_id):
        return None
    return None if request.pair is not None else request


def figure(edition: Edition, request: FigureRequest) -> Figure | None:
    """Return the figure of a request; None where the edition has none, or no chart of it.

    The one store of figures. Of many who ask for the same figure at once, one draws it and the
    others wait; an exception in the drawing reaches them all and is not kept.
    """
    found = complete(edition, request)
    if found is None or found.kind is FigureKind.PERIODS:
        return None
    return _kept(edition, found)


def rows(edition: Edition, request: FigureRequest) -> Rows | None:
    """Return the rows of a request that no chart draws: the panel of all choices of years."""
    found = complete(edition, request)
    if found is None or found.kind is not FigureKind.PERIODS or found.pair is None:
        return None
    text = TEXTS[found.language]
    selected = select_changes(edition, found.indicator, *found.pair, found.own)
    source = edition.sources[selected.indicator.source_id]
    return Rows(
        data=all_comparisons(selected, source, edition.name, text),
        title=text.say(
            "{label}: ændring for alle valg af år", label=text.pick(selected.indicator.label)
        ),
        notes=describe_changes.notes(selected, text),
        sources=(source,),
        found=where_found(edition, found.indicator, text),
    )


def requests(edition: Edition) -> Iterator[FigureRequest]:
    """Yield a request for every figure of an edition, in the order of its catalogue.

    Each without an own municipality, with the default periods, in Danish.
    """
    kinds = (
        *(FigureKind.TREND, FigureKind.GAP, FigureKind.BEFORE_AFTER),
        *(FigureKind.CHANGES, FigureKind.LEVELS),
    )
    of_register = (
        FigureRequest(kind, indicator_id) for indicator_id in edition.indicators for kind in kinds
    )
    of_survey = (
        survey_request(edition, kind, row.indicator_id, area, group)
        for area in Area
        for group in SURVEYED
        for row in surveyed(edition, area, group)
        for kind in SURVEY_KINDS
    )
    for request in (*of_register, *of_survey):
        if complete(edition, request) is not None:
            yield request


def codes(edition: Edition) -> Iterator[str]:
    """Yield the code of every figure of an edition, in the order of its catalogue."""
    return (request.code for request in requests(edition))


def survey_request(
    edition: Edition, kind: FigureKind, indicator_id: str, area: Area, group: Respondent
) -> FigureRequest:
    """Return the request for a figure of an edition's survey, marked where it is invented."""
    return FigureRequest(kind, indicator_id, area, group, is_simulated=edition.is_simulated)


def draw(edition: Edition, request: FigureRequest) -> Figure:
    """Draw a figure anew.

    Parameters
    ----------
    request
        A complete request, see :func:`complete`.

    Raises
    ------
    ValueError
        When the edition has no such figure.
    """
    text = TEXTS[request.language]
    indicator_id, own, kind = request.indicator, request.own, request.kind
    if request.area is not None and request.group is not None:
        return survey.KINDS[kind](edition, indicator_id, request.area, request.group, text)
    if kind is FigureKind.TREND:
        return register.trend(edition, indicator_id, own, text, request.pair)
    if kind is FigureKind.LEVELS:
        return register.latest_levels(edition, indicator_id, own, text)
    if kind is FigureKind.GAP:
        return gap_figure(edition, indicator_id, own, text)
    if request.pair is None or kind is FigureKind.PERIODS:
        raise ValueError(f"{request.code}: not a complete request for a figure")
    if kind is FigureKind.BEFORE_AFTER:
        return register.before_after(edition, indicator_id, *request.pair, own, text)
    return changes(edition, indicator_id, *request.pair, own, text)


@single_flight(maxsize=FIGURES_KEPT)
def _kept(edition: Edition, request: FigureRequest) -> Figure:
    return draw(edition, request)


def _complete_trend(edition: Edition, request: FigureRequest) -> FigureRequest | None:
    """Return a trend with the periods its words are about; one whose series breaks has none."""
    if not register.has_development(edition, request.indicator):
        return None
    pair = asked_pair(edition, request.indicator, *(request.pair or ("", "")))
    if pair is None and request.pair is not None:
        return None
    return replace(request, pair=pair)


def _complete_survey(edition: Edition, request: FigureRequest) -> FigureRequest | None:
    asked = (request.indicator, request.area, request.group)
    if request.is_simulated != edition.is_simulated or asked not in _asked(edition):
        return None
    if request.kind is FigureKind.ANSWERS and not survey.has_answers(edition, request.indicator):
        return None
    # Waves are no choice, so nobody can ask for two of them.
    return None if request.pair is not None else replace(request, own="")


@lru_cache(maxsize=8)
def _asked(edition: Edition) -> frozenset[tuple[str, Area | None, Respondent | None]]:
    """Return each indicator of the survey with each area and group that was asked."""
    return frozenset(
        (row.indicator_id, area, group)
        for area in Area
        for group in Respondent
        for row in surveyed(edition, area, group)
    )


def is_default_pair(edition: Edition, request: FigureRequest) -> bool:
    """Return whether a request is for the periods that are shown unasked, or for no choice."""
    shown = complete(edition, replace(request, pair=None))
    asked = complete(edition, request)
    return shown is not None and asked == shown


def with_shown_pair(edition: Edition, request: FigureRequest, pair: Pair) -> FigureRequest:
    """Return a request for two periods, which are left out where they are shown unasked."""
    asked = replace(request, pair=pair)
    return replace(asked, pair=None) if is_default_pair(edition, asked) else asked
