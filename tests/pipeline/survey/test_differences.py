"""Two municipalities compared: by hand, by leaving workplaces out anew, and never past a hidden one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from small_survey import people

from frikommune_viz.model.codes import HIDDEN_STATUSES, Status
from frikommune_viz.pipeline.survey import survey_consistency
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.estimates import Rule, change, difference, level
from frikommune_viz.pipeline.survey.strata import alone
from frikommune_viz.pipeline.survey.survey_input import read_survey
from frikommune_viz.pipeline.survey_schema import SURVEY_TABLES
from frikommune_viz.pipeline.text_rows import as_text
from frikommune_viz.pipeline.write_edition import arrow_table

RULE = Rule()
TWO = Rule(fewest_workplaces=2)


def sample(values, workplaces):
    return Sample(np.array(values, dtype=float), np.ones(len(values)), np.array(list(workplaces)))


# By hand: a and b have the means 40 and 60, so the first mean is 50, and without one of them it is
# 60 or 40: variance 1/2 × 2 × 10² = 100. c and d have 10 and 30: the mean is 20, the variance 100.
# The difference is 30, its variance 200, and with 1 degree of freedom each Welch's is 200² / 20 000.
def test_a_difference_by_hand():
    one, other = sample([40, 60], "ab"), sample([10, 30], "cd")
    found = difference(level(alone(one), TWO), level(alone(other), TWO), TWO)
    assert found.difference == 30
    assert found.se == pytest.approx(200**0.5)
    assert found.df == pytest.approx(2)
    # The 0.975 quantile of t with two degrees of freedom is 4.302653: cut where the scale ends.
    assert found.lower == pytest.approx(30 - 4.302653 * 200**0.5)
    assert found.upper == pytest.approx(min(100, 30 + 4.302653 * 200**0.5))


def drawn(seed, people_, workplaces):
    rng = np.random.default_rng(seed)
    places = np.concatenate([np.arange(workplaces), rng.integers(0, workplaces, people_)])
    values = rng.integers(0, 5, len(places)) * 25.0
    return Sample(values, rng.uniform(0.5, 2, len(places)), places)


def anew(waves):
    """Leave each workplace out and compute the mean, or the change, anew: value, variance, df."""

    def estimate(keep):
        means = []
        for wave in waves:
            kept = keep(wave.workplaces)
            means.append(np.average(wave.values[kept], weights=wave.weights[kept]))
        return means[-1] - means[0] if len(waves) == 2 else means[0]

    names = np.unique(np.concatenate([wave.workplaces for wave in waves]))
    left_out = [estimate(lambda found, name=name: found != name) for name in names]
    spread = (np.array(left_out) - np.mean(left_out)) ** 2
    share = np.mean(
        [
            [wave.weights[wave.workplaces == name].sum() / wave.weights.sum() for name in names]
            for wave in waves
        ],
        axis=0,
    )
    count = len(names)
    everybody = estimate(lambda found: found == found)
    return everybody, spread.sum() * (count - 1) / count, 1 / (share**2).sum() - 1


@given(st.integers(0, 10**6), st.sampled_from([1, 2]))
def test_levels_and_changes_differ_as_independent_jackknives_do(seed, waves):
    """Welch's interval, from replicates made one by one."""
    sides = [[drawn(seed + 10 * side + wave, 60, 9) for wave in range(waves)] for side in (0, 1)]
    (value, variance, df), (value2, variance2, df2) = (anew(side) for side in sides)
    pooled = (variance + variance2) ** 2 / (variance**2 / df + variance2**2 / df2)
    half = stats.t.ppf(0.975, pooled) * np.sqrt(variance + variance2)
    estimate = level if waves == 1 else change
    found = difference(*(estimate(*(alone(wave) for wave in side), RULE) for side in sides), RULE)
    assert (found.difference, found.df) == pytest.approx((value - value2, pooled))
    assert (found.lower, found.upper) == pytest.approx(
        (value - value2 - half, value - value2 + half)
    )


def test_where_one_shows_no_uncertainty_the_difference_shows_none():
    one, other = drawn(1, 60, 9), sample([40, 60, 40, 60], "aabb")
    found = difference(level(alone(one), RULE), level(alone(other), RULE), RULE)
    assert np.isnan(found.lower)
    assert np.isnan(found.upper)


def text_of(folder):
    found, faults = read_survey(folder, lambda line: None)
    assert faults == []
    return {
        name: as_text(arrow_table(SURVEY_TABLES[name], rows), f"{name}.parquet")
        for name, rows in found.compute(Status.NORMAL).items()
    }


def row_of(rows, indicator_id, wave):
    found = rows[(rows["indicator_id"] == indicator_id) & (rows["wave"] == wave)]
    (row,) = found.to_dict("records")
    return row


def test_the_table_holds_what_the_two_published_figures_give(survey):
    text = text_of(survey())
    rows = text["survey_differences"]
    # Esbjerg has 75 after and Holbæk 50; Esbjerg rose by 50 and Holbæk stood still.
    assert float(row_of(rows, "trusts_leader", "final")["difference"]) == 25.0
    assert float(row_of(rows, "trusts_leader", "")["difference"]) == 50.0
    assert set(rows["municipality_code"]) == {"561"}
    assert set(rows["other_code"]) == {"316"}
    # Two wordings are not compared, and nobody was asked before.
    assert row_of(rows, "reworded", "")["status"] == "not_applicable"
    assert row_of(rows, "asked_last", "baseline")["status"] == "not_collected"


def test_a_difference_from_a_hidden_municipality_is_hidden_with_it(survey):
    """Three people in Holbæk after: the difference and Esbjerg's level would give their mean."""
    answers = people()
    kept = [row for row in answers if (row["wave"], row["municipality_code"]) == ("final", "316")][
        :3
    ]
    few = [
        row for row in answers if (row["wave"], row["municipality_code"]) != ("final", "316")
    ] + kept
    rows = text_of(survey(few))["survey_differences"]
    for wave in ("final", ""):
        row = row_of(rows, "trusts_leader", wave)
        assert row["status"] == "suppressed"
        assert (row["difference"], row["lower"], row["upper"]) == ("", "", "")
    assert row_of(rows, "trusts_leader", "baseline")["status"] == "normal"


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("difference", "24.0", "not the first less the other"),
        ("difference", "99.9", "outside its interval"),
        ("lower", "", "a figure is empty"),
        ("status", "suppressed", "status suppressed means"),
        ("status", "simulated", "a difference of other figures"),
        ("other_code", "561", "not two municipalities of the area"),
        ("other_code", "791", "not two municipalities of the area"),
    ],
)
def test_each_law_finds_what_breaks_it(survey, column, cell, rule):
    text = text_of(survey())
    assert list(survey_consistency.check(text)) == []
    rows = text["survey_differences"]
    here = rows.index[(rows["indicator_id"] == "trusts_leader") & (rows["wave"] == "final")]
    rows.loc[here, column] = cell
    told = list(survey_consistency.check(text))
    assert any(fault.rule.startswith(rule) for fault in told), [str(fault) for fault in told]


def test_a_difference_beside_a_hidden_level_is_found(survey):
    text = text_of(survey())
    rows = text["survey_results"]
    here = rows.index[
        (rows["indicator_id"] == "trusts_leader")
        & (rows["municipality_code"] == "316")
        & (rows["wave"] == "final")
    ]
    rows.loc[
        here, ["estimate", "lower", "upper", "base", "top_two", "invited", "response_rate"]
    ] = ""
    rows.loc[here, "status"] = "suppressed"
    assert "it stands where a figure is hidden" in {
        fault.rule for fault in survey_consistency.check(text)
    }


def test_no_shipped_difference_stands_where_a_figure_is_hidden(practice):
    """In the practice edition with all its small groups."""
    levels = {
        (row.indicator_id, row.municipality_code, row.respondent, row.wave): row.status
        for rows in practice.survey_results.values()
        for row in rows
    }
    shown = 0
    for rows in practice.survey_differences.values():
        for row in rows:
            if row.difference is None:
                assert row.status in HIDDEN_STATUSES
                continue
            shown += 1
            for code in (row.municipality_code, row.other_code):
                for wave in [row.wave] if row.wave else ["baseline", "final"]:
                    key = (row.indicator_id, code, row.respondent, wave)
                    assert levels[key] is Status.SIMULATED
    assert shown > 100
