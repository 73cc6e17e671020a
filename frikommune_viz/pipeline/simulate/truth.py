"""What the estimates of the practice survey ought to be: computed, not simulated.

A latent answer is a sum of independent normal parts, so it is normal itself, and the share of
answers above a threshold is a value of the normal distribution. On 0–100 the mean is the mean of
these shares over the thresholds. For an index it is the mean over its items: answers are left
empty with the same chance everywhere, so no item counts more than another. For an area it is the
mean over its municipalities, weighted with the number invited in the later wave, in both waves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from scipy import stats

from frikommune_viz.model.codes import Respondent, Scope, Status, Wave
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES, MUNICIPALITY_AREA
from frikommune_viz.pipeline.simulate.planted import AFTER, WAVES, Group, Planted, Question

DECIMALS: Final = 6
COLUMNS: Final = (
    "indicator_id",
    "scope",
    "area",
    "municipality_code",
    "respondent",
    "wave",
    "value",
    "status",
)


def expected(mean: float, spread: float, thresholds: Sequence[float]) -> float:
    """Return the expected value on 0–100 of a normal latent answer that is cut at thresholds."""
    above = stats.norm.sf(np.asarray(thresholds), loc=mean, scale=spread)
    return 100 * float(above.mean())


def true_parameters(planted: Planted) -> pd.DataFrame:
    """Return the expected 0–100 mean of each indicator × place × respondent × wave.

    Returns
    -------
    DataFrame
        The columns of `COLUMNS`; `municipality_code` is missing for an area.
    """
    rows = []
    for indicator, questions in _indicators(planted).items():
        for respondent in (Respondent.STAFF, Respondent.LEADERS):
            for scope, area, code, groups in _places(planted, respondent):
                for wave in WAVES:
                    value = round(_mean(planted, groups, questions, wave), DECIMALS)
                    about = (indicator, scope, area, code, str(respondent), str(wave))
                    rows.append((*about, value, str(Status.SIMULATED)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _indicators(planted: Planted) -> dict[str, tuple[Question, ...]]:
    """Each index, then each item, with the items it is the mean of."""
    indices = dict.fromkeys(question.part_of for question in planted.questions if question.part_of)
    members = {
        f"{index}_index": tuple(q for q in planted.questions if q.part_of == index)
        for index in indices
    }
    return members | {question.item: (question,) for question in planted.questions}


def _places(
    planted: Planted, respondent: Respondent
) -> list[tuple[str, str, str | None, tuple[Group, ...]]]:
    """Each area and each municipality, with the groups whose answers it holds."""
    groups = {
        group.municipality_code: group for group in planted.groups if group.respondent == respondent
    }
    places: list[tuple[str, str, str | None, tuple[Group, ...]]] = []
    for area, codes in AREA_MUNICIPALITIES.items():
        there = tuple(groups[code] for code in codes if code in groups)
        if there:
            places.append((str(Scope.AREA), str(area), None, there))
    for code, group in groups.items():
        places.append((str(Scope.MUNICIPALITY), str(MUNICIPALITY_AREA[code]), code, (group,)))
    return places


def _mean(
    planted: Planted, groups: Sequence[Group], questions: Sequence[Question], wave: Wave
) -> float:
    parts = (planted.workplace_spread, planted.person_spread, planted.noise_spread)
    spread = float(np.linalg.norm(parts))
    means = [
        [
            expected(
                group.latent(question.theme, wave) + question.offset[wave],
                spread,
                planted.thresholds,
            )
            for question in questions
        ]
        for group in groups
    ]
    weights = [group.invited[AFTER] for group in groups]
    return float(np.average(np.mean(means, axis=1), weights=weights))
