"""Laws of the catalogue of indicators: what it chooses must be possible with the figures there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import pandas as pd

from frikommune_viz.model import period_format
from frikommune_viz.model.periods import Pair, pairs, reported_widely, shown
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.text_rows import Row, Tables, fault_in, records

_NEEDED = {"break_after", "first_shown", "default_baseline", "default_endline", "default_reason_da"}
STATBANK: Final = "www.statistikbanken.dk"
"""Statistics Denmark's StatBank, where the address of a table ends with its name."""

NO_ROWS: Final = pd.DataFrame()


def chosen_periods_exist(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where the first shown period or the default pair is not among the figures.

    An indicator with two periods that can be compared must choose two, and say why. They must be
    reported by enough municipalities for a verdict, unless no pair is.
    """
    rows, catalogue = tables.get("observations"), tables.get("indicators")
    if rows is None or catalogue is None or not set(catalogue) >= _NEEDED:
        return
    if not {"indicator_id", "period", "value"} <= set(rows):
        return
    municipalities = len(tables.get("municipalities", pd.DataFrame()))
    counts = reporting(rows)
    for row in records(catalogue):
        found = {period: n for (id_, period), n in counts.items() if id_ == row["indicator_id"]}
        chosen = [row[column] for column in ("break_after", "first_shown")]
        if not all(_is_closed(period) for period in filter(None, (*found, *chosen))):
            continue  # another law names these periods
        if row["first_shown"] and row["first_shown"] not in found:
            allowed = ", ".join(shown(found, ""))
            rule = "no figure has this period"
            yield fault_in(row, "first_shown", rule, row["first_shown"], allowed)
            continue
        yield from _pair_faults(row, found, municipalities)


def _pair_faults(row: Row, found: Mapping[str, int], municipalities: int) -> Iterator[Fault]:
    """Yield a fault where the default pair is missing, impossible or without a reason."""
    possible = pairs(shown(found, row["first_shown"]), row["break_after"])
    widely = [
        pair
        for pair in possible
        if all(reported_widely(found[period], municipalities) for period in pair)
    ]
    chosen = Pair(row["default_baseline"], row["default_endline"])
    if not possible and any(chosen):
        rule = "no two periods of this indicator can be compared"
        yield fault_in(row, "default_baseline", rule, " to ".join(chosen), "empty")
    elif possible and chosen not in (widely or possible):
        rule = "the default pair cannot be compared, or too few municipalities report in it"
        allowed = _listed(widely or possible)
        yield fault_in(row, "default_baseline", rule, " to ".join(filter(None, chosen)), allowed)
    if bool(row["default_reason_da"]) != bool(row["default_baseline"]):
        rule = "a default pair and its reason go together"
        yield fault_in(row, "default_reason_da", rule, row["default_reason_da"], "both, or neither")


def tables_are_the_publishers(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where the address of a table is not one at the publisher, or has no table.

    An address in StatBank is that of the table named and no other.
    """
    sources = {
        row.get("source_id"): row.get("url", "") for row in records(tables.get("sources", NO_ROWS))
    }
    for row in records(tables.get("indicators", NO_ROWS)):
        address, name = row.get("table_url", ""), row.get("table", "")
        if not address:
            continue
        host = urlsplit(address).netloc
        if not name:
            rule = "an address of a table goes with the table's name"
            yield fault_in(row, "table", rule, name, "the publisher's name of the table")
        elif urlsplit(address).scheme != "https" or (
            row.get("source_id") in sources
            and host != urlsplit(sources[row.get("source_id")]).netloc
        ):
            rule = "the address of the table is not at the publisher of the source"
            yield fault_in(row, "table_url", rule, address, "https, at the host of the source")
        elif host == STATBANK and address != f"https://{STATBANK}/{name}":
            rule = "the address is of another table"
            yield fault_in(row, "table_url", rule, address, f"https://{STATBANK}/{name}")


def answers_are_counted(tables: Tables) -> Iterator[Fault]:
    """Yield a fault where answers are counted by no indicator, or not for every figure."""
    observed = tables.get("observations", NO_ROWS)
    if not {"indicator_id", "municipality_code", "period", "value"} <= set(observed):
        return  # a missing column is told by itself
    catalogue = {row.get("indicator_id"): row for row in records(tables.get("indicators", NO_ROWS))}
    rows = list(records(observed))
    told = {
        (row["indicator_id"], row["municipality_code"], row["period"])
        for row in rows
        if row["value"]
    }
    for id_, entry in catalogue.items():
        counted = entry.get("answers_id", "")
        if not counted:
            continue
        if counted not in catalogue or counted == id_:
            rule = "the answers are counted by no other indicator"
            yield fault_in(entry, "answers_id", rule, counted, "an id of indicators.toml")
            continue
        for row in rows:
            key = (counted, row["municipality_code"], row["period"])
            if row["indicator_id"] == id_ and row.get("value") and key not in told:
                rule = "the figure rests on answers that are not counted"
                yield fault_in(row, "value", rule, row["value"], f"a figure of {counted}, too")


def licences_exist(tables: Tables, edition: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each indicator whose terms of use the edition does not have.

    A built edition holds the terms in its data package and not here; then nothing is checked.
    """
    if "licenses" not in edition:
        return
    known = [str(entry["id"]) for entry in edition["licenses"] if "id" in entry]
    for row in records(tables.get("indicators", NO_ROWS)):
        if row.get("license", "") not in known:
            allowed = f"{', '.join(known)}, or an entry [[licenses]] in edition.toml with that id"
            yield fault_in(row, "license", "unknown terms of use", row["license"], allowed)


def reporting(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return how many municipalities have a value, by indicator and period."""
    counts: dict[tuple[str, str], int] = {}
    for row in records(rows):
        key = row["indicator_id"], row["period"]
        counts[key] = counts.get(key, 0) + bool(row["value"])
    return counts


def _is_closed(period: str) -> bool:
    return period_format.is_period(period) and period_format.parse(period).end_year is not None


def _listed(found: Sequence[Pair]) -> str:
    return "; ".join(f"{pair.baseline} to {pair.endline}" for pair in found[-5:])
