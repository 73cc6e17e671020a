"""Somebody who solves for what is hidden, from everything published.

They are given more than they could have: bases and weights of hidden cells, which weights make up a
total, the distribution wherever a mean is published, no rounding, and how much those with incomplete
answers could add to an index. `raw` holds all of that: the tables before suppression. Of these the
attacker takes for known only what `published` shows. Each attack returns what it finds out.

Nothing here uses the code that hides.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations
from types import SimpleNamespace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

TOTAL = ""
SHOWN = ("normal", "simulated")
FEW = range(1, 5)
NEARLY = 0.02  # of the scale: a mean known so well has its spread known too
WIDE = 0.25  # of the scale, or of what the answers of those people could be


@dataclass
class Group:
    """The respondents of an area in one wave: what is true, and what is published of it."""

    name: tuple
    cells: dict
    index_of: dict
    is_weighted: bool

    @property
    def places(self):
        return sorted({place for place, _ in self.cells if place != TOTAL})

    @property
    def indicators(self):
        return list(dict.fromkeys(indicator for _, indicator in self.cells))

    def items(self, index):
        return [one for one in self.indicators if self.index_of.get(one) == index]

    def blocks(self):
        """Give each index with its items, and each item of no index."""
        found = defaultdict(list)
        for one in self.indicators:
            found[self.index_of.get(one, one)].append(one)
        return dict(found)

    def get(self, place, indicator):
        """Give a cell somebody answered; None where nobody did."""
        cell = self.cells.get((place, indicator))
        return cell if cell and cell.base else None

    def weight_in_total(self, place, indicator):
        everyone = sum(
            cell.weight_in_total for p in self.places if (cell := self.get(p, indicator))
        )
        return self.get(place, indicator).weight_in_total / everyone

    def is_pooled(self, indicator):
        """Say whether a total is made of people, and not of municipalities."""
        total = self.get(TOTAL, indicator)
        return all(
            abs(self.weight_in_total(p, indicator) - cell.weight / total.weight) < 1e-9
            for p in self.places
            if (cell := self.get(p, indicator))
        )


def groups(raw, published, index_of):
    """Give what is true and what is published of each group of respondents."""
    found = defaultdict(dict)
    by_category = _distributions(raw.answers, published.answers)
    shown = {_key(row): row for row in published.results.to_dict("records")}
    for row in raw.results.to_dict("records"):
        if row["status"] not in SHOWN:
            continue
        group, place, indicator = _key(row)
        cell = SimpleNamespace(**{name: row.get(name) for name in _NUMBERS})
        cell.base = int(_number(row["base"]))
        cell.published = SimpleNamespace(**shown[_key(row)])
        vars(cell).update(by_category.get(_key(row), {}))
        found[group][place, indicator] = cell
    for name, cells in found.items():
        weighted = any(abs(_number(c.weight) - c.base) > 1e-9 for c in cells.values())
        yield Group(name, cells, index_of, weighted)


_NUMBERS = ("estimate", "weight", "weight_in_total", "complete", "incomplete")


def _distributions(raw, published):
    status = {_key(row): row["status"] for row in published.to_dict("records")}
    found = defaultdict(lambda: {"counts": [], "shares": [], "values": []})
    for row in raw.sort_values("category").to_dict("records"):
        if row["status"] in SHOWN:
            cell = found[_key(row)]
            cell["counts"].append(_number(row["count"]))
            cell["shares"].append(_number(row["share"]))
            cell["values"].append(row["value"] / 100)
    return {
        key: {"distribution": status[key]} | {name: np.array(v) for name, v in cell.items()}
        for key, cell in found.items()
    }


def _key(row):
    code = row["municipality_code"]
    place = TOTAL if code is None or pd.isna(code) else str(code)
    return (row["area"], row["respondent"], row["wave"]), place, row["indicator_id"]


def _number(cell):
    return 0.0 if cell is None or pd.isna(cell) or cell == "" else float(cell)


class Solutions:
    """All answers a block could have had, that fit what is known of its cells.

    The unknowns are the shares of each category in each municipality, and for those who answered
    some items of an index only, and for the others, the mean of each item. Everything published is
    a linear equation in these.
    """

    def __init__(self, group, index, known):
        self.group, self.index, self.known = group, index, known
        self.items = group.items(index) or [index]
        self.place_of, self.bounds, self.truth, self.ties = {}, [], [], []
        for place in group.places:
            for item in self.items:
                if cell := group.get(place, item):
                    for k, share in enumerate(cell.shares):
                        self._add((place, item, k), (0.0, 1.0), share)
            if group.items(index) and (cell := group.get(place, index)) and cell.incomplete:
                for item in self.items:
                    if part := group.get(place, item):
                        self._add_parts(place, item, part, cell.incomplete)
        self.equations = list(self._equations())

    def _add(self, name, bounds, true):
        self.place_of[name] = len(self.bounds)
        self.bounds.append(bounds)
        self.truth.append(true)

    def _add_parts(self, place, item, part, incomplete):
        """Divide those who answered an item by what else they answered."""
        rest, of_rest = part.weight, part.weight * part.estimate
        tie = defaultdict(float)
        for name, value in self.mean(place, item).items():
            tie[name] += part.weight * value
        for number, some in enumerate(incomplete):
            if item in some.items:
                mean = some.means[some.items.index(item)]
                self._add((place, item, "some", number), (0.0, 1.0), mean / 100)
                tie[place, item, "some", number] = -some.weight
                rest, of_rest = rest - some.weight, of_rest - some.weight * mean
        if rest > 1e-9 * part.weight:
            self._add((place, item, "all", 0), (0.0, 1.0), of_rest / rest / 100)
            tie[place, item, "all", 0] = -rest
        self.ties.append(tie)

    def rest(self, place):
        """Give index less mean of items as a sum of the answers that are the reason for it."""
        cell, row = self.group.get(place, self.index), {}
        for number, some in enumerate(cell.incomplete):
            count, asked = len(some.items), len(self.items)
            times = asked / count - 1 if count * 2 >= asked else -1
            for item in some.items:
                row[place, item, "some", number] = times * some.weight / cell.weight / asked
        return row

    def mean(self, place, indicator):
        """Give a mean as a sum of unknowns."""
        group, row = self.group, defaultdict(float)
        if place == TOTAL:
            for part in group.places:
                if group.get(part, indicator):
                    weight = group.weight_in_total(part, indicator)
                    for name, value in self.mean(part, indicator).items():
                        row[name] += weight * value
            return row
        cell = group.get(place, indicator)
        if indicator in self.items:
            return {(place, indicator, k): value for k, value in enumerate(cell.values)}
        for item in self.items:
            if part := group.get(place, item):
                weight = part.weight / cell.weight / len(self.items)
                for name, value in self.mean(place, item).items():
                    row[name] += weight * value
        for name, times in self.rest(place).items():
            row[name] += times
        return row

    def _equations(self):
        group = self.group
        yield from self.ties
        for place, item in {name[:2] for name in self.place_of if len(name) == 3}:
            shares = {(place, item, k): 1.0 for k in range(len(group.get(place, item).shares))}
            yield shares
            if self.known(place, item):
                yield from ({name: 1.0} for name in shares)
        for item in self.items:
            if group.get(TOTAL, item) and self.known(TOTAL, item):
                for k in range(len(group.get(TOTAL, item).shares)):
                    yield {
                        (place, item, k): group.weight_in_total(place, item)
                        for place in group.places
                        if group.get(place, item)
                    }
        if group.items(self.index):
            for place in (TOTAL, *group.places):
                if group.get(place, self.index) and self.known(place, self.index):
                    yield self.mean(place, self.index)

    def width(self, row):
        """Give how far a sum of unknowns may vary."""
        cost = np.zeros(len(self.bounds))
        for name, weight in row.items():
            cost[self.place_of[name]] = weight
        matrix = np.zeros((len(self.equations), len(self.bounds)))
        for number, equation in enumerate(self.equations):
            for name, weight in equation.items():
                matrix[number, self.place_of[name]] = weight
        right = matrix @ np.array(self.truth)
        ends = [
            linprog(sign * cost, A_eq=matrix, b_eq=right, bounds=self.bounds, method="highs")
            for sign in (1, -1)
        ]
        assert all(end.status == 0 for end in ends), [end.message for end in ends]
        return -sum(end.fun for end in ends)


def _is_shown(cell):
    return cell.published.status in SHOWN


def _has_base(cell):
    return not np.isnan(_nan(cell.published.base))


def _nan(cell):
    return np.nan if cell is None or cell == "" or pd.isna(cell) else float(cell)


def means(group):
    """Solve for the means of suppressed cells: which are known, or too nearly so?

    Means not published for reliability are taken as known.
    """
    found = set()
    for index, indicators in group.blocks().items():
        hidden = [
            (place, one)
            for place in (TOTAL, *group.places)
            for one in indicators
            if (cell := group.get(place, one)) and not _has_base(cell)
        ]
        few = {
            one: together
            for one in indicators
            if (
                together := [
                    places
                    for places in _subsets([p for p, i in hidden if i == one and p != TOTAL])
                    if sum(group.get(p, one).base for p in places) in FEW
                ]
            )
        }
        if not hidden:
            continue
        solutions = Solutions(group, index, lambda p, i, hidden=hidden: (p, i) not in hidden)
        for place, one in hidden:
            if _is_no_secret(place):
                continue
            if solutions.width(solutions.mean(place, one)) < 1e-7:
                found.add(("mean", group.name, one, place))
        for one, together in few.items():
            for places in together:
                weights = {p: group.weight_in_total(p, one) for p in places}
                row = defaultdict(float)
                for place, weight in weights.items():
                    for name, value in solutions.mean(place, one).items():
                        row[name] += weight / sum(weights.values()) * value
                if solutions.width(row) < WIDE - 1e-6:
                    found.add(("range", group.name, one, "+".join(places)))
    return found


def _is_no_secret(place):
    """Say whether it is a total: it is hidden for what it would tell, and tells nothing itself."""
    return place == TOTAL


def _subsets(places):
    return chain.from_iterable(combinations(places, n) for n in range(1, len(places) + 1))


def incomplete_answers(group):
    """Solve index less items for the answers of the few who left an item empty."""
    found = set()
    for index in {i for i in group.index_of.values() if i in group.indicators}:
        people = {
            place: sum(some.people for some in cell.incomplete)
            for place in group.places
            if (cell := group.get(place, index)) and cell.incomplete
        }
        few = [places for places in _subsets(people) if sum(people[p] for p in places) in FEW]
        if not few:
            continue
        shown = {key for key, cell in group.cells.items() if cell.base and _is_shown(cell)}
        solutions = Solutions(group, index, lambda p, i, shown=shown: (p, i) in shown)
        for places in few:
            row = {
                name: times * group.weight_in_total(place, index)
                for place in places
                for name, times in solutions.rest(place).items()
            }
            if solutions.width(row) < (WIDE - 1e-6) * sum(map(abs, row.values())):
                found.add(("incomplete", group.name, index, "+".join(places)))
    return found


def alphas(group):
    """Give the alphas that rest on few, or are an equation for an item that is hidden."""
    found = set()
    for (place, index), cell in group.cells.items():
        if not group.items(index) or np.isnan(_nan(cell.published.alpha)):
            continue
        parts = [group.get(place, item) for item in group.items(index)]
        if cell.complete < 20 or not all(part and _is_shown(part) for part in parts):
            found.add(("alpha", group.name, index, place))
    return found


def determined(equations, unknown):
    """Give the unknowns that have the same value in every solution."""
    if not equations or not unknown:
        return set()
    matrix = np.array([[equation.get(name, 0.0) for name in unknown] for equation in equations])
    _, values, rows = np.linalg.svd(matrix)
    rank = int((values > 1e-9 * max(values.max(initial=0), 1)).sum())
    free = np.abs(rows[rank:]).max(axis=0, initial=0)
    return {name for name, room in zip(unknown, free, strict=True) if room < 1e-7}


def bases(group):
    """Solve totals for bases that are not published."""
    unknown = [key for key, cell in group.cells.items() if cell.base and not _has_base(cell)]
    equations = [
        {(place, one): 1.0 for place in group.places} | {(TOTAL, one): -1.0}
        for one in group.indicators
        if (TOTAL, one) in group.cells  # else no row says what the bases add up to
    ]
    return {
        ("base", group.name, one, place)
        for place, one in determined(equations, unknown)
        if not _is_no_secret(place)
    }


def people(group):
    """Subtract rates, which stand at any indicator, from that of all."""
    known = {
        place: round(rate * _nan(cell.published.invited))
        for (place, _), cell in group.cells.items()
        if not np.isnan(rate := _nan(cell.published.response_rate))
    }
    rest = [place for place in group.places if place not in known]
    if TOTAL in known and len(rest) == 1:
        known[rest[0]] = known[TOTAL] - sum(known[p] for p in group.places if p in known)
    return {("people", group.name, "", place) for place, n in known.items() if n in FEW}


def counts(group):
    """Find hidden counts of people that only one solution in whole numbers has.

    The unknowns are the counts of the municipalities. Where a mean is published, so is the sum of
    squares, as good as; other means are known as far as column and row tell.
    """
    found = set()
    for index in group.blocks():
        for item in group.items(index) or [index]:
            if any(
                _is_protected(cell) for p in (TOTAL, *group.places) if (cell := group.get(p, item))
            ):
                found |= _counts_of(group, index, item)
    return found


def _is_protected(cell):
    small = ((cell.counts > 0) & (cell.counts < 5)).any()
    return not _has_base(cell) or (small and cell.distribution not in SHOWN)


def _counts_of(group, index, item):
    here = [place for place in group.places if group.get(place, item)]
    if not group.get(TOTAL, item):
        return set()
    highest = len(group.get(TOTAL, item).values)
    values = group.get(TOTAL, item).values
    shown = {key for key, cell in group.cells.items() if cell.base and _is_shown(cell)}
    solutions = Solutions(group, index, lambda p, i: (p, i) in shown)
    rows, right, slack = [], [], []
    steps = {
        place: np.array(
            [
                (place in (TOTAL, one)) / (1 if place != TOTAL else _people_per(group, one, item))
                for one in here
            ]
        )
        for place in (TOTAL, *here)
    }

    def know(place, weights, half=0.0):
        row = np.kron(steps[place], weights)
        rows.append(row)
        right.append(row @ truth)
        slack.append(half)

    truth = np.concatenate([group.get(place, item).counts for place in here])
    rounded = 0.0 if group.is_weighted or group.is_pooled(item) else 0.0005
    for place in (TOTAL, *here):
        cell = group.get(place, item)
        one = place == TOTAL and rounded
        if _has_base(cell) and not one:
            know(place, np.ones(highest))
        if _is_shown(cell) or _has_base(cell):
            room = 0.0 if _is_shown(cell) else solutions.width(solutions.mean(place, item))
            know(place, values, max(one, room * (1 if rounded and place == TOTAL else cell.base)))
            if not one and room < NEARLY:
                know(place, values**2)
        if cell.distribution in SHOWN:
            for k in np.eye(highest):
                know(place, k, one)
    for number in range(len(here)):  # bases are given
        if rounded:
            rows.append(np.kron(np.eye(len(here))[number], np.ones(highest)))
            right.append(rows[-1] @ truth)
            slack.append(0.0)
    found = set()
    for place in (TOTAL, *here):
        cell = group.get(place, item)
        if not _is_protected(cell):
            continue
        inside = np.array([place in (TOTAL, one) for one in here], dtype=float)
        for k in np.flatnonzero(cell.counts):
            if _is_no_secret(place) and cell.counts[k] not in FEW:
                continue
            target = np.kron(inside, np.eye(highest)[k])
            if _is_only(target, cell.counts[k], rows, right, slack, truth.sum()):
                found.add(("count", group.name, item, place, int(k) + 1))
    return found


def _people_per(group, place, item):
    """Give how many people of a municipality make up a share of 1 of the total, of one weight."""
    if group.is_weighted or group.is_pooled(item):
        return 1.0
    return group.get(place, item).base / group.weight_in_total(place, item)


def _is_only(target, true, rows, right, slack, everyone):
    """Say whether the count can be neither less nor more than it is."""
    value, half = np.array(right), np.array(slack)
    known = [LinearConstraint(np.array(rows), value - half, value + half)] if rows else []
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


ATTACKS = (means, incomplete_answers, alphas, bases, people, counts)


def attack(raw, published, index_of, attacks=ATTACKS):
    """Give all that is found out."""
    return {
        one
        for group in groups(raw, published, index_of)
        for attack_of in attacks
        for one in attack_of(group)
    }


def late_answers(before, after, highest):
    """Subtract an edition from a later one: give what the one person answered who came late.

    Of each item and place with one answer more the mean of it, in whole steps of its scale.
    """
    found = {}
    earlier = {_key(row): row for row in before.results.to_dict("records")}
    for row in after.results.to_dict("records"):
        old = earlier[_key(row)]
        bases = [_nan(old["base"]), _nan(row["base"])]
        means = [_nan(old["estimate"]), _nan(row["estimate"])]
        if (
            row["indicator_id"] in highest
            and bases[1] - bases[0] == 1
            and not np.isnan(means).any()
        ):
            value = bases[1] * means[1] - bases[0] * means[0]
            found[_key(row)] = 1 + round(value * (highest[row["indicator_id"]] - 1) / 100)
    return found
