"""Draw the answers of a practice survey.

What somebody would answer lies on a line, and is cut at fixed thresholds into the categories of
the scale [1]_. Where it lies is a sum of five things:

    the mean of municipality, respondent, wave and theme  (planted)
    + the offset of the item                              (planted)
    + the effect of the workplace                         (normal; the same in both waves)
    + the effect of the person                            (normal; the same in both waves)
    + noise                                               (normal; new for each answer)

Of a reversed item the categories are counted from the other end. Some answers are left empty, each
with the same chance, so that what is missing says nothing about what would have been answered.

Each municipality draws from a stream of its own, so that its answers do not depend on which other
municipalities are drawn.

.. [1] McCullagh, P. (1980). Regression models for ordinal data. *Journal of the Royal Statistical
   Society B* 42, 109–142.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Respondent, Wave
from frikommune_viz.pipeline.simulate.planted import AFTER, BEFORE, WAVES, Group, Planted


def draw(planted: Planted, seed: int) -> pd.DataFrame:
    """Draw the answers of both waves.

    Parameters
    ----------
    planted
        What is true.
    seed
        Equal seeds give equal answers.

    Returns
    -------
    DataFrame
        A row for each respondent and wave: ``respondent_id``, ``wave``, ``municipality_code``,
        ``workplace_id`` and ``respondent``, then a column for each item with 1 for the lowest
        category, or missing (Int64).
    """
    frames = [_draw_group(planted, group, seed) for group in planted.groups]
    answers = pd.concat(frames, ignore_index=True)
    order = {wave: place for place, wave in enumerate(WAVES)}
    return answers.sort_values("wave", key=lambda wave: wave.map(order), kind="stable").reset_index(
        drop=True
    )


def invited(planted: Planted) -> pd.DataFrame:
    """Return the number of people invited, by wave, municipality and respondent."""
    return pd.DataFrame(
        [
            (str(wave), group.municipality_code, str(group.respondent), group.invited[wave])
            for wave in WAVES
            for group in planted.groups
        ],
        columns=["wave", "municipality_code", "respondent", "invited"],
    )


def _draw_group(planted: Planted, group: Group, seed: int) -> pd.DataFrame:
    code = int(group.municipality_code)
    # Staff and leaders of a workplace share its effect, so it has a stream of its own.
    shared = np.random.default_rng([seed, code])
    places = shared.normal(0, planted.workplace_spread, _most_workplaces(planted, group))
    own = np.random.default_rng([seed, code, list(Respondent).index(group.respondent) + 1])
    sizes = own.uniform(0.7, 1.3, group.workplaces)
    returning = round(planted.returning * min(group.answered.values()))
    people = sum(group.answered.values()) - returning
    place = own.choice(group.workplaces, people, p=sizes / sizes.sum())
    person = own.normal(0, planted.person_spread, people) + places[place]
    first = {BEFORE: 0, AFTER: group.answered[BEFORE] - returning}
    frames = []
    for wave in WAVES:
        who = np.arange(first[wave], first[wave] + group.answered[wave])
        frame = pd.DataFrame(
            {
                "respondent_id": [f"{code}-{group.respondent}-{number + 1:04}" for number in who],
                "wave": str(wave),
                "municipality_code": group.municipality_code,
                "workplace_id": [f"{code}-{number + 1:02}" for number in place[who]],
                "respondent": str(group.respondent),
            }
        )
        answers = _answers(planted, group, wave, person[who], own)
        frames.append(frame.join(answers))
    return pd.concat(frames, ignore_index=True)


def _answers(
    planted: Planted,
    group: Group,
    wave: Wave,
    person: NDArray[np.float64],
    generator: np.random.Generator,
) -> pd.DataFrame:
    """Draw the answers of the people of one group in one wave."""
    columns = {}
    for question in planted.questions:
        mean = group.latent(question.theme, wave) + question.offset[wave]
        latent = mean + person + generator.normal(0, planted.noise_spread, len(person))
        category = np.searchsorted(planted.thresholds, latent) + 1
        if question.is_reversed:
            category = len(planted.thresholds) + 2 - category
        empty = generator.random(len(person)) < planted.unanswered
        columns[question.item] = pd.array(category, dtype="Int64")
        columns[question.item][empty] = pd.NA
    return pd.DataFrame(columns)


def _most_workplaces(planted: Planted, group: Group) -> int:
    code = group.municipality_code
    return max(other.workplaces for other in planted.groups if other.municipality_code == code)
