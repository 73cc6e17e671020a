"""Who says what of a municipality: its row of marks, under those of its area and of all seven."""

from __future__ import annotations

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Scope
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.matrix_table import draw_key, draw_matrix
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.statements import ALL_SEVEN, Matrix, Place, cell
from frikommune_viz.text import Text


def marks(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the three rows: all seven, the area, the municipality. None inherits from another."""
    levels = levels_of(edition, filters)
    return (
        draw("who_says.html", text)
        + draw_matrix(levels, edition, text, filters)
        + draw_key(levels.cells, text)
    )


def levels_of(edition: Edition, filters: Filters) -> Matrix:
    """Return the three levels at which something may be said that concerns the municipality."""
    area = MUNICIPALITY_AREA[filters.profile]
    places = (
        Place(Scope.MUNICIPALITY, area, filters.profile),
        Place(Scope.AREA, area),
        ALL_SEVEN,
    )
    return Matrix(
        MAIN_THEMES,
        tuple(
            (place, tuple(cell(place, theme, edition) for theme in MAIN_THEMES)) for place in places
        ),
    )
