"""Split the answers into the people of one municipality, group and wave, and add them to an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Area, Scope, Wave
from frikommune_viz.pipeline.survey.answer_values import reading_of, weight_of
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.input_files import WORKPLACE
from frikommune_viz.pipeline.survey.invited import invited_counts
from frikommune_viz.pipeline.survey.read_answers import Answers
from frikommune_viz.pipeline.survey.scales import Floats, index_mean, to_hundred
from frikommune_viz.pipeline.survey.strata import Stratum

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """An area, or one of its municipalities."""

    area: Area
    municipality_code: str = ""

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
    """Those of one municipality, group and wave.

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

    @property
    def took_part(self) -> bool:
        """Whether anybody was invited or has answered."""
        return bool(self.invited or self.at_all)

    def answered(self, indicator_id: str) -> int:
        """Return how many answered an item or have an index."""
        values = self.values.get(indicator_id)
        return 0 if values is None else int((~np.isnan(values)).sum())


@dataclass(frozen=True, slots=True)
class Asked:
    """The people of a place in one wave: those of a municipality, or of all in an area.

    Attributes
    ----------
    people
        Of each municipality.
    weights
        What each counts in the total: the number invited in the later wave, in every wave the same.
        1 for a municipality alone.
    is_whole
        Whether just the municipalities with a weight took part in this wave. Otherwise a total
        would be about other people than that of the other wave.
    """

    people: Sequence[People]
    weights: Sequence[float]
    is_whole: bool = True

    @property
    def invited(self) -> int | None:
        """How many were invited, if that is known of anybody."""
        known = [people.invited for people in self.people if people.invited is not None]
        return sum(known) if known else None

    @property
    def at_all(self) -> int:
        """How many have answered anything."""
        return sum(people.at_all for people in self.people)

    @property
    def items(self) -> tuple[str, ...]:
        """The items that were asked."""
        return tuple(self.people[0].answers) if self.people else ()

    def is_asked(self, indicator_id: str) -> bool:
        """Return whether an item, or one of the items of an index, was asked."""
        return bool(self.people) and indicator_id in self.people[0].values

    def is_complete(self, indicator_id: str) -> bool:
        """Return whether each municipality that belongs to the total has answers, or none has."""
        has_answers = {bool(people.answered(indicator_id)) for people in self.people}
        return self.is_whole and len(has_answers) == 1

    def values(self, indicator_id: str) -> tuple[Stratum, ...]:
        """Return the values of an item or index on 0–100, by municipality."""
        return tuple(
            Stratum(weight, Sample(one.values[indicator_id], one.weights, one.workplaces))
            for one, weight in zip(self.people, self.weights, strict=True)
        )

    def answers(self, item_id: str) -> tuple[Stratum, ...]:
        """Return the answers to an item as they were given, by municipality."""
        return tuple(
            Stratum(weight, Sample(one.answers[item_id], one.weights, one.workplaces))
            for one, weight in zip(self.people, self.weights, strict=True)
        )

    def matrix(self, item_ids: Sequence[str]) -> Floats:
        """Return people × items on 0–100."""
        columns = [np.concatenate([one.values[item] for one in self.people]) for item in item_ids]
        return np.column_stack(columns)


def of_area(people: Sequence[People], weights: Sequence[float]) -> Asked:
    """Put the municipalities of an area together, in one wave; a weight of 0 leaves one out."""
    kept = [(one, weight) for one, weight in zip(people, weights, strict=True) if weight]
    return Asked(
        people=[one for one, _ in kept],
        weights=[weight for _, weight in kept],
        is_whole=bool(kept)
        and all(one.took_part == bool(w) for one, w in zip(people, weights, strict=True)),
    )


class Population:
    """The answers as numbers, reversed and indexed once, to be split by place."""

    def __init__(self, answers: Answers, invited: pd.DataFrame, codebook: Codebook) -> None:
        self._codebook = codebook
        self._invited = invited_counts(invited)
        columns = answers.columns
        self._wave = columns["wave"].text()
        self._municipality = columns["municipality_code"].text()
        self._respondent = columns["respondent"].text()
        self._workplaces = columns[WORKPLACE].codes
        self._weights = _weights(answers)
        self._answers = {
            item_id: _numbers(answers, item_id, codebook) for item_id in codebook.items
        }

    def people(self, municipality_code: str, respondent: str, wave: Wave) -> People:
        """Return the people of a municipality, group and wave."""
        here = (
            (self._municipality == municipality_code)
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
        return People(
            values=values,
            answers=answers,
            weights=self._weights[here],
            workplaces=self._workplaces[here],
            at_all=int(np.any(given, axis=0).sum()) if given else 0,
            invited=self._invited.get((str(wave), municipality_code, respondent)),
        )


def _numbers(answers: Answers, item_id: str, codebook: Codebook) -> Floats:
    """Return the answers to an item as numbers, as each wave's scale has them."""
    coded, waves = answers.columns[item_id], answers.columns["wave"].text()
    numbers: Floats = np.full(answers.count, np.nan)
    for wave in codebook.items[item_id].wording:
        reading = reading_of(codebook, item_id, wave)
        values = np.array([reading.number(value) for value in coded.values], dtype=float)
        numbers = np.where(waves == str(wave), values[coded.codes], numbers)
    return numbers


def _weights(answers: Answers) -> Floats:
    coded = answers.columns.get("weight")
    if coded is None:
        return np.ones(answers.count)
    weights = [weight_of(value, has_semicolons=answers.has_semicolons) for value in coded.values]
    return np.array(weights, dtype=float)[coded.codes]
