"""The headlines of the survey figures: what is seen, in at most ten words.

Of several ways to say it the first that is short enough is taken; the question always stands in the
subtitle. A place without a sure change is named as readily as one with it.
"""

from __future__ import annotations

from typing import Final

from frikommune_viz.model.codes import SurveyVerdict
from frikommune_viz.selection.survey import Level, Survey
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import survey as describe

LONGEST_HEADLINE: Final = 10
_ORDER: Final = (
    SurveyVerdict.UP,
    SurveyVerdict.DOWN,
    SurveyVerdict.AT_MOST_SMALL,
    SurveyVerdict.NO_CLEAR_CHANGE,
)


def change(survey: Survey, text: Text) -> str:
    """Say the verdict on all places where it is one, else on each of the municipalities."""
    where = text.say(labels.IN_AREA[survey.area])
    found = {row.change.verdict for row in survey.judged}
    if not found:
        return _first(survey, text, *_none_judged(survey, where, text))
    # Of the area only where it is shown as a whole: one municipality does not speak for it.
    if len(found) == 1 and survey.whole in survey.judged:
        return _first(survey, text, *_one(survey, _said(found.pop(), text), where, text))
    places: dict[SurveyVerdict, list[str]] = {verdict: [] for verdict in _ORDER}
    for row in survey.judged:
        if row.municipality is not None:
            places[row.change.verdict].append(row.municipality.name)
    parts = [
        text.say("{verdict} i {places}", verdict=_said(verdict, text), places=text.join(names))
        for verdict, names in places.items()
        if names
    ]
    if len(parts) == 1 and survey.whole in survey.judged:
        return _first(survey, text, *_whole_differs(survey, text))
    each = ", ".join(parts)
    return _first(
        survey,
        text,
        text.say("{what}: {found}", what=text.pick(survey.indicator.label), found=each),
        labels.capital(each),
        text.say("Forskelligt fra kommune til kommune {where}", where=where),
    )


def _whole_differs(survey: Survey, text: Text) -> tuple[str, ...]:
    """Say that the municipalities agree and the area as a whole does not."""
    holes = {
        "whole": _said(survey.whole.change.verdict, text),
        "each": _said(survey.judged[-1].change.verdict, text),
    }
    said = text.say("{whole} samlet, {each} i den enkelte kommune", **holes)
    what = text.pick(survey.indicator.label)
    where = text.say(labels.IN_AREA[survey.area])
    return (
        text.say("{what}: {found}", what=what, found=said),
        labels.capital(said),
        labels.capital(text.say("{whole} samlet {where}", whole=holes["whole"], where=where)),
    )


def arrows(survey: Survey, text: Text) -> str:
    """Say where the area as a whole stood before and after."""
    before, after = survey.whole.before.estimate, survey.whole.after.estimate
    where = text.say(labels.IN_AREA[survey.area])
    what = text.pick(survey.indicator.label)
    if survey.whole.change.verdict is SurveyVerdict.NOT_COMPARABLE:
        return _first(survey, text, *_apart(what, where, text))
    if before is None or after is None:
        return _first(
            survey,
            text,
            text.say("{what}: niveauet før og efter {where}", what=what, where=where),
            text.say("Niveauet før og efter {where}", where=where),
        )
    holes = {
        "before": describe.points(survey, before, text),
        "after": describe.points(survey, after, text),
        "where": where,
    }
    return _first(
        survey,
        text,
        text.say("{what}: {before} før og {after} efter {where}", what=what, **holes),
        text.say("{before} point før og {after} efter {where}", **holes),
    )


def answers(survey: Survey, text: Text) -> str:
    """Say which answer most of the area gave before and after."""
    where = text.say(labels.IN_AREA[survey.area])
    what = text.pick(survey.indicator.label)
    plain = (
        text.say("{what}: svarene før og efter {where}", what=what, where=where),
        text.say("Svarene før og efter {where}", where=where),
    )
    if survey.whole.change.verdict is SurveyVerdict.NOT_COMPARABLE:
        return _first(survey, text, *_apart(what, where, text))
    before, after = (_most(survey, level, text) for level in survey.whole.levels)
    if not before or not after:
        return _first(survey, text, *plain)
    holes = {"before": before, "after": after, "where": where}
    if before == after:
        said = (
            text.say("{what}: flest svarede »{answer}« begge gange", what=what, answer=before),
            text.say("Flest svarede »{answer}« begge gange {where}", answer=before, where=where),
        )
    else:
        said = (
            text.say("{what}: flest svarede »{before}«, så »{after}«", what=what, **_two(holes)),
            text.say("Flest svarede »{before}«, så »{after}« {where}", **holes),
        )
    return _first(survey, text, *said, *plain)


def _apart(what: str, where: str, text: Text) -> tuple[str, ...]:
    return (
        text.say("{what}: før og efter kan ikke sammenlignes", what=what),
        text.say("Før og efter kan ikke sammenlignes {where}", where=where),
    )


def _two(holes: dict[str, str]) -> dict[str, str]:
    return {name: holes[name] for name in ("before", "after")}


def _most(survey: Survey, level: Level, text: Text) -> str:
    """Return the answer most gave; empty where the answers are hidden or two are as common."""
    shares = sorted(level.answers.shares, key=lambda one: one.share, reverse=True)
    if not shares or (len(shares) > 1 and shares[0].share == shares[1].share):
        return ""
    return describe.category(survey, level, shares[0].category, text)


def _none_judged(survey: Survey, where: str, text: Text) -> tuple[str, ...]:
    found = {row.change.verdict for row in survey.rows}
    if len(found) == 1:
        return _one(survey, _said(found.pop(), text), where, text)
    return _one(survey, text.say("ingen ændring kan vises"), where, text)


def _one(survey: Survey, said: str, where: str, text: Text) -> tuple[str, ...]:
    what = text.pick(survey.indicator.label)
    short = text.say("{found} {where}", found=labels.capital(said), where=where)
    return text.say("{what}: {found} {where}", what=what, found=said, where=where), short


def _said(verdict: SurveyVerdict, text: Text) -> str:
    return labels.inline(text.say(labels.SURVEY_VERDICT[verdict]))


def _first(survey: Survey, text: Text, *candidates: str) -> str:
    """Return the first that is short enough, with the warning where it is needed."""
    warned = [describe.as_practice(survey, said, text) for said in candidates]
    return next((said for said in warned if len(said.split()) <= LONGEST_HEADLINE), warned[-1])
