"""How many were invited: read ``invited.csv``, and check it against the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline.faults import Fault
from frikommune_viz.pipeline.read_sources import FILE, ROW, read_csv_text
from frikommune_viz.pipeline.survey.answer_values import count_of
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.delimited import read_written, with_commas
from frikommune_viz.pipeline.survey.input_files import GROUPS, INVITED
from frikommune_viz.pipeline.survey.read_answers import Answers

COLUMNS = tuple(column.name for column in INVITED.columns)
Key = tuple[str, str, str]


def read_invited(folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read ``invited.csv``: cells as text, with ``_file`` and ``_row``."""
    path = folder / INVITED.file
    if not path.is_file():
        allowed = f"a file {INVITED.file}"
        return pd.DataFrame(), [Fault(INVITED.file, None, "", "file is missing", "", allowed)]
    written, faults = read_written(path, COLUMNS)
    if written is None:
        return pd.DataFrame(), faults
    rows, faults = read_csv_text(with_commas(written), INVITED.file, INVITED)
    # Should the answers have been saved under this name, no cell of them is quoted either.
    return rows, [fault if fault.row == 1 else replace(fault, found="") for fault in faults]


def invited_counts(rows: pd.DataFrame) -> dict[Key, int]:
    """Return the number invited by wave, municipality and group, of rows without faults."""
    return {
        (row["wave"], row["municipality_code"], row["respondent"]): count_of(row["invited"]) or 0
        for row in rows.to_dict("records")
    }


def check_invited(invited: pd.DataFrame, answers: Answers, codebook: Codebook) -> Iterator[Fault]:
    """Yield what is wrong with the numbers invited, and where more have answered than were."""
    if not set(COLUMNS) <= set(invited):
        return
    answered = _answered(answers)
    seen: dict[Key, int] = {}
    codes = {
        "wave": tuple(str(wave) for wave in codebook.waves),
        "municipality_code": tuple(MUNICIPALITY_AREA),
        "respondent": GROUPS,
    }
    for row in invited.to_dict("records"):
        key = (row["wave"], row["municipality_code"], row["respondent"])
        for column, known in codes.items():
            if row[column] not in known:
                yield _fault(row, column, "unknown code", row[column], ", ".join(known))
        if key in seen:
            allowed = f"one row for each; it is already in row {seen[key]}"
            yield _fault(row, "wave", "the row is there twice", ", ".join(key), allowed)
        seen.setdefault(key, row[ROW])
        count = count_of(row["invited"])
        if count is None:
            allowed = "a whole number such as 120, without separators of thousands"
            yield _fault(row, "invited", "not a whole number", row["invited"], allowed)
        elif count < answered.get(key, 0):
            # How many have answered may be few enough to be a secret.
            rule = "fewer were invited than have answered"
            yield _fault(row, "invited", rule, row["invited"], "all who were asked")
    for key in answered:
        if key not in seen and all(key):
            rule = "the number invited is missing"
            yield Fault(INVITED.file, None, "invited", rule, ", ".join(key), "a row for it")


def _answered(answers: Answers) -> dict[Key, int]:
    """Count the people of each wave, municipality and group."""
    names = ("wave", "municipality_code", "respondent")
    if not set(names) <= set(answers.columns):
        return {}
    rows = zip(*(answers.columns[name].text() for name in names), strict=True)
    counted = Counter((str(wave), str(code), str(group)) for wave, code, group in rows)
    return {
        (wave, code, group): count
        for (wave, code, group), count in sorted(counted.items())
        if code in MUNICIPALITY_AREA and group in GROUPS
    }


def _fault(row: Mapping[Any, Any], column: str, rule: str, found: str, allowed: str) -> Fault:
    return Fault(row[FILE], row[ROW], column, rule, found, allowed)
