"""Laws of the computed changes: each follows from the figures, and each verdict from its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from frikommune_viz.model import period_format
from frikommune_viz.model.codes import Area, Comparison, Scope, Standing
from frikommune_viz.model.periods import Pair, crosses_break, reported_widely, span
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline import catalogue_checks
from frikommune_viz.pipeline.change_tests import DECIMALS
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records
from frikommune_viz.pipeline.verdict import judge

_NOISE: Final = 10**-DECIMALS
Key = tuple[str, str, str, str]
Found = tuple[str, str, str, str]
"""Column, rule, what was found and what is allowed."""


def changes_follow(tables: Tables) -> Iterator[Fault]:
    """Tell each change that is not after − before, crosses a break or has no place in its rank."""
    if not {"changes", "observations", "indicators"} <= set(tables):
        return
    values = {
        (row["indicator_id"], row["municipality_code"], row["period"]): float(row["value"])
        for row in records(tables["observations"])
        if row["value"]
    }
    breaks = {row["indicator_id"]: row["break_after"] for row in records(tables["indicators"])}
    rows = list(records(tables["changes"]))
    known = Counter((row["indicator_id"], row["baseline"], row["endline"]) for row in rows)
    for row in rows:
        of = known[row["indicator_id"], row["baseline"], row["endline"]]
        for fault in _change_faults(row, values, breaks.get(row["indicator_id"], ""), of):
            yield fault_in(row, *fault)


def _change_faults(
    row: Row, values: dict[tuple[str, str, str], float], break_after: str, of: int
) -> Iterator[Found]:
    pair = Pair(row["baseline"], row["endline"])
    if not all(period_format.is_period(period) for period in pair):
        return
    if not span(pair.baseline) < span(pair.endline) or crosses_break(*pair, break_after):
        found = f"{pair.baseline} to {pair.endline}"
        yield "endline", "the periods do not compare", found, "later, and across no break"
    one = row["indicator_id"], row["municipality_code"]
    before, after = values.get((*one, pair.baseline)), values.get((*one, pair.endline))
    if before is None or after is None:
        yield "change", "a value is not known", row["change"], "no row"
    elif abs(float(row["change"]) - (after - before)) > _NOISE:
        expected = f"{after:g} − {before:g}"
        yield "change", "the change is not after − before", row["change"], expected
    if int(row["of"]) != of:
        yield "of", "wrong number of changes", row["of"], str(of)
    if not 1 <= int(row["rank"]) <= int(row["of"]):
        yield "rank", "the rank is not among the changes", row["rank"], f"1 to {row['of']}"


def tests_follow(tables: Tables) -> Iterator[Fault]:
    """Tell each comparison whose share, verdict or municipality does not follow."""
    if not {"changes", "change_tests", "indicators", "observations"} <= set(tables):
        return
    thin = _thin_periods(tables)
    pilots = {
        row["indicator_id"]: AREA_MUNICIPALITIES[Area(row["area"])]
        for row in records(tables["indicators"])
        if row["area"] in set(Area)
    }
    changes = {_key(row, row["municipality_code"]): row for row in records(tables["changes"])}
    tested = set()
    for row in records(tables["change_tests"]):
        codes = pilots.get(row["indicator_id"], ())
        for fault in (*_test_faults(row), *_change_differs(row, changes, codes)):
            yield fault_in(row, *fault)
        for column in ("baseline", "endline"):
            if (row["indicator_id"], row[column]) in thin:
                rule = "too few municipalities report in this period for a verdict"
                yield fault_in(row, column, rule, row[column], "no row")
        if row["comparison"] == Comparison.ALL_OTHERS:
            tested.add(_key(row, row["municipality_codes"]))
    for key, row in changes.items():
        codes = pilots.get(row["indicator_id"], ())
        judged = not {(row["indicator_id"], row[name]) for name in ("baseline", "endline")} & thin
        has_others = row["municipality_code"] in codes and row["median_others"]
        if judged and has_others and key not in tested:
            rule = "the change of a municipality with an agreement has no verdict"
            yield fault_in(row, "municipality_code", rule, key[-1], "a row in change_tests")


def _thin_periods(tables: Tables) -> set[tuple[str, str]]:
    """Return the indicators and periods in which too few municipalities have a figure."""
    municipalities = len(tables.get("municipalities", ()))
    return {
        key
        for key, count in catalogue_checks.reporting(tables["observations"]).items()
        if not reported_widely(count, municipalities)
    }


def _test_faults(row: Row) -> Iterator[Found]:
    count, others = int(row["count_as_large"]), int(row["others"])
    value, share = float(row["p_value"]), (1 + count) / (1 + others)
    if not 0 <= count <= others:
        yield "count_as_large", "more than there are", str(count), f"0 to {others}"
    elif row["scope"] == Scope.MUNICIPALITY and abs(value - share) > _NOISE:
        yield "p_value", "not the share as large", str(value), f"(1 + {count}) / (1 + {others})"
    if not 0 < value <= 1:
        yield "p_value", "not a share", str(value), "above 0, to 1"
    if row["verdict"] != (verdict := judge(count, value, Standing(row["standing"]))):
        yield "verdict", "the verdict does not follow from the p-value", row["verdict"], verdict


def _change_differs(row: Row, changes: dict[Key, Row], codes: tuple[str, ...]) -> Iterator[Found]:
    named = row["municipality_codes"].split(";")
    if not set(named) <= set(codes):
        rule = "a municipality without an agreement in the area of the indicator"
        yield "municipality_codes", rule, row["municipality_codes"], ";".join(codes)
        return
    if (len(named) > 1) != (row["scope"] == Scope.AREA):
        yield "scope", "the level does not fit the municipalities", row["scope"], "another level"
    found = [changes.get(_key(row, code)) for code in named]
    known = [float(one["change"]) for one in found if one is not None]
    if len(known) < len(named):
        yield "change", "a change is not known", row["change"], "no row"
    elif abs(float(row["change"]) - sum(known) / len(known)) > _NOISE:
        yield "change", "not the mean of the changes", row["change"], f"{sum(known) / len(known):g}"


def _key(row: Row, code: str) -> Key:
    return row["indicator_id"], row["baseline"], row["endline"], code
