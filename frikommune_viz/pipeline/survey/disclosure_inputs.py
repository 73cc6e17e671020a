"""What disclosure control must know of a cell beside what is published: none of it gets out."""

from __future__ import annotations

import numpy as np

from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.populations import Asked, Row
from frikommune_viz.pipeline.survey.scales import TOP


def of_result(asked: Asked, indicator_id: str, codebook: Codebook) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_RESULTS` for one cell.

    All but ``weight_in_total``, which depends on the later wave.
    """
    weights = np.concatenate([one.weights for one in asked.people])
    answered = ~np.isnan(asked.matrix([indicator_id])[:, 0])
    row: Row = {"weight": float(weights[answered].sum())}
    index = codebook.indices.get(indicator_id)
    if index is None:
        return row
    parts = asked.matrix([item_id for item_id in index.items if asked.is_asked(item_id)])
    given = (~np.isnan(parts)).sum(axis=1)
    left_empty = parts.shape[1] - given
    partly = (given > 0) & (left_empty > 0)
    return {
        **row,
        "complete": int((left_empty == 0).sum()),
        "incomplete": int(partly.sum()),
        "residual_lower": -TOP * float((weights * given)[partly & ~answered].sum()),
        "residual_upper": TOP * float((weights * left_empty)[partly & answered].sum()),
    }


def of_answers(count: int, category: int, highest: int, is_reversed: bool) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_ANSWERS` for one category.

    Examples
    --------
    The second of five answers to a reversed question, given by twelve people:

    >>> of_answers(12, 2, 5, True)
    {'count': 12, 'value': 75.0}
    """
    value = (category - 1) * TOP / (highest - 1)
    return {"count": count, "value": TOP - value if is_reversed else value}
