"""Page and picture share one drawing; in the picture its colours are those of the light theme."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from by_code import figure_of

from frikommune_viz import export
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import codes
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.style import CSS_COLOURS, LIGHT
from frikommune_viz.text import TEXTS

COLOUR = re.compile(r'(?:fill|stroke|stop-color)="([^"]*)"')
NO_COLOUR = {"none", "transparent"}


@pytest.mark.parametrize("name", ["published", "practice"])
def test_every_colour_is_one_of_the_themes(editions: Mapping[str, Edition], name: str) -> None:
    """A colour that the drawing had mixed itself would stand in neither theme."""
    opened = editions[name]
    for code in list(codes(opened))[:: 1 if name == "published" else 24]:
        figure = figure_of(opened, code, Filters(), TEXTS[Language.DA])
        assert figure is not None
        page = set(COLOUR.findall(export.chart_svg(figure))) - NO_COLOUR
        assert page
        assert page <= set(CSS_COLOURS.values()), code
        origin = export.provenance_of(opened, "https://frikommune.example/", "2026-11-25")
        picture = export.picture_svg(figure, origin, TEXTS[Language.DA], embed_font=False).decode()
        assert set(COLOUR.findall(picture)) - NO_COLOUR <= set(LIGHT.values()), code
        assert "var(--" not in picture
