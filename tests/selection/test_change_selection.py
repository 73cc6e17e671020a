"""The changes of an indicator as a figure shows them: the built rows, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.model.codes import Comparison, Scope
from frikommune_viz.model.periods import Pair, pairs
from frikommune_viz.selection.changes import chosen_pair, select_changes
from frikommune_viz.selection.register import Role

ABSENCE = "absence_grade_7_9"
STAFFING = "children_per_adult_3_5"


@pytest.mark.parametrize(
    ("indicator_id", "baseline", "endline", "shown"),
    [
        (ABSENCE, "", "", ("2020/21", "2023/24")),
        (ABSENCE, "2019/20", "", ("2019/20", "2023/24")),  # a baseline alone keeps the endline
        (ABSENCE, "", "2024/25", ("2020/21", "2024/25")),  # and an endline the baseline
        (ABSENCE, "2023/24", "2020/21", ("2023/24", "2024/25")),  # backwards: the baseline stays
        (ABSENCE, "2024/25", "", ("2020/21", "2023/24")),  # nothing comes after the last period
        (ABSENCE, "", "2019/20", ("2020/21", "2023/24")),  # and nothing before the first
        (ABSENCE, "2017", "2022", ("2020/21", "2023/24")),  # periods of other indicators
        (STAFFING, "2020", "2023", ("2020", "2022")),  # across the break
    ],
)
def test_the_pair_shown_is_the_chosen_one_or_the_nearest(
    published, indicator_id, baseline, endline, shown
):
    assert chosen_pair(published, indicator_id, baseline, endline) == shown


@given(data=st.data())
def test_whatever_is_chosen_the_pair_shown_can_be_compared(published, data):
    indicator_id = data.draw(st.sampled_from(sorted(published.indicators)))
    periods = st.sampled_from(["", *sorted(published.allowed.periods)])
    baseline, endline = data.draw(periods), data.draw(periods)
    allowed = pairs(
        published.periods_of(indicator_id), published.indicators[indicator_id].break_after
    )
    shown = chosen_pair(published, indicator_id, baseline, endline)
    assert shown in allowed if allowed else shown is None
    if Pair(baseline, endline) in allowed:
        assert shown == (baseline, endline)


def test_periods_that_cannot_be_compared_are_refused(published):
    with pytest.raises(ValueError, match="2022 and 2023 cannot be compared"):
        select_changes(published, STAFFING, "2022", "2023")


def test_the_rows_are_the_built_ones(published):
    found = select_changes(published, ABSENCE, "2020/21", "2023/24", own="101")
    built = [
        row
        for row in published.changes_of(ABSENCE)
        if (row.baseline, row.endline) == ("2020/21", "2023/24")
    ]
    assert {row.series.code: (row.change, row.rank, row.of) for row in found.changes} == {
        row.municipality_code: (row.change, row.rank, row.of) for row in built
    }
    assert found.median == 3.2
    assert found.without_agreement == 91
    assert [row.role for row in found.named] == [Role.PILOT, Role.PILOT, Role.OWN]


def test_each_comparison_has_the_pilots_and_then_all_of_them(published):
    found = select_changes(published, ABSENCE, "2020/21", "2023/24")
    for comparison in Comparison:
        shown = found.at(found.pair, comparison)
        names = [row.municipality_codes for row in shown]
        assert names == [("561",), ("316",), ("561", "316")]
        assert shown[-1].scope is Scope.AREA
        assert {row.comparison for row in shown} == {comparison}
    assert {row.pair for row in found.before(Comparison.ALL_OTHERS)} == {("2019/20", "2020/21")}


def test_the_axis_fits_its_changes_and_no_own_municipality_moves_it(published):
    """It holds the default pair whole, the pilots always, nearly all else, and nought."""
    for indicator_id, indicator in published.indicators.items():
        beyond, every = 0, 0
        for pair in pairs(published.periods_of(indicator_id), indicator.break_after):
            found = select_changes(published, indicator_id, *pair)
            low, high, ticks = found.axis
            assert low <= 0 <= high
            assert 0 in ticks
            assert len(ticks) >= 2
            assert low <= ticks[0] < ticks[-1] <= high
            assert not [row for row in found.off_axis if row.role is Role.PILOT]
            if pair == indicator.default_pair:
                assert found.off_axis == ()
                own = select_changes(published, indicator_id, *pair, own="492")
                assert own.axis == found.axis
            beyond += len(found.off_axis)
            every += len(found.changes)
            # Never symmetric by habit: what is empty at an end is less than half a step.
            held = [0, *(row.change for row in found.changes if low <= row.change <= high)]
            step = ticks[1] - ticks[0]
            assert min(held) - low <= step / 2
            assert high - max(held) <= step / 2
        assert beyond <= 0.03 * every


def test_the_marks_of_home_nursing_have_room(published):
    """Reporting began in 2016 to 2020; an axis that held it all left a tenth of the width."""
    found = select_changes(published, "home_nursing_recipients_per_1000", "2021", "2025")
    changes = [row.change for row in found.changes]
    assert (max(changes) - min(changes)) / (found.axis.high - found.axis.low) > 0.8
