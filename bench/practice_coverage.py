"""How often the intervals of the survey build hold the truth that was planted.

Run as ``python -m bench.practice_coverage``; it draws a thousand practice surveys of both waves,
estimates every level and change of an index or item in an area or municipality whose base may be
published, and counts. Then it does so with every change taken out, and counts the changes called.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from frikommune_viz.model.codes import Theme
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline.simulate.answer_model import draw
from frikommune_viz.pipeline.simulate.planted import AFTER, BEFORE, WAVES, Planted, read_planted
from frikommune_viz.pipeline.simulate.truth import true_parameters
from frikommune_viz.pipeline.survey import estimates, scales
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.false_discovery import benjamini_hochberg
from frikommune_viz.pipeline.survey.strata import Stratum

SURVEYS: Final = 1000
CONFIDENCE_LEVEL: Final = 0.95
RULE: Final = estimates.Rule(CONFIDENCE_LEVEL)
RELIABLE_BASE: Final = 20
"""Intervals are published from this base on; see ``codebook.toml``."""

PLACE: Final = ["scope", "area", "municipality_code", "respondent"]
KEY: Final = ["indicator_id", *PLACE]
Truth = Mapping[tuple[str, ...], float]


def main() -> None:
    """Print the coverage by what is estimated, and the false verdicts."""
    planted = read_planted()
    seeds = range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else SURVEYS))
    print(f"{len(seeds)} surveys")
    with ProcessPoolExecutor(2) as pool:
        for title, truth in (("as planted", planted), ("no change at all", without(planted))):
            found = pd.concat(pool.map(partial(judge, truth), seeds, chunksize=10))
            print(f"\n{title}")
            print(summary(found).to_string())
            if truth is not planted:
                changes = found[found["kind"] == "change"]
                print(f"changes called: {changes['called'].mean():.2%}")
                print(f"families with a call: {families(changes):.2%}")


def without(planted: Planted) -> Planted:
    """Return the same truth without any change, in what is meant or how it is asked."""
    groups = tuple(
        replace(group, change=dict.fromkeys(group.change, 0.0)) for group in planted.groups
    )
    questions = tuple(
        question._replace(offset=dict.fromkeys(WAVES, question.offset[BEFORE]))
        for question in planted.questions
    )
    return replace(planted, groups=groups, questions=questions)


def judge(planted: Planted, seed: int) -> pd.DataFrame:
    """Draw a survey and say of each interval whether it holds the truth, with p-values adjusted.

    Returns
    -------
    DataFrame
        A row for each level and change that may be published: `KEY`, `kind`, `held`, and for
        changes `p_value`, `family` and `called`.
    """
    rows = pd.DataFrame(_judged(planted, draw(planted, seed)))
    changes = rows["kind"] == "change"
    adjusted = rows[changes].groupby("family")["p_value"].transform(benjamini_hochberg)
    rows["called"] = changes & (adjusted.reindex(rows.index) <= 1 - CONFIDENCE_LEVEL)
    rows["seed"] = seed
    return rows


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Return the share of intervals that hold the truth, by kind, scope and respondent."""
    held = found.groupby(["kind", "scope", "respondent"])["held"].agg(["mean", "size"])
    kinds = found.groupby("kind")["held"].agg(["mean", "size"])
    kinds.index = pd.MultiIndex.from_tuples([(kind, "both", "both") for kind in kinds.index])
    return pd.concat([held, kinds]).rename(columns={"mean": "held", "size": "intervals"}).round(4)


def families(changes: pd.DataFrame) -> float:
    """Return the share of families in which any change is called."""
    return float(changes.groupby(["seed", "family"])["called"].any().mean())


def _judged(planted: Planted, answers: pd.DataFrame) -> Iterator[dict[str, object]]:
    truth = _truth(planted)
    themes = _themes(planted)
    values = _values(planted, answers)
    for place, rows in _places(answers).items():
        for indicator, theme in themes.items():
            waves = [
                _strata(values[indicator], answers, rows, wave, _weights(planted, place[-1]))
                for wave in WAVES
            ]
            bases = [
                sum(int((~np.isnan(one.sample.values)).sum()) for one in strata) for strata in waves
            ]
            about = dict(zip(KEY, (indicator, *place), strict=True))
            true = [truth[indicator, *place, str(wave)] for wave in WAVES]
            for strata, base, value in zip(waves, bases, true, strict=True):
                if base >= RELIABLE_BASE:
                    level = estimates.level(strata, RULE)
                    if not np.isnan(level.lower):
                        held = level.lower <= value <= level.upper
                        yield {**about, "kind": "level", "held": held}
            if min(bases) >= RELIABLE_BASE:
                change = estimates.change(waves[0], waves[1], RULE)
                if np.isnan(change.lower):
                    continue
                held = change.lower <= true[1] - true[0] <= change.upper
                family = f"{place[1]} {place[3]} {theme}"
                yield {
                    **about,
                    "kind": "change",
                    "held": held,
                    "p_value": change.p_value,
                    "family": family,
                }


def _truth(planted: Planted) -> Truth:
    rows = true_parameters(planted).fillna("")
    keys = rows[[*KEY, "wave"]].itertuples(index=False, name=None)
    return dict(zip(keys, rows["value"], strict=True))


def _themes(planted: Planted) -> dict[str, Theme]:
    return {
        indicator: question.theme
        for question in planted.questions
        for indicator in (f"{question.part_of}_index", question.item)
        if indicator != "_index"
    }


def _values(planted: Planted, answers: pd.DataFrame) -> dict[str, scales.Floats]:
    """Return the value on 0–100 of each respondent, for each item and index."""
    highest = len(planted.thresholds) + 1
    values = {
        question.item: scales.to_hundred(
            answers[question.item].to_numpy(dtype=float, na_value=np.nan),
            highest,
            is_reversed=question.is_reversed,
        )
        for question in planted.questions
    }
    for index in {question.part_of for question in planted.questions} - {""}:
        items = [question.item for question in planted.questions if question.part_of == index]
        matrix = np.column_stack([values[item] for item in items])
        values[f"{index}_index"] = scales.index_mean(matrix)
    return values


def _places(answers: pd.DataFrame) -> dict[tuple[str, ...], NDArray[np.bool_]]:
    """Return the rows of each area and municipality, for staff and for leaders."""
    area = answers["municipality_code"].map({code: str(a) for code, a in MUNICIPALITY_AREA.items()})
    places: dict[tuple[str, ...], NDArray[np.bool_]] = {}
    for respondent in answers["respondent"].unique():
        asked = answers["respondent"] == respondent
        for name in area.unique():
            places["area", name, "", respondent] = (asked & (area == name)).to_numpy()
        for code in answers["municipality_code"].unique():
            rows = (asked & (answers["municipality_code"] == code)).to_numpy()
            places["municipality", str(MUNICIPALITY_AREA[code]), code, respondent] = rows
    return places


def _weights(planted: Planted, respondent: str) -> dict[str, float]:
    """Return the weight of each municipality in its area: the number invited in the later wave."""
    return {
        group.municipality_code: float(group.invited[AFTER])
        for group in planted.groups
        if group.respondent == respondent
    }


def _strata(
    values: scales.Floats,
    answers: pd.DataFrame,
    rows: NDArray[np.bool_],
    wave: str,
    weights: Mapping[str, float],
) -> list[Stratum]:
    there = rows & (answers["wave"] == wave).to_numpy()
    codes = answers["municipality_code"].to_numpy()[there]
    workplaces = answers["workplace_id"].to_numpy()[there]
    found = []
    for code in sorted(set(codes)):
        here = codes == code
        sample = Sample(values[there][here], np.ones(int(here.sum())), workplaces[here])
        found.append(Stratum(weights[code], sample))
    return found


if __name__ == "__main__":
    main()
