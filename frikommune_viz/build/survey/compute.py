"""From checked answers to the tables of a survey, hidden before they leave this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.build.survey import disclosure, verdicts
from frikommune_viz.build.survey.catalogue import catalogue
from frikommune_viz.build.survey.clusters import Sample
from frikommune_viz.build.survey.codebook import Codebook
from frikommune_viz.build.survey.estimates import change, level
from frikommune_viz.build.survey.form import WORKPLACE
from frikommune_viz.build.survey.read import Answers
from frikommune_viz.build.survey.scales import Floats, cronbach_alpha, index_mean, to_hundred
from frikommune_viz.build.survey.shares import Shares, shares
from frikommune_viz.build.survey_tables import SURVEY_ANSWERS, SURVEY_CHANGES, SURVEY_RESULTS
from frikommune_viz.model import AREA_MUNICIPALITIES, Area, Respondent, Scope, Status, Wave

DECIMALS: Final = {
    "estimate": 4,
    "lower": 4,
    "upper": 4,
    "change": 4,
    "response_rate": 6,
    "top_two": 6,
    "share": 6,
    "alpha": 4,
    "p_value": 6,
    "p_adjusted": 6,
    "effect_size": 4,
}
"""What is published is rounded to these, so that equal answers give equal bytes."""

SHARE_BOUND_DECIMALS: Final = 6
_PLACE: Final = ("scope", "area", "municipality_code", "respondent")
Row = dict[str, Any]
Invited = Mapping[tuple[str, str, str], int]
"""How many were invited, by wave, municipality and group."""


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


def compute(
    answers: Answers, invited: pd.DataFrame, codebook: Codebook, status: Status
) -> dict[str, pd.DataFrame]:
    """Compute every table of the survey from answers that broke no rule.

    Parameters
    ----------
    answers, invited
        As they were read and checked.
    codebook
        What was asked.
    status
        Of a value that stands: ``normal``, or ``simulated`` for invented answers.

    Returns
    -------
    dict
        The tables of :data:`SURVEY_TABLES`, columns in their order; empty cells are None. Nothing
        in them tells of fewer people than the codebook's thresholds allow.
    """
    asked = _invited(invited)
    results: list[Row] = []
    distribution: list[Row] = []
    moved: list[Row] = []
    survey = _Survey(answers, codebook)
    for area in Area:
        for respondent in (str(Respondent.STAFF), str(Respondent.LEADERS)):
            for place in (Place(area), *(Place(area, code) for code in AREA_MUNICIPALITIES[area])):
                waves = {
                    wave: survey.people(place, respondent, wave, asked) for wave in codebook.waves
                }
                if not any(people.at_all for people in waves.values()):
                    continue
                about = place.row(respondent)
                results += _results(waves, about, codebook, status)
                distribution += _answers(waves, about, codebook, status)
                moved += _changes(waves, about, codebook, status)
    hidden = disclosure.hide(
        pd.DataFrame(results, columns=_names(SURVEY_RESULTS)),
        pd.DataFrame(distribution, columns=[*_names(SURVEY_ANSWERS), "count"]),
        pd.DataFrame(moved, columns=_names(SURVEY_CHANGES)),
        codebook.thresholds,
        codebook.index_of,
    )
    changes = verdicts.judge(hidden.changes, codebook)
    return {
        **catalogue(codebook),
        SURVEY_RESULTS.name: _published(hidden.results),
        SURVEY_ANSWERS.name: _published(hidden.answers, SHARE_BOUND_DECIMALS),
        SURVEY_CHANGES.name: _published(changes),
    }


class _Survey:
    """The answers as numbers, turned and indexed once, to be cut into places."""

    def __init__(self, answers: Answers, codebook: Codebook) -> None:
        self._codebook = codebook
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

    def people(self, place: Place, respondent: str, wave: Wave, invited: Invited) -> People:
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
                given, self._codebook.highest(item_id, wave), items[item_id].is_reversed
            )
            for item_id, given in answers.items()
        }
        for index_id, index in self._codebook.indices.items():
            if parts := [values[item_id] for item_id in index.items if item_id in values]:
                values[index_id] = index_mean(np.column_stack(parts))
        given = [~np.isnan(one) for one in answers.values()]
        counts = [invited.get((str(wave), code, respondent)) for code in place.codes]
        known = [count for count in counts if count is not None]
        return People(
            values=values,
            answers=answers,
            weights=self._weights[here],
            workplaces=self._workplaces[here],
            at_all=int(np.any(given, axis=0).sum()) if given else 0,
            invited=sum(known) if known else None,
        )


def _results(
    waves: Mapping[Wave, People], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    for wave, people in waves.items():
        rate = people.at_all / people.invited if people.invited else None
        for indicator_id in (*codebook.items, *codebook.indices):
            row = {"indicator_id": indicator_id, **about, "wave": str(wave)}
            if indicator_id not in people.values:
                yield {**row, "status": str(Status.NOT_COLLECTED)}
                continue
            found = level(
                people.values[indicator_id],
                people.weights,
                people.workplaces,
                codebook.confidence_level,
            )
            yield {
                **row,
                "estimate": found.estimate,
                "lower": found.lower,
                "upper": found.upper,
                "confidence_level": codebook.confidence_level,
                "base": found.base,
                "invited": people.invited,
                "response_rate": rate,
                "top_two": _top_two(people, indicator_id, wave, codebook),
                "alpha": _alpha(people, indicator_id, codebook),
                "status": str(status),
            }


def _answers(
    waves: Mapping[Wave, People], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    for wave, people in waves.items():
        for item_id in people.answers:
            found = _shares(people, item_id, wave, codebook)
            for place, share in enumerate(found.share):
                yield {
                    "indicator_id": item_id,
                    **about,
                    "wave": str(wave),
                    "category": place + 1,
                    "share": share,
                    "lower": found.lower[place],
                    "upper": found.upper[place],
                    "base": found.base,
                    "status": str(status),
                    "count": found.count[place],
                }


def _changes(
    waves: Mapping[Wave, People], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    before, after = (waves[wave] for wave in codebook.waves)
    for indicator_id in (*codebook.items, *codebook.indices):
        reason = codebook.not_comparable(indicator_id)
        row = {
            "indicator_id": indicator_id,
            **about,
            "baseline": str(codebook.before),
            "endline": str(codebook.after),
            "comparable": "no" if reason else "yes",
            "not_comparable_reason": str(reason) if reason else None,
        }
        if reason:
            yield {**row, "status": str(Status.NOT_APPLICABLE)}
            continue
        found = change(
            _sample(before, indicator_id), _sample(after, indicator_id), codebook.confidence_level
        )
        yield {
            **row,
            "change": found.change,
            "lower": found.lower,
            "upper": found.upper,
            "p_value": found.p_value,
            "effect_size": found.effect_size,
            "base_before": found.base_before,
            "base_after": found.base_after,
            "status": str(status),
        }


def _sample(people: People, indicator_id: str) -> Sample:
    return Sample(people.values[indicator_id], people.weights, people.workplaces)


def _shares(people: People, item_id: str, wave: Wave, codebook: Codebook) -> Shares:
    return shares(
        people.answers[item_id],
        people.weights,
        people.workplaces,
        codebook.highest(item_id, wave),
        codebook.confidence_level,
    )


def _top_two(people: People, indicator_id: str, wave: Wave, codebook: Codebook) -> float | None:
    """Return the share in the two answers that are best; of a reversed item the two lowest."""
    item = codebook.items.get(indicator_id)
    if item is None:
        return None
    found = _shares(people, indicator_id, wave, codebook).share
    return float((found[:2] if item.is_reversed else found[-2:]).sum())


def _alpha(people: People, indicator_id: str, codebook: Codebook) -> float | None:
    index = codebook.indices.get(indicator_id)
    if index is None:
        return None
    parts = [people.values[item_id] for item_id in index.items if item_id in people.values]
    return cronbach_alpha(np.column_stack(parts))


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


def _names(table: Any) -> list[str]:
    return [column.name for column in table.columns]


def _published(rows: pd.DataFrame, bounds: int | None = None) -> pd.DataFrame:
    """Round what is published; empty cells become None, and counts whole numbers."""
    found = rows.astype(object)
    for column in found:
        decimals = DECIMALS.get(str(column))
        if bounds is not None and column in ("lower", "upper"):
            decimals = bounds
        found[column] = [_cell(cell, str(column), decimals) for cell in rows[column]]
    return found


_COUNTS: Final = frozenset(
    {"base", "invited", "category", "base_before", "base_after", "family_size"}
)


def _cell(cell: Any, column: str, decimals: int | None) -> Any:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and np.isnan(cell)):
        return None
    if column in _COUNTS:
        return int(cell)
    # 0.0 and not −0.0, which would be another byte for the same number.
    return round(float(cell), decimals) + 0.0 if decimals is not None else cell
