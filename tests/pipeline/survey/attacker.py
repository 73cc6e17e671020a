"""Somebody who solves for what is hidden, from everything published.

They are given more than they could have: true bases as the weights of totals, and the sum of
squares of the answers wherever a mean is published. Each function returns what they find out.
"""

import numpy as np
from made_survey import INDEX, INDEX_OF, ITEMS
from scipy.optimize import Bounds, LinearConstraint, milp

TOTAL = ""
INDICATORS = (*ITEMS, INDEX)


def keyed(rows, wave):
    """Give the rows of a wave by place and indicator."""
    named = rows[rows["wave"] == wave].assign(
        municipality_code=rows["municipality_code"].fillna(TOTAL)
    )
    return {
        (row["municipality_code"], row["indicator_id"]): row for row in named.to_dict("records")
    }


def determined(equations, unknown):
    """Give the unknowns that have the same value in every solution."""
    if not equations or not unknown:
        return set()
    matrix = np.array([[equation.get(name, 0.0) for name in unknown] for equation in equations])
    _, values, rows = np.linalg.svd(matrix)
    rank = int((values > 1e-9 * max(values.max(initial=0), 1)).sum())
    free = np.abs(rows[rank:]).max(axis=0, initial=0)
    return {name for name, room in zip(unknown, free, strict=True) if room < 1e-7}


def means(results, answers, places):
    """Solve totals and indices for suppressed means; unreliable ones are taken as known."""
    unknown = [key for key, row in results.items() if row["status"] == "suppressed"]
    equations = []
    for indicator in INDICATORS:
        bases = {place: base_of(answers[place], indicator) for place in places}
        total = {(TOTAL, indicator): -float(sum(bases.values()))}
        equations.append({(place, indicator): float(n) for place, n in bases.items()} | total)
    for place in (TOTAL, *places):
        if not np.isnan(answers[place][:, :2]).any():  # else it is no mean of the items' means
            of_items = {(place, item): 0.5 for item in INDEX_OF}
            equations.append(of_items | {(place, INDEX): -1.0})
    return determined(equations, unknown) - nobody(answers)


def base_of(answers, indicator):
    if indicator == INDEX:
        return int((~np.isnan(answers[:, :2])).any(axis=1).sum())
    return int((~np.isnan(answers[:, ITEMS.index(indicator)])).sum())


def nobody(answers):
    """Give the cells without an answer: there is nothing to find out."""
    return {(place, i) for place in answers for i in INDICATORS if not base_of(answers[place], i)}


def bases(results, answers, places):
    """Solve totals for bases that are not published."""
    unknown = [key for key, row in results.items() if np.isnan(row["base"])]
    equations = [
        {(place, indicator): 1.0 for place in places} | {(TOTAL, indicator): -1.0}
        for indicator in INDICATORS
    ]
    return determined(equations, unknown) - nobody(answers)


def people(results, places):
    """Tell from rates, standing at any indicator, and their total how many answered anything."""
    known = {
        place: round(row["response_rate"] * row["invited"])
        for (place, _), row in results.items()
        if not np.isnan(row["response_rate"])
    }
    rest = [place for place in places if place not in known]
    if TOTAL in known and len(rest) == 1:
        known[rest[0]] = known[TOTAL] - sum(known[place] for place in places if place in known)
    return known


def counts(item, results, published, answers, places, highest):
    """Tell which hidden counts of people only one solution in whole numbers has.

    The unknowns are the counts of the municipalities; what is published of a total is about their
    sum. Only what is protected is looked at, and only answers that somebody gave.
    """
    category = np.arange(1.0, highest + 1)
    truth = {place: _counts(answers[place], item, highest) for place in (TOTAL, *places)}
    equations, right = [], []

    def know(place, weights, value):
        within = [place in (TOTAL, municipality) for municipality in places]
        equations.append(np.kron(within, weights))
        right.append(value)

    for place, true in truth.items():
        status = results[place, item]["status"]
        if status != "suppressed":
            know(place, np.ones(highest), true.sum())
        if status == "normal":
            know(place, category, category @ true)
            know(place, category**2, category**2 @ true)
        if published[place, item] == "normal":
            for one in np.eye(highest):
                know(place, one, one @ true)
    found = set()
    for place, true in truth.items():
        small = ((true > 0) & (true < 5)).any()
        if results[place, item]["status"] != "suppressed" and not small:
            continue
        within = [place in (TOTAL, municipality) for municipality in places]
        for one in np.flatnonzero(true):
            target = np.kron(within, np.eye(highest)[one])
            if _only(target, true[one], equations, right, sum(truth[p].sum() for p in places)):
                found.add((place, item, int(one) + 1))
    return found


def _counts(answers, item, highest):
    column = answers[:, ITEMS.index(item)]
    return np.array([(column == k).sum() for k in range(1, highest + 1)], dtype=float)


def _only(target, true, equations, right, everyone):
    """Say whether the count can be neither less nor more than it is."""
    value = np.array(right)
    known = [LinearConstraint(np.array(equations), value, value)] if equations else []
    for sign in (1, -1):
        another = LinearConstraint(sign * target, -np.inf, sign * true - 1)
        solution = milp(
            np.zeros(len(target)),
            constraints=[*known, another],
            bounds=Bounds(0, everyone),
            integrality=np.ones(len(target)),
        )
        if solution.status == 0:
            return False
    return True
