"""The three tables of a made-up survey before suppression, with all that disclosure control reads.

Real intervals, real alphas and real bounds; scales may be mixed, people may have weights, and totals
may be the mean of all people or of municipalities with fixed weights.
"""

import itertools

import numpy as np
import pandas as pd

from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.disclosure import hide
from frikommune_viz.pipeline.survey.disclosure_inputs import incomplete_of
from frikommune_viz.pipeline.survey.estimates import Rule, level
from frikommune_viz.pipeline.survey.scales import cronbach_alpha, index_mean, to_hundred
from frikommune_viz.pipeline.survey.strata import alone

INDEX = "trust_index"
ITEMS = ("trust_leader", "trust_staff", "time")
INDEX_OF = {"trust_leader": INDEX, "trust_staff": INDEX}
WAVES = ("baseline", "final")
KEY = {"area": "eldercare", "respondent": "staff"}
REVERSED = ("trust_staff",)


def answers_of(rng, sizes, highest, pull, missing):
    """Draw answers, places × waves; the greater `pull`, the more the highest is chosen."""
    drawn = {}
    for place, by_wave in sizes.items():
        for wave, people in zip(WAVES, by_wave, strict=True):
            columns = []
            for item in ITEMS:
                top = highest_of(highest, item)
                chance = np.exp(pull * np.arange(top))
                columns.append(rng.choice(np.arange(1.0, top + 1), people, p=chance / chance.sum()))
            answers = np.column_stack(columns)
            answers[rng.random(answers.shape) < missing] = np.nan
            drawn[place, wave] = answers
    return drawn


def highest_of(highest, item):
    """Give the highest answer of an item; one number for all, or one each."""
    return highest if isinstance(highest, int) else highest[item]


def tables(drawn, highest, weights=None, in_total=None):
    """Give the tables, everything published.

    `weights` are those of people, by place and wave; `in_total` those of municipalities in totals,
    by place.
    """
    weights = weights or {key: np.ones(len(rows)) for key, rows in drawn.items()}
    results, counted = [], []
    for wave in WAVES:
        here = {place: key for key in drawn for place in [key[0]] if key[1] == wave}
        cells, shares = {}, {}
        for place, key in here.items():
            cells[place], shares[place] = _place(drawn[key], weights[key], highest)
        everyone = np.concatenate([drawn[key] for key in here.values()])
        of_all = np.concatenate([weights[key] for key in here.values()])
        cells[""], shares[""] = _place(everyone, of_all, highest)
        for place, row in cells.items():
            for cell in row.values():
                if in_total:
                    cell["weight_in_total"] = in_total.get(place, np.nan)
        if in_total:
            _standardise(cells, shares, in_total)
        for place, indicator in itertools.product(cells, (*ITEMS, INDEX)):
            results.append(_key(place, indicator) | {"wave": wave} | cells[place][indicator])
        for place, item in itertools.product(shares, ITEMS):
            key = _key(place, item) | {"wave": wave}
            counted += [key | one for one in shares[place][item]]
    return pd.DataFrame(results), pd.DataFrame(counted), _changes(results)


def _place(answers, weights, highest):
    """Give the cells of a place and how its answers fall."""
    values = {
        item: to_hundred(column, highest_of(highest, item), is_reversed=item in REVERSED)
        for item, column in zip(ITEMS, answers.T, strict=True)
    }
    parts = np.column_stack([values[item] for item in INDEX_OF])
    values[INDEX] = index_mean(parts)
    given = (~np.isnan(parts)).sum(axis=1)
    people = int((~np.isnan(answers)).any(axis=1).sum())
    cells, shares = {}, {}
    for indicator, column in values.items():
        found = level(alone(Sample(column, weights, np.arange(len(column)))), Rule())
        weight = float(weights[~np.isnan(column)].sum())
        cells[indicator] = {
            "estimate": found.estimate,
            "base": found.base,
            "lower": found.lower,
            "upper": found.upper,
            "invited": 2 * people + 1,
            "confidence_level": 0.95,
            "response_rate": people / (2 * people + 1),
            "top_two": 0.5,
            "alpha": np.nan,
            "weight": weight,
            "weight_in_total": weight,
            "incomplete": (),
            "status": "normal",
        }
    cells[INDEX] |= {
        "alpha": cronbach_alpha(parts),
        "complete": int((given == parts.shape[1]).sum()),
        "incomplete": incomplete_of(tuple(INDEX_OF), parts, weights),
    }
    for item, column in zip(ITEMS, answers.T, strict=True):
        top, base = highest_of(highest, item), cells[item]["base"]
        shares[item] = [
            {
                "category": k,
                "count": int((column == k).sum()),
                "base": base,
                "share": weights[column == k].sum() / cells[item]["weight"] if base else np.nan,
                "value": float(to_hundred(np.array([k]), top, is_reversed=item in REVERSED)[0]),
                "lower": 0.0,
                "upper": 1.0,
                "status": "normal",
            }
            for k in range(1, top + 1)
        ]
    return cells, shares


def _standardise(cells, shares, in_total):
    """Make each total a mean of the municipalities' figures with fixed weights."""
    for indicator, total in cells[""].items():
        parts = [p for p in cells if p and cells[p][indicator]["base"]]
        sum_of = sum(in_total[p] for p in parts)
        if not parts:
            continue
        moved = -total["estimate"]
        moved += sum(in_total[p] * cells[p][indicator]["estimate"] for p in parts) / sum_of
        for column in ("estimate", "lower", "upper"):
            total[column] = min(max(total[column] + moved, 0.0), 100.0)
        for number, one in enumerate(shares[""].get(indicator, [])):
            one["share"] = (
                sum(in_total[p] * shares[p][indicator][number]["share"] for p in parts) / sum_of
            )


def _key(place, indicator):
    scope = "municipality" if place else "area"
    return KEY | {"indicator_id": indicator, "scope": scope, "municipality_code": place or None}


def _changes(results):
    by_wave = {
        wave: {
            (r["municipality_code"] or "", r["indicator_id"]): r
            for r in results
            if r["wave"] == wave
        }
        for wave in WAVES
    }
    changes = []
    for (place, indicator), before in by_wave[WAVES[0]].items():
        after = by_wave[WAVES[1]].get((place, indicator))
        if after is None:
            continue
        moved = after["estimate"] - before["estimate"]
        row = _key(place, indicator) | {"baseline": WAVES[0], "endline": WAVES[1], "change": moved}
        row |= {"lower": moved - 9, "upper": moved + 9, "p_value": 0.5, "p_adjusted": np.nan}
        row |= {"effect_size": 0.1, "base_before": before["base"], "base_after": after["base"]}
        changes.append(row | {"comparable": "yes", "status": "normal"})
    return pd.DataFrame(changes)


def published(drawn, highest, thresholds, **given):
    """Give the tables in full and as they are published."""
    full = tables(drawn, highest, **given)
    return full, hide(*full, thresholds, INDEX_OF)
