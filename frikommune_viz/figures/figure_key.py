"""What the marks of a figure mean, for a key that stands over it as text."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from frikommune_viz.model.codes import GapPart
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.gaps import Gaps
from frikommune_viz.selection.register import Outcome, Role
from frikommune_viz.selection.survey import Survey
from frikommune_viz.style import (
    MUNICIPALITY_SHAPE,
    OWN_SHAPE,
    answer_shades,
    municipality_colour,
)
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.gaps import limit


class KeyItem(NamedTuple):
    """One mark and its words.

    Attributes
    ----------
    label
        The words.
    mark
        ``circle``, ``square``, ``triangle-up`` or ``diamond``; ``line-`` before one of them puts it
        on a line. ``dashed``, ``bands``, ``band-50``, ``band-90``, ``dot``, ``ring``, ``hollow`` and ``small`` stand alone.
        ``tile`` is a tile of the map, followed by what its outline says: ``missing``, ``pilot``
        or ``own``. ``answer fill-35`` is a box filled to 35 per cent inside a full outline.
    token
        Token of the colour.
    """

    label: str
    mark: str
    token: str


def _named(outcome: Outcome, prefix: str) -> list[KeyItem]:
    items = [
        KeyItem(
            series.name, prefix + MUNICIPALITY_SHAPE[series.code], municipality_colour(series.code)
        )
        for series in outcome.pilots
        if series.published
    ]
    if outcome.own is not None and outcome.own.published:
        items.append(KeyItem(outcome.own.name, prefix + OWN_SHAPE, "ink"))
    return items


def trend_key(outcome: Outcome, pair: Pair | None, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of a trend: of what its labels do not say."""
    items: list[KeyItem] = []
    if known := [row.count for row in outcome.distribution.values()]:
        items.append(KeyItem(_bands_words(min(known), max(known), text), "bands", "fan"))
    if pair:
        before = text.say("Før ({period})", period=text.period(pair.baseline))
        items.append(KeyItem(before, "hollow", "ink2"))
    return tuple(items)


def _bands_words(fewest: int, most: int, text: Text) -> str:
    """Say what the bands rest on: the same municipalities in every period, or more in some."""
    if fewest < most:
        return text.say(
            "De midterste 50 og 90 pct. af de {most} kommuner uden aftale (mindst {fewest} i hvert "
            "år)",
            fewest=text.number(fewest),
            most=text.number(most),
        )
    return text.count(
        "Den ene kommune uden aftale",
        "De midterste 50 og 90 pct. af de {n} kommuner uden aftale",
        most,
    )


def before_after_key(outcome: Outcome, pair: Pair, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of a before-and-after figure."""
    return (
        KeyItem(text.period(pair.baseline), "hollow", "ink2"),
        KeyItem(text.period(pair.endline), "circle", "ink2"),
    )


def strip_key(roles: Collection[Role], text: Text) -> tuple[KeyItem, ...]:
    """Return the key of a strip: of the marks that it holds and that carry no name of their own."""
    items = []
    if Role.OTHER in roles:
        items.append(KeyItem(text.say("Kommune uden aftale"), "dot", "dots"))
    if Role.WITH_AGREEMENT in roles:
        items.append(KeyItem(text.say("Kommune med aftale på et andet område"), "ring", "ink2"))
    return tuple(items)


def gap_key(gaps: Gaps, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of the gaps from the common course."""
    items = _named(gaps.outcome, "line-")
    items.append(KeyItem(text.say("Medianen uden aftale"), "dashed", "ink2"))
    items.append(KeyItem(text.say("De midterste 90 pct. af dem"), "band-90", "fan"))
    if any(row.part not in (GapPart.BEFORE, GapPart.AFTER) for row in gaps.band):
        items.append(KeyItem(text.say("Tæller ikke med i før og efter"), "hollow", "ink2"))
    if gaps.indicator.relevant_difference is not None:
        said = text.say("±{limit}: grænsen, der blev sat på forhånd", limit=limit(gaps, text))
        items.append(KeyItem(said, "band-50", "edge"))
    return tuple(items)


def survey_change_key(survey: Survey, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of the changes of a survey."""
    return (
        KeyItem(
            text.say(
                "Forskel med {level} pct. interval",
                level=text.number(100 * survey.confidence_level),
            ),
            "line-circle",
            "ink2",
        ),
        KeyItem(
            text.say(
                "Højst ±{n} point: lille ændring", n=text.number(survey.indicator.relevance_band)
            ),
            "band-90",
            "edge",
        ),
    )


def arrows_key(survey: Survey, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of the levels of a survey."""
    return (
        KeyItem(text.say(labels.IN_WAVE[survey.baseline]), "small hollow", "ink2"),
        KeyItem(text.say(labels.IN_WAVE[survey.endline]), "circle", "ink2"),
    )


def answers_key(survey: Survey, text: Text) -> tuple[KeyItem, ...]:
    """Return the key of the answers, lowest first; of both scales where the waves differ."""
    items: list[KeyItem] = []
    for question in survey.questions[: 1 if survey.same_scale else 2]:
        shades = answer_shades(survey.area, len(question.categories))
        for label, shade in zip(question.categories, shades, strict=True):
            words_of = text.pick(label)
            if not survey.same_scale:
                wave = text.say(labels.IN_WAVE[question.wave])
                words_of = text.say("{answer} ({wave})", answer=words_of, wave=wave)
            items.append(
                KeyItem(words_of, f"answer fill-{round(100 * shade.opacity)}", shade.token)
            )
    return tuple(items)
