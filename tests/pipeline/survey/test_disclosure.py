"""What is hidden, cell by cell, in surveys small enough to see why."""

import numpy as np
import pytest
from made_survey import INDEX, INDEX_OF, ITEMS, tables

from frikommune_viz.pipeline.survey.category_suppression import is_ambiguous
from frikommune_viz.pipeline.survey.cells import (
    UNPUBLISHED_OF_ANSWERS,
    UNPUBLISHED_OF_RESULTS,
    Thresholds,
)
from frikommune_viz.pipeline.survey.disclosure import hide
from frikommune_viz.pipeline.survey.feasible_range import FeasibleRegion
from frikommune_viz.pipeline.survey.read_cells import read_cells

A, B, C = "410", "482", "791"
HIDDEN = ("suppressed", "protects_another")
EMPTIED = ["estimate", "lower", "upper", "base", "invited", "response_rate", "top_two", "alpha"]


def spread(people):
    """Everybody means the same by all items; the categories in turn, so that each has a fifth."""
    answers = np.repeat((np.arange(people) % 5 + 1.0)[:, np.newaxis], len(ITEMS), axis=1)
    answers[:, ITEMS.index("trust_staff")] = 6 - answers[:, 0]  # it is reversed
    return answers


def survey(**sizes):
    """Give the answers for numbers of people at baseline and final, by name of the place."""
    named = {"a": A, "b": B, "c": C}
    return {
        (named[place], wave): spread(people)
        for place, both in sizes.items()
        for wave, people in zip(("baseline", "final"), both, strict=True)
    }


def hidden(drawn, highest=5):
    return hide(*tables(drawn, highest), Thresholds(), INDEX_OF)


def status(rows, place, wave=None, indicator="trust_leader"):
    """Give the one status of the rows of a place."""
    code = rows["municipality_code"].fillna("")
    chosen = rows[(code == place) & (rows["indicator_id"] == indicator)]
    if wave is not None:
        chosen = chosen[chosen["wave"] == wave]
    (found,) = set(chosen["status"])
    return found


def test_enough_everywhere_hides_nothing():
    drawn = survey(a=(50, 60), b=(70, 80), c=(25, 25))
    before, after = tables(drawn, 5), hidden(drawn)
    assert set(after.results["status"]) == {"normal"}
    assert after.results.equals(before[0].drop(columns=[*UNPUBLISHED_OF_RESULTS]))
    assert after.answers.equals(before[1].drop(columns=[*UNPUBLISHED_OF_ANSWERS]))
    assert after.changes.equals(before[2])


def test_three_answers_are_hidden_and_so_is_the_total():
    """In c three answered, in a 50, in b 70: the total less a and b would be the three."""
    found = hidden(survey(a=(50, 50), b=(70, 70), c=(3, 50)))
    for indicator in (*ITEMS, INDEX):
        of = {place: status(found.results, place, "baseline", indicator) for place in (A, B, C, "")}
        assert of == {A: "normal", B: "normal", C: "suppressed", "": "protects_another"}
    rows = found.results[found.results["status"].isin(HIDDEN)]
    assert rows[EMPTIED].isna().all().all()
    assert set(found.results.query("wave == 'final'")["status"]) == {"normal"}
    assert [status(found.changes, C), status(found.changes, "")] == [*HIDDEN]
    assert status(found.changes, A) == status(found.changes, B) == "normal"
    gone = found.changes[found.changes["status"].isin(HIDDEN)]
    assert gone[["change", "lower", "p_value", "effect_size", "base_before"]].isna().all().all()
    assert gone["base_after"].isna().all()


def test_a_total_of_too_few_is_hidden_for_that():
    found = hidden(survey(a=(2, 50), b=(2, 50)))
    assert {status(found.results, place, "baseline") for place in (A, B, "")} == {"suppressed"}


def test_rates_of_an_area_with_few_people_in_one_place_are_hidden_at_every_indicator():
    """Nobody of c answered one item, so it needs no protection; but the rate says three answered."""
    drawn = survey(a=(50, 50), b=(70, 70), c=(3, 50))
    drawn[C, "baseline"][:, ITEMS.index("time")] = np.nan
    found = hidden(drawn).results
    rates = found[(found["wave"] == "baseline") & found["municipality_code"].isna()]
    assert rates["response_rate"].isna().all()


@pytest.mark.parametrize(("people", "of"), [(4, "suppressed"), (19, "low_reliability"), (20, "")])
def test_the_thresholds_are_where_they_are_said_to_be(people, of):
    found = hidden(survey(a=(people, 50), b=(70, 70), c=(90, 90)))
    assert status(found.results, A, "baseline") == (of or "normal")
    if of == "low_reliability":
        rows = found.results[found.results["status"] == of]
        assert set(rows["base"]) == {people}
        assert rows["response_rate"].notna().all()
        assert rows[["estimate", "lower", "upper", "top_two", "alpha"]].isna().all().all()
        assert status(found.answers, A, "baseline") == of
        assert status(found.changes, A) == of
        moved = found.changes[found.changes["status"] == of]
        assert set(moved["base_before"]) == {people}
        assert moved["change"].isna().all()


def of_counts(*counts):
    column = np.repeat(np.arange(1.0, len(counts) + 1), counts)
    return np.repeat(column[:, np.newaxis], len(ITEMS), axis=1)


def with_baseline(**counts):
    drawn = survey(a=(50, 50), b=(70, 70), c=(90, 90))
    named = {"a": A, "b": B, "c": C}
    return drawn | {(named[p], "baseline"): of_counts(*of) for p, of in counts.items()}


def test_a_category_of_two_hides_the_distribution_and_that_of_the_total():
    found = hidden(with_baseline(a=(2, 10, 10, 20, 8)))
    assert status(found.results, A, "baseline") == "normal"
    of = {place: status(found.answers, place, "baseline") for place in (A, B, C, "")}
    assert of == {A: "suppressed", B: "normal", C: "normal", "": "protects_another"}
    rows = found.results[found.results["wave"] == "baseline"]
    items = rows[rows["indicator_id"].isin(ITEMS)]
    without = items[items["top_two"].isna()]["municipality_code"]
    assert set(without.fillna("")) == {A, ""}
    shares = found.answers[found.answers["status"].isin(HIDDEN)]
    assert shares[["share", "lower", "upper", "base"]].isna().all().all()


def test_an_unreliable_distribution_is_no_subtraction_away():
    """Twelve people over five categories: most have too few, so the total's is hidden."""
    found = hidden(survey(a=(12, 50), b=(70, 70)))
    of = {place: status(found.answers, place, "baseline") for place in (A, B, "")}
    assert of == {A: "low_reliability", B: "normal", "": "protects_another"}
    assert status(found.results, "", "baseline") == "normal"


# (0, 0, 0, 1, 49): the mean alone says that one answered 4. (0, 0, 0, 3, 47): mean and spread say
# it. (0, 0, 2, 10, 38): no three can leave the third category, none can come to the second.
@pytest.mark.parametrize("counts", [(0, 0, 0, 1, 49), (0, 0, 0, 3, 47), (0, 0, 2, 10, 38)])
def test_a_mean_that_tells_the_distribution_is_hidden_too(counts):
    found = hidden(with_baseline(a=counts))
    of = {place: status(found.results, place, "baseline") for place in (A, B, "")}
    assert of == {A: "protects_another", B: "normal", "": "protects_another"}


def test_a_mean_tells_all_of_a_short_scale():
    drawn = {key: np.minimum(rows, 2) for key, rows in survey(a=(50, 50), b=(70, 70)).items()}
    drawn[A, "baseline"] = of_counts(47, 3)
    assert status(hidden(drawn, 2).results, A, "baseline") == "protects_another"


def test_what_can_be_told_apart():
    # One less of 2, three more of 3, three less of 4 and one more of 5; or from 1 to 4 likewise.
    assert is_ambiguous(np.array([2, 10, 10, 20, 8]))
    assert not is_ambiguous(np.array([2, 48]))
    assert is_ambiguous(np.zeros(5, dtype=int))


def three_leave_one_item(leader, staff):
    """In a all but three leave the first item of the index empty; what the three answer to both."""
    drawn = survey(a=(50, 50), b=(70, 70), c=(90, 90))
    drawn[A, "baseline"][3:, 0] = np.nan
    drawn[A, "baseline"][:3, :2] = leader, staff
    return drawn


@pytest.mark.parametrize(("leader", "staff", "is_pinned"), [(5, 5, True), (3, 3, False)])
def test_an_item_few_answered_takes_index_or_other_item_with_it(leader, staff, is_pinned):
    """Index and the other item give the difference of the two for the three: at most 100.

    If it is 100, all three answered 5 to both (one is reversed). If it is 0, they may have answered
    anything.
    """
    found = hidden(three_leave_one_item(leader, staff))
    of = [status(found.results, A, "baseline", i) for i in ("trust_leader", "trust_staff", INDEX)]
    assert of[0] == "suppressed"
    assert ("protects_another" in of[1:]) == is_pinned
    assert status(found.results, A, "baseline", "time") == "normal"
    assert status(found.results, "", "baseline", "trust_leader") == "protects_another"
    assert status(found.results, B, "baseline", "trust_leader") == "normal"


@pytest.mark.parametrize(("least", "is_narrow"), [(70.0, False), (80.0, True)])
def test_the_least_range_is_a_threshold(least, is_narrow):
    """100 to the one and 75 to the other: 25 apart, so the three lie between 25 and 100."""
    full = tables(three_leave_one_item(5, 2), 5)
    cells = read_cells(*full[:2], INDEX_OF)
    (three,) = [cell for cell, n in cells.base.items() if n == 3]
    block = [cell for cell in cells.base if cells.block_of(cell) == cells.block_of(three)]
    region = FeasibleRegion(cells, block, {three, three._replace(place="")})
    assert region.width(region.mean(three)) == pytest.approx(0.75)
    found = hide(*full, Thresholds(least_range=least), INDEX_OF).results
    of = [status(found, A, "baseline", indicator) for indicator in ("trust_staff", INDEX)]
    assert ("protects_another" in of) == is_narrow


def test_an_estimate_without_an_interval_is_not_reliable():
    results, answers, changes = tables(survey(a=(50, 50), b=(70, 70)), 5)
    alone = (results["municipality_code"] == A) & (results["wave"] == "final")
    results.loc[alone, ["lower", "upper"]] = np.nan
    changes.loc[changes["municipality_code"] == B, ["lower", "upper", "p_value"]] = np.nan
    found = hide(results, answers, changes, Thresholds(), INDEX_OF)
    assert status(found.results, A, "final") == "low_reliability"
    assert status(found.answers, A, "final") == "low_reliability"
    assert status(found.results, B, "final") == "normal"
    assert status(found.changes, A) == status(found.changes, B) == "low_reliability"


def test_what_was_not_asked_is_left_as_it_is():
    results, answers, changes = tables(survey(a=(50, 50), b=(70, 70)), 5)
    for table in (results, answers):
        there = (table["indicator_id"] == "time") & (table["wave"] == "baseline")
        numbers = table.select_dtypes("number").columns.difference(["category"])
        table[numbers] = table[numbers].astype(float)
        table.loc[there, numbers] = np.nan
        table.loc[there, "status"] = "not_collected"
    there = changes["indicator_id"] == "time"
    changes.loc[there, "status"] = "not_applicable"
    found = hide(results, answers, changes, Thresholds(), INDEX_OF)
    assert status(found.results, A, "baseline", "time") == "not_collected"
    assert status(found.changes, A, None, "time") == "not_applicable"


def test_practice_values_are_hidden_too_and_the_rest_remains_practice():
    simulated = [t.assign(status="simulated") for t in tables(survey(a=(3, 50), b=(70, 70)), 5)]
    found = hide(*simulated, Thresholds(), INDEX_OF)
    for table in found:
        assert set(table["status"]) == {"simulated", *HIDDEN}


def test_the_order_of_rows_decides_nothing():
    before = tables(survey(a=(3, 50), b=(60, 12), c=(60, 60)), 5)
    once = hide(*before, Thresholds(), INDEX_OF)
    turned = hide(*(t.iloc[::-1] for t in before), Thresholds(), INDEX_OF)
    for one, other in zip(once, turned, strict=True):
        assert one.equals(other.sort_index())


def test_invited_need_not_be_known():
    """Then a place counts as many people as answered any one indicator."""
    results, answers, changes = tables(survey(a=(3, 50), b=(70, 70)), 5)
    results = results.assign(invited=None, response_rate=None)
    found = hide(results, answers, changes, Thresholds(), INDEX_OF)
    of = [status(found.results, place, "baseline") for place in (A, B, "")]
    assert of == ["suppressed", "normal", "protects_another"]


def test_two_unreliable_municipalities_take_the_total_one_does_not():
    """Its mean follows then, which is no secret; those of two would, and their answers."""
    one = hidden(survey(a=(50, 50), b=(15, 70)))
    assert status(one.results, "", "baseline", "time") == "normal"
    two = hidden(survey(a=(12, 50), b=(15, 70)))
    assert status(two.results, "", "baseline", "time") == "protects_another"
    assert status(two.results, A, "baseline", "time") == "low_reliability"


@pytest.mark.parametrize("incomplete", [0, 1, 4, 5])
def test_one_to_four_incomplete_answers_are_a_count_of_their_own(incomplete):
    """Index × 2 less both items is what they answered to the other one."""
    drawn = survey(a=(60, 60), b=(70, 70), c=(90, 90))
    drawn[A, "baseline"][:incomplete, 0] = np.nan
    found = hidden(drawn)
    rows = found.results[found.results["wave"] == "baseline"]
    row = rows[rows["indicator_id"].isin([INDEX, *INDEX_OF])]
    protecting = row[row["status"] == "protects_another"]
    assert bool(len(protecting)) == (incomplete in (1, 4))
    # The row of the total is an equation for them, too: elsewhere all answers are complete.
    if len(protecting):
        assert list(protecting["municipality_code"].fillna("")) == [A, ""]
        assert protecting["indicator_id"].nunique() == 1
    assert set(found.results.query("wave == 'final'")["status"]) == {"normal"}


@pytest.mark.parametrize(("complete", "is_shown"), [(19, False), (20, True)])
def test_alpha_needs_twenty_complete_answers(complete, is_shown):
    drawn = survey(a=(60, 60), b=(70, 70))
    drawn[A, "baseline"][complete:, 0] = np.nan
    drawn[A, "baseline"][:5, 0] = 1, 2, 3, 4, 5
    found = hidden(drawn).results
    here = found[(found["municipality_code"] == A) & (found["indicator_id"] == INDEX)]
    here = here[here["wave"] == "baseline"].iloc[0]
    assert bool(here["alpha"] == here["alpha"]) == is_shown


def test_alpha_is_gone_where_an_item_of_the_index_is_hidden():
    """It is an equation for the hidden item."""
    drawn = survey(a=(50, 50), b=(70, 70), c=(90, 90))
    drawn[A, "baseline"][3:, 0] = np.nan  # three answer trust_leader
    drawn[A, "baseline"][:, 1] = np.resize([1, 3, 2, 4, 5], 50)
    drawn[B, "baseline"][:, 1] = np.resize([1, 3, 2, 4, 5], 70)
    found = hidden(drawn).results
    rows = found[(found["wave"] == "baseline") & (found["indicator_id"] == INDEX)]
    alpha = dict(zip(rows["municipality_code"].fillna(""), rows["alpha"].notna(), strict=True))
    assert alpha == {A: False, B: True, C: True, "": False}


def test_an_unreliable_item_that_its_row_tells_is_hidden_with_its_small_category():
    """19 of 60 answer the yes/no item: index × 2 less the other item is its mean, so its counts."""
    highest = {"trust_leader": 2, "trust_staff": 5, "time": 5}
    drawn = survey(a=(60, 60), b=(70, 70), c=(90, 90))
    for rows in drawn.values():
        rows[:, 0] = 1 + np.arange(len(rows)) % 2
    drawn[A, "baseline"][:, 0] = 1
    drawn[A, "baseline"][:3, 0] = 2
    drawn[A, "baseline"][19:, 0] = np.nan
    found = hidden(drawn, highest)
    assert status(found.results, A, "baseline") == "protects_another"
