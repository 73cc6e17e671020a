"""The three tables of a made-up survey before hiding, computed plainly from its answers."""

import itertools

import numpy as np
import pandas as pd

INDEX = "trust_index"
ITEMS = ("trust_leader", "trust_staff", "time")
INDEX_OF = {"trust_leader": INDEX, "trust_staff": INDEX}
WAVES = ("baseline", "final")
KEY = {"area": "eldercare", "respondent": "staff"}


def answers_of(rng, sizes, highest, pull, missing):
    """Draw answers, places × waves; the greater `pull`, the more the highest is chosen."""
    chance = np.exp(pull * np.arange(highest))
    chance /= chance.sum()
    drawn = {}
    for place, by_wave in sizes.items():
        for wave, people in zip(WAVES, by_wave, strict=True):
            answers = rng.choice(np.arange(1, highest + 1), (people, len(ITEMS)), p=chance)
            answers = answers.astype(float)
            answers[rng.random(answers.shape) < missing] = np.nan
            drawn[place, wave] = answers
    return drawn


def with_total(drawn):
    total = {
        ("", wave): np.concatenate([rows for (_, of), rows in drawn.items() if of == wave])
        for wave in WAVES
    }
    return drawn | total


def values_of(answers, highest):
    """Give the values of each indicator; the index where half of its items are answered."""
    turned = (answers - 1) * 100 / (highest - 1)
    both = turned[:, :2]
    known = ~np.isnan(both)
    some = known.any(axis=1)
    index = np.full(len(both), np.nan)
    index[some] = np.where(known, both, 0).sum(axis=1)[some] / known.sum(axis=1)[some]
    return dict(zip((*ITEMS, INDEX), (*turned.T, index), strict=True))


def _key(place, indicator):
    scope = "municipality" if place else "area"
    return KEY | {"indicator_id": indicator, "scope": scope, "municipality_code": place or None}


def tables(drawn, highest):
    """Give the tables, every value standing; intervals are of no matter here."""
    cells = with_total(drawn)
    results, counted, changes = [], [], []
    for (place, wave), answers in cells.items():
        people = int((~np.isnan(answers)).any(axis=1).sum())
        for indicator, values in values_of(answers, highest).items():
            known = values[~np.isnan(values)]
            mean = known.mean() if len(known) else np.nan
            row = _key(place, indicator) | {"wave": wave, "estimate": mean, "base": len(known)}
            row |= {"lower": 0.0, "upper": 100.0, "invited": 2 * people + 1, "alpha": 0.8}
            row |= {"response_rate": people / (2 * people + 1), "confidence_level": 0.95}
            results.append(row | {"top_two": 0.5, "status": "normal"})
        for item, column in zip(ITEMS, answers.T, strict=True):
            for category in range(1, highest + 1):
                count = int((column == category).sum())
                base = int((~np.isnan(column)).sum())
                row = _key(place, item) | {"wave": wave, "category": category, "count": count}
                row |= {"share": count / base if base else np.nan, "lower": 0.0, "upper": 1.0}
                counted.append(row | {"base": base, "status": "normal"})
    for place, indicator in itertools.product(dict.fromkeys(p for p, _ in cells), (*ITEMS, INDEX)):
        sides = [values_of(cells[place, wave], highest)[indicator] for wave in WAVES]
        bases = [int((~np.isnan(side)).sum()) for side in sides]
        moved = np.nanmean(sides[1]) - np.nanmean(sides[0]) if all(bases) else np.nan
        row = _key(place, indicator) | {"baseline": WAVES[0], "endline": WAVES[1], "change": moved}
        row |= {"lower": moved - 9, "upper": moved + 9, "p_value": 0.5, "p_adjusted": np.nan}
        row |= {"effect_size": 0.1, "base_before": bases[0], "base_after": bases[1]}
        changes.append(row | {"comparable": "yes", "status": "normal"})
    return pd.DataFrame(results), pd.DataFrame(counted), pd.DataFrame(changes)
