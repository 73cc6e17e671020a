"""Notice where hardly anybody, or no workplace, is in both waves under the same name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import GROUPS, PERSON, WORKPLACE
from frikommune_viz.pipeline.survey.read_answers import Answers

HARDLY_ANY: Final = 0.1
_WORKPLACES: Final = (
    "Is a workplace named alike in both? As it is, changes are estimated as if other workplaces had "
    "answered, and their intervals are wide."
)
_PERSONS: Final = (
    "If the survey followed people, give each the same respondent_id in both. (No estimate depends "
    "on it.)"
)
_MEANING: Final = {WORKPLACE: ("workplace", _WORKPLACES), PERSON: ("person", _PERSONS)}


def panel_notices(answers: Answers, codebook: Codebook) -> Iterator[str]:
    """Yield a line for each group of which less than a tenth is in both waves.

    Compared with the smaller wave. Neither names nor numbers are in the line.
    """
    wave, respondent = answers.columns["wave"].text(), answers.columns["respondent"].text()
    for column, (what, meaning) in _MEANING.items():
        codes = answers.columns[column].codes
        for group in GROUPS:
            before, after = (
                np.unique(codes[(wave == str(one)) & (respondent == group)])
                for one in codebook.waves
            )
            smaller = min(len(before), len(after))
            if smaller and len(np.intersect1d(before, after)) < HARDLY_ANY * smaller:
                yield f"Notice: hardly any {what} of the {group} is in both waves. {meaning}"
