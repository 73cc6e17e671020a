"""How high a frame must be: for every width enough, and a straight line between two of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_code import figure_of

from frikommune_viz import export
from frikommune_viz.drawing.markup import chart_of_width
from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.parts.embed import Stretch, frame_snippet
from frikommune_viz.parts.static_figure import SourceLine
from frikommune_viz.parts.static_frame import FrameWords
from frikommune_viz.publish.frame import framed
from frikommune_viz.publish.frame_height import SHAPES, WIDTHS, Framed, chart_height
from frikommune_viz.text import TEXTS

WORDS = FrameWords("", "Kort", "En linje", (), (), "Mere")
CHARTS = {264: 300.0, 464: 320.0, 800: 480.0}
LONG = " ".join(["ord"] * 120)


def test_a_frame_is_its_words_and_its_chart() -> None:
    # 8 + 25 + 4 + 20 + 8 + 300 + 8 + 20 + 8, as frame.css has it.
    assert Framed(WORDS, CHARTS).at(280) == 401
    # The headline is larger from 480 px on; 624 px are drawn as high as 800.
    assert Framed(WORDS, CHARTS).at(640) == 585
    # A source has a line of its own, and so has the way to the page.
    sourced = replace(WORDS, sources=(SourceLine("Kilde", ""),))
    assert Framed(sourced, CHARTS).at(280) == 421
    # In between the drawing for 264 px has grown to 343.
    assert Framed(WORDS, CHARTS).at(359) == round(101 + 300 * 343 / 264 + 0.5)


@pytest.mark.parametrize("words", [WORDS, replace(WORDS, subtitle=LONG, practice="Øvedata " * 20)])
def test_a_stretch_is_enough_for_each_of_its_widths(words: FrameWords) -> None:
    frame = Framed(words, CHARTS)
    stretches = frame.stretches()
    assert [one.start for one in stretches] == [280, 360, 480, 640, 816]
    for one in stretches:
        slope = (one.high - one.low) / (one.end - one.start)
        lacking = [
            width
            for width in range(one.start, one.end + 1)
            if one.low + slope * (width - one.start) < frame.at(width) - 1
        ]
        assert lacking == []


def test_no_height_is_told_of_a_frame_without_room_for_words() -> None:
    with pytest.raises(ValueError, match="280 px"):
        Framed(WORDS, CHARTS).at(1)


def test_a_drawing_tells_how_high_it_is() -> None:
    assert chart_height('<svg viewBox="0 0 264 298.5">') == 298.5
    with pytest.raises(ValueError, match="box"):
        chart_height("<svg>")


@pytest.mark.parametrize("code", ["absence_grade_7_9-trend", "absence_grade_7_9-changes"])
def test_drawings_of_one_layout_are_as_high(published: Edition, code: str) -> None:
    figure = figure_of(published, code, Filters(), TEXTS[Language.DA])
    assert figure is not None
    heights = {width: chart_height(chart_of_width(figure.chart, width)) for width in WIDTHS}
    assert heights == {width: heights[SHAPES[width]] for width in WIDTHS}
    assert framed(figure, chart_of_width).charts == {
        width: heights[width] for width in set(SHAPES.values())
    }
    assert chart_height(export.chart_svg(figure)) == heights[800]


def test_a_snippet_without_containers_is_high_enough_anywhere() -> None:
    stretches = [Stretch(280, 359, 700, 780), Stretch(360, 479, 650, 900)]
    assert 'height="900"' in frame_snippet("https://a.example/b", 'A "title"', stretches)
    assert "A &#34;title&#34;" in frame_snippet("https://a.example/b", 'A "title"', stretches)
