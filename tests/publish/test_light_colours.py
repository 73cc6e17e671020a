"""A picture is recoloured and not drawn again; it must come out the same."""

from __future__ import annotations

import json

import pytest

from frikommune_viz.figures.addressed import codes, figure_of
from frikommune_viz.figures.figure import spec_of
from frikommune_viz.filters import Filters
from frikommune_viz.model import Language
from frikommune_viz.results import open_edition
from frikommune_viz.style import LIGHT
from frikommune_viz.text import TEXTS


@pytest.mark.parametrize("name", ["published", "practice"])
def test_a_picture_is_the_chart_drawn_in_the_light_colours(name: str) -> None:
    opened = open_edition(name)
    for code in list(codes(opened))[:: 1 if name == "published" else 12]:
        figure = figure_of(opened, code, Filters(), TEXTS[Language.DA])
        assert figure is not None
        drawn = json.loads(json.dumps(spec_of(figure.draw(LIGHT))))
        assert figure.picture_spec() == drawn, code
        assert "var(--" not in json.dumps(figure.picture_spec())
