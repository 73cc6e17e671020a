"""Select the changes of an indicator between two periods, and the comparisons made with them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import ChangeKind, Comparison
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, Pair, pairs, span
from frikommune_viz.model.rows import Change, ChangeTest, Indicator
from frikommune_viz.selection.register import Outcome, Role, Series, select

_MOST_STEPS: Final = 6
_ROUND: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class MunicipalityChange:
    """How far one municipality moved, and what it is in the figure; ``rank`` 1 is the greatest."""

    series: Series
    role: Role
    change: float
    rank: int
    of: int


class Axis(NamedTuple):
    """Where an axis ends, and where it is numbered."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of an indicator between two periods, with everything a figure needs.

    Attributes
    ----------
    outcome
        The rows of the indicator.
    pair
        The two periods.
    changes
        Every municipality with a figure in both, as :attr:`Outcome.roles` orders them.
    median
        Median change of the municipalities without an agreement; None where there is none.
    compared
        Every comparison of the municipalities with an agreement, over every pair of periods and
        before the agreements.
    primary
        The indicator that was named beforehand to answer for the area; None where none was.
    has_gap
        Whether the series is long enough for the gap from the common course, which then answers.
    axis
        Ends and numbers of the axis between the two periods; no municipality that is chosen moves
        it. See :func:`fitting_axis`.
    """

    outcome: Outcome
    pair: Pair
    changes: tuple[MunicipalityChange, ...]
    median: float | None
    compared: tuple[ChangeTest, ...]
    primary: Indicator | None
    has_gap: bool
    axis: Axis

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.outcome.indicator

    @property
    def named(self) -> tuple[MunicipalityChange, ...]:
        """The changes that are named in a figure."""
        return tuple(row for row in self.changes if row.role in (Role.PILOT, Role.OWN))

    @property
    def off_axis(self) -> tuple[MunicipalityChange, ...]:
        """The changes that lie beyond an end of the axis."""
        return tuple(
            row for row in self.changes if not self.axis.low <= row.change <= self.axis.high
        )

    @property
    def without_agreement(self) -> int:
        """How many municipalities without an agreement have a change."""
        codes = {series.code for series in self.outcome.others}
        return sum(1 for row in self.changes if row.series.code in codes)

    def names(self, test: ChangeTest) -> tuple[str, ...]:
        """Return the names of the municipalities a comparison is about, in the fixed order."""
        by_code = {series.code: series.name for series in self.outcome.pilots}
        return tuple(by_code[code] for code in test.municipality_codes)

    def at(self, pair: Pair, comparison: Comparison) -> tuple[ChangeTest, ...]:
        """Return the comparisons over a pair of periods: each municipality, then all together."""
        return tuple(
            row
            for row in self.compared
            if row.endline == pair.endline
            and row.baseline == pair.baseline
            and row.kind is ChangeKind.CHANGE
            and row.comparison is comparison
        )

    def before(self, comparison: Comparison) -> tuple[ChangeTest, ...]:
        """Return the comparisons over the periods before the agreements."""
        return tuple(
            row
            for row in self.compared
            if row.kind is ChangeKind.PRE_TREND and row.comparison is comparison
        )


def chosen_pair(edition: Edition, indicator_id: str, baseline: str, endline: str) -> Pair | None:
    """Return the pair of periods to show: the chosen one, else the nearest that can be compared.

    A chosen baseline goes before a chosen endline; each is completed as the default is.
    None where no two periods of the indicator can be compared.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> edition = open_edition("published")
    >>> tuple(chosen_pair(edition, "absence_grade_7_9", "", "2022/23"))
    ('2020/21', '2022/23')
    """
    indicator = edition.indicators[indicator_id]
    periods = edition.periods_of(indicator_id)
    allowed = pairs(periods, indicator.break_after)
    default = indicator.default_pair
    if default is None:
        return None
    for wanted in (
        Pair(baseline, endline),
        Pair(baseline, default.endline),
        Pair(default.baseline, endline),
    ):
        if wanted in allowed:
            return wanted
    later = [pair for pair in allowed if pair.baseline == baseline]
    earlier = [pair for pair in allowed if pair.endline == endline]
    return later[-1] if later else earlier[0] if earlier else default


def asked_pair(edition: Edition, indicator_id: str, baseline: str, endline: str) -> Pair | None:
    """Return the pair of periods that was asked for, or None where another would be shown.

    A page may show another pair and say so; a file may not.
    """
    pair = chosen_pair(edition, indicator_id, baseline, endline)
    if pair is None or (baseline or pair.baseline, endline or pair.endline) != pair:
        return None
    return pair


def select_changes(
    edition: Edition, indicator_id: str, baseline: str, endline: str, own: str = ""
) -> Changes:
    """Select the changes of an indicator between two periods that can be compared.

    Raises
    ------
    KeyError
        When the edition has no such indicator.
    ValueError
        When the two periods cannot be compared; ask for one of :func:`chosen_pair`.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> edition = open_edition("published")
    >>> found = select_changes(edition, "absence_grade_7_9", "2020/21", "2023/24")
    >>> [(row.series.name, row.change, row.rank, row.of) for row in found.named]
    [('Esbjerg', 4.9, 10, 98), ('Holbæk', 2.9, 54, 98)]
    """
    outcome = select(edition, indicator_id, own)
    pair = Pair(baseline, endline)
    if pair not in outcome.pairs:
        raise ValueError(f"{indicator_id}: {baseline} and {endline} cannot be compared")
    rows = _change_rows(edition, indicator_id)
    found = rows.get(pair, {})
    return Changes(
        outcome=outcome,
        pair=pair,
        changes=tuple(
            MunicipalityChange(series, role, row.change, row.rank, row.of)
            for series, role in outcome.roles
            if (row := found.get(series.code))
        ),
        median=next(
            (middle for row in found.values() if (middle := row.median_others) is not None), None
        ),
        compared=edition.change_tests_of(indicator_id),
        primary=edition.primary_of(outcome.indicator.area),
        has_gap=bool(edition.gap_results_of(indicator_id)),
        axis=fitting_axis(_on_axis(outcome, found.values()), outcome.indicator.decimals),
    )


@lru_cache(maxsize=64)
def _change_rows(edition: Edition, indicator_id: str) -> Mapping[Pair, Mapping[str, Change]]:
    """Return the changes of an indicator by pair and municipality."""
    by_pair: dict[Pair, dict[str, Change]] = {}
    for row in edition.changes_of(indicator_id):
        by_pair.setdefault(Pair(row.baseline, row.endline), {})[row.municipality_code] = row
    return by_pair


def _on_axis(outcome: Outcome, rows: Iterable[Change]) -> Iterator[float]:
    """Yield the changes that the axis must hold: those of the pilots, and nearly all others.

    A small island may swing many times as far as everybody else, and an axis that held it would
    leave the others in a tenth of the width; between the periods shown unasked all are held.
    """
    pilots = {series.code for series in outcome.pilots}
    others = []
    pair = outcome.indicator.default_pair
    for row in rows:
        if row.municipality_code in pilots or pair == (row.baseline, row.endline):
            yield row.change
        else:
            others.append(row.change)
    others.sort()
    cut = round(len(others) * (1 - _MIDDLE) / 2)
    yield from others[cut : len(others) - cut]


_MIDDLE: Final = 0.98


def fitting_axis(changes: Iterable[float], decimals: int) -> Axis:
    """Return an axis that holds `changes` and 0, and little more.

    It is numbered some six times at most in round steps, and ends at the quarter of a step that lies
    beyond the outermost change.

    Examples
    --------
    >>> fitting_axis([-0.3, 7.5], 1)
    Axis(low=-0.5, high=8.0, ticks=(0.0, 2.0, 4.0, 6.0, 8.0))
    """
    held = (0.0, *changes)
    least, most = min(held), max(held)
    step = _step(most - least, decimals)
    part = step / 4
    low, high = math.floor(least / part - _SLACK), math.ceil(most / part + _SLACK)
    digits = decimals + 3
    first, last = math.ceil(low / 4), math.floor(high / 4)
    return Axis(
        round(low * part, digits),
        round(high * part, digits),
        tuple(round(number * step, digits) for number in range(first, last + 1)),
    )


_SLACK: Final = 0.25
"""Least room between the outermost change and the end of the axis, in quarters of a step."""


def _step(reach: float, decimals: int) -> float:
    power = -decimals
    while True:
        for mantissa in _ROUND:
            step: float = mantissa * 10.0**power
            if reach / step <= _MOST_STEPS:
                return step
        power += 1


def other_pair(found: Changes) -> Pair | None:
    """Return the pair of periods that shows best whether the choice of years matters.

    It ends after the agreements began, covid-19 marks neither of its periods, enough municipalities
    report in both, and it lies nearest to the shown pair: with the same endline, if there is one.
    None where no other pair does.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> edition = open_edition("published")
    >>> shown = select_changes(edition, "absence_grade_7_9", "2020/21", "2023/24")
    >>> tuple(other_pair(shown))
    ('2021/22', '2023/24')
    """
    outcome, shown = found.outcome, found.pair
    marked = {*outcome.covid_periods, *outcome.thin_periods}
    order = {period: place for place, period in enumerate(outcome.periods)}
    fit = [
        pair
        for pair in outcome.pairs
        if pair != shown
        and not set(pair) & marked
        and span(pair.endline).end >= AGREEMENTS_BEGAN
        and found.at(pair, Comparison.ALL_OTHERS)
    ]
    return min(
        fit,
        key=lambda pair: (
            abs(order[pair.endline] - order[shown.endline]),
            abs(order[pair.baseline] - order[shown.baseline]),
            order[pair.baseline],
        ),
        default=None,
    )
