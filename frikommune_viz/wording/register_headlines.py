"""The headline of a register figure: which way the pilots went between two periods, and the country.

One function gives the headline of an indicator wherever it stands, so that no two pages can say
different things of the same two periods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from frikommune_viz.selection.changes import Changes
from frikommune_viz.selection.register import Outcome, Role
from frikommune_viz.text import Text, mark
from frikommune_viz.wording.movement import MOST_DECIMALS, Movement, of_change

LONGEST: Final = 30
"""Words at most, in either language."""

_UP, _DOWN, _SAME = Movement.UP, Movement.DOWN, Movement.SAME

_PILOTS: Final[Mapping[frozenset[Movement], str]] = {
    frozenset({_UP}): mark("{what} steg i {up} fra {start} til {end}"),
    frozenset({_DOWN}): mark("{what} faldt i {down} fra {start} til {end}"),
    frozenset({_SAME}): mark("{what} ændrede sig ikke i {same} fra {start} til {end}"),
    frozenset({_UP, _DOWN}): mark("{what} steg i {up} og faldt i {down} fra {start} til {end}"),
    frozenset({_UP, _SAME}): mark(
        "{what} steg i {up} og ændrede sig ikke i {same} fra {start} til {end}"
    ),
    frozenset({_DOWN, _SAME}): mark(
        "{what} faldt i {down} og ændrede sig ikke i {same} fra {start} til {end}"
    ),
    frozenset({_UP, _DOWN, _SAME}): mark(
        "{what} steg i {up}, faldt i {down} og ændrede sig ikke i {same} fra {start} til {end}"
    ),
}
"""What is said of the pilots, for each set of movements that occur among them."""

_COUNTRY_TOO: Final = {
    _UP: mark("Det gjorde det også i resten af landet"),
    _DOWN: mark("Det gjorde det også i resten af landet"),
    _SAME: mark("Det gjorde det heller ikke i resten af landet"),
}
"""What is said of the others where all pilots went the same way and so did they."""

_COUNTRY: Final = {
    _UP: mark("I resten af landet steg tallet"),
    _DOWN: mark("I resten af landet faldt tallet"),
    _SAME: mark("I resten af landet ændrede tallet sig ikke"),
}
"""What is said of the others where they, or some of the pilots, went another way."""


def headline(found: Changes, text: Text) -> str:
    """Return which way the pilots went between two periods, and which way the others did.

    Parameters
    ----------
    found
        The changes between the two periods. The others are said to have risen where the median of
        their changes is above zero with the decimals that are published; the same median stands
        in the strip.
    text
        The language.
    """
    indicator = found.indicator
    what = text.pick(indicator.subject)
    places: dict[Movement, list[str]] = {kind: [] for kind in Movement}
    for row in found.changes:
        if row.role is Role.PILOT:
            kind = of_change(row.change, indicator.decimals)
            places[kind].append(row.series.name)
    moved = frozenset(kind for kind, names in places.items() if names)
    if not moved:
        return text.say("{what}: ingen af tallene er offentliggjort", what=what)
    said = text.say(
        _PILOTS[moved],
        what=what,
        up=text.join(places[_UP]),
        down=text.join(places[_DOWN]),
        same=text.join(places[_SAME]),
        start=text.period(found.pair.baseline),
        end=text.period(found.pair.endline),
    )
    country = country_beside(found, moved, text)
    return text.say("{pilots}. {country}", pilots=said, country=country) if country else said


def country_beside(found: Changes, moved: frozenset[Movement], text: Text) -> str:
    """Return which way the others went, beside all the ways the named ones did; without a stop.

    Empty where no other municipality has a change.
    """
    if found.median is None:
        return ""
    country = of_change(found.median, found.indicator.decimals)
    too = _COUNTRY_TOO if moved == {country} else _COUNTRY
    return text.say(too[country])


def levels_headline(outcome: Outcome, period: str, text: Text) -> str:
    """Return the figures of the pilots in one period."""
    values: Sequence[str] = [
        text.say(
            "{municipality} {value}",
            municipality=series.name,
            value=text.number(value, min(outcome.indicator.decimals, MOST_DECIMALS)),
        )
        for series in outcome.pilots
        if (value := series.at(period).value) is not None
    ]
    what = text.pick(outcome.indicator.label)
    if not values:
        return text.say("{what}: ingen af tallene er offentliggjort", what=what)
    return text.say("{what}: {values}", what=what, values=text.join(values))
