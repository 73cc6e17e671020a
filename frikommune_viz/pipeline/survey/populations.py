"""Cut the answers into the people of one place, group and wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import AREA_MUNICIPALITIES, Area, Scope, Wave
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import WORKPLACE
from frikommune_viz.pipeline.survey.read_answers import Answers
from frikommune_viz.pipeline.survey.scales import Floats, index_mean, to_hundred

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """An area, or one of its municipalities."""

    area: Area
    municipality_code: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The municipalities whose answers count."""
        return (
            (self.municipality_code,) if self.municipality_code else AREA_MUNICIPALITIES[self.area]
        )

    def row(self, respondent: str) -> Row:
        """Return the columns that say whom a row is about."""
        return {
            "scope": str(Scope.MUNICIPALITY if self.municipality_code else Scope.AREA),
            "area": str(self.area),
            "municipality_code": self.municipality_code or None,
            "respondent": respondent,
        }


@dataclass(frozen=True, slots=True)
class People:
    """Those of one place, group and wave.

    Attributes
    ----------
    values
        Each item and index on 0–100; NaN where it was not answered.
    answers
        Each item as it was answered.
    at_all
        How many have answered anything.
    """

    values: Mapping[str, Floats]
    answers: Mapping[str, Floats]
    weights: Floats
    workplaces: NDArray[np.int32]
    at_all: int
    invited: int | None


class Population:
    """The answers as numbers, turned and indexed once, to be cut into places."""

    def __init__(self, answers: Answers, invited: pd.DataFrame, codebook: Codebook) -> None:
        self._codebook = codebook
        self._invited = _invited(invited)
        columns = answers.columns
        self._wave = columns["wave"].text()
        self._municipality = columns["municipality_code"].text()
        self._respondent = columns["respondent"].text()
        self._workplaces = columns[WORKPLACE].codes
        self._weights = (
            columns["weight"].text().astype(float)
            if "weight" in columns
            else np.ones(answers.count)
        )
        self._answers = {item_id: _numbers(answers, item_id) for item_id in codebook.items}

    def people(self, place: Place, respondent: str, wave: Wave) -> People:
        """Cut out the people of a place, group and wave."""
        here = (
            np.isin(self._municipality, place.codes)
            & (self._respondent == respondent)
            & (self._wave == str(wave))
        )
        items = self._codebook.items
        answers = {
            item_id: values[here]
            for item_id, values in self._answers.items()
            if wave in items[item_id].wording
        }
        values = {
            item_id: to_hundred(
                given,
                self._codebook.highest(item_id, wave),
                is_reversed=items[item_id].is_reversed,
            )
            for item_id, given in answers.items()
        }
        for index_id, index in self._codebook.indices.items():
            if parts := [values[item_id] for item_id in index.items if item_id in values]:
                values[index_id] = index_mean(np.column_stack(parts))
        given = [~np.isnan(one) for one in answers.values()]
        counts = [self._invited.get((str(wave), code, respondent)) for code in place.codes]
        known = [count for count in counts if count is not None]
        return People(
            values=values,
            answers=answers,
            weights=self._weights[here],
            workplaces=self._workplaces[here],
            at_all=int(np.any(given, axis=0).sum()) if given else 0,
            invited=sum(known) if known else None,
        )


def _numbers(answers: Answers, item_id: str) -> Floats:
    coded = answers.columns[item_id]
    values = [float(value) if value.strip() else np.nan for value in coded.values]
    numbers: Floats = np.array(values, dtype=float)[coded.codes]
    return numbers


def _invited(rows: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    return {
        (row["wave"], row["municipality_code"], row["respondent"]): int(row["invited"])
        for row in rows.to_dict("records")
    }
