"""Levels, shares and changes are those of R's survey package (JK1), on three data sets."""

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from frikommune_viz.pipeline.survey import estimates, scales
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.shares import shares as shares_of
from frikommune_viz.pipeline.survey.strata import Stratum, alone

REFERENCE = Path(__file__).parent / "reference"
HIGHEST = 5
RULE = estimates.Rule(fewest_workplaces=2)  # one of the data sets has 2.5 in a wave
CELLS = ["estimate", "se", "df", "lower", "upper"]


def samples(data_set):
    """Give the answers 1–5 of both waves."""
    rows = pd.read_csv(REFERENCE / f"{data_set}.csv", dtype={"weight": float, "answer": float})
    columns = ["answer", "weight", "workplace"]
    return {
        wave: Sample(*(of_wave[column].to_numpy() for column in columns))
        for wave, of_wave in rows.groupby("wave")
    }


def turned(sample):
    return sample._replace(values=scales.to_hundred(sample.values, HIGHEST, is_reversed=False))


def ours(data_set):
    """Estimate everything the script does, under the names it gives."""
    waves = samples(data_set)
    found = {}
    for wave, sample in waves.items():
        level = estimates.level(alone(turned(sample)), RULE)
        found[f"level_{wave}"] = (level.estimate, level.se, level.df, level.lower, level.upper)
        shares = shares_of(alone(sample), HIGHEST, RULE)
        columns = zip(shares.share, shares.se, shares.lower, shares.upper, strict=True)
        found |= {
            f"share_{wave}_{k}": (share, se, level.df, lower, upper)
            for k, (share, se, lower, upper) in enumerate(columns, 1)
        }
    before, after = (alone(turned(waves[wave])) for wave in ("baseline", "final"))
    found["change"] = numbers(estimates.change(before, after, RULE))
    return found


def numbers(change):
    return change.change, change.se, change.df, change.lower, change.upper


def of_area():
    """Take two of the data sets for the municipalities of an area."""
    waves = {}
    for wave in ("baseline", "final"):
        parts = (("balanced", 3.0), ("weighted", 1.0))
        waves[wave] = [Stratum(weight, turned(samples(name)[wave])) for name, weight in parts]
    return {"change": numbers(estimates.change(waves["baseline"], waves["final"], RULE))}


def agree(recorded):
    for data_set, rows in recorded.groupby("data_set"):
        found = of_area() if data_set == "area" else ours(data_set)
        assert data_set == "area" or len(rows) >= 10
        for row in rows.to_dict("records"):
            # A level ends where the scale does; R's interval does not.
            scale = (0.0, 100.0) if row["quantity"].startswith("level") else (-100.0, 100.0)
            row["lower"], row["upper"] = np.clip([row["lower"], row["upper"]], *scale)
            expected = [row[cell] for cell in CELLS]
            assert found[row["quantity"]] == pytest.approx(expected, abs=1e-7), row


def test_the_recorded_values_of_r():
    recorded = pd.read_csv(REFERENCE / "recorded.csv")
    assert set(recorded["data_set"]) == {"balanced", "few_clusters", "weighted", "area"}
    agree(recorded)


def test_the_data_sets_are_what_they_are_called():
    """Agreement on three easy data sets would say little."""
    sizes = {
        data_set: pd.read_csv(REFERENCE / f"{data_set}.csv").groupby(["workplace", "wave"]).size()
        for data_set in ("balanced", "few_clusters", "weighted")
    }
    assert set(sizes["balanced"]) == {8}
    few = sizes["few_clusters"].unstack(fill_value=0)
    assert len(few) == 5
    assert (few == 0).any().all()  # a workplace in one wave only, either way
    weights = samples("weighted")["baseline"].weights
    assert weights.max() > 4 * weights.min()
    assert not np.isnan(weights).any()


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs Rscript")
def test_r_asked_anew():
    asked = subprocess.run(
        ["Rscript", str(REFERENCE / "reference.R"), str(REFERENCE)],
        check=True,
        capture_output=True,
        text=True,
    )
    anew = pd.read_csv(io.StringIO(asked.stdout))
    recorded = pd.read_csv(REFERENCE / "recorded.csv")
    pd.testing.assert_frame_equal(anew, recorded, rtol=1e-8)
    agree(anew)
