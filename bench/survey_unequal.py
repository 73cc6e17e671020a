"""Do the intervals hold where workplaces are few and of unequal size?

Run as ``python -m bench.survey_unequal [--surveys N]``: about a minute on one core. Writes its
tables into ``bench/survey.md``.

Sizes are drawn anew for each survey: equal, log-normal with a standard deviation of 0.5 or 0.9 of
the logarithm, or Pareto with the index 1.2. Answers are cut normal variables as in
:mod:`.survey_coverage`, with a workplace, the workplace in a wave, a person and noise; three in
four answer in each wave, and nothing changes. An interval is shown from three effective workplaces
on; coverage is that of the intervals shown.

The last table asks how often "at most small" is said of a change that is not: leaders, one in each
workplace, whose answers really fall.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import stats

from bench.survey_page import replace
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import Rule, change, level, p_at_most_small
from frikommune_viz.pipeline.survey.scales import Floats
from frikommune_viz.pipeline.survey.strata import alone

SEED: Final = 20242
RULE: Final = Rule()
CUTS: Final = np.array([-1.6, -0.7, 0.2, 1.2])
MEAN: Final = 0.3
SD_WORKPLACE, SD_IN_WAVE, SD_PERSON, SD_NOISE = 0.35, 0.2, 0.6, 0.8
SD_ALL: Final = float(np.sqrt(SD_WORKPLACE**2 + SD_IN_WAVE**2 + SD_PERSON**2 + SD_NOISE**2))
WORKPLACES: Final = (4, 8, 20)
KINDS: Final = ("equal", "log-normal 0.5", "log-normal 0.9", "Pareto 1.2")
SMALLEST, LARGEST = 2, 500
BAND: Final = 3.0
LEADERS: Final = 24
FALLS: Final = (-4.0, -8.0)


@dataclass(slots=True)
class Held:
    """Of the intervals that were shown, which held the truth."""

    levels: list[bool] = field(default_factory=list)
    changes: list[bool] = field(default_factory=list)


def main() -> None:
    """Draw the surveys and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surveys", type=int, default=4000)
    surveys = parser.parse_args().surveys
    text = "\n".join((*_coverage(surveys), "", *_small(surveys)))
    print(text)
    replace("unequal", text)


def truth(mean: float) -> float:
    """Return the expected value on 0–100 of an answer whose normal variable has this mean."""
    return float(100 / len(CUTS) * stats.norm.sf((CUTS - mean) / SD_ALL).sum())


def sizes(rng: np.random.Generator, kind: str, count: int) -> np.ndarray:
    """Draw how many work in each workplace."""
    if kind == "equal":
        drawn = np.full(count, 12.0)
    elif kind.startswith("log-normal"):
        drawn = 12 * rng.lognormal(0, float(kind.split()[1]), count)
    else:
        drawn = 5 * (1 + rng.pareto(float(kind.split()[1]), count))
    return np.clip(np.round(drawn), SMALLEST, LARGEST).astype(int)


def survey(rng: np.random.Generator, size: np.ndarray, means: tuple[float, float]) -> list[Sample]:
    """Draw the answers of both waves, on 0–100."""
    count = len(size)
    place = np.repeat(np.arange(count), size)
    lasting = rng.normal(0, SD_WORKPLACE, count)[place] + rng.normal(0, SD_PERSON, len(place))
    found = []
    for mean in means:
        here = rng.random(len(place)) < 0.75
        passing = rng.normal(0, SD_IN_WAVE, count)[place] + rng.normal(0, SD_NOISE, len(place))
        latent = mean + lasting + passing
        values: Floats = np.searchsorted(CUTS, latent).astype(float) * 100 / len(CUTS)
        found.append(Sample(values[here], np.ones(int(here.sum())), place[here]))
    return found


def _coverage(surveys: int) -> Iterator[str]:
    yield f"{surveys:,} surveys each, seed {SEED}. *Shown*: from three effective workplaces on."
    yield ""
    yield "| sizes of workplaces | workplaces | levels shown | held | changes shown | held | bar |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for kind in KINDS:
        for count in WORKPLACES:
            print(f"{kind}, {count} workplaces", file=sys.stderr)
            held = _held(kind, count, surveys)
            cells = [
                cell
                for found in (held.levels, held.changes)
                for cell in (f"{len(found) / surveys:.0%}", f"{np.mean(found):.1%}")
            ]
            yield f"| {kind} | {count} | {' | '.join(cells)} | 93–98 % |"


def _held(kind: str, count: int, surveys: int) -> Held:
    rng = np.random.default_rng([SEED, KINDS.index(kind), count])
    held = Held()
    for _ in range(surveys):
        before, after = (alone(one) for one in survey(rng, sizes(rng, kind, count), (MEAN, MEAN)))
        if min(len(one[0].sample.values) for one in (before, after)) == 0:
            continue
        found = level(before, RULE)
        if not np.isnan(found.lower):
            held.levels.append(found.lower <= truth(MEAN) <= found.upper)
        moved = change(before, after, RULE)
        if not np.isnan(moved.lower):
            held.changes.append(moved.lower <= 0 <= moved.upper)
    return held


def _small(surveys: int) -> Iterator[str]:
    yield "| leaders | true change | said to be at most small | bar |"
    yield "|--:|--:|--:|---|"
    for fall in FALLS:
        rng = np.random.default_rng([SEED, 99, int(-fall)])
        start = 1.6  # few disagree, so that now and then all answer alike
        later = _mean_that_gives(truth(start) + fall)
        said = []
        for _ in range(surveys):
            before, after = survey(rng, np.full(LEADERS, 1), (start, later))
            if not (len(before.values) and len(after.values)):
                continue
            found = change(alone(before), alone(after), RULE)
            inside = found.lower >= -BAND and found.upper <= BAND
            said.append(inside and p_at_most_small(found, BAND) <= 0.05)
        yield f"| {LEADERS} | {fall:+.0f} | {np.mean(said):.2%} | at most 5 % |"


def _mean_that_gives(value: float) -> float:
    """Return the mean of the normal variable whose answers have this expected value."""
    low, high = -5.0, 5.0
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if truth(mid) < value else (low, mid)
    return low


if __name__ == "__main__":
    main()
