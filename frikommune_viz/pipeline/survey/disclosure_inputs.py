"""What disclosure control must know of a cell beside what is published: none of it gets out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frikommune_viz.pipeline.survey.cells import Incomplete
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.populations import Asked, Row
from frikommune_viz.pipeline.survey.scales import TOP, Floats


def of_result(asked: Asked, indicator_id: str, codebook: Codebook) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_RESULTS` for one cell.

    All but ``weight_in_total``, which depends on the later wave.
    """
    weights = np.concatenate([one.weights for one in asked.people])
    answered = ~np.isnan(asked.matrix([indicator_id])[:, 0])
    row: Row = {"weight": float(weights[answered].sum()), "incomplete": ()}
    index = codebook.indices.get(indicator_id)
    if index is None:
        return row
    items = [item_id for item_id in index.items if asked.is_asked(item_id)]
    values = asked.matrix(items)
    return {
        **row,
        "complete": int((~np.isnan(values)).all(axis=1).sum()),
        "incomplete": incomplete_of(items, values, weights),
    }


def incomplete_of(items: Sequence[str], values: Floats, weights: Floats) -> tuple[Incomplete, ...]:
    """Return the people who left items of an index empty, by the items they answered.

    Parameters
    ----------
    values
        People × items, on 0–100 and turned the same way; NaN is not answered.

    Examples
    --------
    >>> values = np.array([[50.0, 75.0], [np.nan, 100.0], [np.nan, 25.0]])
    >>> incomplete_of(["ease", "trust"], values, np.ones(3))
    (Incomplete(items=('trust',), people=2, weight=2.0, means=(62.5,)),)
    """
    given = ~np.isnan(values)
    partly = given.any(axis=1) & ~given.all(axis=1)
    found = []
    for pattern in np.unique(given[partly], axis=0):
        these = (given == pattern).all(axis=1)
        means = np.average(values[np.ix_(these, pattern)], axis=0, weights=weights[these])
        found.append(
            Incomplete(
                tuple(item for item, is_given in zip(items, pattern, strict=True) if is_given),
                int(these.sum()),
                float(weights[these].sum()),
                tuple(float(mean) for mean in means),
            )
        )
    return tuple(found)


def of_answers(count: int, category: int, highest: int, *, is_reversed: bool) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_ANSWERS` for one category.

    Examples
    --------
    The second of five answers to a reversed question, given by twelve people:

    >>> of_answers(12, 2, 5, is_reversed=True)
    {'count': 12, 'value': 75.0}
    """
    value = (category - 1) * TOP / (highest - 1)
    return {"count": count, "value": TOP - value if is_reversed else value}
