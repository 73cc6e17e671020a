"""From checked answers to the tables of a survey, hidden before they leave this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from frikommune_viz.model.codes import Area, NotComparable, Respondent, Status, Wave
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline.survey import disclosure, disclosure_inputs, few_workplaces, verdicts
from frikommune_viz.pipeline.survey.catalogue import catalogue
from frikommune_viz.pipeline.survey.cells import UNPUBLISHED_OF_ANSWERS, UNPUBLISHED_OF_RESULTS
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.differences import Published, differences
from frikommune_viz.pipeline.survey.estimates import change, level, p_at_most_small
from frikommune_viz.pipeline.survey.populations import (
    Asked,
    People,
    Place,
    Population,
    Row,
    of_area,
)
from frikommune_viz.pipeline.survey.read_answers import Answers
from frikommune_viz.pipeline.survey.rounding import SHARE_BOUNDS, published
from frikommune_viz.pipeline.survey.scales import cronbach_alpha
from frikommune_viz.pipeline.survey.shares import Shares, shares
from frikommune_viz.pipeline.survey_schema import (
    SURVEY_ANSWERS,
    SURVEY_CHANGES,
    SURVEY_DIFFERENCES,
    SURVEY_RESULTS,
)


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
        Of a published value: ``normal``, or ``simulated`` for invented answers.

    Returns
    -------
    dict
        The tables of :data:`SURVEY_TABLES`, columns in their order; empty cells are None. Nothing
        in them discloses fewer people than the codebook's thresholds allow.
    """
    results: list[Row] = []
    distribution: list[Row] = []
    moved: list[Row] = []
    population = Population(answers, invited, codebook)
    asked: list[tuple[str, dict[Place, Mapping[Wave, Asked]]]] = []
    for area in Area:
        for respondent in (str(Respondent.STAFF), str(Respondent.LEADERS)):
            places = dict(_places(population, area, respondent, codebook))
            alone = {place: of for place, of in places.items() if place.municipality_code}
            asked.append((respondent, alone))
            for place, waves in places.items():
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
    hidden = few_workplaces.named(hidden, codebook.thresholds.reliable_base)
    standing = Published(hidden.results, hidden.changes)
    apart = [
        row
        for respondent, places in asked
        for row in differences(places, respondent, standing, codebook, status)
    ]
    return {
        **catalogue(codebook),
        SURVEY_RESULTS.name: published(hidden.results),
        SURVEY_ANSWERS.name: published(hidden.answers, **SHARE_BOUNDS),
        SURVEY_CHANGES.name: verdicts.judge(hidden.changes, codebook),
        SURVEY_DIFFERENCES.name: published(pd.DataFrame(apart, columns=_names(SURVEY_DIFFERENCES))),
    }


def _places(
    population: Population, area: Area, respondent: str, codebook: Codebook
) -> Iterator[tuple[Place, Mapping[Wave, Asked]]]:
    """Yield an area and each of its municipalities that took part, with their people by wave."""
    people: dict[str, dict[Wave, People]] = {}
    for code in AREA_MUNICIPALITIES[area]:
        waves = {wave: population.people(code, respondent, wave) for wave in codebook.waves}
        if any(one.took_part for one in waves.values()):
            people[code] = waves
    if not people:
        return
    weights = [float(waves[codebook.after].invited or 0) for waves in people.values()]
    yield (
        Place(area),
        {
            wave: of_area([waves[wave] for waves in people.values()], weights)
            for wave in codebook.waves
        },
    )
    for code, waves in people.items():
        yield (
            Place(area, code),
            {wave: Asked([one], [1.0], one.took_part) for wave, one in waves.items()},
        )


def _results(
    waves: Mapping[Wave, Asked], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    for wave, asked in waves.items():
        rate = asked.at_all / asked.invited if asked.invited else None
        for indicator_id in (*codebook.items, *codebook.indices):
            row = {"indicator_id": indicator_id, **about, "wave": str(wave)}
            if not (asked.is_asked(indicator_id) and asked.is_complete(indicator_id)):
                yield {**row, "status": str(Status.NOT_COLLECTED)}
                continue
            found = level(asked.values(indicator_id), codebook.rule)
            yield {
                **row,
                "estimate": found.estimate,
                "lower": found.lower,
                "upper": found.upper,
                "confidence_level": codebook.confidence_level,
                "base": found.base,
                "invited": asked.invited,
                "response_rate": rate,
                "top_two": _top_two(asked, indicator_id, wave, codebook),
                "alpha": _alpha(asked, indicator_id, codebook),
                "status": str(status),
                **disclosure_inputs.of_result(asked, indicator_id, codebook),
                "weight_in_total": float(waves[codebook.after].invited or 0),
            }


def _answers(
    waves: Mapping[Wave, Asked], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    for wave, asked in waves.items():
        for item_id in asked.items:
            if not asked.is_complete(item_id):
                continue
            found = _shares(asked, item_id, wave, codebook)
            highest = codebook.highest(item_id, wave)
            is_reversed = codebook.items[item_id].is_reversed
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
                    **disclosure_inputs.of_answers(
                        int(found.count[place]), place + 1, highest, is_reversed=is_reversed
                    ),
                }


def _changes(
    waves: Mapping[Wave, Asked], about: Row, codebook: Codebook, status: Status
) -> Iterator[Row]:
    before, after = (waves[wave] for wave in codebook.waves)
    for indicator_id in (*codebook.items, *codebook.indices):
        reason = codebook.not_comparable(indicator_id)
        if reason is None and not all(one.is_complete(indicator_id) for one in (before, after)):
            alone = about["municipality_code"] is not None
            reason = NotComparable.NOT_ASKED if alone else NotComparable.POPULATION
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
        found = change(before.values(indicator_id), after.values(indicator_id), codebook.rule)
        yield {
            **row,
            "change": found.change,
            "lower": found.lower,
            "upper": found.upper,
            "p_value": found.p_value,
            "p_small": p_at_most_small(found, codebook.relevance_band),
            "effect_size": found.effect_size,
            "base_before": found.base_before,
            "base_after": found.base_after,
            "status": str(status),
        }


def _shares(asked: Asked, item_id: str, wave: Wave, codebook: Codebook) -> Shares:
    return shares(asked.answers(item_id), codebook.highest(item_id, wave), codebook.rule)


def _top_two(asked: Asked, indicator_id: str, wave: Wave, codebook: Codebook) -> float | None:
    """Return the share in the two answers that are best; of a reversed item the two lowest."""
    item = codebook.items.get(indicator_id)
    if item is None:
        return None
    found = _shares(asked, indicator_id, wave, codebook).share
    return float((found[:2] if item.is_reversed else found[-2:]).sum())


def _alpha(asked: Asked, indicator_id: str, codebook: Codebook) -> float | None:
    index = codebook.indices.get(indicator_id)
    if index is None:
        return None
    return cronbach_alpha(asked.matrix([item for item in index.items if asked.is_asked(item)]))


def _names(table: Any) -> list[str]:
    return [column.name for column in table.columns]
