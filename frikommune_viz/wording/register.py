"""The sentences, the notes and the text alternative of a figure, from the rows it draws.

Every sentence is about what was measured: it may say that a figure rose from one period to
another, and never what it rose because of.
"""

from __future__ import annotations

from collections.abc import Sequence

from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.level_axis import beyond_axis
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels, register_notes
from frikommune_viz.wording.movement import (
    Movement,
    amount,
    bare,
    between,
    shown_decimals,
    size,
)


def group_name(indicator: Indicator, text: Text) -> str:
    """Return the name of the group an indicator belongs to, without what stands in brackets."""
    return text.pick(indicator.group).partition(" (")[0]


def changes(outcome: Outcome, pair: Pair, text: Text) -> tuple[str, ...]:
    """Say for each named municipality, and for the median, what was measured in both periods."""
    return (
        *(change(outcome, series, pair, text) for series in outcome.named),
        *_median_change(outcome, pair, text),
    )


def change(outcome: Outcome, series: Series, pair: Pair, text: Text) -> str:
    """Say what one municipality went from and to."""
    before, after = series.at(pair.baseline), series.at(pair.endline)
    if before.value is None or after.value is None:
        return _missing(series, [before, after], text)
    indicator = outcome.indicator
    moved = after.value - before.value
    decimals = shown_decimals(indicator, [(before.value, after.value, moved)])
    holes = {
        "municipality": series.name,
        "before": bare(indicator, before.value, text, decimals),
        "after": bare(indicator, after.value, text, decimals),
        "start": text.period(pair.baseline),
        "end": text.period(pair.endline),
        "change": size(indicator, moved, text, decimals),
    }
    kind = between(before.value, after.value, indicator.decimals)
    if kind is Movement.UP:
        return text.say(
            "I {municipality} steg tallet med {change}, fra {before} i {start} til {after} i "
            "{end}.",
            **holes,
        )
    if kind is Movement.DOWN:
        return text.say(
            "I {municipality} faldt tallet med {change}, fra {before} i {start} til {after} i "
            "{end}.",
            **holes,
        )
    level = amount(indicator, before.value, text)
    return text.say(
        "I {municipality} var tallet det samme i {start} og {end}: {level}.", level=level, **holes
    )


def _median_change(outcome: Outcome, pair: Pair, text: Text) -> tuple[str, ...]:
    """Say the median of both periods, and how many municipalities it rests on in each."""
    before, after = outcome.median_at(pair.baseline), outcome.median_at(pair.endline)
    if before is None or after is None:
        return ()
    first, last = outcome.count_at(pair.baseline), outcome.count_at(pair.endline)
    holes = {
        "before": bare(outcome.indicator, before, text),
        "after": amount(outcome.indicator, after, text),
        "start": text.period(pair.baseline),
        "end": text.period(pair.endline),
    }
    if first == last:
        return (
            text.count(
                "Medianen af den {n} kommune uden aftale var {before} i {start} og {after} i {end}.",
                "Medianen af de {n} kommuner uden aftale var {before} i {start} og {after} i {end}.",
                first,
                **holes,
            ),
        )
    return (
        text.say(
            "Medianen af kommunerne uden aftale var {before} i {start}, hvor {first} havde et tal, "
            "og {after} i {end}, hvor {last} havde et.",
            first=text.number(first),
            last=text.number(last),
            **holes,
        ),
    )


def _missing(series: Series, readings: Sequence[Reading], text: Text) -> str:
    empty = [reading for reading in readings if reading.value is None]
    return text.say(
        "{municipality}, {periods}: {reason}.",
        municipality=series.name,
        periods=text.join(text.period(reading.period) for reading in empty),
        reason=text.say(labels.STATUS[empty[0].status]),
    )


def levels(outcome: Outcome, period: str, text: Text) -> tuple[str, ...]:
    """Say what each named municipality, and the median, stood at in one period."""
    said = []
    for series in outcome.named:
        reading = series.at(period)
        if reading.value is None:
            said.append(_missing(series, [reading], text))
            continue
        holes = {
            "municipality": series.name,
            "value": amount(outcome.indicator, reading.value, text),
            "period": text.period(period),
        }
        said.append(
            text.say("I {municipality} var tallet {value} ({period}).", **holes)
            if reading.answers is None
            else text.count(
                "I {municipality} var tallet {value} på grundlag af {n} svar ({period}).",
                "I {municipality} var tallet {value} på grundlag af {n} svar ({period}).",
                reading.answers,
                **holes,
            )
        )
    middle = outcome.median_at(period)
    if middle is not None:
        said.append(
            text.count(
                "Medianen var {value} for {n} kommune uden aftale.",
                "Medianen var {value} for de {n} kommuner uden aftale.",
                outcome.count_at(period),
                value=amount(outcome.indicator, middle, text),
            )
        )
        said.append(_middle_half(outcome, period, text))
    if beyond := beyond_axis(outcome, period):
        places = [
            text.say(
                "{municipality} ({change})",
                municipality=series.name,
                change=bare(outcome.indicator, value, text),
            )
            for series, value in beyond
        ]
        said.append(text.say("Uden for aksen ligger {places}.", places=text.join(places)))
    return tuple(said)


def _middle_half(outcome: Outcome, period: str, text: Text) -> str:
    """Say what "midt i feltet" is."""
    others = outcome.distribution[period]
    return text.say(
        "Midt i feltet, fra {low} til {high}, ligger den midterste halvdel af dem.",
        low=bare(outcome.indicator, others.p25, text),
        high=amount(outcome.indicator, others.p75, text),
    )


def alternative(kind: str, outcome: Outcome, sentences: Sequence[str], text: Text) -> str:
    """Return the text alternative: what kind of figure it is, then what it shows.

    Parameters
    ----------
    kind
        ``trend``, ``before_after`` or ``levels``.
    outcome
        The rows drawn.
    sentences
        What the figure shows, in whole sentences.
    text
        The language.
    """
    forms = {
        "trend": mark("Kurvediagram: {label}, {first} til {last}."),
        "before_after": mark("Punktdiagram: {label}, to perioder."),
        "levels": mark("Punktdiagram: {label}, ét mærke for hver kommune."),
    }
    opening = text.say(
        forms[kind],
        label=text.pick(outcome.indicator.label),
        first=text.period(outcome.periods[0]),
        last=text.period(outcome.periods[-1]),
    )
    return " ".join([opening, *sentences, text.say("Tallene står i tabellen under figuren.")])


def notes(
    outcome: Outcome, periods: Sequence[str], text: Text, pair: Pair | None = None
) -> tuple[str, ...]:
    """Say what a figure is not, and what to know about the rows drawn in `periods`.

    Where `pair` is the one that the catalogue chooses, its reason is said too.
    """
    said = [text.say(labels.NO_EFFECT)]
    if pair is not None and pair == outcome.indicator.default_pair:
        said.append(
            text.say(
                "Derfor {start} og {end}: {reason}",
                start=text.period(pair.baseline),
                end=text.period(pair.endline),
                reason=text.pick(outcome.indicator.default_reason),
            )
        )
    if len(outcome.periods) == 1:
        said.append(text.say("Der er kun én måling. Den viser et niveau, ikke en udvikling."))
    if outcome.indicator.break_after:
        said.append(
            text.say(
                "Opgørelsen er ændret efter {period}, så tal fra før og efter kan ikke sammenlignes.",
                period=text.period(outcome.indicator.break_after),
            )
        )
    return (*said, *register_notes.of_periods(outcome, periods, text))
