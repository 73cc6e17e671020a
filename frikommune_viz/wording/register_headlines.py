"""The headline of a register figure: which way the pilots went between two periods, and the country.

One function gives the headline of an indicator wherever it stands, so that no two pages can say
different things of the same two periods.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.changes import Changes
from frikommune_viz.selection.register import Outcome, Role
from frikommune_viz.text import Text, half_up, mark
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

_TOO: Final = mark("Det samme skete i {count} af de {total} kommuner uden aftale")
"""What is said of the others where all pilots went the way of their median."""

_ALL_TOO: Final = mark("Det samme skete i alle {total} kommuner uden aftale")

_COUNTRY: Final = {
    _UP: mark("Tallet steg i {count} af de {total} kommuner uden aftale"),
    _DOWN: mark("Tallet faldt i {count} af de {total} kommuner uden aftale"),
    _SAME: mark("I den midterste af de {total} kommuner uden aftale ændrede tallet sig ikke"),
}
"""What is said of the others where some of the pilots went another way, or the median stood."""

_ALL: Final = {
    _UP: mark("Tallet steg i alle {total} kommuner uden aftale"),
    _DOWN: mark("Tallet faldt i alle {total} kommuner uden aftale"),
    _SAME: mark("Tallet ændrede sig ikke i nogen af de {total} kommuner uden aftale"),
}
"""The same where all others went one way."""


class _Height(StrEnum):
    """Where a municipality lies among those without an agreement: in their middle half, or not."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


_HIGH, _MIDDLE, _LOW = _Height.HIGH, _Height.MIDDLE, _Height.LOW

_LEVELS: Final[Mapping[frozenset[_Height], str]] = {
    frozenset({_HIGH}): mark("{what} lå højt i {high}"),
    frozenset({_MIDDLE}): mark("{what} lå midt i feltet i {middle}"),
    frozenset({_LOW}): mark("{what} lå lavt i {low}"),
    frozenset({_HIGH, _MIDDLE}): mark("{what} lå højt i {high} og midt i feltet i {middle}"),
    frozenset({_HIGH, _LOW}): mark("{what} lå højt i {high} og lavt i {low}"),
    frozenset({_MIDDLE, _LOW}): mark("{what} lå midt i feltet i {middle} og lavt i {low}"),
    frozenset({_HIGH, _MIDDLE, _LOW}): mark(
        "{what} lå højt i {high}, midt i feltet i {middle} og lavt i {low}"
    ),
}
"""What is said of the pilots in one period, for each set of heights that occur among them."""


def headline(found: Changes, text: Text) -> str:
    """Return which way the pilots went between two periods, and which way the others did.

    Parameters
    ----------
    found
        The changes between the two periods. Of the others it says how many went the way of the
        median of their changes, with the decimals that are published: the median alone can rise
        where hardly half of them do.
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
    decimals = found.indicator.decimals
    country = of_change(found.median, decimals)
    codes = {series.code for series in found.outcome.others}
    ways = [of_change(row.change, decimals) for row in found.changes if row.series.code in codes]
    is_same = moved == {country} and country is not _SAME
    count, total = ways.count(country), len(ways)
    if count == total:
        said = _ALL_TOO if is_same else _ALL[country]
        return text.say(said, total=text.number(total))
    said = _TOO if is_same else _COUNTRY[country]
    return text.say(said, count=text.number(count), total=text.number(total))


def levels_headline(outcome: Outcome, period: str, text: Text) -> str:
    """Return where in the country the pilots lay in one period.

    High and low are outside the middle half of the municipalities without an agreement, with the
    decimals that are published. Where too few have a figure for that, the pilots' figures stand
    alone.
    """
    decimals = min(outcome.indicator.decimals, MOST_DECIMALS)
    values = {
        series.name: value
        for series in outcome.pilots
        if (value := series.at(period).value) is not None
    }
    if not values:
        what = text.pick(outcome.indicator.label)
        return text.say("{what}: ingen af tallene er offentliggjort", what=what)
    others = outcome.distribution.get(period)
    if others is None or period in outcome.thin_periods:
        return _figures_alone(outcome.indicator, values, text)
    places: dict[_Height, list[str]] = {height: [] for height in _Height}
    low, high = (half_up(one, decimals) for one in (others.p25, others.p75))
    for name, value in values.items():
        shown = half_up(value, decimals)
        height = _LOW if shown < low else _HIGH if shown > high else _MIDDLE
        places[height].append(name)
    return text.say(
        _LEVELS[frozenset(height for height, names in places.items() if names)],
        what=text.pick(outcome.indicator.subject),
        **{height.value: text.join(names) for height, names in places.items()},
    )


def _figures_alone(indicator: Indicator, values: Mapping[str, float], text: Text) -> str:
    decimals = min(indicator.decimals, MOST_DECIMALS)
    said = [
        text.say("{municipality} {value}", municipality=name, value=text.number(value, decimals))
        for name, value in values.items()
    ]
    return text.say("{what}: {values}", what=text.pick(indicator.label), values=text.join(said))
