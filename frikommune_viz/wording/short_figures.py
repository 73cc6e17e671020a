"""Short names of register figures, for a column that has room for two lines of a few words."""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.rows import Indicator
from frikommune_viz.text import Text, mark

_NAME: Final = {
    "absence_grade_4_6": mark("Fravær 4.-6. klasse"),
    "absence_grade_7_9": mark("Fravær 7.-9. klasse"),
    "wellbeing_grade_4_6": mark("Trivsel 4.-6. klasse"),
    "wellbeing_grade_7_9": mark("Trivsel 7.-9. klasse"),
    "children_per_adult_0_2": mark("Normering 0-2 år"),
    "exam_grade_9": mark("Karakterer, 9. klasse"),
    "high_absence_share": mark("Over 10 pct. fravær"),
    "wellbeing_five_indicators": mark("Trivsel i gennemsnit"),
    "class_size_folkeskole": mark("Klassekvotient"),
    "children_per_adult_3_5": mark("Normering 3-5 år"),
    "children_per_adult_childminder": mark("Normering, dagpleje"),
    "parent_satisfaction_nursery": mark("Tilfredshed, vuggestue"),
    "parent_satisfaction_kindergarten": mark("Tilfredshed, børnehave"),
    "parent_satisfaction_childminder": mark("Tilfredshed, dagpleje"),
    "parent_satisfaction_expected": mark("Forventet tilfredshed"),
    "parent_satisfaction_answers": mark("Svar på undersøgelsen"),
    "pedagogue_share_all_staff": mark("Pædagoguddannede"),
    "staff_assistant_share": mark("Pæd. assistenter"),
    "staff_unqualified_share": mark("Uden pæd. uddannelse"),
    "home_nursing_recipients_per_1000": mark("Hjemmesygepleje"),
}
_UNIT: Final = {"home_nursing_recipients_per_1000": mark("pr. 1.000")}
_LONGEST_UNIT: Final = 9


def short_name(indicator: Indicator, text: Text) -> str:
    """Return the short name of a figure; one without such a name keeps its own."""
    name = _NAME.get(indicator.indicator_id)
    return text.say(name) if name else text.pick(indicator.label)


def short_unit(indicator: Indicator, text: Text) -> str:
    """Return the unit, where it has room beside two years; empty where it has not."""
    unit = _UNIT.get(indicator.indicator_id)
    said = text.say(unit) if unit else text.pick(indicator.unit).partition(" (")[0]
    return said if len(said) <= _LONGEST_UNIT else ""
