"""Whether the changes of the municipalities with an agreement stand out from those without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Final

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import ChangeKind, Comparison, Scope, Standing
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline import placebo
from frikommune_viz.pipeline.pairwise_changes import Measured
from frikommune_viz.pipeline.placebo import Mask
from frikommune_viz.pipeline.schema import CHANGE_TESTS
from frikommune_viz.pipeline.verdict import judge

DECIMALS: Final = 6
"""Shares and means are published with these; what is published decides, so float noise does not."""


def compute(
    measured: Sequence[Measured], municipalities: pd.DataFrame, answered: Set[str]
) -> pd.DataFrame:
    """Compare the area's municipalities, each and together, with both groups of others.

    There is no row for a municipality without both values, for an area in which one lacks them,
    where there is no one to compare with, and for a pair with a period in which fewer than nine of
    ten municipalities report. The pre-trend is the same comparison over the stretch before
    the agreements.

    Parameters
    ----------
    measured
        The changes of each indicator.
    municipalities
        With ``municipality_code``, ``municipality_group`` and ``area`` (None without an agreement).
    answered
        Indicators whose gap from the common course answers for their area, because their series
        is long enough; their changes only describe.
    """
    names = [column.name for column in CHANGE_TESTS.columns]
    parts = [part for one in measured for part in _compared(one, municipalities, answered)]
    if not parts:
        return pd.DataFrame(columns=names, dtype=object)
    found = pd.concat(parts, ignore_index=True)
    found = pd.concat([found, _pre_trends(found)], ignore_index=True)
    found["verdict"] = [
        str(judge(count, p_value, Standing(standing)))
        for count, p_value, standing in zip(
            found["count_as_large"], found["p_value"], found["standing"], strict=True
        )
    ]
    found["place"] = pd.factorize(found["indicator_id"])[0]
    found = found.sort_values(["place", "kind", "pair"], kind="stable", ignore_index=True)
    return found[names].astype(object)


def _compared(
    one: Measured, municipalities: pd.DataFrame, answered: Set[str]
) -> Iterator[pd.DataFrame]:
    """Compare each municipality of the indicator's area, and all of them together."""
    codes = list(municipalities["municipality_code"])
    pilots = [code for code in AREA_MUNICIPALITIES[one.area] if code in codes]
    together = [pilots] if len(pilots) > 1 else []
    for chosen in [*([code] for code in pilots), *together]:
        rows = [codes.index(code) for code in chosen]
        scope = Scope.AREA if len(chosen) > 1 else Scope.MUNICIPALITY
        for comparison in Comparison:
            groups = [_compared_with(row, comparison, municipalities) for row in rows]
            found = placebo.compare(one.changes, rows, groups)
            known = np.flatnonzero(~np.isnan(found.change) & (found.others > 0) & one.widely)
            answers = (
                one.is_primary
                and one.indicator_id not in answered
                and (scope, comparison) == (Scope.AREA, Comparison.ALL_OTHERS)
            )
            yield pd.DataFrame(
                {
                    "indicator_id": one.indicator_id,
                    "kind": str(ChangeKind.CHANGE),
                    "scope": str(scope),
                    "municipality_codes": ";".join(chosen),
                    "comparison": str(comparison),
                    "pair": known,
                    "baseline": [one.pairs[place].baseline for place in known],
                    "endline": [one.pairs[place].endline for place in known],
                    "before": [one.pairs[place] == one.before for place in known],
                    "change": (found.change[known] / one.units).round(DECIMALS),
                    "middle": (found.middle[known] / one.units).round(DECIMALS),
                    "count_as_large": found.count_as_large[known],
                    "others": found.others[known],
                    "p_value": found.p_value[known].round(DECIMALS),
                    "standing": [
                        str(
                            Standing.PRIMARY
                            if answers and one.pairs[place] == one.default
                            else Standing.DESCRIPTIVE
                        )
                        for place in known
                    ],
                }
            )


def _compared_with(row: int, comparison: Comparison, municipalities: pd.DataFrame) -> Mask:
    """Return whom a municipality is compared with: never one with an agreement of its own."""
    others: Mask = municipalities["area"].isna().to_numpy(dtype=np.bool_)
    if comparison is Comparison.SAME_GROUP:
        group = municipalities["municipality_group"].to_numpy(dtype=object)
        others = others & (group == group[row])
    return others


def _pre_trends(found: pd.DataFrame) -> pd.DataFrame:
    """Return the stretch before the agreements once more, as what it is shown as: a warning."""
    before = found[found["before"].astype(bool)]
    return before.assign(kind=str(ChangeKind.PRE_TREND), standing=str(Standing.DESCRIPTIVE))
