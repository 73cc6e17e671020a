"""Words drawn as shapes give the picture that the words themselves give."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
import pytest
import vl_convert
from by_code import figure_of
from PIL import Image

from frikommune_viz.drawing.vega import FONTS
from frikommune_viz.edition.edition import Edition
from frikommune_viz.export import picture_svg, provenance_of
from frikommune_viz.export.fonts import letter_width, shape, units
from frikommune_viz.export.outlines import with_outlines
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.style import CHART_FONT
from frikommune_viz.text import TEXTS


def pixels(svg: str) -> np.ndarray:
    vl_convert.register_font_directory(str(FONTS))
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=2))).convert("RGB")
    return np.asarray(drawn).astype(int)


def test_one_letter_of_another_shape_is_seen(published: Edition) -> None:
    """The law below would be empty if two pictures were alike to it that are not."""
    figure = figure_of(published, "absence_grade_7_9-trend", Filters(), TEXTS[Language.DA])
    assert figure is not None
    origin = provenance_of(published, "https://a.example/")
    svg = with_outlines(picture_svg(figure, origin, TEXTS[Language.DA]).decode())
    comma, point = (shape(sign, 400) for sign in ",.")
    assert comma is not None
    assert point is not None
    outline = comma.path.removeprefix("M0 0")
    assert outline in svg
    other = svg.replace(outline, point.path.removeprefix("M0 0"), 1)
    assert np.abs(pixels(svg) - pixels(other)).max() > 100


@pytest.mark.parametrize("name", ["published", "practice"])
def test_pictures_come_out_the_same(editions: Mapping[str, Edition], name: str) -> None:
    opened = editions[name]
    for code in list(codes(opened))[:: 9 if name == "published" else 80]:
        for language, text in TEXTS.items():
            figure = figure_of(opened, code, Filters(lang=language), text)
            assert figure is not None
            svg = picture_svg(figure, provenance_of(opened, "https://a.example/"), text).decode()
            shapes = with_outlines(svg)
            assert shapes.count("<text") <= 3, "most words are shapes"
            apart = np.abs(pixels(svg) - pixels(shapes)).max(axis=2)
            assert apart.mean() < 0.01, code
            assert apart.max() < 100, code


LETTERS = "ÆØÅæøå éüö  0123456789 %–−·»«()/:;,.!? AVATAToTeLTy fifl §& "


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_letters_stand_where_they_stood(weight: int, anchor: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="80">'
        '<rect width="1200" height="80" fill="white"/>'
        f'<text x="600" y="50" text-anchor="{anchor}" font-size="20" font-weight="{weight}" '
        f'font-family="{CHART_FONT}" fill="black">{LETTERS.replace("&", "&amp;")}</text></svg>'
    )
    shapes = with_outlines(svg)
    assert "<text" not in shapes
    apart = np.abs(pixels(svg) - pixels(shapes)).max(axis=2)
    assert (apart > 60).sum() == 0


@pytest.mark.parametrize(
    "text",
    [
        '<text font-size="14">\N{BRAIN} x</text>',
        '<text font-size="14">a\N{RIGHT-TO-LEFT OVERRIDE}b</text>',
        '<text font-size="14" stroke="white">x</text>',
        '<text font-size="14" font-style="italic">x</text>',
        '<text font-size="14" font-family="monospace">x</text>',
        '<text font-size="14" font-weight="500">x</text>',
        '<text font-size="14" style="font-size:30px">x</text>',
        '<text font-size="14" letter-spacing="3">x</text>',
        '<text font-size="14" text-anchor="inherit">x</text>',
        '<text font-size="14" x="10 20">x</text>',
        '<text font-size="14" x="10%">x</text>',
        '<text font-size="1em">x</text>',
        "<text font-size='14'>x</text>",
        # Without a size it would be that of what is around it.
        "<text>x</text>",
        '<text font-size="14"><tspan x="0" dy="12">x</tspan></text>',
        '<text font-size="14"><a>x</a></text>',
    ],
)
def test_what_cannot_be_drawn_as_shapes_stays_a_text(text: str) -> None:
    assert with_outlines(f"<svg>{text}</svg>") == f"<svg>{text}</svg>"


def test_letters_close_up_and_a_missing_one_is_told() -> None:
    apart = sum(letter_width(letter, 400) or 0 for letter in "AV") * units(400)
    together = shape("AV", 400)
    assert together is not None
    assert together.advance < apart
    assert shape(" ", 400) == ("", letter_width(" ", 400) * units(400))
    assert shape("x\N{BRAIN}", 400) is None
    assert letter_width("\N{BRAIN}", 400) is None
