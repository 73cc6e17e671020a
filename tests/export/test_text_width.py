"""Words are broken into lines by the room there is."""

from __future__ import annotations

import pytest

from frikommune_viz.export.text_width import wrap


@pytest.mark.parametrize("room", [-5.0, 0.0, 1.0])
def test_without_room_each_letter_has_its_line(room: float) -> None:
    assert [[word.said for word in line] for line in wrap([("ord", 400)], 14, room)] == [
        ["o"],
        ["r"],
        ["d"],
    ]
