"""Compare a survey's results with earlier editions of it, which people may have kept.

Of two editions that differ by one late answer the difference is that answer: to every question, of a
person somebody may know. The same holds of one to four. Where that would be, nothing is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.survey.cells import Cell, cells_of

RESULTS: Final = "survey_results"
INDICATORS: Final = "survey_indicators"
_FIGURES: Final = ("estimate", "lower", "upper", "alpha")


def earlier_editions(out: Path, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the results of every edition of the same survey in a folder, by the edition's name."""
    source = set(tables[INDICATORS]["source_id"])
    found = {}
    for folder in sorted(path.parent for path in out.glob(f"*/{RESULTS}.parquet")):
        try:
            if source & set(
                pq.read_table(folder / f"{INDICATORS}.parquet")["source_id"].to_pylist()
            ):
                found[folder.name] = pq.read_table(folder / f"{RESULTS}.parquet").to_pandas()
        except (pa.ArrowException, KeyError, OSError):
            continue  # a broken edition is replaced; what it held is not known
    return found


def few_more(
    edition: str, before: pd.DataFrame, after: pd.DataFrame, smallest_base: int
) -> Iterator[Fault]:
    """Yield a fault for each place whose number of answers differs, but by too few.

    Parameters
    ----------
    edition
        Name of the earlier edition.
    before, after
        ``survey_results`` of both.
    smallest_base
        From how many answers a difference may be known.

    Examples
    --------
    >>> row = {"area": "school", "respondent": "staff", "wave": "final",
    ...        "indicator_id": "trust", "municipality_code": "561", "response_rate": None,
    ...        "invited": None, "estimate": 60.0, "lower": 55.0, "upper": 65.0, "alpha": None}
    >>> before, after = (pd.DataFrame([row | {"base": n}]) for n in (50, 53))
    >>> [fault.found for fault in few_more("trial", before, after, 5)]
    ['final, school, 561, staff: 1 figure(s)']
    """
    counts: Counter[str] = Counter()
    stood = _bases(before)
    for (cell, kind), count in _bases(after).items():
        if 0 < abs(count - stood.get((cell, kind), count)) < smallest_base:
            group = cell.group
            counts[
                ", ".join(filter(None, [group.wave, group.area, cell.place, group.respondent]))
            ] += 1
    for place, figures in counts.items():
        yield Fault(
            edition,
            None,
            "base",
            f"an edition of this survey has from 1 to {smallest_base - 1} answers more or fewer",
            f"{place}: {figures} figure(s)",
            f"the same answers, or at least {smallest_base} more in each place; see "
            "docs/data.md. Remove the edition if nobody has seen it",
        )


def is_revised(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    """Return whether a figure differs although as many answered: answers may have been replaced."""
    old, new = _figures(before), _figures(after)
    return any(old[key] != figures for key, figures in new.items() if key in old)


def _bases(results: pd.DataFrame) -> dict[tuple[Cell, str], int]:
    """Return what is published of how many answered, an item or anything."""
    found: dict[tuple[Cell, str], int] = {}
    rows = results[["base", "response_rate", "invited"]].astype(float).to_dict("records")
    for cell, row in zip(cells_of(results), rows, strict=True):
        if pd.notna(row["base"]):
            found[cell, "base"] = int(row["base"])
        if pd.notna(row["response_rate"]) and pd.notna(row["invited"]):
            found[cell, "people"] = round(row["response_rate"] * row["invited"])
    return found


def _figures(results: pd.DataFrame) -> dict[tuple[Cell, float], tuple[float, ...]]:
    rows = results[["base", *_FIGURES]].astype(float)
    return {
        (cell, row[0]): tuple(row[1:])
        for cell, row in zip(cells_of(results), rows.fillna(-1.0).to_numpy().tolist(), strict=True)
        if row[1] >= 0
    }
