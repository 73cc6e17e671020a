"""Say by how much two municipalities of an area differ, with the interval of the difference."""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.model.codes import Status
from frikommune_viz.selection.survey import Between, Survey
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.survey import percent, points


def pair(between: Between, text: Text) -> str:
    """Return the names of the two, the first first."""
    return text.say("{one} mod {other}", one=between.one.name, other=between.other.name)


def lead(between: Between, text: Text) -> str:
    """Return the first words about two municipalities."""
    return text.say("{pair}.", pair=pair(between, text))


def told(survey: Survey, between: Between, text: Text) -> str:
    """Say how far apart two are, and whether the interval holds nought; or why it is not said."""
    row = between.row
    if row.difference is None or row.lower is None or row.upper is None:
        return _why_not(between, text)
    holes = {
        "difference": points(survey, row.difference, text, signed=True),
        "level": percent(row.confidence_level, text),
        "lower": points(survey, row.lower, text, signed=True),
        "upper": points(survey, row.upper, text, signed=True),
    }
    if row.wave is None:
        said = text.say(
            "Forskellen på de to ændringer er {difference} point, med {level} pct. interval "
            "{lower} til {upper}.",
            **holes,
        )
    else:
        said = text.say(
            "Forskellen {when} er {difference} point, med {level} pct. interval {lower} til "
            "{upper}.",
            when=_when(survey, between, text),
            **holes,
        )
    if row.lower <= 0 <= row.upper:
        chance = text.say("Intervallet rummer nul: forskellen kan være tilfældig.")
        return f"{said} {chance}"
    return said


def of_levels(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say of each two municipalities how far apart they were before and after."""
    return _whole(survey, text, of_changes=False)


def of_changes(survey: Survey) -> tuple[Between, ...]:
    """Return the comparisons of how two municipalities changed."""
    return tuple(between for between in survey.between if between.is_of_changes)


def of_two(survey: Survey, codes: frozenset[str], text: Text) -> str:
    """Say all that is known of how far two chosen municipalities are apart; empty where nothing is."""
    found = [
        between
        for between in survey.between
        if {between.row.municipality_code, between.row.other_code} == codes
    ]
    if not found:
        return ""
    return _joined(found, survey, text)


def note(survey: Survey, text: Text) -> list[str]:
    """Say how two municipalities are compared, where any are."""
    if not survey.between:
        return []
    return [
        text.say(
            "Forskellen mellem to kommuner er den første minus den anden. Intervallet regner med, "
            "at kommunernes arbejdspladser svarer uafhængigt af hinanden, og er ikke justeret for, "
            "at flere sammenlignes."
        )
    ]


def _whole(survey: Survey, text: Text, *, of_changes: bool) -> tuple[str, ...]:
    pairs: dict[tuple[str, str], list[Between]] = {}
    for between in survey.between:
        if between.is_of_changes is of_changes:
            key = (between.row.municipality_code, between.row.other_code)
            pairs.setdefault(key, []).append(between)
    return tuple(_joined(found, survey, text) for found in pairs.values())


def _joined(found: Sequence[Between], survey: Survey, text: Text) -> str:
    """Say who is compared, and each thing once: two waves may not be compared for one reason."""
    said = (told(survey, one, text) for one in found)
    return " ".join([lead(found[0], text), *dict.fromkeys(said)])


def _when(survey: Survey, between: Between, text: Text) -> str:
    return text.say("før") if between.row.wave is survey.baseline else text.say("efter")


def _why_not(between: Between, text: Text) -> str:
    reason = text.say(labels.SURVEY_STATUS[between.row.status])
    if between.is_of_changes and between.row.status is Status.NOT_APPLICABLE:
        return text.say("Ændringerne kan ikke sammenlignes.")
    if between.is_of_changes:
        return text.say("De to ændringer sammenlignes ikke: {reason}.", reason=reason)
    return text.say("De to tal sammenlignes ikke: {reason}.", reason=reason)
