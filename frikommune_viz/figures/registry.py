"""Every figure by its code: what an address, a file or a static page asks for.

A register figure is ``<indicator>-<kind>``; a figure of a survey is
``<indicator>-<kind>-<area>-<group>``, with ``oevedata-`` before it where the numbers are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures import register, survey
from frikommune_viz.figures.change_tables import all_comparisons
from frikommune_viz.figures.changes import changes
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.gaps import gap_figure
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.filters import SURVEYED, Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.selection.changes import asked_pair, select_changes
from frikommune_viz.selection.gaps import has_gaps
from frikommune_viz.selection.survey import surveyed
from frikommune_viz.text import Text
from frikommune_viz.wording import changes as describe_changes

_Make = Callable[[Edition, str, Filters, Text], Figure | None]
PERIODS: Final = "periods"
"""The panel of all choices of years: rows to take, but no chart."""


def figure_of(edition: Edition, code: str, filters: Filters, text: Text) -> Figure | None:
    """Return the figure of a code, as the choices draw it.

    None where there is no such figure: before and after, and changes, need two periods that can be
    compared, and a trend more than one reading.
    """
    if figure := survey.by_code(edition, code, text):
        return figure
    indicator_id, _, kind = code.partition("-")
    make = _KINDS.get(kind)
    if make is None or indicator_id not in edition.indicators:
        return None
    return make(edition, indicator_id, filters, text)


def rows_of(edition: Edition, code: str, filters: Filters, text: Text) -> Rows | None:
    """Return the rows of a code that no chart draws: the panel of all choices of years."""
    indicator_id, _, kind = code.partition("-")
    if kind != PERIODS or indicator_id not in edition.indicators:
        return None
    return _all_periods(edition, indicator_id, filters, text)


def codes(edition: Edition) -> Iterator[str]:
    """Give the code of every figure of an edition, in the order of its catalogue."""
    prefix = survey.PRACTICE_PREFIX if edition.is_simulated else ""
    for indicator_id, indicator in edition.indicators.items():
        comparable = register.default_periods(edition, indicator_id) is not None
        if register.has_development(edition, indicator_id):
            yield f"{indicator_id}-trend"
        if comparable:
            yield from (f"{indicator_id}-before-after", f"{indicator_id}-changes")
        if has_gaps(edition, indicator_id):
            yield f"{indicator_id}-gap"
        yield f"{indicator.indicator_id}-levels"
    for area in Area:
        for group in SURVEYED:
            for row in surveyed(edition, area, group):
                for kind in survey.KINDS:
                    if kind != "answers" or survey.has_answers(edition, row.indicator_id):
                        yield f"{prefix}{row.indicator_id}-{kind}-{area}-{group}"


def _trend(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Figure | None:
    if not register.has_development(edition, indicator_id):
        return None
    return register.trend(edition, indicator_id, filters.own, text)


def _levels(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Figure | None:
    return register.latest_levels(edition, indicator_id, filters.own, text)


def _before_after(
    edition: Edition, indicator_id: str, filters: Filters, text: Text
) -> Figure | None:
    if register.default_periods(edition, indicator_id) is None:
        return None
    return register.comparison(edition, indicator_id, filters.own, text)


def _changes(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Figure | None:
    pair = asked_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return None
    return changes(edition, indicator_id, *pair, filters.own, text)


def _gap(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Figure | None:
    if not has_gaps(edition, indicator_id):
        return None
    return gap_figure(edition, indicator_id, filters.own, text)


def _all_periods(edition: Edition, indicator_id: str, filters: Filters, text: Text) -> Rows | None:
    pair = asked_pair(edition, indicator_id, filters.baseline, filters.endline)
    if pair is None:
        return None
    found = select_changes(edition, indicator_id, *pair, filters.own)
    source = edition.sources[found.indicator.source_id]
    return Rows(
        data=all_comparisons(found, source, edition.name, text),
        title=text.say(
            "{label}: ændring for alle valg af år", label=text.pick(found.indicator.label)
        ),
        notes=describe_changes.notes(found, text),
        sources=(source,),
    )


_KINDS: Final[dict[str, _Make]] = {
    "trend": _trend,
    "before-after": _before_after,
    "levels": _levels,
    "changes": _changes,
    "gap": _gap,
}
