"""Words drawn as shapes give the picture that the words themselves give."""

from __future__ import annotations

import io

import numpy as np
import pytest
import vl_convert
from PIL import Image

from frikommune_viz.export import picture_svg, provenance_of
from frikommune_viz.export.fonts import FONTS, letter_width, shape, units
from frikommune_viz.export.outlines import with_outlines
from frikommune_viz.figures.addressed import codes, figure_of
from frikommune_viz.filters import Filters
from frikommune_viz.results import open_edition
from frikommune_viz.text import TEXTS


def pixels(svg: str) -> np.ndarray:
    vl_convert.register_font_directory(str(FONTS))
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=1))).convert("RGB")
    return np.asarray(drawn).astype(int)


@pytest.mark.parametrize("name", ["published", "practice"])
def test_pictures_come_out_the_same(name: str) -> None:
    opened = open_edition(name)
    for code in list(codes(opened))[:: 9 if name == "published" else 80]:
        for language, text in TEXTS.items():
            figure = figure_of(opened, code, Filters(lang=language), text)
            assert figure is not None
            svg = picture_svg(figure, provenance_of(opened, "https://a.example/"), text).decode()
            shapes = with_outlines(svg)
            assert shapes.count("<text") <= 3, "most words are shapes"
            apart = np.abs(pixels(svg) - pixels(shapes)).max(axis=2)
            assert apart.mean() < 0.2, code
            assert (apart > 60).sum() < 30, code


LETTERS = "ÆØÅæøå éüö  0123456789 %–−·»«()/:;,.!? AVATAToTeLTy fifl §& "


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_letters_stand_where_they_stood(weight: int, anchor: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="80">'
        '<rect width="1200" height="80" fill="white"/>'
        f'<text x="600" y="50" text-anchor="{anchor}" font-size="20" font-weight="{weight}" '
        f'font-family="Public Sans" fill="black">{LETTERS.replace("&", "&amp;")}</text></svg>'
    )
    shapes = with_outlines(svg)
    assert "<text" not in shapes
    apart = np.abs(pixels(svg) - pixels(shapes)).max(axis=2)
    assert (apart > 60).sum() == 0


@pytest.mark.parametrize(
    "text",
    [
        "<text>\N{BRAIN} x</text>",
        '<text stroke="white">x</text>',
        '<text font-style="italic">x</text>',
        '<text><tspan x="0" dy="12">x</tspan></text>',
        "<text><a>x</a></text>",
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
