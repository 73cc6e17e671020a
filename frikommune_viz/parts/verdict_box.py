"""The verdict beside the curve: is it unusual, before and after, and what hangs on the years."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Comparison
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.render import draw
from frikommune_viz.selection import choices
from frikommune_viz.selection.changes import Changes, other_pair, select_changes
from frikommune_viz.selection.register import Series, select
from frikommune_viz.style import MUNICIPALITY_SHAPE, OWN_SHAPE, municipality_colour
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import unusual as words
from frikommune_viz.wording.movement import shown_decimals
from frikommune_viz.wording.primary import answers_for
from frikommune_viz.wording.register import levels


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table; what is not published is empty."""

    name: str
    before: str
    after: str
    change: str
    mark: str
    token: str


def verdict(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Answer whether the changes are unusual; the one reading where no two can be compared."""
    pair = choices.pair(edition, filters)
    if pair is None:
        return _one_reading(edition, filters, text)
    found = select_changes(edition, choices.indicator(edition, filters), *pair, filters.own)
    decimals = shown_decimals(found.indicator, _triples(found))
    other = other_pair(found)
    return draw(
        "verdict.html",
        text,
        answer=words.answer(found, text),
        beside=[said for said in (words.yardstick(found, text), words.of_own(found, text)) if said],
        unit=labels.capital(text.pick(found.indicator.unit)),
        start=_short(pair.baseline, text),
        end=_short(pair.endline, text),
        caption=text.say(
            "{label}, {start} og {end}",
            label=text.pick(found.indicator.label),
            start=text.period(pair.baseline),
            end=text.period(pair.endline),
        ),
        rows=[_row(found, series, decimals, text) for series in found.outcome.named],
        median=_median(found, decimals, text),
        middle=_middle(found, decimals, text),
        other=words.other_years(found, other, text) if other else "",
        has_all=bool(found.at(pair, Comparison.ALL_OTHERS)),
        has_gap=found.has_gap,
        standing=answers_for(found.indicator, found.primary, text, by_gap=found.has_gap),
        how=page_href("metode", filters.travelling(), "vurdering"),
    )


def _one_reading(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what each named municipality stood at, how many answered, and what that cannot tell."""
    outcome = select(edition, choices.indicator(edition, filters), filters.own)
    return draw(
        "levels_box.html",
        text,
        sentences=levels(outcome, outcome.periods[-1], text),
        caveats=text.pick(outcome.indicator.caveats),
    )


def _triples(found: Changes) -> list[tuple[float, float, float]]:
    """Return before, after and change of each named municipality that has all three."""
    return [
        (before, after, row.change)
        for row in found.named
        if (before := row.series.at(found.pair.baseline).value) is not None
        and (after := row.series.at(found.pair.endline).value) is not None
    ]


def _row(found: Changes, series: Series, decimals: int, text: Text) -> _Row:
    own = series is found.outcome.own
    before, after = (series.at(period).value for period in found.pair)
    change = next((row.change for row in found.changes if row.series.code == series.code), None)
    return _Row(
        series.name,
        _written(before, decimals, text),
        _written(after, decimals, text),
        "" if change is None else text.number(change, decimals, signed=True),
        OWN_SHAPE if own else MUNICIPALITY_SHAPE[series.code],
        "ink" if own else municipality_colour(series.code),
    )


def _median(found: Changes, decimals: int, text: Text) -> _Row:
    before, after = (found.outcome.median_at(period) for period in found.pair)
    # The difference of two medians is not the median of the differences, so none is given here.
    return _Row(
        text.say("Median"),
        _written(before, decimals, text),
        _written(after, decimals, text),
        "",
        "dashed",
        "ink2",
    )


def _middle(found: Changes, decimals: int, text: Text) -> tuple[str, str] | None:
    if found.median is None:
        return None
    name = text.count(
        "Ændringen i den ene uden aftale",
        "Midterste ændring i de {n}",
        found.without_agreement,
    )
    return name, text.number(found.median, decimals, signed=True)


def _written(value: float | None, decimals: int, text: Text) -> str:
    return "" if value is None else text.number(value, decimals)


def _short(period: str, text: Text) -> str:
    """Write a period as a narrow column has room for it: 2020/21 as 20/21."""
    return period[2:] if "/" in period else text.period(period)
