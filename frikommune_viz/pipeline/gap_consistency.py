"""Laws of the gaps from the common course: each follows from the figures, each answer from its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import fmean, median
from typing import Final

from frikommune_viz.model.codes import Area, GapPart, Scope, Standing
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.gap_periods import LEAST_AFTER, LEAST_BEFORE
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records
from frikommune_viz.pipeline.verdict import judge, ruled_out

_NOISE: Final = 2e-6
"""Twice the last published decimal: two rounded numbers are compared."""

Found = tuple[str, str, str, str]
"""Column, rule, what was found and what is allowed."""


def gaps_follow(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each gap that is not the figure less the median of those without."""
    if not {"gaps", "observations", "municipalities"} <= set(tables):
        return
    without = {r["municipality_code"] for r in records(tables["municipalities"]) if not r["area"]}
    rows = list(records(tables["gaps"]))
    asked = {row["indicator_id"] for row in rows}
    values: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in records(tables["observations"]):
        if row["value"] and row["indicator_id"] in asked:
            values[row["indicator_id"], row["period"]][row["municipality_code"]] = float(
                row["value"]
            )
    middles = {
        key: median([one[code] for code in one if code in without])
        for key, one in values.items()
        if without & set(one)
    }
    for row in rows:
        key = row["indicator_id"], row["period"]
        value = values[key].get(row["municipality_code"])
        if value is None or key not in middles:
            yield fault_in(row, "gap", "a figure is not known", row["gap"], "no row")
        elif abs(value - middles[key] - float(row["gap"])) > _NOISE:
            expected = f"{value:g} − {middles[key]:g}"
            yield fault_in(row, "gap", "not the figure less the median", row["gap"], expected)
        if not float(row["p05"]) <= float(row["p95"]):
            yield fault_in(row, "p95", "the band ends below its beginning", row["p95"], row["p05"])


def results_follow(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each result that does not follow from its gaps, or judges beyond its row."""
    if not {"gaps", "gap_results", "indicators"} <= set(tables):
        return
    parts: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in records(tables["gaps"]):
        parts[row["indicator_id"], row["municipality_code"]][row["part"]].append(float(row["gap"]))
    catalogue = {row["indicator_id"]: row for row in records(tables["indicators"])}
    for row in records(tables["gap_results"]):
        indicator = catalogue.get(row["indicator_id"], {})
        for fault in (
            *_place_faults(row, indicator),
            *_difference_faults(row, parts),
            *_interval_faults(row),
            *_answer_faults(row, indicator),
        ):
            yield fault_in(row, *fault)


def one_answers(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where an area has two primary indicators, or a primary one no single answer."""
    if "indicators" not in tables or "primary_reason_da" not in tables["indicators"]:
        return
    chosen: dict[str, str] = {}
    for row in records(tables["indicators"]):
        if not row["primary_reason_da"]:
            continue
        if row["area"] in chosen:
            rule = "the area has another primary indicator"
            yield fault_in(row, "primary_reason_da", rule, chosen[row["area"]], "one an area")
        chosen[row["area"]] = row["indicator_id"]
    answers: dict[str, int] = defaultdict(int)
    for name in {"change_tests", "gap_results"} & set(tables):
        for row in records(tables[name]):
            if row["standing"] != Standing.PRIMARY:
                continue
            answers[row["indicator_id"]] += 1
            if row["indicator_id"] not in chosen.values() or row["scope"] != Scope.AREA:
                rule = "only the primary indicator of an area answers for it, for all together"
                yield fault_in(row, "standing", rule, row["standing"], str(Standing.DESCRIPTIVE))
            elif answers[row["indicator_id"]] > 1:
                rule = "the area has another answer"
                yield fault_in(row, "standing", rule, row["standing"], "one an area")


def _place_faults(row: Row, indicator: Row) -> Iterator[Found]:
    named = row["municipality_codes"].split(";")
    area = indicator.get("area", "")
    codes = AREA_MUNICIPALITIES[Area(area)] if area in set(Area) else ()
    if not set(named) <= set(codes):
        rule = "a municipality without an agreement in the area of the indicator"
        yield "municipality_codes", rule, row["municipality_codes"], ";".join(codes)
    if (len(named) > 1) != (row["scope"] == Scope.AREA):
        yield "scope", "the level does not fit the municipalities", row["scope"], "another level"


def _difference_faults(
    row: Row, parts: dict[tuple[str, str], dict[str, list[float]]]
) -> Iterator[Found]:
    named = [parts[row["indicator_id"], code] for code in row["municipality_codes"].split(";")]
    for part, column, least in (
        (GapPart.BEFORE, "periods_before", LEAST_BEFORE),
        (GapPart.AFTER, "periods_after", LEAST_AFTER),
    ):
        counts = {len(one[part]) for one in named}
        if counts != {int(row[column])} or int(row[column]) < least:
            allowed = f"at least {least}, and as many as the gaps have"
            yield column, "wrong number of periods", row[column], allowed
            return
    expected = fmean(fmean(one[GapPart.AFTER]) - fmean(one[GapPart.BEFORE]) for one in named)
    if abs(float(row["difference"]) - expected) > _NOISE:
        yield (
            "difference",
            "not the mean after less the mean before",
            row["difference"],
            str(round(expected, 6)),
        )


def _interval_faults(row: Row) -> Iterator[Found]:
    """Yield a fault where an interval has no width, or belongs to several municipalities."""
    alone = row["scope"] == Scope.MUNICIPALITY
    for column in ("noise", "lower", "upper"):
        if bool(row[column]) != alone:
            yield column, "one municipality has it, several have not", row[column], "the other way"
            return
    if not alone:
        return
    noise, difference = float(row["noise"]), float(row["difference"])
    if not noise > 0 or not float(row["lower"]) < float(row["upper"]):
        yield "upper", "an interval has a width", row["upper"], f"above {row['lower']}"
    elif abs(float(row["statistic"]) - difference / noise) > 1e-5 * (
        1 + abs(difference) / noise**2
    ):
        expected = f"{difference:g} / {noise:g}"
        yield "statistic", "not difference / noise", row["statistic"], expected


def _answer_faults(row: Row, indicator: Row) -> Iterator[Found]:
    count, others, value = int(row["count_as_large"]), int(row["others"]), float(row["p_value"])
    share = (1 + count) / (1 + others)
    if not 0 <= count <= others:
        yield "count_as_large", "more than there are", str(count), f"0 to {others}"
    elif row["scope"] == Scope.MUNICIPALITY and abs(value - share) > _NOISE:
        yield "p_value", "not the share as large", str(value), f"(1 + {count}) / (1 + {others})"
    for column in ("p_value", "early_p_value"):
        if not 0 < float(row[column]) <= 1:
            yield column, "not a share", row[column], "above 0, to 1"
    if row["relevant_difference"] != indicator.get("relevant_difference", ""):
        allowed = indicator.get("relevant_difference", "")
        rule = "not the difference of the catalogue"
        yield "relevant_difference", rule, row["relevant_difference"], allowed or "empty"
    limits = [_number(row[name]) for name in ("lower", "upper", "relevant_difference")]
    if row["ruled_out"] != (said := ruled_out(*limits)):
        rule = "does not follow from interval and limit"
        yield "ruled_out", rule, row["ruled_out"], str(said)
    if row["verdict"] != (verdict := judge(count, value, Standing(row["standing"]))):
        yield "verdict", "the verdict does not follow from the p-value", row["verdict"], verdict


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
