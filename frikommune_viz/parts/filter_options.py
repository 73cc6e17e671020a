"""The options of each filter, by code, in the order they are offered."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import FINDING_CLASSES, GROUPS, NO_GROUP
from frikommune_viz.model.codes import Area, Respondent, Theme, Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.wording import labels

THEMES = {str(theme): labels.THEME[theme] for theme in Theme}
AREAS = {str(area): labels.AREA[area] for area in Area}
WAVES = {str(wave): labels.WAVE[wave] for wave in Wave}
SOURCES = {str(kind): labels.SOURCE_CLASS[kind] for kind in FINDING_CLASSES}
RESPONDENTS = {
    group: labels.RESPONDENT[None if group == NO_GROUP else Respondent(group)] for group in GROUPS
}


def seven_words(edition: Edition) -> dict[str, str]:
    """Return the names of the seven by code, in the fixed order."""
    return {code: edition.municipalities[code].name for code in MUNICIPALITY_AREA}
