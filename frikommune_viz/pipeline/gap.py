"""Compute gaps from the common course: how far a municipality left its place among the others.

All functions take arrays with a row for each municipality. Periods are columns. A number that is
not known is NaN; a municipality without all the figures that are needed takes part in nothing.

Notes
-----
A difference in differences in which each municipality is measured in its own year-to-year noise.
The noise is a variance shrunk towards that of the others with four degrees of freedom, as in the
moderated t of Smyth [1]_ with a fixed prior; without it a small municipality, whose figures swing,
would be called far out far too often. The p-value is the exact placebo (permutation) test of
:func:`frikommune_viz.pipeline.placebo.compare`, the interval its inversion.

.. [1] Smyth, G. K. (2004). Linear models and empirical Bayes methods for assessing differential
   expression in microarray experiments. *Statistical Applications in Genetics and Molecular
   Biology* 3(1), article 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from frikommune_viz.pipeline.placebo import Floats, Mask, median

PRIOR_DEGREES: Final = 4
"""How many yearly gaps the noise of the others weighs against a municipality's own."""

TAIL: Final = 0.05
"""The share of the others that lies beyond either end of an interval; so it is one of 90 per cent."""

LEAST_OTHERS: Final = 19
"""With fewer an interval of 90 per cent would have to reach beyond all of them."""

_SCALE: Final = 1e6
"""Statistics are compared with six decimals, as whole numbers, so that float noise decides nothing."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """How far each municipality moved against the common course, one number each.

    Attributes
    ----------
    difference
        Mean gap after less mean gap before, in the unit of the gaps.
    noise
        Standard deviation of the yearly gaps before, shrunk towards the others'.
    statistic
        `difference` / `noise`, rounded to six decimals.
    """

    difference: Floats
    noise: Floats
    statistic: Floats

    @property
    def counted(self) -> Floats:
        """The statistics as whole numbers in one column, as the placebo test takes them."""
        return np.rint(self.statistic * _SCALE)[:, np.newaxis]


def gaps(values: Floats, without: Mask) -> Floats:
    """Return how far each figure lies from the common course of its period.

    Parameters
    ----------
    values
        Municipalities × periods.
    without
        The municipalities without an agreement; their median is the common course.

    Examples
    --------
    Three municipalities without an agreement move from 6 to 7 in the middle. The first one keeps
    its 5, and so falls behind by one:

    >>> figures = np.array([[5.0, 5.0], [5.0, 6.0], [6.0, 7.0], [8.0, 9.0]])
    >>> gaps(figures, np.array([False, True, True, True]))[0].tolist()
    [-1.0, -2.0]
    """
    return values - median(values[without])


def shifts(gaps: Floats, before: Mask, after: Mask, without: Mask) -> Shifts:
    """Return how far the mean gap moved, in the municipality's own noise.

    Parameters
    ----------
    gaps
        Municipalities × periods.
    before, after
        The periods of the two means. At least two before, or there is no noise to measure in.
    without
        The municipalities without an agreement; the median of their noise is the common one.

    Notes
    -----
    With ``n`` periods before, ``s² = ((n − 1) s₀² + 4 m²) / (n + 3)``, where ``s₀`` is the
    municipality's own standard deviation (with ``n − 1``) and ``m`` the median of the others'.

    Examples
    --------
    One municipality swings by 1 around its place and the other by 2. Both move up by 3:

    >>> yearly = np.array([[1.0, -1, 1, -1, 3, 3], [2.0, -2, 2, -2, 3, 3], [0.0, 2, 0, 2, 1, 1]])
    >>> early = np.array([True] * 4 + [False] * 2)
    >>> found = shifts(yearly, early, ~early, np.array([False, False, True]))
    >>> found.difference.tolist()
    [3.0, 3.0, 0.0]
    >>> found.noise.round(3).tolist()
    [1.155, 1.746, 1.155]
    >>> found.statistic.round(2).tolist()
    [2.6, 1.72, 0.0]
    """
    known = ~np.isnan(gaps[:, before | after]).any(axis=1)
    own = gaps[:, before].var(axis=1, ddof=1)
    common = np.median(np.sqrt(own[known & without])) if (known & without).any() else np.nan
    periods = int(before.sum())
    noise = np.sqrt(
        ((periods - 1) * own + PRIOR_DEGREES * common**2) / (periods - 1 + PRIOR_DEGREES)
    )
    noise[~known | (noise == 0)] = np.nan
    difference = gaps[:, after].mean(axis=1) - gaps[:, before].mean(axis=1)
    return Shifts(difference, noise, np.round(difference / noise, 6))


def ends(statistics: Floats) -> tuple[float, float]:
    """Return the lower and the upper order statistic that cut 5 per cent off either end.

    With ``n`` known statistics the ``r``-th from below and from above, ``r = ⌊0.05 (n + 1)⌋`` and
    at least 1. If a further municipality is like the ``n``, it lies outside with probability
    ``2 r / (n + 1)``: at most one in ten from 19 on, which is what an interval of 90 per cent says.

    Examples
    --------
    Of 91 the fourth from either end, so that 8 of 92 places lie outside:

    >>> ends(np.arange(1.0, 92.0))
    (4.0, 88.0)
    """
    ordered = np.sort(statistics[~np.isnan(statistics)])
    rank = max(1, int(np.floor(TAIL * (len(ordered) + 1) + 1e-9)))
    return float(ordered[rank - 1]), float(ordered[-rank])


def can_tell(statistics: Floats) -> bool:
    """Tell whether an interval from these statistics holds what it says and has a width.

    It needs nineteen of them, and the two ends must differ: figures that never move say nothing.

    Examples
    --------
    >>> can_tell(np.arange(18.0)), can_tell(np.arange(19.0)), can_tell(np.zeros(91))
    (False, True, False)
    """
    known = statistics[~np.isnan(statistics)]
    if len(known) < LEAST_OTHERS:
        return False
    low, high = ends(known)
    return low < high


def interval(difference: float, noise: float, statistics: Floats) -> tuple[float, float]:
    """Return the interval of 90 per cent for a difference, by inverting the placebo test.

    It holds each shift that, taken back, leaves the municipality between the ends of the others:
    from ``difference − noise · upper end`` to ``difference − noise · lower end``.

    Parameters
    ----------
    difference, noise
        Of the municipality.
    statistics
        Of the municipalities without an agreement.

    Examples
    --------
    The ends of the 91 are their fourth from below and from above:

    >>> lower, upper = interval(-0.5, 0.25, np.arange(-45.0, 46.0) / 10)
    >>> round(lower, 3), round(upper, 3)
    (-1.55, 0.55)
    """
    low, high = ends(statistics)
    return difference - noise * high, difference - noise * low
