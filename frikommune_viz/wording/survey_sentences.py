"""Say what a survey found in each place: the verdict first, then numbers, intervals and answers.

Every sentence is about what was answered: it may say that a number rose from one wave to the next,
and never what it rose because of. A place without a change has as many words as one with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from frikommune_viz.model.codes import SurveyVerdict
from frikommune_viz.selection.survey import JUDGED, Level, Survey, SurveyRow
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.survey import (
    category,
    desirable,
    interval,
    level_words,
    percent,
    place,
    points,
    verdict,
    why_no_answers,
)


def lead(survey: Survey, row: SurveyRow, text: Text) -> str:
    """Return the first words about a place: its name and the verdict."""
    second = desirable(survey, row, text)
    holes = {"place": place(row, text), "verdict": labels.inline(verdict(row, text))}
    if second:
        return text.say("{place}: {verdict}, {desirable}.", desirable=second, **holes)
    return text.say("{place}: {verdict}.", **holes)


def takes(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say for each place what was found, after its :func:`lead`."""
    return tuple(" ".join(_sentences(survey, row, text)) for row in survey.rows)


def _sentences(survey: Survey, row: SurveyRow, text: Text) -> list[str]:
    if row.change.verdict in JUDGED:
        return [_changed(survey, row, text), *_adjusted(row, text), *_answered(row, text)]
    both = text.say(
        "Før: {before}. Efter: {after}.",
        before=level_words(survey, row.before, text),
        after=level_words(survey, row.after, text),
    )
    return [both, *_not_comparable(row, text)]


def _adjusted(row: SurveyRow, text: Text) -> list[str]:
    """Say why a change is not sure although its own interval leaves zero out."""
    low, high = row.change.lower, row.change.upper
    if row.change.verdict is not SurveyVerdict.NO_CLEAR_CHANGE or low is None or high is None:
        return []
    if low <= 0 <= high:
        return []
    return [
        text.say(
            "Intervallet rummer ikke nul, men når der er justeret for antallet af sammenligninger, "
            "kan forskellen være tilfældig."
        )
    ]


def _not_comparable(row: SurveyRow, text: Text) -> list[str]:
    if (
        row.change.verdict is not SurveyVerdict.NOT_COMPARABLE
        or row.change.not_comparable_reason is None
    ):
        return []
    reason = text.say(labels.NOT_COMPARABLE[row.change.not_comparable_reason])
    return [text.say("Før og efter kan ikke sammenlignes: {reason}.", reason=reason)]


def _changed(survey: Survey, row: SurveyRow, text: Text) -> str:
    before, after, change = row.before.estimate, row.after.estimate, row.change.change
    assert before is not None
    assert after is not None
    assert change is not None
    holes = {
        "before": points(survey, before, text),
        "after": points(survey, after, text),
        "change": points(survey, change, text, signed=True),
        "interval": interval(survey, row, text),
        "level": percent(survey.confidence_level, text),
        "band": text.number(survey.indicator.relevance_band),
    }
    if row.change.verdict is SurveyVerdict.UP:
        return text.say(
            "Tallet steg fra {before} til {after}, en forskel på {change} point "
            "({level} pct. interval: {interval}).",
            **_but(holes, "band"),
        )
    if row.change.verdict is SurveyVerdict.DOWN:
        return text.say(
            "Tallet faldt fra {before} til {after}, en forskel på {change} point "
            "({level} pct. interval: {interval}).",
            **_but(holes, "band"),
        )
    if row.change.verdict is SurveyVerdict.AT_MOST_SMALL:
        return text.say(
            "Tallet var {before} før og {after} efter. Forskellen er {change} point, og hele "
            "intervallet ({level} pct.: {interval}) ligger inden for ±{band} point.",
            **holes,
        )
    return text.say(
        "Tallet var {before} før og {after} efter. Forskellen på {change} point er ikke sikker "
        "({level} pct. interval: {interval}).",
        **_but(holes, "band"),
    )


def _but(holes: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in holes.items() if key != name}


def _answered(row: SurveyRow, text: Text) -> list[str]:
    bases = row.change.base_before, row.change.base_after
    if bases[0] is None or bases[1] is None:
        return []
    said = [
        text.say(
            "Der er {before} svar før og {after} efter.",
            before=text.number(bases[0]),
            after=text.number(bases[1]),
        )
    ]
    rates = row.before.response_rate, row.after.response_rate
    if rates[0] is not None and rates[1] is not None:
        said.append(
            text.say(
                "Svarprocenten var {before} før og {after} efter.",
                before=percent(rates[0], text),
                after=percent(rates[1], text),
            )
        )
    return said


def alternative(opening: str, survey: Survey, text: Text, said: Sequence[str] = ()) -> str:
    """Return the text alternative: what kind of figure it is, then what it shows of each place."""
    told = said or [
        f"{lead(survey, row, text)} {rest}"
        for row, rest in zip(survey.rows, takes(survey, text), strict=True)
    ]
    practice = [text.say(labels.PRACTICE)] if survey.is_simulated else []
    return " ".join([*practice, opening, *told, text.say("Tallene står i tabellen under figuren.")])


def levels(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say for each place where it stood in both waves, with the intervals."""
    return tuple(_both(survey, row, _level, text) for row in survey.rows)


def distributions(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say for each place how the answers of both waves fall."""
    return tuple(_both(survey, row, _distribution, text) for row in survey.rows)


def _both(
    survey: Survey, row: SurveyRow, told: Callable[[Survey, Level, Text], str], text: Text
) -> str:
    said = text.say(
        "{place}, før: {before}. Efter: {after}.",
        place=place(row, text),
        before=told(survey, row.before, text),
        after=told(survey, row.after, text),
    )
    return " ".join([said, *_not_comparable(row, text)])


def _level(survey: Survey, level: Level, text: Text) -> str:
    if level.estimate is None or level.lower is None or level.upper is None:
        return level_words(survey, level, text)
    if level.base is not None:
        return text.count(
            "{value} ({level} pct. interval: {lower} til {upper}, {n} svar)",
            "{value} ({level} pct. interval: {lower} til {upper}, {n} svar)",
            level.base,
            value=points(survey, level.estimate, text),
            level=percent(survey.confidence_level, text),
            lower=points(survey, level.lower, text),
            upper=points(survey, level.upper, text),
        )
    return text.say(
        "{value} ({level} pct. interval: {lower} til {upper})",
        value=points(survey, level.estimate, text),
        level=percent(survey.confidence_level, text),
        lower=points(survey, level.lower, text),
        upper=points(survey, level.upper, text),
    )


def _distribution(survey: Survey, level: Level, text: Text) -> str:
    if not level.answers.shares:
        return why_no_answers(level, text)
    return text.join(
        text.say(
            "{share} pct. »{answer}«",
            share=percent(one.share, text),
            answer=category(survey, level, one.category, text),
        )
        for one in level.answers.shares
    )
