"""The short words of a survey figure: places, verdicts, numbers, and why one is hidden."""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import (
    EMPTY_STATUSES,
    Better,
    Desirable,
    Status,
    SurveyVerdict,
)
from frikommune_viz.selection.survey import Level, Survey, SurveyRow
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

LEAST_RESPONSE: Final = 0.4
"""Below this share of the invited a response rate is met with a caution."""

_DESIRABLE: Final = {
    (SurveyVerdict.UP, Better.HIGHER): Desirable.YES,
    (SurveyVerdict.UP, Better.LOWER): Desirable.NO,
    (SurveyVerdict.DOWN, Better.HIGHER): Desirable.NO,
    (SurveyVerdict.DOWN, Better.LOWER): Desirable.YES,
}


def place(row: SurveyRow, text: Text) -> str:
    """Return the name of a place."""
    return row.municipality.name if row.municipality else text.say("Hele området")


def verdict(row: SurveyRow, text: Text) -> str:
    """Return the verdict on a place, alone."""
    return text.say(labels.SURVEY_VERDICT[row.change.verdict])


def desirable(survey: Survey, row: SurveyRow, text: Text) -> str:
    """Return whether the change is the wanted one; empty where nothing says which way is better."""
    found = _DESIRABLE.get((row.change.verdict, survey.indicator.better), Desirable.NEUTRAL)
    said = labels.DESIRABLE[found]
    return text.say(said) if said else ""


def full_verdict(survey: Survey, row: SurveyRow, text: Text) -> str:
    """Return the verdict, and as a second word whether it is the wanted way."""
    first, second = verdict(row, text), desirable(survey, row, text)
    return f"{first} · {second}" if second else first


def points(survey: Survey, value: float, text: Text, *, signed: bool = False) -> str:
    """Write a number on 0–100, or a difference between two."""
    return text.number(value, survey.indicator.decimals, signed=signed)


def interval(survey: Survey, row: SurveyRow, text: Text) -> str:
    """Write the ends of the interval of a change; empty where there is none."""
    low, high = row.change.lower, row.change.upper
    if low is None or high is None:
        return ""
    return text.say(
        "{lower} til {upper}",
        lower=points(survey, low, text, signed=True),
        upper=points(survey, high, text, signed=True),
    )


def percent(share: float, text: Text, decimals: int = 0) -> str:
    """Write a share of 1 in per cent, without the unit."""
    return text.number(100 * share, decimals)


def level_words(survey: Survey, level: Level, text: Text) -> str:
    """Say what one wave stood at and on how many answers, or why it is not shown."""
    if level.estimate is not None or level.status is Status.FEW_WORKPLACES:
        value = (
            text.say(labels.SURVEY_STATUS[level.status])
            if level.estimate is None
            else points(survey, level.estimate, text)
        )
        if level.base is None:
            return value
        return text.count("{value} ({n} svar)", "{value} ({n} svar)", level.base, value=value)
    if level.status is Status.LOW_RELIABILITY and level.base is not None:
        return text.count("kun {n} svar", "kun {n} svar", level.base)
    return text.say(labels.SURVEY_STATUS[level.status])


_IN_CHART: Final = labels.SURVEY_STATUS | labels.WHY_HIDDEN | labels.IN_CHART


def why_hidden(row: SurveyRow, text: Text) -> str:
    """Say in a few words why a place has no change."""
    change = row.change
    if change.verdict is SurveyVerdict.NOT_COMPARABLE and change.not_comparable_reason is not None:
        return text.say(labels.NOT_COMPARABLE[change.not_comparable_reason])
    if change.status is Status.LOW_RELIABILITY:
        return bases(change.base_before, change.base_after, text)
    return text.say(_IN_CHART[change.status])


def bases(before: int | None, after: int | None, text: Text) -> str:
    """Write how many answered in each wave; a hidden number is a word."""
    hidden = text.say("skjult")
    return text.say(
        "n {before} og {after}",
        before=hidden if before is None else text.number(before),
        after=hidden if after is None else text.number(after),
    )


def as_practice(survey: Survey, said: str, text: Text) -> str:
    """Put the warning before words that may be read apart from the figure, where it is needed."""
    if not survey.is_simulated:
        return said
    return text.say("{practice}: {said}", practice=text.say(labels.PRACTICE_MARK), said=said)


def both_levels(survey: Survey, row: SurveyRow, text: Text) -> tuple[str, ...]:
    """Write each level with its interval and answers, or in one line why neither can be told."""
    statuses = {level.status for level in row.levels}
    if len(statuses) == 1 and statuses <= EMPTY_STATUSES:
        return (text.say(labels.SURVEY_STATUS[statuses.pop()]),)
    return tuple(
        text.say("{wave} {level}", wave=text.say(when), level=_with_interval(survey, level, text))
        for when, level in ((mark("før"), row.before), (mark("efter"), row.after))
    )


def _with_interval(survey: Survey, level: Level, text: Text) -> str:
    base = text.say("skjult") if level.base is None else text.number(level.base)
    if level.status is Status.FEW_WORKPLACES and level.estimate is None:
        # The verdict over it says why; the reason again would run out of the picture.
        return text.say("vises ikke, n {base}", base=base)
    if level.estimate is None or level.lower is None or level.upper is None:
        return level_words(survey, level, text)
    return text.say(
        "{value} ({lower} til {upper}), n {base}",
        value=points(survey, level.estimate, text),
        lower=points(survey, level.lower, text),
        upper=points(survey, level.upper, text),
        base=base,
    )


def category(survey: Survey, level: Level, number: int, text: Text) -> str:
    """Return the words of an answer as they stood in the wave."""
    asked = next(question for question in survey.questions if question.wave is level.wave)
    return text.pick(asked.categories[number - 1])


def why_no_answers(level: Level, text: Text) -> str:
    """Say why nothing is told of the answers of a wave."""
    answers = level.answers
    if answers.status is Status.LOW_RELIABILITY and answers.base is not None:
        return text.count("kun {n} svar", "kun {n} svar", answers.base)
    return text.say(labels.SURVEY_STATUS[answers.status])


def why_no_bar(level: Level, text: Text) -> str:
    """Say the same where a bar would stand."""
    short = labels.IN_CHART.get(level.answers.status)
    return text.say(short) if short else why_no_answers(level, text)


def answer_bases(row: SurveyRow, text: Text) -> str:
    """Write on how many answers each bar rests."""
    return bases(row.before.answers.base, row.after.answers.base, text)
