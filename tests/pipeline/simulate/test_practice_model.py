"""The answers follow the planted truth, which is computed and not simulated."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from frikommune_viz.model.codes import Respondent, Theme
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline.simulate import answer_model, truth
from frikommune_viz.pipeline.simulate.planted import WAVES, read_planted
from frikommune_viz.pipeline.survey import estimates, scales
from frikommune_viz.pipeline.survey.clusters import Sample
from frikommune_viz.pipeline.survey.strata import alone

PLANTED = read_planted()
TRUE = truth.true_parameters(PLANTED)


def true_value(indicator: str, code: str, respondent: str, wave: str) -> float:
    found = TRUE[
        (TRUE["indicator_id"] == indicator)
        & (TRUE["municipality_code"] == code)
        & (TRUE["respondent"] == respondent)
        & (TRUE["wave"] == wave)
    ]
    return found["value"].item()


def test_as_many_answer_as_planned():
    answers = answer_model.draw(PLANTED, 1)
    found = answers.groupby(["wave", "municipality_code", "respondent"]).size()
    for group in PLANTED.groups:
        for wave in WAVES:
            key = (wave, group.municipality_code, group.respondent)
            assert found[key] == group.answered[wave] <= group.invited[wave]
    totals = answers.groupby(["wave", "respondent"]).size()
    assert totals["baseline", "staff"] == 3050
    assert totals["final", "staff"] == 2980
    assert totals["baseline", "leaders"] == 399
    assert totals["final", "leaders"] == 388


def test_every_municipality_with_an_agreement_has_staff_and_leaders():
    groups = {(group.municipality_code, group.respondent) for group in PLANTED.groups}
    both = (Respondent.STAFF, Respondent.LEADERS)
    assert groups == {(code, who) for code in MUNICIPALITY_AREA for who in both}


def test_equal_seeds_give_equal_answers_and_others_do_not():
    pd.testing.assert_frame_equal(answer_model.draw(PLANTED, 7), answer_model.draw(PLANTED, 7))
    assert not answer_model.draw(PLANTED, 7).equals(answer_model.draw(PLANTED, 8))


def test_a_municipality_does_not_depend_on_which_others_are_drawn():
    everyone = answer_model.draw(PLANTED, 3)
    alone = tuple(group for group in PLANTED.groups if group.municipality_code == "482")
    langeland = answer_model.draw(replace(PLANTED, groups=alone), 3)
    expected = everyone[everyone["municipality_code"] == "482"].reset_index(drop=True)
    pd.testing.assert_frame_equal(langeland, expected)


def test_those_who_return_keep_their_workplace():
    answers = answer_model.draw(PLANTED, 1)
    assert not answers.duplicated(["respondent_id", "wave"]).any()
    workplaces = answers.groupby("respondent_id")["workplace_id"]
    returned = workplaces.size()
    assert (workplaces.nunique() == 1).all()
    # Half of the smaller wave of each group answered in both.
    smaller = sum(round(min(group.answered.values()) / 2) for group in PLANTED.groups)
    assert (returned == 2).sum() == smaller


def test_answers_stand_on_the_scale_and_some_are_left_empty():
    items = answer_model.draw(PLANTED, 1)[[question.item for question in PLANTED.questions]]
    assert set(np.unique(items.to_numpy(dtype=float, na_value=-1))) == {-1, 1, 2, 3, 4, 5}
    assert items.isna().to_numpy().mean() == pytest.approx(PLANTED.unanswered, abs=0.003)


def test_the_expected_value_is_the_integral_over_the_random_effects():
    """Gauss–Hermite quadrature over workplace and person, with noise cut inside."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()
    workplace, person = np.meshgrid(PLANTED.workplace_spread * nodes, PLANTED.person_spread * nodes)
    latent = 0.37 + workplace + person
    above = [stats.norm.sf((cut - latent) / PLANTED.noise_spread) for cut in PLANTED.thresholds]
    integral = 100 * (np.mean(above, axis=0) * np.outer(weights, weights)).sum()
    spread = np.hypot(np.hypot(PLANTED.workplace_spread, PLANTED.person_spread), 1.0)
    assert truth.expected(0.37, spread, PLANTED.thresholds) == pytest.approx(integral, abs=1e-9)


def test_a_latent_mean_in_the_middle_of_even_thresholds_is_fifty():
    assert truth.expected(0.0, 1.3, [-1.5, -0.5, 0.5, 1.5]) == pytest.approx(50)
    assert truth.expected(9.0, 1.3, [-1.5, -0.5, 0.5, 1.5]) == pytest.approx(100, abs=1e-3)


def test_the_mean_of_many_answers_is_the_truth_also_of_the_reversed_item():
    """With 20,000 people in 4,000 workplaces nothing but a wrong formula is left."""
    group = replace(
        PLANTED.groups[0], workplaces=4000, answered=dict.fromkeys(WAVES, 20_000), invited={}
    )
    crowd = replace(PLANTED, groups=(group,))
    answers = answer_model.draw(crowd, 1)
    for wave in WAVES:
        there = answers[answers["wave"] == wave]
        for question in PLANTED.questions:
            given = there[question.item].to_numpy(dtype=float, na_value=np.nan)
            mean = np.nanmean(scales.to_hundred(given, 5, is_reversed=question.is_reversed))
            true = true_value(question.item, "217", "staff", wave)
            assert mean == pytest.approx(true, abs=1.0), question.item


def test_an_index_is_the_mean_of_its_items_and_leaves_out_what_was_asked_anew():
    freedom = [
        true_value(item, "840", "staff", "final")
        for item in ("own_judgement", "trying_new_ways", "say_in_priorities")
    ]
    index = true_value("professional_freedom_index", "840", "staff", "final")
    assert index == pytest.approx(np.mean(freedom), abs=1e-5)


@pytest.mark.parametrize("wave", ["baseline", "final"])
def test_an_area_is_its_municipalities_weighted_with_those_invited_in_the_later_wave(wave):
    area = TRUE[(TRUE["scope"] == "area") & (TRUE["area"] == "daycare")]
    found = area[
        (area["indicator_id"] == "trust_index")
        & (area["respondent"] == "staff")
        & (area["wave"] == wave)
    ]["value"].item()
    parts = [true_value("trust_index", code, "staff", wave) for code in ("217", "840")]
    assert found == pytest.approx((775 * parts[0] + 530 * parts[1]) / (775 + 530), abs=1e-5)


def test_some_changes_go_up_one_goes_down_one_is_small_and_most_are_none():
    changes = {
        (group.municipality_code, group.respondent, theme): change
        for group in PLANTED.groups
        for theme, change in group.change.items()
    }
    assert len(changes) == 7 * 2 * 4
    assert sum(change == 0 for change in changes.values()) > len(changes) / 2
    assert [key for key, change in changes.items() if change < 0] == [
        ("791", Respondent.STAFF, Theme.JOB_SATISFACTION)
    ]
    indices = TRUE[(TRUE["indicator_id"].str.endswith("_index")) & (TRUE["scope"] != "area")]
    sides = indices.pivot_table(
        index=["indicator_id", "municipality_code", "respondent"], columns="wave", values="value"
    )
    moved = (sides["final"] - sides["baseline"]).round(6)
    small = moved[(moved != 0) & (moved.abs() < 3)]
    assert list(small.index) == [("citizen_outcomes_index", "561", "staff")]
    assert small.item() == pytest.approx(1.6, abs=0.2)
    assert (moved > 3).sum() == sum(change > 0.1 for change in changes.values())


def test_a_new_wording_alone_looks_like_a_change():
    for code in ("316", "410"):  # Where nothing changed at all among staff.
        sides = [true_value("rules_leave_room", code, "staff", wave) for wave in WAVES]
        assert sides[1] - sides[0] > 5


def test_intervals_hold_the_truth_as_often_as_they_say():
    """60 surveys × 7 municipalities, each drawn independently; the bench does a thousand."""
    staff = tuple(group for group in PLANTED.groups if group.respondent == Respondent.STAFF)
    trust = tuple(question for question in PLANTED.questions if question.part_of == "trust")
    small = replace(PLANTED, groups=staff, questions=trust)
    held = {"level": 0, "change": 0}
    for seed in range(1000, 1060):
        answers = answer_model.draw(small, seed)
        index = scales.index_mean(
            np.column_stack(
                [
                    scales.to_hundred(
                        answers[question.item].to_numpy(float, na_value=np.nan),
                        5,
                        is_reversed=question.is_reversed,
                    )
                    for question in trust
                ]
            )
        )
        for group in staff:
            code = group.municipality_code
            samples, values = [], []
            for wave in WAVES:
                rows = (answers["municipality_code"] == code) & (answers["wave"] == wave)
                workplaces = answers["workplace_id"][rows].to_numpy()
                samples.append(alone(Sample(index[rows], np.ones(rows.sum()), workplaces)))
                values.append(true_value("trust_index", code, "staff", wave))
            level = estimates.level(samples[1], estimates.Rule())
            change = estimates.change(*samples, estimates.Rule())
            held["level"] += level.lower <= values[1] <= level.upper
            held["change"] += change.lower <= values[1] - values[0] <= change.upper
    # So few or so many would come once in a thousand times by chance alone.
    least, most = stats.binom.ppf([0.0005, 0.9995], 60 * len(staff), 0.95)
    for kind, count in held.items():
        assert least <= count <= most, kind
