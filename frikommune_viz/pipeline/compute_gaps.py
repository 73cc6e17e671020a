"""The gap of every municipality from the common course, and what it says of the pilots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import GapPart, Scope, Standing
from frikommune_viz.model.periods import span
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline import gap, gap_power, placebo
from frikommune_viz.pipeline.gap_periods import agreement_ends, are_enough, parts
from frikommune_viz.pipeline.indicator_values import IndicatorValues, indicator_values
from frikommune_viz.pipeline.placebo import Floats, Mask
from frikommune_viz.pipeline.schema import GAP_RESULTS, GAPS
from frikommune_viz.pipeline.verdict import judge, ruled_out

DECIMALS: Final = 6
"""Numbers are published with these; what is published decides, so that float noise does not."""

FAKE_AFTER: Final = 2
"""How many of the last periods before the agreements count as after them in the early test."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The gaps of one indicator that has periods enough.

    Attributes
    ----------
    parts
        What each period counts as.
    gaps
        Municipalities × periods, in the indicator's unit.
    shifts
        How far each municipality moved.
    """

    figures: IndicatorValues
    parts: tuple[GapPart, ...]
    without: Mask
    gaps: Floats
    shifts: gap.Shifts

    def are(self, part: GapPart) -> Mask:
        """Which periods count as `part`."""
        return np.array([one is part for one in self.parts])

    @property
    def early(self) -> gap.Shifts:
        """How far each moved if the agreements had begun two periods before they did."""
        before = self.are(GapPart.BEFORE)
        last = np.zeros_like(before)
        last[np.flatnonzero(before)[-FAKE_AFTER:]] = True
        return gap.shifts(self.gaps, before & ~last, last, self.without)


def compute(built: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Compute the tables ``gaps`` and ``gap_results``; no row for an indicator with a short series.

    Parameters
    ----------
    built
        The typed ``municipalities``, ``agreements``, ``indicators`` and ``observations``.
    """
    measured = tuple(measure(built))
    codes = list(built["municipalities"]["municipality_code"])
    yearly = [row for one in measured for row in _yearly(one, codes)]
    results = [row for one in measured for row in _results(one, codes)]
    return {
        table.name: pd.DataFrame(
            rows, columns=[column.name for column in table.columns], dtype=object
        )
        for table, rows in ((GAPS, yearly), (GAP_RESULTS, results))
    }


def measure(built: Mapping[str, pd.DataFrame]) -> Iterator[Measured]:
    """Measure each indicator that has periods enough before and after the agreements."""
    ends = agreement_ends(built["agreements"])
    without = built["municipalities"]["area"].isna().to_numpy(dtype=np.bool_)
    for one in indicator_values(built):
        found = parts(one, ends.get(one.area, date.min))
        if are_enough(found):
            yield measure_one(one, found, without)


def measure_one(one: IndicatorValues, found: tuple[GapPart, ...], without: Mask) -> Measured:
    """Measure one indicator, its periods counted as `found` says."""
    yearly = gap.gaps(one.values, without) / one.units
    before = np.array([part is GapPart.BEFORE for part in found])
    after = np.array([part is GapPart.AFTER for part in found])
    return Measured(
        figures=one,
        parts=found,
        without=without,
        gaps=yearly,
        shifts=gap.shifts(yearly, before, after, without),
    )


def _yearly(one: Measured, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a row for each gap that is known, with the band of those without an agreement."""
    for place, period in enumerate(one.figures.periods):
        column = one.gaps[:, place]
        others = column[one.without & ~np.isnan(column)]
        if not len(others):
            continue
        low, high = np.quantile(others, (0.05, 0.95)).round(DECIMALS)
        for row in np.flatnonzero(~np.isnan(column)):
            yield {
                "indicator_id": one.figures.indicator_id,
                "municipality_code": codes[int(row)],
                "period": period,
                "period_end": span(period).end.year,
                "part": str(one.parts[place]),
                "gap": round(float(column[row]), DECIMALS),
                "p05": float(low),
                "p95": float(high),
            }


def _results(one: Measured, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a row for each municipality with an agreement that has its figures, then all of them.

    None where the others are too few, or too alike, to tell anything.
    """
    if not gap.can_tell(one.shifts.statistic[one.without]):
        return
    pilots = [codes.index(c) for c in AREA_MUNICIPALITIES[one.figures.area] if c in codes]
    known = [row for row in pilots if not np.isnan(one.shifts.statistic[row])]
    for row in known:
        yield _result(one, [row], codes)
    if len(pilots) > 1 and known == pilots:
        yield _result(one, pilots, codes)


def _result(one: Measured, chosen: Sequence[int], codes: Sequence[str]) -> dict[str, Any]:
    groups = [one.without] * len(chosen)
    found = placebo.compare(one.shifts.counted, chosen, groups)
    early = placebo.compare(one.early.counted, chosen, groups)
    difference = round(float(one.shifts.difference[list(chosen)].mean()), DECIMALS)
    limit = one.figures.row["relevant_difference"]
    noise = lower = upper = None
    is_alone = len(chosen) == 1
    if is_alone:
        noise = float(one.shifts.noise[chosen[0]])
        others = one.shifts.statistic[one.without]
        lower, upper = (round(end, DECIMALS) for end in gap.interval(difference, noise, others))
        noise = round(noise, DECIMALS)
    is_primary = one.figures.is_primary and not is_alone
    standing = Standing.PRIMARY if is_primary else Standing.DESCRIPTIVE
    p_value = round(float(found.p_value[0]), DECIMALS)
    count = int(found.count_as_large[0])
    step = 1 / (one.figures.units * 10)
    seen = gap_power.smallest_seen(one.shifts, one.without, len(chosen), step)
    return {
        "indicator_id": one.figures.indicator_id,
        "scope": str(Scope.MUNICIPALITY if is_alone else Scope.AREA),
        "municipality_codes": ";".join(codes[row] for row in chosen),
        "periods_before": one.parts.count(GapPart.BEFORE),
        "periods_after": one.parts.count(GapPart.AFTER),
        "difference": difference,
        "noise": noise,
        "statistic": round(float(found.change[0]) / 1e6, DECIMALS),
        "middle": round(float(found.middle[0]) / 1e6, DECIMALS),
        "count_as_large": count,
        "others": int(found.others[0]),
        "p_value": p_value,
        "early_p_value": round(float(early.p_value[0]), DECIMALS),
        "lower": lower,
        "upper": upper,
        "smallest_seen": None if np.isnan(seen) else round(seen, DECIMALS),
        "relevant_difference": limit,
        "ruled_out": str(ruled_out(lower, upper, limit)),
        "standing": str(standing),
        "verdict": str(judge(count, p_value, standing)),
    }
