"""Put the municipalities of an area together: fixed weights, and a variance from each.

A total is a mean of its municipalities with weights that are the same in every wave and for every
question. So it lies between them, and it does not change because one of them answers more or less
than before: direct standardisation [1]_. Municipalities are strata: the variance is the sum of
squared weight × variance, and its degrees of freedom are Satterthwaite's [2]_. A municipality
alone is the same with one stratum.

A municipality whose variance cannot be seen (too few workplaces, all of them alike, or too few
answers) takes the variance per effective workplace of the others, as R's ``survey`` does with
``lonely.psu = "average"``, there per stratum [3]_. To take it for 0 would be to take what is not
known for certain. Nor does an interval then disclose the spread among the few. Where the
municipalities that show theirs weigh less than half, there is no variance.

.. [1] Rothman, K. J., Greenland, S. and Lash, T. L. (2008). *Modern Epidemiology*, 3rd ed., ch. 3.
.. [2] Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance
   components. *Biometrics Bulletin* 2, 110–114.
.. [3] Lumley, T. (2010). *Complex Surveys: A Guide to Analysis Using R*, ch. 3. Wiley.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from frikommune_viz.pipeline.survey.clusters import Sample, answered_of
from frikommune_viz.pipeline.survey.scales import Floats

LENDING: Final = 0.5
"""The least weight of those that show their own variance."""


class Stratum(NamedTuple):
    """The answers of one municipality in one wave, and its weight in the total."""

    weight: float
    sample: Sample


class Part(NamedTuple):
    """What one stratum shows of k quantities.

    Attributes
    ----------
    value, variance
        Arrays of k; a variance that cannot be seen is NaN.
    workplaces
        Their effective number.
    """

    weight: float
    value: Floats
    variance: Floats
    workplaces: float


class Combined(NamedTuple):
    """A total of k quantities: ``se`` and ``df`` are NaN where no uncertainty can be stated."""

    value: Floats
    se: Floats
    df: Floats
    workplaces: float


def alone(sample: Sample) -> tuple[Stratum, ...]:
    """Return a municipality by itself."""
    return (Stratum(1.0, sample),)


def combine(parts: Sequence[Part]) -> Combined:
    """Return the weighted mean of the strata with its standard error and degrees of freedom.

    Examples
    --------
    Two municipalities with weights 3 and 1, values 60 and 40, and standard errors 2 and 4:

    >>> found = combine([
    ...     Part(3.0, np.array([60.0]), np.array([4.0]), 10.0),
    ...     Part(1.0, np.array([40.0]), np.array([16.0]), 5.0),
    ... ])
    >>> found.value, found.se.round(2), found.df.round(1)
    (array([55.]), array([1.8]), array([13.]))
    """
    weights = np.array([part.weight for part in parts])
    weights = weights / weights.sum()
    values = np.array([part.value for part in parts])
    number = np.array([part.workplaces for part in parts])[:, None]
    variances = np.array([part.variance for part in parts])
    seen = ~np.isnan(variances)
    enough = (weights[:, None] * seen).sum(axis=0) >= LENDING - 1e-9
    df = np.where(seen, number - 1, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lent = df * number / df.sum(axis=0)  # a variance per workplace, pooled by df
        borrowed = np.where(seen, 0.0, weights[:, None] ** 2 / number).sum(axis=0)
        terms = np.where(seen, (weights[:, None] ** 2 + borrowed * lent) * variances, 0.0)
        variance = np.where(enough, terms.sum(axis=0), np.nan)
        satterthwaite = variance**2 / np.where(seen, terms**2 / df, 0.0).sum(axis=0)
    return Combined(
        value=(weights[:, None] * values).sum(axis=0),
        se=np.sqrt(variance),
        df=satterthwaite,
        workplaces=float(1 / (weights[:, None] ** 2 / number).sum()),
    )


def merged(strata: Sequence[Stratum]) -> Sample:
    """Return all answers of the strata as one sample that has the total's mean.

    The weights of a stratum sum to its weight.
    """
    parts = [(stratum.weight, answered_of(stratum.sample)) for stratum in strata]
    return Sample(
        np.concatenate([sample.values for _, sample in parts]),
        np.concatenate([sample.weights * (w / sample.weights.sum()) for w, sample in parts]),
        np.concatenate([sample.workplaces for _, sample in parts]),
    )
