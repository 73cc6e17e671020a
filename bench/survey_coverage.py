"""Do the intervals of a survey hold what they promise? A thousand surveys whose truth is known.

Run as ``python -m bench.survey_coverage [--surveys N]``: a minute on two cores, progress on
standard error. Writes its table into ``bench/survey.md``.

The surveys are drawn here, by a model of its own and not that of the practice edition: a shared
error would not show. An answer is a cut normal variable, the sum of a mean (by municipality,
respondent and wave), a workplace, that workplace in this wave, a person and noise. Workplaces differ much in size; half of the people answer in both waves, some workplaces
in one only. One area has three municipalities, of which one has few workplaces; the other has two.
In half of the surveys nothing changed: of these the false verdicts are counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from multiprocessing import Pool
from typing import Final

import numpy as np
from scipy import stats

from bench.survey_page import replace
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import Rule, change, level
from frikommune_viz.pipeline.survey.false_discovery import benjamini_hochberg
from frikommune_viz.pipeline.survey.scales import Floats, index_mean, to_hundred
from frikommune_viz.pipeline.survey.strata import Stratum

SEED: Final = 20241
LEVEL: Final = 0.95
RULE: Final = Rule(LEVEL)
ITEMS: Final = 4
CUTS: Final = np.array([-1.6, -0.7, 0.2, 1.2])
AREAS: Final = {"school": (0, 1), "eldercare": (2, 3, 4)}
WORKPLACES: Final = {"staff": (35, 22, 28, 12, 40), "leaders": (45, 30, 36, 24, 50)}
STAFF_PER_WORKPLACE: Final = 13
SD_WORKPLACE, SD_IN_WAVE, SD_PERSON, SD_NOISE = 0.35, 0.2, 0.6, 0.8
SD_ALL: Final = float(np.sqrt(SD_WORKPLACE**2 + SD_IN_WAVE**2 + SD_PERSON**2 + SD_NOISE**2))


@dataclass(frozen=True, slots=True)
class Design:
    """Who is asked in a municipality: workplace, weight and mean of each person and wave."""

    workplaces: tuple[np.ndarray, np.ndarray]
    people: tuple[np.ndarray, np.ndarray]
    weights: tuple[Floats, Floats]
    means: tuple[float, float]


@dataclass(slots=True)
class Tally:
    """How many intervals there were, and how many held the truth."""

    held: int = 0
    of: int = 0

    def note(self, holds: bool) -> None:
        """Count one interval."""
        self.held += bool(holds)
        self.of += 1


Tallies = dict[tuple[str, ...], Tally]


def main() -> None:
    """Draw the surveys, show the progress, write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--surveys", type=int, default=1000)
    surveys = parser.parse_args().surveys
    tallies: Tallies = defaultdict(Tally)
    with Pool(2) as pool:
        for done, found in enumerate(pool.imap_unordered(one_survey, range(surveys), 5), 1):
            for key, tally in found.items():
                tallies[key].held += tally.held
                tallies[key].of += tally.of
            print(f"\r{done} of {surveys} surveys", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    text = "\n".join(_page(tallies, surveys))
    print(text)
    replace("coverage", text)


def one_survey(number: int) -> Tallies:
    """Draw one survey, estimate everything in it and hold it against the truth."""
    rng = np.random.default_rng([SEED, number])
    changed = number % 2 == 0
    tallies: Tallies = defaultdict(Tally)
    for (area, members), respondent in product(AREAS.items(), WORKPLACES):
        designs = [_design(number, changed, respondent, member) for member in members]
        drawn = [_answers(rng, design) for design in designs]
        p_values, excludes = [], []
        for place in (*range(len(members)), None):
            chosen = [place] if place is not None else list(range(len(members)))
            name = f"{area} {'together' if place is None else members[place]}"
            for part in range(ITEMS + 1):
                p, outside = _estimate(
                    tallies, respondent, name, [(designs[i], drawn[i], i) for i in chosen], part
                )
                p_values.append(p)
                excludes.append(outside)
        if not changed:
            called = (benjamini_hochberg(p_values) <= 1 - LEVEL) & np.array(excludes)
            for one in called:
                tallies["false verdicts", respondent, "of comparisons"].note(one)
            tallies["false verdicts", respondent, "of families"].note(called.any())
    return dict(tallies)


def _design(number: int, changed: bool, respondent: str, member: int) -> Design:
    """Decide who is asked; means differ from survey to survey, so that no lucky one counts."""
    rng = np.random.default_rng([SEED, 7, number, member, len(respondent)])
    count = WORKPLACES[respondent][member]
    if respondent == "staff":
        sizes = np.maximum(rng.lognormal(np.log(STAFF_PER_WORKPLACE), 0.6, count), 2).astype(int)
    else:
        sizes = 1 + rng.binomial(1, 0.25, count)
    everyone = np.repeat(np.arange(count), sizes)
    here = rng.random((2, count)) > 0.05  # a workplace that takes part in one wave only
    before = rng.random(len(everyone)) < 0.75
    after = np.where(rng.random(len(everyone)) < 0.5, before, ~before)
    asked = [
        (answers & here[w][everyone]).nonzero()[0] for w, answers in enumerate((before, after))
    ]
    weights = [rng.uniform(0.5, 2.0, len(people)) for people in asked]
    mean = rng.normal(0.3, 0.3)
    moved = rng.normal(0, 0.25) if changed else 0.0
    return Design(
        workplaces=(everyone[asked[0]], everyone[asked[1]]),
        people=(asked[0], asked[1]),
        weights=(weights[0], weights[1]),
        means=(mean, mean + moved),
    )


def _answers(rng: np.random.Generator, design: Design) -> list[Floats]:
    """Draw the answers of both waves, people × items."""
    count = 1 + max(int(w.max()) for w in design.workplaces)
    people = 1 + max(int(p.max()) for p in design.people)
    # Each item has effects of its own beside shared ones, so that an index differs from its items.
    workplace = _effects(rng, count, SD_WORKPLACE)
    in_wave = [_effects(rng, count, SD_IN_WAVE) for _ in range(2)]
    person = _effects(rng, people, SD_PERSON)
    found = []
    for wave in range(2):
        at, who = design.workplaces[wave], design.people[wave]
        noise = rng.normal(0, SD_NOISE, (len(at), ITEMS))
        latent = design.means[wave] + workplace[at] + in_wave[wave][at] + person[who] + noise
        answers = 1.0 + np.searchsorted(CUTS, latent)
        answers[rng.random(answers.shape) < 0.03] = np.nan
        found.append(answers)
    return found


def _effects(rng: np.random.Generator, count: int, sd: float) -> Floats:
    shared, own = rng.normal(0, 1, (count, 1)), rng.normal(0, 1, (count, ITEMS))
    return np.asarray(sd * (np.sqrt(0.7) * shared + np.sqrt(0.3) * own))


def truth(mean: float) -> float:
    """Return the expected value on 0–100 of an answer whose normal variable has this mean."""
    return float(100 / len(CUTS) * stats.norm.sf((CUTS - mean) / SD_ALL).sum())


def _estimate(
    tallies: Tallies,
    respondent: str,
    place: str,
    chosen: list[tuple[Design, list[Floats], int]],
    part: int,
) -> tuple[float, bool]:
    """Estimate levels and change of an item or the index; tell of the change what the test says."""
    strata, truths = [], []
    shares = np.array([float(len(design.people[1])) for design, _, _ in chosen])
    for wave in range(2):
        strata.append(
            [
                Stratum(
                    share,
                    Sample(_part(drawn[wave], part), design.weights[wave], design.workplaces[wave]),
                )
                for (design, drawn, _), share in zip(chosen, shares, strict=True)
            ]
        )
        means = np.array([truth(design.means[wave]) for design, _, _ in chosen])
        truths.append(float(shares @ means / shares.sum()))
        found = level(strata[wave], RULE)
        holds = found.lower <= truths[wave] <= found.upper
        for key in (("levels", respondent, place), ("levels", "all", "all")):
            tallies[key].note(holds)
    moved = change(strata[0], strata[1], RULE)
    holds = moved.lower <= truths[1] - truths[0] <= moved.upper
    for key in (("changes", respondent, place), ("changes", "all", "all")):
        tallies[key].note(holds)
    return moved.p_value, moved.lower > 0 or moved.upper < 0


def _part(answers: Floats, part: int) -> Floats:
    turned = to_hundred(answers, len(CUTS) + 1, is_reversed=False)
    return index_mean(turned) if part == ITEMS else turned[:, part]


def _page(tallies: Tallies, surveys: int) -> Iterator[str]:
    yield f"{surveys:,} surveys, seed {SEED}: {ITEMS} items and their index in each."
    yield ""
    yield "| what | who | where | held | of | share | bar |"
    yield "|---|---|---|--:|--:|--:|---|"
    for key in sorted(tallies, key=lambda key: (key[0], key[1] != "all", key)):
        tally = tallies[key]
        bar = "93–97 %" if key[1] == "all" else ""
        bar = "at most 5 %" if key[2] == "of comparisons" else bar
        share = f"{100 * tally.held / tally.of:.1f} %"
        yield f"| {' | '.join(key)} | {tally.held:,} | {tally.of:,} | {share} | {bar} |"


if __name__ == "__main__":
    main()
