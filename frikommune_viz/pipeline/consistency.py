"""Check the rules across tables: links, levels, languages, statuses and claims.

Each rule takes the tables as text and yields the faults it finds. Tables or columns that could
not be read are skipped; reading has reported them already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from frikommune_viz.model import period_format
from frikommune_viz.model.codes import EMPTY_STATUSES, Scope, SourceClass, Status, Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline import (
    catalogue_checks,
    change_consistency,
    gap_consistency,
    references,
    sentence_checks,
)
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey import survey_consistency as survey_laws
from frikommune_viz.pipeline.text_rows import Tables, fault_in, records

SCOPE_COLUMNS: Final = {
    Scope.ALL_SEVEN: ((), ("area", "municipality_code", "site")),
    Scope.AREA: (("area",), ("municipality_code", "site")),
    Scope.MUNICIPALITY: (("area", "municipality_code"), ("site",)),
    Scope.SITE: (("area", "municipality_code", "site"), ()),
}
"""Which columns are filled and which are empty at each level."""


def check(tables: Tables, edition: Mapping[str, Any]) -> list[Fault]:
    """Return a fault for each breach of a law.

    Parameters
    ----------
    tables
        Frames of text cells with ``_file`` and ``_row``.
    edition
        The entries of ``edition.toml``; its ``table_sources`` count as links to sources.
    """
    faults = [*references.ids_exist(tables, edition), *references.ids_are_used(tables, edition)]
    faults += catalogue_checks.licences_exist(tables, edition)
    for law in LAWS:
        faults += law(tables)
    return faults


def areas_agree(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where a municipality has another area than that of its agreement."""
    for table, rows in tables.items():
        if not {"area", "municipality_code"} <= set(rows):
            continue
        for row in records(rows):
            code = row["municipality_code"]
            area = MUNICIPALITY_AREA.get(code, "")
            if table == "municipalities" and row["area"] != area:
                yield fault_in(row, "area", f"wrong area for {code}", row["area"], area or "empty")
            elif table != "municipalities" and code and row["area"] != area:
                allowed = area or "a municipality with an agreement"
                yield fault_in(row, "area", f"wrong area for {code}", row["area"], allowed)


def scopes_agree(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where the columns of the level are not filled exactly as the scope says."""
    rows = tables.get("findings", pd.DataFrame())
    if not {"scope", "area", "municipality_code", "site"} <= set(rows):
        return
    for row in records(rows):
        if row["scope"] not in set(Scope):
            continue
        filled, empty = SCOPE_COLUMNS[Scope(row["scope"])]
        for column in filled:
            if not row[column]:
                rule = f"scope {row['scope']} needs this column"
                yield fault_in(row, column, rule, "", f"the {column} the statement is about")
        for column in empty:
            if row[column]:
                rule = f"scope {row['scope']} has nothing in this column"
                yield fault_in(row, column, rule, row[column], "empty, or another scope")


def both_languages(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where a Danish text lacks its English one, or the other way round."""
    for rows in tables.values():
        danish = [str(column) for column in rows if str(column).endswith("_da")]
        pairs = [(da, f"{da[:-3]}_en") for da in danish if f"{da[:-3]}_en" in rows]
        for row in records(rows):
            for da, en in pairs:
                if row[da] and not row[en]:
                    yield fault_in(row, en, "the English text is missing", "", f"a text like {da}")
                if row[en] and not row[da]:
                    yield fault_in(row, da, "the Danish text is missing", "", f"a text like {en}")


def values_have_status(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where a value is empty without a status that says why, or filled against it."""
    rows = tables.get("observations", pd.DataFrame())
    if not {"value", "status"} <= set(rows):
        return
    empty = sorted(EMPTY_STATUSES)
    for row in records(rows):
        if row["value"] and not row["status"]:
            allowed = ", ".join(status for status in Status if status not in EMPTY_STATUSES)
            yield fault_in(row, "status", "a value has no status", row["value"], allowed)
        elif row["value"] and row["status"] in EMPTY_STATUSES:
            rule = f"status {row['status']} means that the value is empty"
            yield fault_in(row, "value", rule, row["value"], "empty, or another status")
        elif not row["value"] and row["status"] not in EMPTY_STATUSES:
            rule = f"the value is empty, but status {row['status'] or '(empty)'} does not say why"
            yield fault_in(row, "status", rule, row["status"], ", ".join(empty))


def units_go_with_values(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where a value of a finding has no unit, or a unit no value."""
    rows = tables.get("findings", pd.DataFrame())
    if not {"value", "unit_da"} <= set(rows):
        return
    for row in records(rows):
        if bool(row["value"]) != bool(row["unit_da"]):
            found = row["value"] or row["unit_da"]
            yield fault_in(row, "unit_da", "value and unit go together", found, "both or none")


def retellings_are_one_result(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where a retelling names no result of its own kind, told first hand."""
    rows = tables.get("findings", pd.DataFrame())
    same = ("direction", "theme", "assumption", "supports_assumption")
    if not {"finding_id", "retells", *same} <= set(rows):
        return
    findings = {row["finding_id"]: row for row in records(rows)}
    for row in records(rows):
        told = findings.get(row["retells"])
        if row["retells"] and told is None:
            allowed = "an id that is in findings.csv"
            yield fault_in(row, "retells", "unknown id", row["retells"], allowed)
        elif told and told["retells"]:
            rule = f"{row['retells']} is itself a retelling"
            yield fault_in(row, "retells", rule, row["retells"], "the statement told first")
        elif told and any(row[column] != told[column] for column in same):
            rule = f"{row['retells']} tells another result"
            allowed = f"a statement with the same {', '.join(same)}"
            yield fault_in(row, "retells", rule, row["retells"], allowed)


def evaluations_are_vives(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where an evaluation is called VIVE's and is not, or the other way round.

    ``midway`` and ``final`` are VIVE's evaluations, told by itself or by others; ``own_final`` is
    a municipality's closing account of itself.
    """
    rows = tables.get("findings", pd.DataFrame())
    sources = records(tables.get("sources", pd.DataFrame()))
    classes = {row.get("source_id"): row.get("source_class") for row in sources}
    vives = {SourceClass.EVALUATION, SourceClass.EVALUATION_RETOLD}
    for row in records(rows) if {"wave", "source_id"} <= set(rows) else ():
        found = classes.get(row["source_id"])
        if row["wave"] in (Wave.MIDWAY, Wave.FINAL) and found not in vives:
            rule = f"wave {row['wave']} is VIVE's evaluation, and the source is {found}"
            yield fault_in(row, "wave", rule, row["wave"], "ongoing, or own_final")
        elif row["wave"] == Wave.OWN_FINAL and found != SourceClass.MUNICIPALITY:
            rule = f"wave own_final is a municipality's own account, and the source is {found}"
            yield fault_in(row, "wave", rule, row["wave"], "another wave")


def today_is_sourced(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where what holds today is said without a date or a source, or the reverse."""
    rows = tables.get("rules", pd.DataFrame())
    columns = ("today_da", "today_date", "today_source_id")
    for row in records(rows) if set(columns) <= set(rows) else ():
        if not any(row[column] for column in columns):
            continue
        for column in columns:
            if not row[column]:
                rule = "what holds today needs its sentence, its date and its source"
                yield fault_in(row, column, rule, "", "all three, or none")


def observations_fit(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each register figure outside its axis, decimals or closed periods."""
    rows, catalogue = tables.get("observations"), tables.get("indicators")
    if rows is None or catalogue is None or not {"indicator_id", "value", "period"} <= set(rows):
        return
    indicators = {row["indicator_id"]: row for row in records(catalogue)}
    for row in records(rows):
        if (
            period_format.is_period(row["period"])
            and period_format.parse(row["period"]).end_year is None
        ):
            yield fault_in(row, "period", "the period is open", row["period"], "a period that ends")
        indicator = indicators.get(row["indicator_id"])
        if indicator is None or _number(row["value"]) is None:
            continue
        lowest, highest = _number(indicator["axis_min"]), _number(indicator["axis_max"])
        value = _number(row["value"])
        assert value is not None
        if lowest is not None and highest is not None and not lowest <= value <= highest:
            allowed = f"{lowest:g} to {highest:g}, or a wider axis in indicators.toml"
            yield fault_in(row, "value", "the value is outside the axis", row["value"], allowed)
        decimals = _number(indicator["decimals"])
        if decimals is not None and round(value, int(decimals)) != value:
            allowed = f"{decimals:g} decimals"
            yield fault_in(row, "value", "too many decimals", row["value"], allowed)


LAWS: Final[tuple[Callable[[Tables], Iterable[Fault]], ...]] = (
    areas_agree,
    scopes_agree,
    both_languages,
    values_have_status,
    units_go_with_values,
    retellings_are_one_result,
    observations_fit,
    catalogue_checks.chosen_periods_exist,
    catalogue_checks.tables_are_the_publishers,
    catalogue_checks.answers_are_counted,
    change_consistency.changes_follow,
    change_consistency.tests_follow,
    gap_consistency.gaps_follow,
    gap_consistency.results_follow,
    gap_consistency.one_answers,
    survey_laws.check,
    sentence_checks.claims_are_allowed,
    sentence_checks.accounts_have_tellers,
    evaluations_are_vives,
    today_is_sourced,
)


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
