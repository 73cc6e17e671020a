"""Measure how far every municipality moved between every two periods that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import (
    AGREEMENTS_BEGAN,
    Pair,
    pairs,
    reported_widely,
    shown,
    span,
)
from frikommune_viz.pipeline.placebo import Floats


@dataclass(frozen=True, slots=True)
class Measured:
    """The changes of one indicator.

    Attributes
    ----------
    pairs
        Every pair of shown periods that crosses no break.
    widely
        For each pair, whether enough municipalities report in both periods for a verdict.
    default
        The pair that the catalogue chooses.
    before
        The stretch before the agreements, see :func:`pre_trend_pair`.
    units
        How many units of the last published decimal make one.
    changes
        Municipalities × pairs, counted in those units; NaN where a value is not known.
    """

    indicator_id: str
    area: Area
    pairs: tuple[Pair, ...]
    widely: tuple[bool, ...]
    default: Pair
    before: Pair | None
    units: int
    changes: Floats


def measure(built: Mapping[str, pd.DataFrame]) -> Iterator[Measured]:
    """Measure each indicator with two periods that can be compared, in the catalogue's order.

    A value that stands takes part, flagged or not. Periods before the catalogue's first shown one
    are left out.

    Parameters
    ----------
    built
        The typed ``municipalities``, ``indicators`` and ``observations``.
    """
    codes = pd.Index(built["municipalities"]["municipality_code"])
    figures = dict(iter(built["observations"].groupby("indicator_id", sort=False)))
    for indicator in built["indicators"].to_dict("records"):
        rows = figures[indicator["indicator_id"]]
        periods = shown(rows["period"], indicator["first_shown"] or "")
        allowed = pairs(periods, indicator["break_after"] or "")
        if not allowed:
            continue
        default = Pair(indicator["default_baseline"], indicator["default_endline"])
        units = 10 ** int(indicator["decimals"])
        column = {period: place for place, period in enumerate(periods)}
        rows = rows[rows["period"].isin(column)]
        values = np.full((len(codes), len(periods)), np.nan)
        at = codes.get_indexer(rows["municipality_code"]), rows["period"].map(column)
        values[at] = np.rint(rows["value"].astype(float) * units)
        after = values[:, [column[pair.endline] for pair in allowed]]
        widely = {
            period: reported_widely(int((~np.isnan(values[:, place])).sum()), len(codes))
            for period, place in column.items()
        }
        yield Measured(
            indicator_id=str(indicator["indicator_id"]),
            area=Area(indicator["area"]),
            pairs=allowed,
            widely=tuple(widely[pair.baseline] and widely[pair.endline] for pair in allowed),
            default=default,
            before=pre_trend_pair(default, [pair for pair in allowed if widely[pair.baseline]]),
            units=units,
            changes=after - values[:, [column[pair.baseline] for pair in allowed]],
        )


def pre_trend_pair(default: Pair, allowed: Sequence[Pair]) -> Pair | None:
    """Return the longest known stretch that ends at the default baseline.

    None where that baseline does not lie before the agreements, or nothing is known before it.
    """
    if span(default.baseline).end >= AGREEMENTS_BEGAN:
        return None
    before = [pair for pair in allowed if pair.endline == default.baseline]
    return min(before, key=lambda pair: span(pair.baseline), default=None)
