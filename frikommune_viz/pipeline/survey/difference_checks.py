"""Laws of the table that compares two municipalities: it follows from what is published of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from frikommune_viz.model.codes import HIDDEN_STATUSES, Area
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.rounding import SCALE_DECIMALS
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records

TABLE: Final = "survey_differences"
_OFF: Final = 1.5002 * 10.0**-SCALE_DECIMALS
"""By how much a difference of two rounded figures may be off, and be rounded itself."""
_FIGURES: Final = ("difference", "lower", "upper")
Values = Mapping[tuple[str, ...], str]


def check(tables: Tables) -> Iterator[Fault]:
    """Yield a fault for each difference that breaks a law."""
    if TABLE not in tables:
        return
    values = _values(tables)
    shown_as = {
        row["status"]
        for row in (records(tables["survey_results"]) if "survey_results" in tables else ())
        if row["estimate"]
    }
    for row in records(tables[TABLE]):
        yield from _order(row)
        if row["status"] in HIDDEN_STATUSES:
            if any(row[column] for column in _FIGURES):
                rule = f"status {row['status']} means that it is empty"
                yield fault_in(row, "difference", rule, "", "empty")
            continue
        yield from _figures(row)
        if shown_as and row["status"] not in shown_as:
            allowed = ", ".join(sorted(shown_as))
            yield fault_in(row, "status", "a difference of other figures", row["status"], allowed)
        if values is not None:
            yield from _follows(row, values)


def _order(row: Row) -> Iterator[Fault]:
    codes = AREA_MUNICIPALITIES.get(Area(row["area"]), ()) if row["area"] in tuple(Area) else ()
    pair = (row["municipality_code"], row["other_code"])
    if not all(code in codes for code in pair) or codes.index(pair[0]) >= codes.index(pair[1]):
        rule = "not two municipalities of the area in their order"
        yield fault_in(row, "other_code", rule, row["other_code"], ", ".join(codes))


def _figures(row: Row) -> Iterator[Fault]:
    if not all(row[column] for column in _FIGURES):
        rule = "a figure is empty, but the status does not say why"
        yield fault_in(row, "status", rule, row["status"], ", ".join(sorted(HIDDEN_STATUSES)))
        return
    value, low, high = (float(row[column]) for column in _FIGURES)
    if not low <= value <= high or low == high:
        rule = "outside its interval, or an interval without width"
        yield fault_in(row, "difference", rule, row["difference"], f"{low} to {high}")


def _values(tables: Tables) -> Values | None:
    """Return every level and change that is published; None where the tables are not there."""
    if not {"survey_results", "survey_changes"} <= set(tables):
        return None
    found = {
        (*_key(row), row["wave"]): row["estimate"] for row in records(tables["survey_results"])
    }
    found |= {(*_key(row), ""): row["change"] for row in records(tables["survey_changes"])}
    return found


def _follows(row: Row, values: Values) -> Iterator[Fault]:
    """Yield a difference beside a hidden figure, or one that is not that of the two published."""
    one, other = (
        values.get((*_key({**row, "municipality_code": code}), row["wave"]), "")
        for code in (row["municipality_code"], row["other_code"])
    )
    if not one or not other:
        yield fault_in(row, "difference", "it stands where a figure is hidden", "", "empty")
    elif row["difference"] and abs(float(one) - float(other) - float(row["difference"])) > _OFF:
        allowed = f"{float(one) - float(other):.{SCALE_DECIMALS}f}, but for rounding"
        rule = "not the first less the other"
        yield fault_in(row, "difference", rule, row["difference"], allowed)


def _key(row: Row) -> tuple[str, ...]:
    return row["indicator_id"], row["area"], row["municipality_code"], row["respondent"]
