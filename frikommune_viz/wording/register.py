"""The headline, the sentences and the text alternative of a figure, from the rows it draws.

Every sentence is about what was measured: it may say that a figure rose from one period to
another, and never what it rose because of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from frikommune_viz.model.codes import Note
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.register import Outcome, Reading, Series
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import labels

LONGEST_HEADLINE: Final = 10


class Movement(StrEnum):
    """Which way a figure went between two periods, as it is written."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


def movement(before: float, after: float, decimals: int) -> Movement:
    """Compare two figures with the decimals they are published with."""
    change = round(round(after, decimals) - round(before, decimals), decimals)
    if change == 0:
        return Movement.SAME
    return Movement.UP if change > 0 else Movement.DOWN


def counted(indicator: Indicator, text: Text) -> str:
    """Return what a headline says has moved, with a capital letter.

    A unit that also measures its own change names what is counted ("Børn pr. voksen"); the group
    "Normering" would leave open which way is more.
    """
    unit = text.pick(indicator.unit)
    if unit == text.pick(indicator.change_unit):
        return labels.capital(unit)
    return group_name(indicator, text)


def group_name(indicator: Indicator, text: Text) -> str:
    """Return the name of the group an indicator belongs to, without what stands in brackets."""
    return text.pick(indicator.group).partition(" (")[0]


def covid(periods: Sequence[str], text: Text) -> str:
    """Say which periods were affected by covid-19."""
    return text.count(
        "{periods} var præget af covid-19.",
        "{periods} var præget af covid-19.",
        len(periods),
        periods=text.join(text.period(period) for period in periods),
    )


def headline(outcome: Outcome, pair: Pair | None, text: Text) -> str:
    """Say in at most ten words which way the pilots went between two periods."""
    what = counted(outcome.indicator, text)
    if pair is None:
        return text.say("{what}: kun ét tal kan vises", what=what)
    places: dict[Movement, list[str]] = {kind: [] for kind in Movement}
    for series in outcome.pilots:
        before, after = series.at(pair.baseline).value, series.at(pair.endline).value
        if before is not None and after is not None:
            places[movement(before, after, outcome.indicator.decimals)].append(series.name)
    since = pair.endline == outcome.periods[-1]
    sentence = _headline_form(text, since=since)[
        frozenset(kind for kind, names in places.items() if names)
    ]
    return sentence(
        what=what,
        up=text.join(places[Movement.UP]),
        down=text.join(places[Movement.DOWN]),
        same=text.join(places[Movement.SAME]),
        start=text.period(pair.baseline),
        end=text.period(pair.endline),
    )


def _headline_form(text: Text, *, since: bool) -> dict[frozenset[Movement], Callable[..., str]]:
    """Return the sentence for each set of movements that occur among the pilots."""
    up, down, same = Movement.UP, Movement.DOWN, Movement.SAME

    def form(until_now: str, between: str) -> Callable[..., str]:
        return lambda **holes: text.say(until_now if since else between, **holes)

    nothing = mark("{what}: ingen af tallene er offentliggjort")
    return {
        frozenset(): form(nothing, nothing),
        frozenset({up}): form(
            mark("{what}: stigning i {up} siden {start}"),
            mark("{what}: stigning i {up}, {start}–{end}"),
        ),
        frozenset({down}): form(
            mark("{what}: fald i {down} siden {start}"),
            mark("{what}: fald i {down}, {start}–{end}"),
        ),
        frozenset({same}): form(
            mark("{what}: uændret i {same} siden {start}"),
            mark("{what}: uændret i {same}, {start}–{end}"),
        ),
        frozenset({up, down}): form(
            mark("{what}: fald i {down}, stigning i {up} siden {start}"),
            mark("{what}: fald i {down}, stigning i {up}, {start}–{end}"),
        ),
        frozenset({up, same}): form(
            mark("{what}: stigning i {up}, uændret i {same} siden {start}"),
            mark("{what}: stigning i {up}, uændret i {same}, {start}–{end}"),
        ),
        frozenset({down, same}): form(
            mark("{what}: fald i {down}, uændret i {same} siden {start}"),
            mark("{what}: fald i {down}, uændret i {same}, {start}–{end}"),
        ),
        frozenset({up, down, same}): form(
            mark("{what}: kommunerne er gået hver sin vej siden {start}"),
            mark("{what}: kommunerne gik hver sin vej, {start}–{end}"),
        ),
    }


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
    holes = {
        "municipality": series.name,
        "before": amount(indicator, before.value, text),
        "after": amount(indicator, after.value, text),
        "start": text.period(pair.baseline),
        "end": text.period(pair.endline),
        "change": text.say(
            "{number} {unit}",
            number=text.number(abs(after.value - before.value), indicator.decimals),
            unit=text.pick(indicator.change_unit),
        ),
    }
    kind = movement(before.value, after.value, indicator.decimals)
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
    return text.say("I {municipality} var tallet det samme i {start} og {end}: {before}.", **holes)


def _median_change(outcome: Outcome, pair: Pair, text: Text) -> tuple[str, ...]:
    before, after = outcome.median_at(pair.baseline), outcome.median_at(pair.endline)
    if before is None or after is None:
        return ()
    return (
        text.say(
            "Medianen af kommunerne uden aftale var {before} i {start} og {after} i {end}.",
            before=amount(outcome.indicator, before, text),
            after=amount(outcome.indicator, after, text),
            start=text.period(pair.baseline),
            end=text.period(pair.endline),
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


def levels_headline(outcome: Outcome, period: str, text: Text) -> str:
    """Say the figures of the pilots in one period."""
    found = [
        text.say(
            "{municipality} {value}",
            municipality=series.name,
            value=text.number(value, outcome.indicator.decimals),
        )
        for series in outcome.pilots
        if (value := series.at(period).value) is not None
    ]
    what = text.pick(outcome.indicator.label)
    if not found:
        return text.say("{what}: ingen af tallene er offentliggjort", what=what)
    return text.say("{what}: {values}", what=what, values=text.join(found))


def levels(outcome: Outcome, period: str, text: Text) -> tuple[str, ...]:
    """Say what each named municipality, and the median, stood at in one period."""
    said = []
    for series in outcome.named:
        reading = series.at(period)
        if reading.value is None:
            said.append(_missing(series, [reading], text))
            continue
        said.append(
            text.say(
                "I {municipality} var tallet {value} ({period}).",
                municipality=series.name,
                value=amount(outcome.indicator, reading.value, text),
                period=text.period(period),
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
    return tuple(said)


def amount(indicator: Indicator, value: float, text: Text) -> str:
    """Write a figure with its unit; the scale of the unit stands in the subtitle."""
    return text.say(
        "{number} {unit}",
        number=text.number(value, indicator.decimals),
        unit=text.pick(indicator.unit).partition(" (")[0],
    )


def signed(indicator: Indicator, change: float, text: Text, *, extra_decimals: int = 0) -> str:
    """Write a change with its sign and its unit."""
    return text.say(
        "{number} {unit}",
        number=text.number(change, indicator.decimals + extra_decimals, signed=True),
        unit=text.pick(indicator.change_unit).partition(" (")[0],
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


def notes(outcome: Outcome, periods: Sequence[str], text: Text) -> tuple[str, ...]:
    """Say what a figure is not, and what to know about the rows drawn in `periods`."""
    said = [text.say(labels.NO_EFFECT)]
    if len(outcome.periods) == 1:
        said.append(text.say("Der er kun én måling, så den viser et niveau og ingen udvikling."))
    if affected := [period for period in periods if period in outcome.covid_periods]:
        said.append(covid(affected, text))
    if outcome.indicator.break_after:
        said.append(
            text.say(
                "Opgørelsen er ændret efter {period}, så tal fra før og efter kan ikke sammenlignes.",
                period=text.period(outcome.indicator.break_after),
            )
        )
    found = {
        note
        for series in _drawn(outcome)
        for reading in series.readings
        if reading.period in periods
        for note in reading.notes
    }
    if Note.OWN_CALCULATION in found:
        said.append(text.say("Vi har selv beregnet tallene. De er ikke kildens egne."))
    if Note.UNUSUALLY_LOW in found:
        said.append(
            text.say("Enkelte tal er usædvanligt lave. De er markeret i de data, du kan hente.")
        )
    return tuple(said)


def _drawn(outcome: Outcome) -> tuple[Series, ...]:
    return (*outcome.named, *outcome.with_agreement, *outcome.others)
