"""Nothing that is hidden follows from all that is published, however the surveys turn out."""

from types import SimpleNamespace

import numpy as np
import pytest
from attacker import ATTACKS, attack, incomplete_answers, means
from hypothesis import given, settings
from hypothesis import strategies as st
from made_survey import INDEX, INDEX_OF, ITEMS, WAVES, answers_of, published, tables
from unprotected import unprotected

from frikommune_viz.pipeline.survey.cells import Thresholds

PLACES = ("410", "482", "791")
PEOPLE = st.one_of(st.integers(0, 8), st.integers(15, 24), st.integers(25, 70))
SCALES = st.one_of(
    st.sampled_from([2, 3, 4, 5, 5, 5, 7]),
    st.fixed_dictionaries({item: st.sampled_from([2, 3, 5, 11]) for item in ITEMS}),
)


@st.composite
def surveys(draw):
    """Draw places, answers and scales; half of them with weights of people or municipalities."""
    places = PLACES[: draw(st.integers(2, 3))]
    sizes = {place: (draw(PEOPLE), draw(PEOPLE)) for place in places}
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    highest = draw(SCALES)
    pull = draw(st.sampled_from([0, 0.4, 1, 2, 5]))
    missing = draw(st.sampled_from([0, 0.02, 0.05, 0.5]))
    drawn = answers_of(rng, sizes, highest, pull, missing)
    kind = draw(st.sampled_from(["plain", "plain", "people", "municipalities"]))
    weights = in_total = None
    if kind == "people":
        weights = {key: rng.lognormal(0, 0.4, len(rows)) for key, rows in drawn.items()}
    if kind == "municipalities":
        in_total = {place: float(rng.integers(40, 400)) for place in places}
    return drawn, highest, {"weights": weights, "in_total": in_total}


def found_in(drawn, highest, given, attacks=ATTACKS):
    full, shown = published(drawn, highest, Thresholds(), **given)
    return attack(named(full), named(shown), INDEX_OF, attacks), shown


def named(tables):
    return SimpleNamespace(**dict(zip(("results", "answers", "changes"), tables, strict=True)))


@settings(max_examples=20, deadline=None)
@given(surveys())
def test_nothing_hidden_follows(survey):
    found, _ = found_in(*survey)
    assert not found


@settings(max_examples=20, deadline=None)
@given(surveys())
def test_a_change_stands_only_where_both_levels_do(survey):
    """Else one level would follow from the other."""
    drawn, highest, given_weights = survey
    _, found = published(drawn, highest, Thresholds(), **given_weights)
    levels = {_row_key(row, row["wave"]): row for row in found.results.to_dict("records")}
    order = ("suppressed", "protects_another", "low_reliability")
    for row in found.changes.to_dict("records"):
        sides = [levels[_row_key(row, wave)] for wave in WAVES]
        worst = [one for one in order if one in {side["status"] for side in sides}]
        if not worst:
            assert row["status"] == "normal"
            moved = sides[1]["estimate"] - sides[0]["estimate"]
            assert row["change"] == pytest.approx(moved)
            continue
        assert row["status"] == worst[0]
        assert np.isnan([row["change"], row["p_value"], row["effect_size"]]).all()
        bases = [row["base_before"], row["base_after"]]
        assert np.isnan(bases).all() == (worst[0] != "low_reliability")


def _row_key(row, wave):
    return row["indicator_id"], row["municipality_code"] or "", wave


@settings(max_examples=20, deadline=None)
@given(surveys())
def test_nothing_stands_below_a_threshold(survey):
    drawn, highest, given_weights = survey
    (results, answers, _), found = published(drawn, highest, Thresholds(), **given_weights)
    stands = found.results["status"] == "normal"
    assert (results[stands]["base"] >= 20).all()
    assert found.results["estimate"].notna().equals(stands)
    shows_base = found.results["status"].isin(["normal", "low_reliability"])
    assert found.results["base"].notna().equals(shows_base)
    counts_shown = answers[found.answers["status"] == "normal"]["count"]
    assert not counts_shown.between(1, 4).any()
    assert found.answers["share"].notna().equals(found.answers["status"] == "normal")
    has_alpha = found.results["alpha"].notna()
    assert (results[has_alpha]["complete"] >= 20).all()


# The attacker must be able to find something, or finding nothing means nothing. In an unprotected
# copy, where only what rests on too few is hidden, everything that is planted is found.
def unprotected_findings(drawn, highest=5, attacks=ATTACKS, **given_weights):
    full = named(tables(drawn, highest, **given_weights))
    return attack(full, unprotected(full), INDEX_OF, attacks)


BASELINE = ("eldercare", "staff", "baseline")


@pytest.fixture
def drawn():
    """Give two municipalities of many, and three people in a third at baseline."""
    rng = np.random.default_rng(7)
    return answers_of(rng, {"410": (60, 60), "482": (80, 80), "791": (3, 45)}, 5, 0.2, 0)


@pytest.mark.parametrize("kind", ["plain", "people", "municipalities"])
def test_every_cell_of_three_is_found(drawn, kind):
    rng = np.random.default_rng(3)
    given_weights = {
        "plain": {},
        "people": {
            "weights": {key: rng.lognormal(0, 0.4, len(rows)) for key, rows in drawn.items()}
        },
        "municipalities": {"in_total": {"410": 90.0, "482": 170.0, "791": 12.0}},
    }[kind]
    found = unprotected_findings(drawn, **given_weights)
    for indicator in (*ITEMS, INDEX):
        assert {(kind, BASELINE, indicator, "791") for kind in ("mean", "range", "base")} <= found
    assert ("people", BASELINE, "", "791") in found
    assert {one[2] for one in found if one[0] == "count" and one[3] == "791"} == {*ITEMS}


def test_a_remainder_at_the_top_or_of_one_answer_is_found(drawn):
    """Two are hidden, and the mean of both is 100: solving tells nothing, the bounds tell all."""
    drawn["482", "baseline"] = np.full((4, 3), 5.0)
    drawn["791", "baseline"] = np.full((3, 3), 5.0)
    found = unprotected_findings(drawn, attacks=(means,))
    assert ("range", BASELINE, "time", "791") in found
    drawn["791", "baseline"][0] = 4  # nearly at the top
    assert ("range", BASELINE, "time", "482") in unprotected_findings(drawn, attacks=(means,))
    for place in ("482", "791"):
        drawn[place, "baseline"] = np.full((4, 3), 3.0)  # all alike in the middle
    found = unprotected_findings(drawn, attacks=(means,))
    assert ("range", BASELINE, "time", "482+791") not in found, "they are eight"
    assert ("range", BASELINE, "time", "791") in found


@pytest.mark.parametrize("left_out", [1, 4])
def test_what_the_few_answered_who_left_an_item_empty_is_found(drawn, left_out):
    drawn["410", "baseline"][:left_out, 0] = np.nan
    found = unprotected_findings(drawn, attacks=(incomplete_answers,))
    assert ("incomplete", BASELINE, INDEX, "410") in found
    drawn["410", "baseline"][:5, 0] = np.nan
    assert not unprotected_findings(drawn, attacks=(incomplete_answers,))


def test_an_alpha_beside_a_hidden_item_is_found(drawn):
    drawn["410", "baseline"][19:, 0] = np.nan
    assert ("alpha", BASELINE, INDEX, "410") in unprotected_findings(drawn)


def test_an_item_that_index_and_other_item_tell_is_found(drawn):
    """Yes or no: 16 answer it, 3 of them with no. Its mean is not published, but the row's is."""
    highest = {"trust_leader": 2, "trust_staff": 5, "time": 5}
    for rows in drawn.values():
        rows[:, 0] = 1 + np.arange(len(rows)) % 2
    drawn["410", "baseline"][:, 0] = 2
    drawn["410", "baseline"][:3, 0] = 1
    drawn["410", "baseline"][16:, 0] = np.nan
    found = unprotected_findings(drawn, highest)
    assert ("count", BASELINE, "trust_leader", "410", 1) in found
