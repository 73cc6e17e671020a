"""Levels, shares and changes are those of R's survey package, on three data sets."""

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

REFERENCE = Path(__file__).parent / "reference"
HIGHEST = 5


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
        level = estimates.level(*turned(sample), 0.95)
        found[f"level_{wave}"] = (level.estimate, level.se, level.lower, level.upper)
        shares = shares_of(*sample, HIGHEST, 0.95)
        columns = zip(shares.share, shares.se, shares.lower, shares.upper, strict=True)
        found |= {f"share_{wave}_{k}": values for k, values in enumerate(columns, 1)}
    change = estimates.change(turned(waves["baseline"]), turned(waves["final"]), 0.95)
    found["change"] = (change.change, change.se, change.lower, change.upper)
    return found


def agree(recorded):
    for data_set, rows in recorded.groupby("data_set"):
        found = ours(data_set)
        assert {"level_baseline", "level_final", "change"} < set(rows["quantity"])
        for row in rows.itertuples():
            estimate, se, lower, upper = found[row.quantity]
            assert estimate == pytest.approx(row.estimate, abs=1e-6), row
            assert se == pytest.approx(row.se, abs=1e-4), row
            assert (lower, upper) == pytest.approx((row.lower, row.upper), abs=1e-4), row


def test_the_recorded_values_of_r():
    recorded = pd.read_csv(REFERENCE / "recorded.csv")
    assert set(recorded["data_set"]) == {"balanced", "few_clusters", "weighted"}
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
