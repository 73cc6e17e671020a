"""Adjust for looking at several changes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from frikommune_viz.model.periods import Pair
from frikommune_viz.pipeline.placebo import Floats, Mask

SHARE_DECIMALS: Final = 6
"""Shares are published with these; what is published decides, so float noise does not."""


def holm(shares: Floats) -> Floats:
    """Adjust the shares of one family so that the whole family errs at most at the level.

    The smallest is multiplied by the number of shares, the next by one less, and so on; none
    becomes smaller than the one before it or greater than 1.

    Notes
    -----
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal
    of Statistics* 6, 65–70. It holds however the shares depend on each other.
    """
    order = np.argsort(shares, kind="stable")
    steps = shares[order] * np.arange(len(shares), 0, -1)
    adjusted = np.empty(len(shares))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return adjusted


def adjust(
    tests: pd.DataFrame,
    allowed: Mapping[str, frozenset[Pair]],
    default: Mapping[str, Pair],
) -> pd.DataFrame:
    """Adjust every share within its family.

    The family of an indicator's default pair is every test of the area, at the default pair of
    its own indicator. The family of another pair is every test of the area at that same pair; an
    indicator that does not allow the pair takes part with its default. Single municipalities and
    the municipalities together are families of their own, and so is each comparison.

    Parameters
    ----------
    tests
        ``area``, ``scope``, ``comparison``, ``indicator_id``, ``baseline``, ``endline``,
        ``p_value`` (not rounded) and ``least_p_value``, the least that the comparison could give.
    allowed, default
        The pairs of each indicator, and the one shown unless another is chosen.

    Returns
    -------
    DataFrame
        ``family_size``, ``p_adjusted``, ``least_p_adjusted``, in the rows of `tests`.

    Notes
    -----
    An adjusted share never falls when another one rises, so the least shares, adjusted, are the
    least adjusted shares that the family could give.
    """
    found = np.full((len(tests), 3), np.nan)
    shares = tests["p_value"].to_numpy(dtype=float)
    least = tests["least_p_value"].to_numpy(dtype=float)
    group = tests.groupby(["area", "scope", "comparison"], sort=False).ngroup().to_numpy()
    for number in range(group.max(initial=-1) + 1):
        places = np.flatnonzero(group == number)
        for family, judged in _families(tests.iloc[places], allowed, default):
            members = places[family]
            size = np.full(len(members), len(members))
            columns = np.column_stack([size, holm(shares[members]), holm(least[members])])
            found[places[judged]] = columns[judged[family]]
    adjusted = pd.DataFrame(found, tests.index, ["family_size", "p_adjusted", "least_p_adjusted"])
    return adjusted.round(SHARE_DECIMALS).astype({"family_size": int})


def _families(
    tests: pd.DataFrame,
    allowed: Mapping[str, frozenset[Pair]],
    default: Mapping[str, Pair],
) -> Iterator[tuple[Mask, Mask]]:
    """Give each family as the rows that belong to it and those of them that it judges."""
    ids = tests["indicator_id"].to_numpy()
    pairs = [Pair(*periods) for periods in zip(tests["baseline"], tests["endline"], strict=True)]
    is_default = _mask(default[id_] == pair for id_, pair in zip(ids, pairs, strict=True))
    if is_default.any():
        yield is_default, is_default
    codes, distinct = pd.factorize(pd.Series(pairs, dtype=object))
    for code, pair in enumerate(distinct):
        at_pair = codes == code
        judged = at_pair & ~is_default
        if judged.any():
            without = {id_ for id_ in default if pair not in allowed[id_]}
            yield at_pair | (is_default & _mask(id_ in without for id_ in ids)), judged


def _mask(tells: Iterable[bool]) -> Mask:
    return np.fromiter(tells, dtype=np.bool_)
