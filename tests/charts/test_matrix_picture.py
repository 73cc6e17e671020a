"""The picture of the matrix: words and marks, and nothing that could be read as a size."""

from __future__ import annotations

import json
import re

import pytest
from reading import data_sets

from frikommune_viz import style
from frikommune_viz.charts.shapes import line_width, vega_shape
from frikommune_viz.figures.matrix_picture import matrix_picture, matrix_spec
from frikommune_viz.filters import Filters
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import matrix
from frikommune_viz.wording.mark_words import key_lines, mark_word, short_words, whole_words


@pytest.fixture
def spec(edition, text):
    return matrix_spec(matrix(edition, Filters()), edition, text, style.LIGHT)


def test_no_direction_reaches_a_scale(spec):
    written = json.dumps(spec)
    assert "quantitative" not in written
    assert '"scale"' not in written
    assert '"ordinal"' not in written


def test_every_cell_is_drawn_with_its_mark_and_said_whole(spec, edition, text):
    cells = matrix(edition, Filters()).cells
    drawn = [row for row in data_sets(spec)["glyph"] if row["size"] == 24**2]
    assert [row["code"] for row in drawn] == [mark_of(cell).code for cell in cells]
    assert [row["told"] for row in drawn] == [whole_words(cell, edition, text) for cell in cells]
    lines = [row["text"] for row in data_sets(spec)["text"]]
    for cell in cells:
        assert mark_word(cell, edition, text) in ("", *lines)


def test_an_outline_is_a_line_and_a_solid_mark_is_filled(spec):
    for row in data_sets(spec)["glyph"]:
        is_line = style.MARKS[row["code"]].line > 0
        assert (row["fill"] == "transparent") == is_line
        assert (row["line"] > 0) == is_line


def test_the_text_alternative_says_each_cell_and_who_says_it(edition, text):
    shown = matrix(edition, Filters())
    alt = matrix_picture(shown, edition, text).alt
    for cell in shown.cells:
        assert short_words(cell, edition, text) in alt
    # VIVE alone speaks of trust for all seven.
    assert "(VIVE)" in short_words(shown.cells[0], edition, text)


def test_the_key_stands_under_the_picture(spec, edition, text):
    small = [row for row in data_sets(spec)["glyph"] if row["size"] == 17**2]
    assert [row["code"] for row in small] == [
        line.code for line in key_lines(matrix(edition, Filters()).cells, text)
    ]


@pytest.mark.parametrize("code", style.MARKS)
def test_shapes_lie_between_minus_one_and_one_and_are_closed(code):
    shape = vega_shape(code)
    numbers = [float(part) for part in re.sub("[MLAZ]", " ", shape).split()]
    assert numbers
    assert all(-1 <= number <= 1 for number in numbers)
    for outline in shape.split("Z")[:-1]:
        start = re.match(r"M(\S+ [^LA]+)", outline)[1]
        assert outline.endswith(f"L{start}")


def test_a_triangle_by_hand():
    # 12 is the middle of the grid: (12, 2.5) is 0 across and 9.5 of 12 up.
    assert vega_shape("up").startswith("M0 -0.7917L0.9 0.75")
    assert line_width("up", 24) == 0
    assert line_width("up-outline", 24) == pytest.approx(2.3)
