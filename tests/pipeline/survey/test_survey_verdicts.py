"""Verdicts follow from what is published, and in their order."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_survey import CODEBOOK

from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.rounding import published
from frikommune_viz.pipeline.survey.verdicts import judge, verdict

STANDS = {"comparable": "yes", "status": "normal"}


@pytest.mark.parametrize(
    ("lower", "upper", "p_adjusted", "p_small_adjusted", "expected"),
    [
        (1.0, 9.0, 0.01, 0.9, "up"),
        (-9.0, -1.0, 0.01, 0.9, "down"),
        # The interval alone excludes 0; with all that is shown beside it, it is not enough.
        (1.0, 9.0, 0.06, 0.9, "no_clear_change"),
        (-1.0, 9.0, 0.01, 0.9, "no_clear_change"),
        (0.0, 9.0, 0.05, 0.9, "no_clear_change"),
        (-3.0, 3.0, 0.9, 0.05, "at_most_small"),
        # The interval alone lies within the band; with all that is shown, it is not enough.
        (-3.0, 3.0, 0.9, 0.06, "no_clear_change"),
        (-3.1, 1.0, 0.9, 0.01, "no_clear_change"),
        # Certain and small: the direction is said.
        (0.5, 2.5, 0.01, 0.01, "up"),
        (0.5, 2.5, 0.2, 0.01, "at_most_small"),
    ],
)
def test_what_is_said_of_an_interval(lower, upper, p_adjusted, p_small_adjusted, expected):
    row = {**STANDS, "lower": lower, "upper": upper, "p_adjusted": p_adjusted}
    row |= {"p_small_adjusted": p_small_adjusted}
    assert verdict(row, 3.0) == expected


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("suppressed", "too_few"),
        ("low_reliability", "too_few"),
        ("protects_another", "protects_another"),
    ],
)
def test_what_cannot_be_compared_comes_before_what_is_hidden(status, said):
    hidden = {"status": status, "lower": None, "upper": None, "p_adjusted": None}
    assert verdict({**hidden, "comparable": "no"}, 3.0) == "not_comparable"
    assert verdict({**hidden, "comparable": "yes"}, 3.0) == said


def test_too_few_workplaces_is_a_word_of_its_own():
    hidden = {"status": "few_workplaces", "lower": None, "upper": None, "p_adjusted": None}
    assert verdict({**hidden, "comparable": "yes"}, 3.0) == "few_workplaces"
    assert verdict({**hidden, "comparable": "no"}, 3.0) == "not_comparable"


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    path = tmp_path_factory.mktemp("codebook") / "codebook.toml"
    path.write_text(CODEBOOK, "utf-8")
    return read_codebook(path)[0]


def changes(*figures):
    return pd.DataFrame(
        {
            **STANDS, "indicator_id": "trusts_leader", "area": "school", "respondent": "staff",
            "change": change, "lower": lower, "upper": upper, "p_value": p_value,
            "p_small": 1 - p_value,
        }
        for change, lower, upper, p_value in figures
    )  # fmt: skip


def test_a_bound_that_is_published_as_nothing_is_no_increase(codebook):
    (row,) = judge(changes((5.0, 0.03, 9.9, 0.01)), codebook).to_dict("records")
    assert (row["lower"], row["verdict"]) == (0.0, "no_clear_change")


NEAR = st.one_of(st.floats(-100, 100), st.floats(-0.1, 0.1), st.floats(2.9, 3.1))
FIGURES = st.tuples(NEAR, NEAR, NEAR, st.one_of(st.floats(0, 1), st.floats(0.0499999, 0.0500001)))


@settings(deadline=None)
@given(st.lists(FIGURES, min_size=1, max_size=6))
def test_a_verdict_follows_from_the_figures_beside_it(codebook, drawn):
    figures = [(*sorted((low, mid, high)), p) for low, mid, high, p in drawn]
    judged = judge(changes(*((mid, low, high, p) for low, mid, high, p in figures)), codebook)
    for row in judged.to_dict("records"):
        assert row["lower"] <= row["change"] <= row["upper"]
        assert 0 < row["p_value"] <= row["p_adjusted"] <= 1
        assert 0 < row["p_small"] <= row["p_small_adjusted"] <= 1
        assert row["family_size"] == len(drawn)
        assert row["verdict"] == verdict(row, 3.0)
    assert published(judged).to_dict("records") == judged.to_dict("records")


def test_only_what_stands_is_adjusted_for(codebook):
    rows = changes((5, 1, 9, 0.01), (5, 1, 9, 0.02), (5, 1, 9, 0.03))
    rows.loc[2, ["change", "lower", "upper", "p_value", "p_small"]] = None
    rows.loc[2, "status"] = "suppressed"
    judged = judge(rows, codebook)
    assert list(judged["p_adjusted"][:2]) == [0.02, 0.02]
    assert list(judged["p_small_adjusted"][:2]) == [0.99, 0.99]
    assert list(judged["family_size"]) == [2, 2, None]
    assert judged["verdict"][2] == "too_few"
