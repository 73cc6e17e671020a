"""A total is published only where it tells nothing that its municipalities do not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_survey import CODEBOOK, HEADER, write

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey.survey_input import read_survey

PLACES = {"482": 12, "410": 58, "791": 120}
"""The municipalities of elder care, and how many were invited."""


def test_why_two_hidden_municipalities_do_not_protect_each_other_from_a_weighted_total():
    """Three and six people answered 1–5. The total has four decimals, and hardly two pairs of
    sums give the same one; of a plain sum many do."""
    shares = np.array([12, 58]) / 70
    totals, sums = {}, {}
    for one, two in product(range(3, 16), range(6, 31)):
        means = np.array([(one / 3 - 1) * 25, (two / 6 - 1) * 25])
        totals.setdefault(round(float(shares @ means), 4), []).append((one, two))
        sums.setdefault(one + two, []).append((one, two))
    alone = [pairs for pairs in totals.values() if len(pairs) == 1]
    assert len(alone) > 0.9 * 13 * 25
    assert (
        len([pairs for pairs in sums.values() if len(pairs) == 1]) == 2
    )  # all lowest, all highest


def survey_of(folder, sizes, seed):
    """Write a survey of the leaders in elder care with so many answers, two to a workplace."""
    rng = np.random.default_rng(seed)
    rows, asked = [], []
    for wave, (code, by_wave) in product(("baseline", "final"), sizes.items()):
        count = by_wave[wave == "final"]
        asked.append(
            {"wave": wave, "municipality_code": code, "respondent": "leaders",
             "invited": str(max(PLACES[code], count))}
        )  # fmt: skip
        for n in range(count):
            answers = rng.integers(1, 6, 4).astype(str)
            empty = rng.random(4) < 0.1
            rows.append(
                {"respondent_id": f"{code}-{n}", "wave": wave, "municipality_code": code,
                 "workplace_id": f"{code}-w{n // 2}", "respondent": "leaders",
                 "trusts_leader": "" if empty[0] else answers[0],
                 "is_checked": "" if empty[1] else answers[1],
                 "reworded": answers[2], "asked_last": answers[3] if wave == "final" else ""}
            )  # fmt: skip
    write(folder / "survey_responses.csv", rows, HEADER)
    write(folder / "invited.csv", asked, ("wave", "municipality_code", "respondent", "invited"))
    (folder / "codebook.toml").write_text(CODEBOOK, "utf-8")


def computed(folder, sizes, seed=0):
    survey_of(folder, sizes, seed)
    found, faults = read_survey(folder, lambda line: None)
    assert faults == []
    return found.compute(Status.NORMAL)  # holds its tables to the laws of an edition


def statuses(tables, indicator_id="trusts_leader", wave="final"):
    rows = tables["survey_results"]
    here = rows[(rows["indicator_id"] == indicator_id) & (rows["wave"] == wave)]
    return dict(zip(here["municipality_code"].fillna(""), here["status"], strict=True))


def test_one_suppressed_municipality_takes_the_total_with_it_and_no_other(tmp_path):
    found = computed(tmp_path, {"482": (30, 3), "410": (40, 40), "791": (80, 80)})
    assert statuses(found)["482"] == "suppressed"
    assert statuses(found)[""] == "protects_another"
    assert statuses(found)["410"] == statuses(found)["791"] == "normal"
    before = statuses(found, wave="baseline")
    assert set(before.values()) == {"normal"}
    changes = found["survey_changes"]
    total = changes[(changes["scope"] == "area") & (changes["indicator_id"] == "trusts_leader")]
    assert total["status"].item() == "protects_another"
    figures = ["change", "lower", "p_value", "p_small", "effect_size", "base_before", "base_after"]
    assert total[figures].isna().all(axis=None)


def test_one_unreliable_municipality_leaves_the_total_two_do_not(tmp_path):
    """The mean of the one follows, which is no secret; those of two would, and their answers."""
    one = computed(tmp_path, {"482": (12, 12), "410": (40, 40), "791": (80, 80)}, seed=4)
    assert statuses(one, "trust_index")["482"] == "low_reliability"
    assert statuses(one, "trust_index")[""] == "normal"
    two = computed(tmp_path, {"482": (12, 12), "410": (14, 14), "791": (80, 80)})
    assert statuses(two, "trust_index")["410"] == "low_reliability"
    assert statuses(two, "trust_index")[""] == "protects_another"


def test_a_category_of_few_in_a_municipality_takes_the_distribution_of_the_total(tmp_path):
    found = computed(tmp_path, {"482": (12, 12), "410": (56, 56), "791": (120, 120)}, seed=2)
    answers = found["survey_answers"]
    here = answers[(answers["indicator_id"] == "trusts_leader") & (answers["wave"] == "final")]
    by_place = here.groupby(here["municipality_code"].fillna(""))["status"].agg(set)
    assert by_place["482"] == {"low_reliability"}
    assert by_place["791"] == {"normal"}
    assert by_place[""] == {"protects_another"}
    levels = found["survey_results"]
    total = levels[
        (levels["indicator_id"] == "trusts_leader")
        & (levels["wave"] == "final")
        & (levels["scope"] == "area")
    ]
    assert total["top_two"].isna().all()


SIZES = st.tuples(st.integers(0, 60), st.integers(1, 60))


@settings(max_examples=25, deadline=None)
@given(st.tuples(SIZES, SIZES, SIZES), st.integers(0, 99))
def test_no_edition_shows_a_total_beside_a_suppressed_municipality(tmp_path_factory, sizes, seed):
    """Nor p = 0, nor an interval without width: `compute` refuses what breaks a law."""
    if not any(after for _, after in sizes) or not any(before for before, _ in sizes):
        return
    folder = tmp_path_factory.mktemp("random")
    tables = computed(folder, dict(zip(PLACES, sizes, strict=True)), seed)
    rows = tables["survey_results"]
    for _, cells in rows.groupby(["indicator_id", "wave"]):
        total = cells[cells["scope"] == "area"]["estimate"].item()
        parts = cells[cells["scope"] == "municipality"]
        if not pd.isna(total):
            assert not {"suppressed", "protects_another"} & set(parts["status"])
            assert (parts["status"] != "normal").sum() <= 1
    for column in ("p_value", "p_adjusted", "p_small", "p_small_adjusted"):
        given_ = tables["survey_changes"][column].dropna().astype(float)
        assert (given_ > 0).all()
    for name in ("survey_results", "survey_answers", "survey_changes"):
        shown = tables[name].dropna(subset=["lower"])
        assert (shown["lower"].astype(float) < shown["upper"].astype(float)).all()


@pytest.mark.parametrize("wave", ["baseline", "final"])
def test_a_municipality_that_was_not_asked_leaves_no_total(tmp_path, wave):
    sizes = {"482": (30, 30), "410": (40, 40), "791": (80, 80)}
    sizes["482"] = (0, 30) if wave == "baseline" else (30, 0)
    survey_of(tmp_path, sizes, 0)
    path = tmp_path / "invited.csv"
    kept = [line for line in path.read_text().splitlines() if not line.startswith(f"{wave},482")]
    path.write_text("\n".join([*kept, ""]))
    found, faults = read_survey(tmp_path, lambda line: None)
    assert faults == []
    tables = found.compute(Status.NORMAL)
    changes = tables["survey_changes"]
    total = changes[(changes["scope"] == "area") & (changes["indicator_id"] == "trusts_leader")]
    assert total["not_comparable_reason"].item() == "population"
    alone = changes[
        (changes["municipality_code"] == "482") & (changes["indicator_id"] == "trusts_leader")
    ]
    assert alone["not_comparable_reason"].item() == "not_asked"
    assert statuses(tables, wave=wave)["482"] == "not_collected"
    # The later wave says who belongs to the total.
    assert statuses(tables, wave="baseline")[""] == "not_collected"
    assert statuses(tables, wave="final")[""] == "normal"
