"""The picture of the matrix: words and glyphs, and nothing that could be read as a size."""

from __future__ import annotations

import json

import pytest
from glyph_shapes import vega_shape
from reading import data_sets

from frikommune_viz import style
from frikommune_viz.charts.shapes import VEGA_SHAPES
from frikommune_viz.figures.matrix_picture import matrix_spec
from frikommune_viz.filters import Filters
from frikommune_viz.selection.statements import matrix
from frikommune_viz.wording import labels


@pytest.fixture
def spec(edition, text):
    return matrix_spec(matrix(edition, Filters()), edition, text, style.LIGHT)


def test_no_direction_reaches_a_scale(spec):
    written = json.dumps(spec)
    assert "quantitative" not in written
    assert '"scale"' not in written
    assert '"ordinal"' not in written


def test_every_cell_says_its_verdict(spec, edition, text):
    cells = matrix(edition, Filters()).cells
    assert len(cells) == 44
    told = [row["told"] for row in data_sets(spec)["glyph"]]
    for cell in cells:
        assert any(line.startswith(text.say(labels.VERDICT[cell.verdict])) for line in told)


def test_glyphs_are_the_same_size_whatever_they_say(spec):
    sizes = {row["size"] for row in data_sets(spec)["glyph"]}
    assert sizes == {16**2, 20**2}


def test_banner_on_areas_stands_under_the_picture(spec, text):
    lines = [row["text"] for row in data_sets(spec)["text"]]
    assert text.say(labels.BANNER) in lines


@pytest.mark.parametrize("code", style.GLYPHS)
def test_shapes_lie_between_minus_one_and_one(code):
    shape = VEGA_SHAPES[code]
    numbers = [float(part) for part in shape.replace("M", " ").replace("L", " ").replace("A", " ")
               .replace("Z", " ").split()]  # fmt: skip
    assert numbers
    assert all(-1 <= number <= 1 for number in numbers)


def test_the_shapes_are_those_of_the_page():
    assert {code: vega_shape(code) for code in style.GLYPHS} == VEGA_SHAPES


def test_what_is_cut_out_runs_against_its_tile():
    # By hand: the tile of "none" starts at (5,1) and runs right, so its bar must run the other way.
    tile, bar = VEGA_SHAPES["none"].split("Z")[:2]
    assert tile.startswith("M-0.5833 -0.9167L0.5833 -0.9167")
    assert bar == "M-0.5833 0.1750L0.5833 0.1750L0.5833 -0.1750L-0.5833 -0.1750"
