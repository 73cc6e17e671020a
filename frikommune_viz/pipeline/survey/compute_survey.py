"""From checked answers to the tables of a survey, hidden before they leave this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import AREA_MUNICIPALITIES, Area, Respondent, Status, Wave
from frikommune_viz.pipeline.survey import disclosure, disclosure_inputs, verdicts
from frikommune_viz.pipeline.survey.catalogue import catalogue
from frikommune_viz.pipeline.survey.cells import UNPUBLISHED_OF_ANSWERS, UNPUBLISHED_OF_RESULTS
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.estimates import change, level
from frikommune_viz.pipeline.survey.populations import People, Place, Population, Row
from frikommune_viz.pipeline.survey.read_answers import Answers
from frikommune_viz.pipeline.survey.rounding import SHARE_BOUNDS, published
from frikommune_viz.pipeline.survey.scales import cronbach_alpha
from frikommune_viz.pipeline.survey.shares import Shares, shares
from frikommune_viz.pipeline.survey_schema import SURVEY_ANSWERS, SURVEY_CHANGES, SURVEY_RESULTS


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
    results: list[Row] = []
    distribution: list[Row] = []
    moved: list[Row] = []
    population = Population(answers, invited, codebook)
    for area in Area:
        for respondent in (str(Respondent.STAFF), str(Respondent.LEADERS)):
            for place in (Place(area), *(Place(area, code) for code in AREA_MUNICIPALITIES[area])):
                waves = {
                    wave: population.people(place, respondent, wave) for wave in codebook.waves
                }
                if not any(people.at_all or people.invited for people in waves.values()):
                    continue
                about = place.row(respondent)
                results += _results(waves, about, codebook, status)
                distribution += _answers(waves, about, codebook, status)
                moved += _changes(waves, about, codebook, status)
    hidden = disclosure.hide(
        pd.DataFrame(results, columns=[*_names(SURVEY_RESULTS), *UNPUBLISHED_OF_RESULTS]),
        pd.DataFrame(distribution, columns=[*_names(SURVEY_ANSWERS), *UNPUBLISHED_OF_ANSWERS]),
        pd.DataFrame(moved, columns=_names(SURVEY_CHANGES)),
        codebook.thresholds,
        codebook.index_of,
    )
    return {
        **catalogue(codebook),
        SURVEY_RESULTS.name: published(hidden.results),
        SURVEY_ANSWERS.name: published(hidden.answers, **SHARE_BOUNDS),
        SURVEY_CHANGES.name: verdicts.judge(hidden.changes, codebook),
    }


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
                **disclosure_inputs.of_result(people, indicator_id, codebook),
            }


def _answers(
    waves: Mapping[Wave, People], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    for wave, people in waves.items():
        for item_id in people.answers:
            found = _shares(people, item_id, wave, codebook)
            scale = codebook.highest(item_id, wave), codebook.items[item_id].is_reversed
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
                    **disclosure_inputs.of_answers(found.count[place], place + 1, *scale),
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


def _names(table: Any) -> list[str]:
    return [column.name for column in table.columns]
