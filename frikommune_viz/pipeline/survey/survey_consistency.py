"""Laws of the tables of a survey, for a built edition as for one that is being built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from frikommune_viz.model.codes import BASE_ALONE, EMPTY_STATUSES, HIDDEN_STATUSES, Scope, Status
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey import difference_checks
from frikommune_viz.pipeline.survey.rounding import SCALE_DECIMALS, SHARE_DECIMALS
from frikommune_viz.pipeline.survey.verdicts import verdict
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records

TABLES: Final = ("survey_results", "survey_answers", "survey_changes")
_HALF: Final = 0.5001 * 10.0**-SCALE_DECIMALS
"""By how much a figure on 0–100 may be off from rounding, with a little for floating point."""
_HALF_SHARE: Final = 0.5001 * 10.0**-SHARE_DECIMALS

_P_VALUES: Final = ("p_value", "p_adjusted", "p_small", "p_small_adjusted")
_SHARES: Final = ("share", "response_rate", "top_two")
_VALUE: Final = {
    "survey_results": "estimate",
    "survey_answers": "share",
    "survey_changes": "change",
}
_SECRETS: Final = {
    "survey_results": ("estimate", "lower", "upper", "top_two", "alpha"),
    "survey_answers": ("share", "lower", "upper"),
    "survey_changes": (
        *("change", "lower", "upper", "p_value", "p_adjusted", "family_size"),
        *("p_small", "p_small_adjusted", "effect_size"),
    ),
}
"""What is empty where a row is hidden for whatever reason."""
_PEOPLE: Final = ("base", "base_before", "base_after", "invited", "response_rate")
"""The numbers of people; a row that shows its base alone keeps these."""
_SUPPRESSED: Final = EMPTY_STATUSES - {Status.NOT_COLLECTED, Status.NOT_APPLICABLE}
"""Statuses that hide a value for the sake of people."""
Found = tuple[str, str, str, str]
"""Column, rule, what was found and what is allowed."""


def check(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each row of a survey's tables that breaks a law."""
    for table in TABLES:
        for row in records(tables[table]) if table in tables else ():
            for fault in (*_place(row), *_filled(row, table), *_numbers(row, table)):
                yield fault_in(row, *fault)
    yield from _shares_sum(tables)
    yield from _totals_lie_between(tables)
    yield from _changes_follow(tables)
    yield from difference_checks.check(tables)
    yield from _verdicts_follow(tables)
    yield from _scales_exist(tables)
    yield from _nothing_beside_simulated(tables)


def _place(row: Row) -> Iterator[Found]:
    if (row["scope"] == Scope.AREA) == bool(row["municipality_code"]):
        rule = f"scope {row['scope']} does not fit the municipality"
        yield (
            "municipality_code",
            rule,
            row["municipality_code"],
            "empty for an area, and only then",
        )


def _filled(row: Row, table: str) -> Iterator[Found]:
    """Yield where a value is empty without a status that says why, or filled against it.

    What is in a hidden row is not repeated: it may be a secret.
    """
    if row["status"] in HIDDEN_STATUSES:
        people = () if row["status"] in BASE_ALONE else _PEOPLE
        for column in (*_SECRETS[table], *people):
            if row.get(column):
                yield column, f"status {row['status']} means that it is empty", "", "empty"
        return
    for column in (_VALUE[table], "lower", "upper"):
        if not row[column]:
            rule = f"{column} is empty, but the status does not say why"
            yield "status", rule, row["status"], ", ".join(sorted(HIDDEN_STATUSES))


def _numbers(row: Row, table: str) -> Iterator[Found]:
    value = row[_VALUE[table]]
    low, high = row["lower"], row["upper"]
    if value and low and high and not float(low) <= float(value) <= float(high):
        yield _VALUE[table], "outside its interval", value, f"{low} to {high}"
    if low and high and not float(low) < float(high):
        yield "lower", "an interval without width", f"{low} to {high}", "lower below upper"
    for column in _P_VALUES:
        if row.get(column) and not 0 < float(row[column]) <= 1:
            yield column, "not a p-value", row[column], "above 0, at most 1"
    if table == "survey_results" and value and not 0 <= float(value) <= 100:
        yield "estimate", "outside the scale", value, "0 to 100"
    for column in _SHARES:
        if row.get(column) and not 0 <= float(row[column]) <= 1:
            yield column, "not a share", row[column], "0 to 1"


def _shares_sum(tables: Tables) -> Iterator[Fault]:
    """Yield where the shares of one question do not sum to 1."""
    cells: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in records(tables["survey_answers"]) if "survey_answers" in tables else ():
        cells[(*_key(row), row["wave"])].append(row)
    for rows in cells.values():
        given = [float(row["share"]) for row in rows if row["share"]]
        if given and (len(given) != len(rows) or abs(sum(given) - 1) > len(given) * _HALF_SHARE):
            rule = "the shares of the question do not sum to 1"
            yield fault_in(rows[0], "share", rule, f"{sum(given):g}", "1, or all empty")


def _totals_lie_between(tables: Tables) -> Iterator[Fault]:
    """Yield a total that is not between its municipalities, or is shown where one is suppressed.

    A total discloses a hidden municipality; see :mod:`.secondary_suppression`. It is compared with its
    municipalities where all of them are shown.
    """
    for table, wave, extra in (
        ("survey_results", "wave", ()),
        ("survey_answers", "wave", ("category",)),
        ("survey_changes", "endline", ()),
    ):
        municipalities: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        totals = []
        for row in records(tables[table]) if table in tables else ():
            key = (*(row[name] for name in ("indicator_id", "area", "respondent", wave, *extra)),)
            if row["scope"] == Scope.AREA:
                totals.append((key, row))
            else:
                municipalities[key].append(row)
        for key, total in totals:
            yield from _between(total, municipalities[key], _VALUE[table], table)


def _between(total: Row, municipalities: list[Row], column: str, table: str) -> Iterator[Fault]:
    if not total[column]:
        return
    if any(row["status"] in _SUPPRESSED for row in municipalities):
        rule = "the total is shown where a municipality is suppressed"
        yield fault_in(total, column, rule, "", "empty")
    values = [float(row[column]) for row in municipalities if row[column]]
    if len(values) < len(municipalities) or not values:
        return
    if not min(values) <= float(total[column]) <= max(values):  # rounding keeps order
        rule = "the total is not between its municipalities"
        yield fault_in(total, column, rule, total[column], f"{min(values)} to {max(values)}")


def _changes_follow(tables: Tables) -> Iterator[Fault]:
    """Yield a change that is not after less before, or is shown where a level is not."""
    if not {"survey_results", "survey_changes"} <= set(tables):
        return
    levels = {(*_key(row), row["wave"]): row for row in records(tables["survey_results"])}
    for row in records(tables["survey_changes"]):
        if not row["change"]:
            continue
        before = levels.get((*_key(row), row["baseline"]), {}).get("estimate")
        after = levels.get((*_key(row), row["endline"]), {}).get("estimate")
        if not before or not after:
            rule = "the change stands where a level is hidden"
            yield fault_in(row, "change", rule, "", "empty")
        elif abs(float(after) - float(before) - float(row["change"])) > 3 * _HALF:
            allowed = f"{float(after) - float(before):.{SCALE_DECIMALS}f}, but for rounding"
            yield fault_in(
                row, "change", "the change is not after − before", row["change"], allowed
            )


def _verdicts_follow(tables: Tables) -> Iterator[Fault]:
    if not {"survey_indicators", "survey_changes"} <= set(tables):
        return
    bands = {
        row["indicator_id"]: float(row["relevance_band"])
        for row in records(tables["survey_indicators"])
    }
    for row in records(tables["survey_changes"]):
        numbers = {
            column: float(row[column]) if row[column] else float("nan")
            for column in ("lower", "upper", "p_adjusted", "p_small_adjusted")
        }
        expected = verdict({**row, **numbers}, bands.get(row["indicator_id"], 0.0))
        if row["verdict"] != expected:
            rule = "the verdict does not follow from the numbers"
            yield fault_in(row, "verdict", rule, row["verdict"], str(expected))


def _scales_exist(tables: Tables) -> Iterator[Fault]:
    """Yield a question whose scale has no answers, and a share of an answer its scale has not."""
    if not {"survey_scales", "survey_questions", "survey_answers"} <= set(tables):
        return
    answers = {(row["scale_id"], row["category"]) for row in records(tables["survey_scales"])}
    scales = {scale_id for scale_id, _ in answers}
    asked: dict[tuple[str, str], str] = {}
    for row in records(tables["survey_questions"]):
        asked[row["indicator_id"], row["wave"]] = row["scale_id"]
        if row["scale_id"] not in scales:
            yield fault_in(
                row, "scale_id", "unknown id", row["scale_id"], ", ".join(sorted(scales))
            )
    for row in records(tables["survey_answers"]):
        scale_id = asked.get((row["indicator_id"], row["wave"]))
        if (scale_id, row["category"]) not in answers:
            rule = "no answer of the question's scale"
            yield fault_in(row, "category", rule, row["category"], "an answer in survey_scales")


def _nothing_beside_simulated(tables: Tables) -> Iterator[Fault]:
    """Yield what is real in an edition that holds anything simulated."""
    statuses = {
        status for table in TABLES if table in tables for status in tables[table]["status"].unique()
    }
    if Status.SIMULATED not in statuses:
        return
    rule = "a real value in an edition with simulated ones"
    for table in TABLES:
        for row in records(tables[table]) if table in tables else ():
            if row["status"] == Status.NORMAL:
                yield fault_in(row, "status", rule, row["status"], Status.SIMULATED)
    for table in ("findings", "observations"):
        for row in records(tables[table].head(1)) if table in tables else ():
            yield fault_in(row, "", rule, table, "no such table in a practice edition")


def _key(row: Row) -> tuple[str, ...]:
    return row["indicator_id"], row["area"], row["municipality_code"], row["respondent"]
