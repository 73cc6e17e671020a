"""Compute what follows from the register figures: ends of periods, distributions, gaps, changes."""

from __future__ import annotations

from typing import Final

import pandas as pd

from frikommune_viz.model import period_format
from frikommune_viz.model.codes import Standing
from frikommune_viz.pipeline import compute_changes, compute_gaps
from frikommune_viz.pipeline.columns import Kind, Table
from frikommune_viz.pipeline.schema import GAP_RESULTS, TABLES

QUANTILES: Final = {"p05": 0.05, "p25": 0.25, "median": 0.5, "p75": 0.75, "p95": 0.95}


def compute(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Turn checked text into typed tables, with the computed columns and tables.

    Parameters
    ----------
    tables
        Frames of text cells that broke no rule.

    Returns
    -------
    dict
        One frame per table of the edition, columns in the table's order; empty cells are None.
    """
    built = {table.name: typed(table, tables[table.name]) for table in TABLES.values()}
    observations = built["observations"]
    observations["period_end"] = [
        period_format.parse(period).end_year for period in observations["period"]
    ]
    catalogue = {id_: place for place, id_ in enumerate(built["indicators"]["indicator_id"])}
    observations["place"] = observations["indicator_id"].map(catalogue)
    observations = observations.sort_values(
        ["place", "municipality_code", "period_end"], kind="stable", ignore_index=True
    )
    built["observations"] = observations[[c.name for c in TABLES["observations"].columns]]
    built["distributions"] = distributions(built["observations"], built["municipalities"])
    built |= compute_gaps.compute(built)
    answered = built[GAP_RESULTS.name]
    answered = answered[answered["standing"] == Standing.PRIMARY]
    built |= compute_changes.compute(built, frozenset(answered["indicator_id"]))
    return built


def typed(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Cells as text, int or float by the kind of their column; empty cells are None."""
    convert = {Kind.INTEGER: int, Kind.NUMBER: float}
    columns = {}
    for column in table.source_columns:
        read = convert.get(column.kind, str)
        columns[column.name] = pd.Series(
            [read(cell) if cell else None for cell in rows[column.name]], dtype=object
        )
    return pd.DataFrame(columns)


def distributions(observations: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """How the municipalities without an agreement lie, per indicator and period.

    Returns
    -------
    DataFrame
        ``indicator_id``, ``period``, ``period_end``, ``count`` of municipalities with a value, and
        the quantiles ``p05``, ``p25``, ``median``, ``p75``, ``p95`` in the indicator's unit, by
        linear interpolation between the nearest values, rounded to six decimals.
    """
    without = municipalities.loc[municipalities["area"].isna(), "municipality_code"]
    others = observations[
        observations["municipality_code"].isin(without) & observations["value"].notna()
    ]
    keys = ["indicator_id", "period", "period_end"]
    rows = []
    for key, group in others.groupby(keys, sort=False):
        values = group["value"].astype(float)
        quantiles = [round(float(values.quantile(share)), 6) for share in QUANTILES.values()]
        rows.append([*key, len(values), *quantiles])
    table = pd.DataFrame(rows, columns=[*keys, "count", *QUANTILES], dtype=object)
    order = {id_: place for place, id_ in enumerate(observations["indicator_id"].unique())}
    table["place"] = table["indicator_id"].map(order)
    table = table.sort_values(["place", "period_end"], kind="stable", ignore_index=True)
    return table.drop(columns="place")
