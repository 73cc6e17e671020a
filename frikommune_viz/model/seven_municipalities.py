"""The seven municipalities with an agreement, in the order they are always shown."""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import Area

AREA_MUNICIPALITIES: Final = {
    Area.DAYCARE: ("217", "840"),
    Area.SCHOOL: ("561", "316"),
    Area.ELDERCARE: ("482", "410", "791"),
}
"""The municipalities with an agreement, by area, in the order they are always shown."""

MUNICIPALITY_AREA: Final = {
    code: area for area, codes in AREA_MUNICIPALITIES.items() for code in codes
}
