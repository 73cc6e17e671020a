"""The likeness of municipalities: a distance with the laws of one, over frames from before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, Trait, Weight
from frikommune_viz.model.periods import span
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.selection.closeness import Frame, alike, before, register_distance

EVEN = Filters().weights
PLACES = ("101", "316", "390", "561")

# Distances depend on nothing but values, area and spread; small whole numbers keep the sums exact
# enough to be compared.
values = st.dictionaries(
    st.sampled_from(PLACES), st.integers(-50, 50).map(float), min_size=2, max_size=4
)
weights = st.fixed_dictionaries({trait: st.sampled_from(Weight) for trait in Trait})


@pytest.fixture(scope="module")
def edition(published):
    return published


def frames_of(edition, tables):
    """Give each table of values a register figure of one of the three areas in turn."""
    some = next(iter(edition.indicators.values()))
    return tuple(
        Frame(replace(some, area=tuple(Area)[number % 3]), "2020", table, 2.0)
        for number, table in enumerate(tables)
    )


@given(tables=st.lists(values, max_size=5))
def test_the_distance_is_even_and_none_from_itself(edition, tables):
    frames = frames_of(edition, tables)
    for one in PLACES:
        assert register_distance(frames, one, one) in (0.0, None)
        for other in PLACES:
            there = register_distance(frames, one, other)
            assert there == register_distance(frames, other, one)
            assert there is None or there >= 0


@given(tables=st.lists(values, min_size=1, max_size=5), factor=st.sampled_from([0.01, 1000.0]))
def test_the_unit_of_a_figure_does_not_matter(edition, tables, factor):
    frames = frames_of(edition, tables)
    other_unit = tuple(
        replace(
            frame,
            values={code: value * factor for code, value in frame.values.items()},
            spread=frame.spread * factor,
        )
        for frame in frames
    )
    for other in PLACES[1:]:
        found = register_distance(other_unit, PLACES[0], other)
        assert found == (
            None
            if register_distance(frames, PLACES[0], other) is None
            else pytest.approx(register_distance(frames, PLACES[0], other))
        )


@given(tables=st.lists(values, min_size=1, max_size=5), which=st.integers(0, 4))
def test_a_missing_figure_never_brings_two_closer_than_an_equal_one_would(edition, tables, which):
    one, other = PLACES[:2]
    frames = list(frames_of(edition, tables))
    at = which % len(frames)
    lacking = {code: value for code, value in frames[at].values.items() if code != one}
    equal = lacking | {one: lacking.get(other, 0.0), other: lacking.get(other, 0.0)}
    frames[at] = replace(frames[at], values=lacking)
    missing = register_distance(frames, one, other)
    frames[at] = replace(frames[at], values=equal)
    as_equal = register_distance(frames, one, other)
    assert as_equal is not None
    assert missing is None or missing >= as_equal - 1e-12


@given(own=st.sampled_from(list(MUNICIPALITY_AREA)), weights=weights)
def test_one_of_the_seven_is_closest_to_itself(edition, own, weights):
    rows = alike(edition, own, weights)
    if any(weight is not Weight.NONE for weight in weights.values()):
        assert rows[0].code == own
        assert rows[0].distance == 0


@given(data=st.data(), weights=weights)
def test_the_seven_stand_once_each_the_closest_first(edition, data, weights):
    own = data.draw(st.sampled_from(sorted(edition.municipalities)))
    rows = alike(edition, own, weights)
    assert sorted(row.code for row in rows) == sorted(MUNICIPALITY_AREA)
    known = [row.distance for row in rows if row.distance is not None]
    assert all(near <= far for near, far in pairwise(known))
    assert all(row.distance is not None for row in rows[: len(known)])


def test_without_any_weight_nobody_is_close(edition):
    rows = alike(edition, "390", dict.fromkeys(Trait, Weight.NONE))
    assert [row.distance for row in rows] == [None] * len(rows)
    assert [row.code for row in rows] == list(MUNICIPALITY_AREA)


def test_a_weight_alone_is_that_trait(edition):
    alone = {**dict.fromkeys(Trait, Weight.NONE), Trait.REGION: Weight.SOME}
    for row in alike(edition, "390", alone):
        assert row.distance == (0 if row.same_region else 1)


def test_every_figure_ended_before_the_first_agreement_of_its_area_began(edition):
    frames = before(edition)
    assert {frame.indicator.area for frame in frames} == {Area.DAYCARE, Area.SCHOOL}
    for frame in frames:
        starts = [
            span(row.start).start
            for row in edition.agreements.values()
            if row.area is frame.indicator.area
        ]
        assert span(frame.period).end < min(starts)
        assert frame.period == frame.indicator.default_baseline


def test_an_agreement_that_begins_earlier_takes_the_figure_away(edition):
    # Rebild began first in day care; had it begun in 2020, 2020 would not lie before it.
    early = edition.agreements | {"840": replace(edition.agreements["840"], start="2020-06")}
    areas = {frame.indicator.area for frame in before(replace(edition, agreements=early))}
    assert areas == {Area.SCHOOL}


def test_what_one_lacks_is_left_out_and_what_both_have_is_compared(edition):
    # København, Gentofte and Gladsaxe have no figure for well-being (five).
    frames = before(edition)
    lacking = {
        code: {frame.indicator.indicator_id for frame in frames if code not in frame.values}
        for code in edition.municipalities
    }
    own = next(code for code, missing in lacking.items() if missing)
    for row in alike(edition, own, EVEN):
        compared = {found.frame.indicator.indicator_id for found in row.figures}
        assert compared == {frame.indicator.indicator_id for frame in frames} - (
            lacking[own] | lacking[row.code]
        )
        assert [found.apart for found in row.figures] == sorted(
            found.apart for found in row.figures
        )


def test_who_lies_nearer_is_counted_among_all_others(edition):
    frames = before(edition)
    for row in alike(edition, "390", EVEN):
        nearer = [
            code
            for code in edition.municipalities
            if code not in ("390", row.code)
            and (apart := register_distance(frames, "390", code)) is not None
            and apart < row.register
        ]
        assert (row.nearer, row.of) == (len(nearer), len(edition.municipalities) - 1)


def test_an_edition_without_register_figures_compares_frames_alone(practice):
    # It holds the seven alone.
    for row in alike(practice, "217", EVEN):
        assert (row.register, row.nearer, row.figures) == (None, None, ())
        assert row.distance == ((not row.same_group) + (not row.same_region)) / 2
