"""What the templates put in is escaped, and a range of numbers is kept on one line."""

import pytest
from markupsafe import Markup

from frikommune_viz.parts.render import held


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Absence in grades 7–9 rose", 'Absence in grades <span class="nowrap">7–9</span> rose'),
        ("pct., 2019/20–2024/25.", 'pct., <span class="nowrap">2019/20–2024/25</span>.'),
        ("2 tiltag – og mere", "2 tiltag – og mere"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("", ""),
    ],
)
def test_a_range_of_numbers_is_held_together(words, drawn):
    assert held(words) == drawn


def test_what_is_drawn_already_is_left_as_it_is():
    assert held(Markup('<a href="x1-2">1-2</a>')) == '<a href="x1-2">1-2</a>'
