"""The map of the country: names, halves, and the classes that its key names."""

from __future__ import annotations

import pytest

from frikommune_viz.figures.country import Half, mapped, tile_map
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language, View
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.short_names import SHORT_NAME

TEXT = TEXTS[Language.DA]


def the_map(edition, own="", view=View.LEVEL, indicator="absence_grade_7_9"):
    filters = Filters(indicator=(indicator,), own=own, view=view)
    of = mapped(edition, filters, TEXT)
    return of, tile_map(of, own, edition, TEXT)


def test_each_of_the_98_has_a_short_name_of_its_own(published):
    assert set(SHORT_NAME) == set(published.municipalities)
    assert len(set(SHORT_NAME.values())) == 98
    assert {len(name) for name in SHORT_NAME.values()} == {3}


def test_no_two_tiles_of_a_half_share_a_place(published):
    _, found = the_map(published)
    for half, columns in ((Half.WEST, 10), (Half.EAST, 8)):
        spots = [tile.spot.in_half for tile in found.tiles if tile.spot.half is half]
        assert len(set(spots)) == len(spots)
        assert {1} <= {column for column, _ in spots} <= set(range(1, columns + 1))
        assert min(row for _, row in spots) == 1
    assert {tile.spot.half for tile in found.tiles} == set(Half)


@pytest.mark.parametrize(
    ("own", "half", "name"),
    [
        ("", Half.WEST, "Esbjerg"),  # none chosen: the first pilot of the area
        ("390", Half.EAST, "Vordingborg"),
        ("400", Half.EAST, "Bornholm"),
        ("482", Half.WEST, "Langeland"),  # Funen is of the western half
    ],
)
def test_the_half_of_the_own_municipality_is_shown_first(published, own, half, name):
    _, found = the_map(published, own)
    assert (found.first.spot.half, found.first.name) == (half, name)


@pytest.mark.parametrize("view", View)
def test_the_key_names_the_classes_that_a_tile_is_in_and_no_others(published, view):
    for indicator in published.indicators:
        _, found = the_map(published, view=view, indicator=indicator)
        in_use = {tile.level for tile in found.tiles if tile.level}
        assert [number for number, _ in found.classes] == sorted(in_use)
        # Shares and counts cannot be below nought, so no class may be said to be.
        if view is View.LEVEL:
            assert "under 0" not in [word for _, word in found.classes]


def test_a_tile_tells_what_its_change_went_from_and_to(published):
    _, found = the_map(published, view=View.CHANGE)
    told = {tile.name: tile.told for tile in found.tiles}
    assert told["Esbjerg"] == "+4,9 fra 4,6 til 9,5 pct."
    assert told["Fredensborg"] == "+3,2 fra 5,0 til 8,2 pct."
