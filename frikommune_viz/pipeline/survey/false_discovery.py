"""Adjust p-values for the comparisons that are shown together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frikommune_viz.pipeline.survey.scales import Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Adjust the p-values of one family so that few of those called are called in error.

    Of the comparisons with an adjusted p-value of at most 0.05, five in a hundred are expected to
    be false at most. A comparison without a p-value (NaN) is none, and stays NaN: what is hidden
    is not looked at, and what is shown must not depend on it. Adjust after hiding.

    Notes
    -----
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the
    Royal Statistical Society B* 57, 289–300.
    """
    given = np.asarray(p_values, dtype=float)
    adjusted = np.full(given.shape, np.nan)
    known = np.flatnonzero(~np.isnan(given))
    falling = known[np.argsort(-given[known], kind="stable")]
    ranks = np.arange(len(falling), 0, -1)
    adjusted[falling] = np.minimum.accumulate(np.minimum(given[falling] * len(falling) / ranks, 1))
    return adjusted
