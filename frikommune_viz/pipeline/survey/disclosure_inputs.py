"""What disclosure control must know of a cell beside what is published: none of it gets out."""

from __future__ import annotations

import numpy as np

from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.populations import People, Row
from frikommune_viz.pipeline.survey.scales import TOP


def of_result(people: People, indicator_id: str, codebook: Codebook) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_RESULTS` for one cell."""
    answered = ~np.isnan(people.values[indicator_id])
    weight = float(people.weights[answered].sum())
    row: Row = {"weight": weight, "weight_in_total": weight}
    index = codebook.indices.get(indicator_id)
    if index is None:
        return row
    parts = [people.values[item_id] for item_id in index.items if item_id in people.values]
    given = (~np.isnan(np.column_stack(parts))).sum(axis=1)
    asked = len(parts)
    partly = (given > 0) & (given < asked)
    counts, left_out = partly & answered, partly & ~answered
    return {
        **row,
        "complete": int((given == asked).sum()),
        "incomplete": int(partly.sum()),
        "residual_lower": -TOP * float((people.weights * given)[left_out].sum()),
        "residual_upper": TOP * float((people.weights * (asked - given))[counts].sum()),
    }


def of_answers(count: int, category: int, highest: int, is_reversed: bool) -> Row:
    """Return the columns of :data:`.cells.UNPUBLISHED_OF_ANSWERS` for one category."""
    value = (category - 1) * TOP / (highest - 1)
    return {"count": count, "value": TOP - value if is_reversed else value}
