"""Measure how far every municipality moved between every two periods that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, Pair, pairs, span
from frikommune_viz.pipeline.indicator_values import indicator_values
from frikommune_viz.pipeline.placebo import Floats, Mask


@dataclass(frozen=True, slots=True)
class Measured:
    """The changes of one indicator.

    Attributes
    ----------
    pairs
        Every pair of shown periods that crosses no break.
    widely
        Whether enough municipalities report in both periods for a verdict, one a pair.
    default
        The pair that the catalogue chooses.
    before
        The stretch before the agreements, see :func:`pre_trend_pair`.
    is_primary
        Whether the indicator was named beforehand as the one that answers for its area.
    units
        How many units of the last published decimal make one.
    changes
        Municipalities × pairs, counted in those units; NaN where a value is not known.
    """

    indicator_id: str
    area: Area
    pairs: tuple[Pair, ...]
    widely: Mask
    default: Pair
    before: Pair | None
    is_primary: bool
    units: int
    changes: Floats


def measure(built: Mapping[str, pd.DataFrame]) -> Iterator[Measured]:
    """Yield the changes of each indicator with two comparable periods, in the catalogue's order.

    Parameters
    ----------
    built
        The typed ``municipalities``, ``indicators`` and ``observations``.
    """
    for one in indicator_values(built):
        allowed = pairs(one.periods, one.break_after)
        if not allowed:
            continue
        default = Pair(one.row["default_baseline"], one.row["default_endline"])
        baseline = [one.periods.index(pair.baseline) for pair in allowed]
        endline = [one.periods.index(pair.endline) for pair in allowed]
        widely = one.widely[baseline] & one.widely[endline]
        judged = [pair for pair, is_judged in zip(allowed, widely, strict=True) if is_judged]
        yield Measured(
            indicator_id=one.indicator_id,
            area=one.area,
            pairs=allowed,
            widely=widely,
            default=default,
            before=pre_trend_pair(default, judged),
            is_primary=one.is_primary,
            units=one.units,
            changes=one.values[:, endline] - one.values[:, baseline],
        )


def pre_trend_pair(default: Pair, allowed: Sequence[Pair]) -> Pair | None:
    """Return the longest known stretch that ends at the default baseline.

    None where that baseline does not lie before the agreements, or nothing is known before it.
    """
    if span(default.baseline).end >= AGREEMENTS_BEGAN:
        return None
    before = [pair for pair in allowed if pair.endline == default.baseline]
    return min(before, key=lambda pair: span(pair.baseline), default=None)
