"""The words of all figures of an area side by side: headline, numbers, alt texts and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from frikommune_viz.model.codes import IndicatorKind
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.selection.area_numbers import Course, Multiples
from frikommune_viz.selection.register import Outcome, Role, Series
from frikommune_viz.text import Text, half_up, mark
from frikommune_viz.wording import labels, register, register_notes
from frikommune_viz.wording.movement import MOST_DECIMALS, Movement, of_change

_UP, _DOWN = Movement.UP, Movement.DOWN

_SHARED: Final[Mapping[frozenset[Movement], str]] = {
    frozenset({_UP}): mark("{up} steg i {places}"),
    frozenset({_DOWN}): mark("{down} faldt i {places}"),
    frozenset({_UP, _DOWN}): mark("{up} steg, og {down} faldt i {places}"),
}


class Numbers(NamedTuple):
    """What stands above a chart: both figures, and the change where they do not contradict it."""

    before: str
    after: str
    change: str


def headline(found: Multiples, text: Text) -> str:
    """Return the directions that all municipalities with an agreement and the others share.

    A group of indicators is named where every one of them went the same way in each of those
    municipalities, and so did the median change of the municipalities without an agreement. Where
    an area has nothing but background, that is the finding.
    """
    if _is_background(found):
        return text.count(
            "Der er ét registertal for {area}, og det er baggrund",
            "Der er {n} registertal for {area}, og de er alle baggrund",
            len(found.outcomes),
            area=text.say(labels.AREA_INLINE[found.area]),
        )
    ways: dict[str, set[Movement | None]] = {}
    for course in found.courses:
        name = register.group_name(course.indicator, text)
        ways.setdefault(name, set()).add(_shared(course))
    shared = {
        way: _without_longer([name for name, all_ways in ways.items() if all_ways == {way}])
        for way in (_UP, _DOWN)
    }
    moved = frozenset(way for way, names in shared.items() if names)
    places = _places((series for series, role in found.named if role is Role.PILOT), text)
    if not moved:
        return text.say(
            "{area}: intet registertal gik samme vej i {places}",
            area=text.say(labels.AREA[found.area]),
            places=places,
        )
    words = {way: text.join(labels.inline(name) for name in names) for way, names in shared.items()}
    said = text.say(_SHARED[moved], up=words[_UP], down=words[_DOWN], places=places)
    return labels.capital(said)


def headline_of_one_each(courses: Sequence[Course], text: Text) -> str:
    """Return the directions that the one figure of each area shares; empty without a figure."""
    if not courses:
        return ""
    if all(course.indicator.kind is IndicatorKind.CONDITION for course in courses):
        return text.count(
            "Registertallet er baggrund, ikke et resultat for borgerne",
            "Registertallene er baggrund, ikke resultater for borgerne",
            len(courses),
        )
    said = [
        text.say(
            _SHARED[frozenset({way})],
            **{way.value: labels.inline(text.pick(course.indicator.subject))},
            places=_places(course.outcome.pilots, text),
        )
        for course in courses
        if (way := _shared(course))
    ]
    if not said:
        return text.say(
            "Intet registertal gik samme vej i områdets kommuner og de fleste andre kommuner"
        )
    return labels.capital("; ".join(said))


def _places(pilots: Iterable[Series], text: Text) -> str:
    return text.join([*(series.name for series in pilots), text.say("de fleste andre kommuner")])


def _shared(course: Course) -> Movement | None:
    """Return the way that all pilots and most of the others went; None where there is none."""
    decimals = course.indicator.decimals
    changes = [course.changes.get(series.code) for series in course.outcome.pilots]
    ways = {
        None if change is None else of_change(change, decimals)
        for change in (*changes, course.median)
    }
    (way,) = ways if len(ways) == 1 else {None}
    others = [
        of_change(course.changes[series.code], decimals)
        for series in course.outcome.others
        if series.code in course.changes
    ]
    return way if way in {_UP, _DOWN} and 2 * others.count(way) > len(others) else None


def _without_longer(names: list[str]) -> list[str]:
    """Leave out a name that only says another one more closely."""
    return [
        name
        for name in names
        if not any(name != other and name.startswith(f"{other} ") for other in names)
    ]


def decimals_of(course: Course) -> int:
    """Return with how many decimals an indicator is written so that no printed sum is wrong.

    3.59 → 3.43 beside −0.17 contradicts itself, so a third decimal is written where there is one.
    """
    most = course.indicator.decimals
    return next(
        (
            decimals
            for decimals in range(min(most, MOST_DECIMALS), most)
            if all(_adds_up(values, decimals) for values in _drawn(course))
        ),
        most,
    )


def _drawn(course: Course) -> Iterator[tuple[float, float, float]]:
    for series in course.outcome.named:
        before, after = (series.at(period).value for period in course.pair)
        if before is not None and after is not None:
            yield before, after, course.changes[series.code]


def _adds_up(values: tuple[float, float, float], decimals: int) -> bool:
    before, after, change = (half_up(value, decimals) for value in values)
    return after - before == change


def numbers(course: Course, series: Series, decimals: int, text: Text) -> Numbers | None:
    """Return what stands above a chart; None where a figure is missing."""
    before, after = (series.at(period).value for period in course.pair)
    if before is None or after is None:
        return None
    change = course.changes[series.code]
    adds_up = _adds_up((before, after, change), decimals)
    return Numbers(
        text.number(before, decimals),
        text.number(after, decimals),
        text.number(change, decimals, signed=True) if adds_up else "",
    )


def told(course: Course, series: Series, text: Text) -> str:
    """Return the text alternative of a chart: what it is of, and what was measured."""
    return text.say(
        "{label}: {sentence}",
        label=text.pick(course.indicator.label),
        sentence=register.change(course.outcome, series, course.pair, text),
    )


def level_told(outcome: Outcome, series: Series, period: str, text: Text) -> str:
    """Return the text alternative of a chart of one period."""
    said, *middle = register.levels(_alone(outcome, series), period, text)
    return text.say(
        "{label}: {sentence}",
        label=text.pick(outcome.indicator.label),
        sentence=" ".join([said, *middle]),
    )


def why_none(series: Series, periods: tuple[str, ...], text: Text) -> str:
    """Say why a municipality has no chart."""
    empty = next(series.at(period) for period in periods if series.at(period).value is None)
    return labels.capital(text.say(labels.STATUS[empty.status]))


def unit_line(indicator: Indicator, text: Text) -> str:
    """Return what stands under the name of an indicator: unit, own calculation, condition."""
    own = text.pick(indicator.group).partition(" (")[2].removesuffix(")")
    kind = indicator.kind is IndicatorKind.CONDITION
    said = [text.pick(indicator.unit), own, text.say(labels.INDICATOR_KIND[indicator.kind])]
    return ", ".join(part for part in said[: 3 if kind else 2] if part)


def kinds(found: Multiples, text: Text) -> tuple[str, ...]:
    """Say once for all columns which indicators are calculated here, and which are conditions."""
    rows = [outcome.indicator for outcome in found.outcomes]
    mixed = {
        text.pick(row.group) for row in rows if row.kind is not IndicatorKind.CONDITION
    }  # a group with outcomes in it is no condition as a whole
    own = dict.fromkeys(
        labels.inline(register.group_name(row, text))
        for row in rows
        if " (" in text.pick(row.group)
    )
    conditions = dict.fromkeys(
        labels.inline(
            text.pick(row.label)
            if text.pick(row.group) in mixed
            else register.group_name(row, text)
        )
        for row in rows
        if row.kind is IndicatorKind.CONDITION
    )
    said = []
    if own:
        said.append(text.say("Egen beregning: {labels}.", labels=text.join(own)))
    if conditions and mixed:
        said.append(text.say("Vilkår og ikke resultater: {labels}.", labels=text.join(conditions)))
    return tuple(said)


def measured_once(levels: Sequence[Outcome], text: Text) -> str:
    """Say that these are levels, and when each was measured."""
    when: dict[str, dict[str, None]] = {}
    for outcome in levels:
        name = labels.inline(register.group_name(outcome.indicator, text))
        when.setdefault(outcome.periods[-1], {})[name] = None
    said = [
        text.say(
            "{labels}: {period}.", labels=labels.capital(text.join(names)), period=text.period(one)
        )
        for one, names in when.items()
    ]
    return " ".join([text.say("Tallene viser et niveau og ingen udvikling."), *said])


def who(series: Series, role: Role, text: Text) -> str:
    """Return what stands under the name of a municipality."""
    if role is Role.PILOT:
        return text.say("aftale på området")
    if series.municipality.area is None:
        return text.say("din kommune, ingen aftale")
    return text.say("din kommune, aftale på et andet område")


def pairs_line(found: Multiples, text: Text) -> str:
    """Say which two periods are before and after, and for which indicators they are others."""
    pairs = [course.pair for course in found.courses]
    if not pairs:
        return ""
    most = max(dict.fromkeys(pairs), key=pairs.count)
    said = [text.say("Før og efter: {start} og {end}.", **_years(most, text))]
    said += [
        text.say(
            "{label}: {start} og {end}.",
            label=text.pick(course.indicator.label),
            **_years(course.pair, text),
        )
        for course in found.courses
        if course.pair != most
    ]
    return " ".join(said)


def _years(pair: Pair, text: Text) -> dict[str, str]:
    return {"start": text.period(pair.baseline), "end": text.period(pair.endline)}


def notes(found: Multiples, text: Text) -> tuple[str, ...]:
    """Say what the charts are not, and what to know about their axes."""
    return (text.say(labels.NO_EFFECT), *_axes(found, text))


def signs(found: Multiples, text: Text) -> tuple[str, ...]:
    """Say what the lines across a chart and the bar on its axis are, for a picture by itself."""
    outcomes = [course.outcome for course in found.courses]
    said = [text.say("Lodret streg: aftalen begynder.")]
    if any(row.indicator.break_after in row.periods[:-1] for row in outcomes):
        said.append(text.say("Stiplet lodret streg: ny opgørelse."))
    if any(row.covid_periods for row in outcomes):
        said.append(text.say("Bjælke på aksen: præget af covid-19."))
    if any(course.median is not None for course in found.courses):
        said.append(text.say("Nederst: midterste ændring i kommunerne uden aftale."))
    return tuple(said)


def about_periods(found: Multiples, text: Text) -> tuple[str, ...]:
    """Say why these periods, and what to know about them."""
    said = _reasons(found, text)
    covid = sorted({one for course in found.courses for one in course.outcome.covid_periods})
    if covid:
        said.append(register_notes.covid(covid, text))
    said += [
        text.say(
            "{label}: opgjort på en ny måde efter {period}. Tal før og efter sammenlignes ikke.",
            label=name,
            period=text.period(period),
        )
        for name, period in sorted(
            {
                (register.group_name(course.indicator, text), course.indicator.break_after)
                for course in found.courses
                if course.indicator.break_after
            }
        )
    ]
    return tuple(said)


def _reasons(found: Multiples, text: Text) -> list[str]:
    """Say why the catalogue chose its periods, each reason once."""
    return list(
        dict.fromkeys(
            text.say(
                "Derfor {start} og {end}: {reason}",
                reason=text.pick(course.indicator.default_reason),
                **_years(course.pair, text),
            )
            for course in found.courses
            if course.pair == course.indicator.default_pair
        )
    )


def _axes(found: Multiples, text: Text) -> list[str]:
    """Name the axes that do not begin at 0, and where a course is longer than what is drawn."""
    said = []
    cut = dict.fromkeys(
        labels.inline(register.group_name(outcome.indicator, text))
        for outcome in found.outcomes
        if outcome.indicator.axis_min
    )
    if cut:
        said.append(text.say("Akser, der ikke begynder ved 0: {labels}.", labels=text.join(cut)))
    axis = found.axis
    if axis and any(
        course.outcome.pilots[0].readings[0].period_end < axis.low for course in found.courses
    ):
        said.append(
            text.say(
                "Kurverne begynder i {first}. Tidligere tal står på siden Registertal.",
                first=text.period(axis.first),
            )
        )
    return said


def missing(found: Multiples, text: Text) -> str:
    """Say what an area without any figure on outcomes lacks, as its own indicators tell; or empty."""
    if not _is_background(found):
        return ""
    indicators = [outcome.indicator for outcome in found.outcomes]
    said = text.count(
        "Der er ét registertal for {area}, og det handler om vilkår, ikke om, hvordan det går "
        "borgerne.",
        "Der er {n} registertal for {area}, og de handler om vilkår, ikke om, hvordan det går "
        "borgerne.",
        len(indicators),
        area=text.say(labels.AREA_INLINE[found.area]),
    )
    return " ".join([said, *dict.fromkeys(text.pick(row.caveats) for row in indicators)])


def _is_background(found: Multiples) -> bool:
    """Return whether nothing that is shown tells how it went for citizens."""
    kinds = {outcome.indicator.kind for outcome in found.outcomes}
    return IndicatorKind.OUTCOME not in kinds


def _alone(outcome: Outcome, series: Series) -> Outcome:
    """Return the rows with one municipality named."""
    return replace(outcome, pilots=(series,), own=None)
