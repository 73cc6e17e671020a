"""What is true of a survey and what is published of it, for somebody who attacks it."""

import csv
from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import patch

import pandas as pd
import pyarrow.parquet as pq

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.simulate.microdata import write_microdata
from frikommune_viz.pipeline.simulate.planted import read_planted
from frikommune_viz.pipeline.survey import disclosure
from frikommune_viz.pipeline.survey.survey_input import read_survey

NAMES = ("results", "answers", "changes")


def tables_of(folder, status=Status.NORMAL):
    """Give a survey's tables before anything is hidden and as they are published, and its indices."""
    survey, faults = read_survey(folder, lambda line: None)
    assert faults == []
    raw = []

    def hide(*given):
        raw.extend(table.copy() for table in given[:3])
        return real(*given)

    real = disclosure.hide
    with patch.object(disclosure, "hide", hide):
        made = survey.compute(status)
    published = {name: made[f"survey_{name}"] for name in NAMES}
    return (
        SimpleNamespace(**dict(zip(NAMES, raw, strict=True))),
        SimpleNamespace(**published),
        survey.codebook.index_of,
    )


def read_csv(folder):
    """Read what is published from the CSV files of an edition."""
    return SimpleNamespace(**{name: _rows_of(folder / f"survey_{name}.csv") for name in NAMES})


def read_parquet(folder):
    """Read what is published from the Parquet files of an edition."""
    return SimpleNamespace(
        **{name: pq.read_table(folder / f"survey_{name}.parquet").to_pandas() for name in NAMES}
    )


def _rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    return pd.DataFrame(rows)


def draw_small(rng, folder):
    """Draw the answers of small groups of two areas: leaders, of whom few or none answer."""
    planted = read_planted()
    leaders = [group for group in planted.groups if group.respondent == "leaders"]
    groups = [
        replace(group, workplaces=int(rng.integers(2, 12)), **_sizes(group, rng))
        for group in leaders
        if group.municipality_code in ("217", "840", "482", "410", "791")
    ]
    unanswered = float(rng.choice([0.0, 0.03, 0.1]))
    level = float(rng.choice([0.0, 1.0, 3.0]))
    groups = [
        replace(group, mean={theme: mean + level for theme, mean in group.mean.items()})
        for group in groups
    ]
    small = replace(planted, groups=tuple(groups), unanswered=unanswered)
    write_microdata(small, int(rng.integers(10**6)), folder)


def _sizes(group, rng):
    answered = {
        wave: int(rng.choice([rng.integers(1, 9), rng.integers(15, 25), rng.integers(25, 90)]))
        for wave in group.answered
    }
    return {"answered": answered, "invited": {wave: 2 * n for wave, n in answered.items()}}
