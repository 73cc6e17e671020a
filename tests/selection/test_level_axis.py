"""The axis of a level fits what is placed on it, and who lies beyond it is told."""

from __future__ import annotations

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.selection.level_axis import beyond_axis, level_axis
from frikommune_viz.selection.register import Outcome, select


def latest(edition: Edition, indicator_id: str, own: str = "") -> tuple[Outcome, str]:
    outcome = select(edition, indicator_id, own)
    return outcome, outcome.periods[-1]


def test_four_large_cities_do_not_press_the_others_together(published: Edition) -> None:
    outcome, period = latest(published, "parent_satisfaction_answers")
    axis = level_axis(outcome, period)
    beyond = beyond_axis(outcome, period)
    assert [series.name for series, _ in beyond] == ["Odense", "Aalborg", "Aarhus", "København"]
    values = [series.at(period).value for series, _ in outcome.roles]
    within = [value for value in values if value is not None and value <= axis.high]
    assert len(within) + len(beyond) == sum(value is not None for value in values)
    assert axis.low == axis.ticks[0] == 0
    # The highest of the others stands near the end of the axis, and not at a sixth of it.
    assert max(within) > 0.8 * axis.high
    assert outcome.indicator.axis_max > 5 * axis.high


def test_an_own_municipality_does_not_move_the_axis(published: Edition) -> None:
    without = level_axis(*latest(published, "parent_satisfaction_answers"))
    assert level_axis(*latest(published, "parent_satisfaction_answers", "101")) == without


@pytest.mark.parametrize(
    "indicator_id",
    # One axis for the parts of the staff, so that a small part looks small; one that does not
    # begin at 0; and one with a single value somewhat far out.
    ["staff_assistant_share", "parent_satisfaction_childminder", "children_per_adult_childminder"],
)
def test_every_other_indicator_keeps_its_axis(published: Edition, indicator_id: str) -> None:
    outcome, period = latest(published, indicator_id)
    axis = level_axis(outcome, period)
    assert (axis.low, axis.high) == (outcome.indicator.axis_min, outcome.indicator.axis_max)
    assert beyond_axis(outcome, period) == ()
