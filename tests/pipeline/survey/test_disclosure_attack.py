"""Nothing that is hidden follows from all that is published, however the surveys turn out."""

import numpy as np
import pytest
from attacker import TOTAL, bases, counts, keyed, means, people
from hypothesis import given, settings
from hypothesis import strategies as st
from made_survey import INDEX_OF, ITEMS, WAVES, answers_of, tables, with_total

from frikommune_viz.pipeline.survey.cells import Thresholds
from frikommune_viz.pipeline.survey.disclosure import hide

PLACES = ("410", "482", "791")
PEOPLE = st.one_of(st.integers(0, 8), st.integers(15, 24), st.integers(25, 70))


@st.composite
def surveys(draw):
    places = PLACES[: draw(st.integers(2, 3))]
    sizes = {place: (draw(PEOPLE), draw(PEOPLE)) for place in places}
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    highest = draw(st.sampled_from([2, 3, 4, 5, 5, 5, 7]))
    pull, missing = draw(st.sampled_from([0, 0.4, 1, 2])), draw(st.sampled_from([0, 0.05, 0.5]))
    return places, answers_of(rng, sizes, highest, pull, missing), highest


def attack(places, drawn, highest, waves=WAVES):
    """Give all that is found out in the waves, and how many cells were hidden."""
    found = published(drawn, highest)
    told = set()
    for wave in waves:
        told |= told_of(found, places, drawn, highest, wave)
    return told, int((found.results["status"] == "suppressed").sum())


def published(drawn, highest):
    return hide(*tables(drawn, highest), Thresholds(), INDEX_OF)


def told_of(found, places, drawn, highest, wave):
    results = keyed(found.results, wave)
    shown = {key: row["status"] for key, row in keyed(found.answers, wave).items()}
    answers = {place: with_total(drawn)[place, wave] for place in (TOTAL, *places)}
    few = {place for place, n in people(results, places).items() if 0 < n < 5 and place != TOTAL}
    told = {("mean", *name) for name in means(results, answers, places)}
    told |= {("base", *name) for name in bases(results, answers, places)}
    told |= {("people", place) for place in few}
    for item in ITEMS:
        of_item = counts(item, results, shown, answers, places, highest)
        told |= {("count", *name) for name in of_item}
    return told


@settings(max_examples=40, deadline=None)
@given(surveys())
def test_nothing_hidden_follows(survey):
    places, drawn, highest = survey
    told, _ = attack(places, drawn, highest, WAVES[:1])
    assert not told


def test_a_planted_cell_of_three_is_hidden_and_found_out_by_nobody():
    rng = np.random.default_rng(7)
    sizes = {"410": (60, 60), "482": (80, 80), "791": (3, 45)}
    drawn = answers_of(rng, sizes, 5, 0.2, 0)
    told, hidden = attack(PLACES, drawn, 5)
    assert hidden == 8  # the four indicators of 791 and of 410
    assert not told


@settings(max_examples=60, deadline=None)
@given(surveys())
def test_a_change_stands_only_where_both_levels_do(survey):
    """Else one level would follow from the other."""
    _, drawn, highest = survey
    found = published(drawn, highest)
    levels = {wave: keyed(found.results, wave) for wave in WAVES}
    for change in keyed(found.changes.assign(wave="both"), "both").items():
        key, row = change
        sides = {levels[wave][key]["status"] for wave in WAVES}
        if "suppressed" in sides:
            assert row["status"] == "suppressed"
            assert np.isnan([row["change"], row["base_before"], row["base_after"]]).all()
        elif "low_reliability" in sides:
            assert row["status"] == "low_reliability"
            assert np.isnan([row["change"], row["p_value"], row["effect_size"]]).all()
        else:
            moved = levels["final"][key]["estimate"] - levels["baseline"][key]["estimate"]
            assert row["change"] == pytest.approx(moved)


@settings(max_examples=60, deadline=None)
@given(surveys())
def test_nothing_stands_below_a_threshold(survey):
    _, drawn, highest = survey
    results, answers, changes = tables(drawn, highest)
    found = hide(results, answers, changes, Thresholds(), INDEX_OF)
    stands = found.results["status"] == "normal"
    assert (results[stands]["base"] >= 20).all()
    assert found.results["estimate"].notna().equals(stands)
    assert found.results["base"].notna().equals(found.results["status"] != "suppressed")
    counts_shown = answers[found.answers["status"] == "normal"]["count"]
    assert not counts_shown.between(1, 4).any()
    assert found.answers["share"].notna().equals(found.answers["status"] == "normal")


# The attacker must be able to find something, or finding nothing means nothing: each way to hide is
# left out in turn, and what it hid is found.
def test_the_attacker_finds_what_only_the_threshold_hides():
    rng = np.random.default_rng(7)
    drawn = answers_of(rng, {"410": (60, 60), "482": (80, 80), "791": (3, 45)}, 5, 0.2, 0)
    found = published(drawn, 5)
    full = tables(drawn, 5)
    for hidden, before in zip((found.results, found.answers), full, strict=False):
        covers = hidden["municipality_code"] == "410"
        columns = hidden.columns.intersection(before.columns)
        hidden.loc[covers, columns] = before.loc[covers, columns]
    told = told_of(found, PLACES, drawn, 5, "baseline")
    kinds = {kind for kind, *_ in told}
    assert kinds == {"mean", "base", "people", "count"}


def test_the_attacker_finds_an_item_of_an_index():
    """Only the cells of one place are hidden in both columns: its row tells them."""
    rng = np.random.default_rng(7)
    drawn = answers_of(rng, {"410": (60, 60), "482": (80, 80)}, 5, 0.2, 0)
    results = keyed(published(drawn, 5).results, "baseline")
    answers = {place: with_total(drawn)[place, "baseline"] for place in ("", "410", "482")}
    for place in ("410", "482"):
        results[place, "trust_leader"]["status"] = "suppressed"
    assert means(results, answers, ("410", "482")) == {
        ("410", "trust_leader"),
        ("482", "trust_leader"),
    }
