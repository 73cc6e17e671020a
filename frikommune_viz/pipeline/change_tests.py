"""Whether the changes of the municipalities with an agreement stand out from those without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import (
    AREA_MUNICIPALITIES,
    SIGNIFICANCE_LEVEL,
    ChangeKind,
    Comparison,
    PlaceboVerdict,
    Scope,
)
from frikommune_viz.pipeline import holm, placebo
from frikommune_viz.pipeline.pairwise_changes import Measured
from frikommune_viz.pipeline.placebo import Mask
from frikommune_viz.pipeline.schema import CHANGE_TESTS

MEAN_DECIMALS: Final = 6
"""A mean of two or three changes is published with these."""


def tests(measured: Sequence[Measured], municipalities: pd.DataFrame) -> pd.DataFrame:
    """Hold the area's municipalities, each and together, against both groups of others.

    Nothing stands for a municipality without both values, for an area in which one lacks them,
    where there is no one to compare with, or where too few municipalities report in either period. The pre-trend is the same comparison over the stretch
    before the agreements; it is adjusted for nothing, so that it rather warns too often.
    """
    names = [column.name for column in CHANGE_TESTS.columns]
    parts = [part for one in measured for part in _compared(one, municipalities)]
    if not parts:
        return pd.DataFrame(columns=names, dtype=object)
    found = pd.concat(parts, ignore_index=True)
    allowed = {
        one.indicator_id: frozenset(
            pair for pair, widely in zip(one.pairs, one.widely, strict=True) if widely
        )
        for one in measured
    }
    default = {one.indicator_id: one.default for one in measured}
    found = found.join(holm.adjust(found, allowed, default)).assign(kind=str(ChangeKind.CHANGE))
    found = pd.concat([found, _pre_trends(found)], ignore_index=True)
    found["p_value"] = found["p_value"].round(holm.SHARE_DECIMALS)
    found["verdict"] = [
        str(judge(*row))
        for row in zip(found["count_as_large"], found["p_value"], found["p_adjusted"], strict=True)
    ]
    found["place"] = pd.factorize(found["indicator_id"])[0]
    found = found.sort_values(["place", "kind", "pair"], kind="stable", ignore_index=True)
    return found[names].astype(object)


def judge(count_as_large: int, p_value: float, p_adjusted: float) -> PlaceboVerdict:
    """Give the verdict on a change, from its share alone and adjusted for its family.

    A change that few of the others match, or none, but not few enough for a look at so many at
    once, is neither: with 91 others and a family of eight no single municipality could ever be
    called unusual, and calling the farthest of them all not unusual would be false.
    """
    if p_adjusted <= SIGNIFICANCE_LEVEL:
        return PlaceboVerdict.UNUSUAL
    is_far = count_as_large == 0 or p_value <= SIGNIFICANCE_LEVEL
    return PlaceboVerdict.UNSETTLED if is_far else PlaceboVerdict.NOT_UNUSUAL


def _compared(one: Measured, municipalities: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Compare each municipality of the indicator's area, and all of them together."""
    codes = list(municipalities["municipality_code"])
    pilots = [code for code in AREA_MUNICIPALITIES[one.area] if code in codes]
    together = [pilots] if len(pilots) > 1 else []
    for chosen in [*([code] for code in pilots), *together]:
        rows = [codes.index(code) for code in chosen]
        for comparison in Comparison:
            groups = [_compared_with(row, comparison, municipalities) for row in rows]
            found = placebo.compare(one.changes, rows, groups)
            known = np.flatnonzero(
                ~np.isnan(found.change) & (found.others > 0) & np.array(one.widely, dtype=np.bool_)
            )
            yield pd.DataFrame(
                {
                    "indicator_id": one.indicator_id,
                    "area": str(one.area),
                    "scope": str(Scope.AREA if len(chosen) > 1 else Scope.MUNICIPALITY),
                    "municipality_codes": ";".join(chosen),
                    "comparison": str(comparison),
                    "pair": known,
                    "baseline": [one.pairs[place].baseline for place in known],
                    "endline": [one.pairs[place].endline for place in known],
                    "before": [one.pairs[place] == one.before for place in known],
                    "change": (found.change[known] / one.units).round(MEAN_DECIMALS),
                    "median_others": (found.median_others[known] / one.units).round(MEAN_DECIMALS),
                    "count_as_large": found.count_as_large[known],
                    "others": found.others[known],
                    "share_as_large": found.share_as_large[known].round(holm.SHARE_DECIMALS),
                    "p_value": found.p_value[known],
                    "least_p_value": found.least_p_value[known],
                }
            )


def _compared_with(row: int, comparison: Comparison, municipalities: pd.DataFrame) -> Mask:
    """Whom a municipality is compared with: never one with an agreement of its own."""
    others: Mask = municipalities["area"].isna().to_numpy(dtype=np.bool_)
    if comparison is Comparison.SAME_GROUP:
        group = municipalities["municipality_group"].to_numpy(dtype=object)
        others = others & (group == group[row])
    return others


def _pre_trends(found: pd.DataFrame) -> pd.DataFrame:
    """Take the stretch before the agreements once more, each as a family of its own."""
    before = found[found["before"].astype(bool)]
    return before.assign(
        kind=str(ChangeKind.PRE_TREND),
        family_size=1,
        p_adjusted=before["p_value"].round(holm.SHARE_DECIMALS),
        least_p_adjusted=before["least_p_value"].round(holm.SHARE_DECIMALS),
    )
