"""Select the changes of an indicator between two periods, and what they were held against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import ChangeKind, Comparison, PlaceboVerdict, Scope, Standing
from frikommune_viz.model.periods import Pair, pairs
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.register import Outcome, Role, Series, select

_MOST_STEPS: Final = 8
_ROUND: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Change:
    """How far one municipality moved; ``rank`` 1 of ``of`` is the greatest change."""

    series: Series
    role: Role
    change: float
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The change of one or several municipalities with an agreement, against those without one.

    Attributes
    ----------
    named
        The municipalities, in the fixed order.
    change
        The change of the one, or the mean of several.
    middle
        The middle that distances are measured from, their own changes included.
    count_as_large, others
        How many of the others lie as far from the middle; of several, how many pairs or triples.
    p_value
        The share the verdict rests on, their own counted.
    standing
        Whether it answers for its area, as was decided beforehand, or only describes.
    """

    named: tuple[Series, ...]
    kind: ChangeKind
    pair: Pair
    comparison: Comparison
    change: float
    middle: float
    count_as_large: int
    others: int
    p_value: float
    standing: Standing
    verdict: PlaceboVerdict

    @property
    def scope(self) -> Scope:
        """Whether one municipality is looked at or those of the area together."""
        return Scope.AREA if len(self.named) > 1 else Scope.MUNICIPALITY


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
        What the municipalities with an agreement were held against, over every pair of periods
        and before the agreements.
    primary
        The indicator that was named beforehand to answer for the area; None where none was.
    has_gap
        Whether the series is long enough for the gap from the common course, which then answers.
    low, high
        Ends of the axis: they belong to the indicator, so no choice moves them; see
        :func:`axis_ends`.
    """

    outcome: Outcome
    pair: Pair
    changes: tuple[Change, ...]
    median: float | None
    compared: tuple[Compared, ...]
    primary: Indicator | None
    has_gap: bool
    low: float
    high: float

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.outcome.indicator

    @property
    def named(self) -> tuple[Change, ...]:
        """The changes that are named in a figure."""
        return tuple(row for row in self.changes if row.role in (Role.PILOT, Role.OWN))

    @property
    def off_axis(self) -> tuple[Change, ...]:
        """The changes that lie beyond an end of the axis."""
        return tuple(row for row in self.changes if not self.low <= row.change <= self.high)

    @property
    def without_agreement(self) -> int:
        """How many municipalities without an agreement have a change."""
        codes = {series.code for series in self.outcome.others}
        return sum(1 for row in self.changes if row.series.code in codes)

    def at(self, pair: Pair, comparison: Comparison) -> tuple[Compared, ...]:
        """Return what was found for a pair of periods: each municipality, then all together."""
        return tuple(
            row
            for row in self.compared
            if row.kind is ChangeKind.CHANGE and row.pair == pair and row.comparison is comparison
        )

    def before(self, comparison: Comparison) -> tuple[Compared, ...]:
        """Return what was found over the stretch before the agreements."""
        return tuple(
            row
            for row in self.compared
            if row.kind is ChangeKind.PRE_TREND and row.comparison is comparison
        )


def chosen_pair(edition: Edition, indicator_id: str, baseline: str, endline: str) -> Pair | None:
    """Return the pair of periods to show: the chosen one, else the nearest that can be compared.

    A chosen baseline goes before a chosen endline; each is completed as the default is.
    None where no two periods of the indicator can be compared.
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
    """Return the pair of periods that is asked for; a page may show another, a file may not."""
    pair = chosen_pair(edition, indicator_id, baseline, endline)
    if pair is None or (baseline or pair.baseline, endline or pair.endline) != pair:
        return None
    return pair


@lru_cache(maxsize=4)
def select_changes(
    edition: Edition, indicator_id: str, baseline: str, endline: str, own: str = ""
) -> Changes:
    """Select the changes of an indicator between two periods that can be compared.

    Raises
    ------
    ValueError
        When the two periods cannot be compared; ask for one of :func:`chosen_pair`.
    """
    outcome = select(edition, indicator_id, own)
    pair = Pair(baseline, endline)
    if pair not in outcome.pairs:
        raise ValueError(f"{indicator_id}: {baseline} and {endline} cannot be compared")
    table = edition.changes_of(indicator_id)
    rows = table[(table["baseline"] == baseline) & (table["endline"] == endline)]
    found = {row["municipality_code"]: row for row in rows.to_dict("records")}
    middle = rows["median_others"].dropna()
    low, high = axis_ends(_on_axis(table, outcome), outcome.indicator.decimals)
    return Changes(
        outcome=outcome,
        pair=pair,
        changes=tuple(
            Change(
                series,
                role,
                float(found[series.code]["change"]),
                int(found[series.code]["rank"]),
                int(found[series.code]["of"]),
            )
            for series, role in outcome.roles
            if series.code in found
        ),
        median=float(middle.iloc[0]) if len(middle) else None,
        compared=tuple(_compared(edition.change_tests_of(indicator_id), outcome)),
        primary=edition.primary_of(outcome.indicator.area),
        has_gap=bool(edition.gap_results_of(indicator_id)),
        low=low,
        high=high,
    )


def _compared(table: pd.DataFrame, outcome: Outcome) -> Iterator[Compared]:
    by_code = {series.code: series for series in outcome.pilots}
    for row in table.to_dict("records"):
        yield Compared(
            named=tuple(by_code[code] for code in row["municipality_codes"].split(";")),
            kind=ChangeKind(row["kind"]),
            pair=Pair(row["baseline"], row["endline"]),
            comparison=Comparison(row["comparison"]),
            change=float(row["change"]),
            middle=float(row["middle"]),
            count_as_large=int(row["count_as_large"]),
            others=int(row["others"]),
            p_value=float(row["p_value"]),
            standing=Standing(row["standing"]),
            verdict=PlaceboVerdict(row["verdict"]),
        )


_MIDDLE: Final = 0.98


def _on_axis(table: pd.DataFrame, outcome: Outcome) -> tuple[float, ...]:
    """Return the changes that the axis of an indicator must hold.

    Those between the default periods, those of the pilots, and the middle 98 per cent of all
    between periods that enough municipalities report. A small island may swing many times as far
    as everybody else, and an axis that held it would leave the others in a tenth of the width.
    """
    pilots = {series.code for series in outcome.pilots}
    default = outcome.indicator.default_pair
    held, others = [0.0], []
    for row in table.to_dict("records"):
        pair = Pair(row["baseline"], row["endline"])
        if pair == default or row["municipality_code"] in pilots:
            held.append(float(row["change"]))
        elif not set(pair) & set(outcome.thin_periods):
            others.append(float(row["change"]))
    others.sort()
    cut = round(len(others) * (1 - _MIDDLE) / 2)
    return (*held, *others[cut : len(others) - cut])


def axis_ends(changes: Sequence[float], decimals: int) -> tuple[float, float]:
    """Return round ends that hold `changes` and 0, at most eight equal round steps apart.

    Examples
    --------
    >>> axis_ends([-0.6, 0.9], 1)
    (-0.6, 1.0)
    """
    least, most = min(0.0, *changes), max(0.0, *changes)
    power = -decimals
    while True:
        for mantissa in _ROUND:
            step = mantissa * 10.0**power
            low, high = math.floor(least / step), max(1, math.ceil(most / step))
            if high - low <= _MOST_STEPS:
                return round(low * step, decimals), round(high * step, decimals)
        power += 1
