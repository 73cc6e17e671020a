"""Adjust p-values for the comparisons that are shown together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frikommune_viz.pipeline.survey.scales import Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Adjust the p-values of one family so that few of its discoveries are false.

    Of the comparisons with an adjusted p-value of at most 0.05, at most five in a hundred are
    expected to be false. A comparison without a p-value (NaN) does not count and stays NaN: what is
    hidden must not change what is shown. So adjust after hiding.

    Parameters
    ----------
    p_values
        The p-values of the family, between 0 and 1, or NaN.

    Returns
    -------
    numpy.ndarray
        The adjusted p-values, in the same order.

    Raises
    ------
    ValueError
        If a p-value is outside 0 to 1.

    Notes
    -----
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the
    Royal Statistical Society B* 57, 289–300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, float("nan"), 0.02, 0.5]).tolist()
    [0.03, nan, 0.03, 0.5]
    """
    # Here and not above: whoever checks an edition imports this too, and a server has no scipy.
    from scipy import stats

    given = np.asarray(p_values, dtype=float)
    adjusted = np.full(given.shape, np.nan)
    known = ~np.isnan(given)
    if known.any():
        adjusted[known] = stats.false_discovery_control(given[known], method="bh")
    return adjusted
