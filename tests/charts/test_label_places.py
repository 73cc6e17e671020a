"""Labels over a strip never overlap, and keep clear of each other's leaders where they can."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from frikommune_viz.charts.label_places import APART, BESIDE, place_labels
from frikommune_viz.charts.layers import CHARACTER

# Names and values as the strips have them: from "Ærø 0,1" to "Faaborg-Midtfyn +12,4".
WORDS = st.text(alphabet="abcdefghij", min_size=6, max_size=22)
WIDTHS = st.sampled_from([340, 736])


def spans(words, at, places):
    """Return row, left and right end of each label, as it is drawn."""
    for word, where, (align, row) in zip(words, at, places, strict=True):
        long = len(word) * CHARACTER
        left = {
            "left": where + BESIDE,
            "center": where - long / 2,
            "right": where - long - BESIDE,
        }[align]
        yield row, left, left + long


@given(st.lists(st.tuples(WORDS, st.floats(0, 1)), min_size=1, max_size=5), WIDTHS)
@settings(max_examples=200)
def test_no_two_labels_overlap(told, width):
    words = [word for word, _ in told]
    at = [share * width for _, share in told]
    places = place_labels(words, at, width)
    assert len(places) == len(words)
    for (row, left, right), (other, begin, end) in combinations(spans(words, at, places), 2):
        assert row != other or right + APART <= begin or end + APART <= left
    for _, left, right in spans(words, at, places):
        assert left >= 0
        assert right <= width


def test_two_labels_with_room_share_the_lowest_row_over_their_leaders():
    assert place_labels(["Holbæk +2,9", "Esbjerg +4,9"], [200, 500], 736) == [
        ("center", 0),
        ("center", 0),
    ]


def test_a_label_at_the_edge_leans_inwards():
    (left, right) = place_labels(["Helsingør 0,1", "Rebild 5,0"], [2, 735], 736)
    assert (left.align, right.align) == ("left", "right")


def test_no_label_lies_on_the_leader_of_one_above_it():
    # Four of the strip of absence, near each other on a phone.
    words = ["Holbæk +2,9", "Midterste +3,2", "Vordingborg +4,6", "Esbjerg +4,9"]
    at = [136.0, 148.0, 204.0, 216.0]
    drawn = list(spans(words, at, place_labels(words, at, 340)))
    for row, left, right in drawn:
        for (other, _, _), leader in zip(drawn, at, strict=True):
            assert other <= row or not left < leader < right


def test_equal_values_stand_on_top_of_each_other_beside_their_leader():
    # Rebild and one's own municipality, both unchanged.
    (lower, upper) = sorted(place_labels(["Rebild 0,0", "Vordingborg 0,0"], [368, 368], 736))
    assert lower.row != upper.row or lower.align != upper.align
