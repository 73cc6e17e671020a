"""The register figures of a handout: which, the picture, and what is said of them.

An area shows the figure that the site shows first and the one that was named beforehand to answer
for it; where that is the same one, the next in the catalogue of another group, results before
conditions. All seven show the first figure of as many areas as there is room for, results before
conditions. Nothing is chosen by how a figure moved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.handout.chart import draw_chart
from frikommune_viz.model.codes import Area, IndicatorKind
from frikommune_viz.model.periods import Pair, crosses_break
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import Changes, select_changes
from frikommune_viz.selection.register import Outcome, Series, select
from frikommune_viz.selection.statements import Place
from frikommune_viz.text import Text, mark
from frikommune_viz.wording import changes as change_words
from frikommune_viz.wording import labels, register
from frikommune_viz.wording.movement import Movement, bare, between
from frikommune_viz.wording.register_headlines import country_beside
from frikommune_viz.wording.register_notes import disturbed

MOST: Final = 2


@dataclass(frozen=True, slots=True)
class SmallFigure:
    """A small chart: its label and unit, the picture (SVG), and both in words.

    ``indicator_id`` and ``source_id`` say which rows are drawn.
    """

    indicator_id: str
    source_id: str
    label: str
    unit: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Movements:
    """How a municipality's figure moved, as a message; ``covid``: affected periods it speaks of."""

    sentence: str
    source: str
    note: str
    covid: tuple[str, ...]


def indicators_of(edition: Edition, place: Place) -> tuple[Indicator, ...]:
    """Return the indicators of a handout; each has two periods that can be compared."""
    if place.area is None:
        first = [_first(edition, area) for area in Area]
        found = [row for row in first if row is not None]
        return tuple(sorted(found, key=_is_condition))[:MOST]
    first_one = _first(edition, place.area)
    if first_one is None:
        return ()
    primary = edition.primary_of(place.area)
    others = sorted(
        (row for row in edition.indicators_of(place.area) if row.group.da != first_one.group.da),
        key=_is_condition,
    )
    wanted = [first_one, *([primary] if primary else []), *others]
    comparable = (row for row in wanted if row.default_pair)
    return tuple({row.indicator_id: row for row in comparable}.values())[:MOST]


def _first(edition: Edition, area: Area) -> Indicator | None:
    if not edition.indicators_of(area):
        return None
    row = edition.indicators[choices.indicator(edition, Filters(), area)]
    return row if row.default_pair else None


def _is_condition(row: Indicator) -> bool:
    return row.kind is IndicatorKind.CONDITION


def figures_of(edition: Edition, place: Place, text: Text) -> tuple[SmallFigure, ...]:
    """Draw the figures of a handout."""
    return tuple(_figure(edition, row, place, text) for row in indicators_of(edition, place))


def _figure(edition: Edition, row: Indicator, place: Place, text: Text) -> SmallFigure:
    outcome = _until_break(select(edition, row.indicator_id))
    pair = _pair(row)
    series = _shown(outcome, place)
    middle = select_changes(edition, row.indicator_id, *pair).median
    said = [register.change(outcome, one, pair, text) for one in series]
    if middle is not None:
        said.append(
            text.say(
                "Den midterste ændring blandt kommunerne uden aftale er {change}.",
                change=text.number(middle, row.decimals, signed=True),
            )
        )
    return SmallFigure(
        indicator_id=row.indicator_id,
        source_id=row.source_id,
        label=text.pick(row.label),
        unit=_unit(row, place, text),
        svg=draw_chart(outcome, series, pair, middle, text),
        alt=register_alternative(outcome, said, text),
    )


def _until_break(outcome: Outcome) -> Outcome:
    """Leave out what is counted anew: it cannot be compared with the figures that are told."""
    periods = _counted_alike(outcome)

    def kept(series: Series) -> Series:
        readings = tuple(one for one in series.readings if one.period in periods)
        return replace(series, readings=readings)

    return replace(
        outcome,
        periods=periods,
        pilots=tuple(kept(series) for series in outcome.pilots),
        with_agreement=tuple(kept(series) for series in outcome.with_agreement),
        others=tuple(kept(series) for series in outcome.others),
        distribution={one: row for one, row in outcome.distribution.items() if one in periods},
    )


def _counted_alike(outcome: Outcome) -> tuple[str, ...]:
    """Return the periods that can be compared with the shown ones."""
    end, after = _pair(outcome.indicator).endline, outcome.indicator.break_after
    return tuple(period for period in outcome.periods if not crosses_break(period, end, after))


def register_alternative(outcome: Outcome, said: Sequence[str], text: Text) -> str:
    """Return the text alternative of a small chart: what it is, and what it shows."""
    opening = text.say(
        "Kurvediagram: {label}, {first} til {last}.",
        label=text.pick(outcome.indicator.label),
        first=text.period(outcome.periods[0]),
        last=text.period(outcome.periods[-1]),
    )
    return " ".join((opening, *said))


def _unit(row: Indicator, place: Place, text: Text) -> str:
    """Return the unit and what kind of figure it is, with its area where others stand beside it."""
    kind = text.say(labels.INDICATOR_KIND[row.kind])
    parts = [text.pick(row.unit), kind]
    if place.area is None:
        parts.insert(0, text.say(labels.AREA_INLINE[row.area]))
    return ", ".join(parts)


def _pair(row: Indicator) -> Pair:
    assert row.default_pair is not None
    return row.default_pair


def _shown(outcome: Outcome, place: Place) -> tuple[Series, ...]:
    return tuple(
        series for series in outcome.pilots if place.municipality_code in (None, series.code)
    )


def movement_of(edition: Edition, place: Place, text: Text) -> Movements | None:
    """Return how a municipality's first figure moved; None of an area, or where a figure lacks."""
    rows = indicators_of(edition, place)
    if place.municipality_code is None or not rows:
        return None
    row, pair = rows[0], _pair(rows[0])
    found = select_changes(edition, row.indicator_id, *pair)
    (series,) = _shown(found.outcome, place)
    before, after = (series.at(period).value for period in pair)
    if before is None or after is None:
        return None
    told = change_words.takes(found, text)[found.outcome.pilots.index(series)]
    source = edition.sources[row.source_id]
    return Movements(
        sentence=_moved(found, before, after, text),
        source=f"{source.publisher}.",
        note=" ".join(
            (*disturbed(found.outcome, pair, text), told.lead, text.say(labels.NO_EFFECT))
        ),
        covid=tuple(period for period in found.outcome.covid_periods if period in pair),
    )


def _moved(found: Changes, before: float, after: float, text: Text) -> str:
    """Say how one figure moved, and which way the country went between the same two periods."""
    row, pair = found.indicator, found.pair
    kind = between(before, after, row.decimals)
    said = text.say(_MOVED[kind], **_holes(row, before, after, pair, text))
    country = country_beside(found, frozenset({kind}), text)
    return f"{said} {country}." if country else said


_MOVED: Final = {
    Movement.UP: mark("{subject} steg fra {before} i {start} til {after} i {end}."),
    Movement.DOWN: mark("{subject} faldt fra {before} i {start} til {after} i {end}."),
    Movement.SAME: mark("{subject} var det samme i {start} og {end}: {after}."),
}


def _holes(row: Indicator, before: float, after: float, pair: Pair, text: Text) -> dict[str, str]:
    return {
        "subject": text.pick(row.subject),
        "before": bare(row, before, text),
        "after": bare(row, after, text),
        "start": text.period(pair.baseline),
        "end": text.period(pair.endline),
    }


def note_of(
    edition: Edition, drawn: Sequence[SmallFigure], text: Text, told: Collection[str] = ()
) -> str:
    """Say what the bands, the hollow marks and the two periods are; empty where nothing is drawn.

    Of the periods in ``told`` it already stands on the page that covid-19 affected them.
    """
    if not drawn:
        return ""
    rows = [edition.indicators[one.indicator_id] for one in drawn]
    pairs = dict.fromkeys(_pair(row) for row in rows)
    periods = [
        text.say(
            "{start} og {end}", start=text.period(pair.baseline), end=text.period(pair.endline)
        )
        for pair in pairs
    ]
    said = [
        text.say(
            "Bånd: de midterste 50 og 90 pct. af kommunerne uden aftale; stiplet: deres median. Hult "
            "mærke: før, fyldt: efter ({periods}).",
            periods="; ".join(periods),
        )
    ]
    covid = [
        period
        for row in rows
        for period in select(edition, row.indicator_id).covid_periods
        if period in _pair(row) and period not in told
    ]
    if covid:
        said.append(
            text.say(
                "Præget af covid-19: {periods}.",
                periods=text.join(text.period(period) for period in dict.fromkeys(covid)),
            )
        )
    for row in rows:
        periods_of = edition.periods_of(row.indicator_id)
        if crosses_break(_pair(row).endline, periods_of[-1], row.break_after):
            said.append(
                text.say(
                    "{label}: vist til {period}, derefter opgjort på en ny måde.",
                    label=text.pick(row.label),
                    period=text.period(row.break_after),
                )
            )
    return " ".join((*said, text.say(labels.NO_EFFECT)))
