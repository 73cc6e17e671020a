"""The figures of the register: a trend, before and after, and the levels of one period.

The chart, the sentences, the text alternative, the table on the page and the rows one can take are
made from one :class:`~frikommune_viz.selection.register.Outcome`, so they cannot disagree.
"""

from __future__ import annotations

from typing import TypedDict, Unpack

from frikommune_viz.charts import before_after as before_after_chart
from frikommune_viz.charts import strip as strip_chart
from frikommune_viz.charts import trend as trend_chart
from frikommune_viz.charts.layers import Layers
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure, chart_json
from frikommune_viz.figures.figure_key import KeyItem, before_after_key, strip_key, trend_key
from frikommune_viz.figures.register_tables import (
    level_table,
    pair_table,
    period_table,
    taken_table,
)
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.figures.strip_marks import level_strip
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.changes import Changes, select_changes
from frikommune_viz.selection.register import Outcome, select
from frikommune_viz.style import CSS_COLOURS
from frikommune_viz.table import Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels, register, register_headlines
from frikommune_viz.wording.where_found import where_found


def trend(
    edition: Edition, indicator_id: str, own: str, text: Text, pair: Pair | None = None
) -> Figure:
    """Return the development of an indicator over all its periods.

    Parameters
    ----------
    pair
        The two periods that headline and sentences are about; the catalogue's where none is given.
    """
    outcome = select(edition, indicator_id, own)
    pair = pair or outcome.indicator.default_pair
    if pair is None:
        said = register.levels(outcome, outcome.periods[-1], text)
        headline = register_headlines.levels_headline(outcome, outcome.periods[-1], text)
    else:
        said = register.changes(outcome, pair, text)
        headline = register_headlines.headline(_found(edition, indicator_id, pair, own), text)
    told = register.alternative("trend", outcome, said, text)
    return _figure(
        edition,
        outcome,
        text,
        _request(FigureKind.TREND, outcome, own, pair, text),
        pair=pair,
        headline=headline,
        subtitle=_trend_subtitle(outcome, text),
        sentences=said,
        alt=told,
        key=trend_key(outcome, pair, text),
        table=period_table(outcome, text),
        periods=outcome.periods,
        chart=trend_chart.draw(outcome, text, CSS_COLOURS, told, pair),
    )


def before_after(
    edition: Edition, indicator_id: str, baseline: str, endline: str, own: str, text: Text
) -> Figure:
    """Return where each named municipality stood in two periods.

    Raises
    ------
    ValueError
        When the two periods cannot be compared; ask for one of :func:`periods.pairs`.
    """
    outcome = select(edition, indicator_id, own)
    pair = Pair(baseline, endline)
    if pair not in outcome.pairs:
        raise ValueError(f"{indicator_id}: {baseline} and {endline} cannot be compared")
    said = register.changes(outcome, pair, text)
    told = register.alternative("before_after", outcome, said, text)
    return _figure(
        edition,
        outcome,
        text,
        _request(FigureKind.BEFORE_AFTER, outcome, own, pair, text),
        pair=pair,
        headline=register_headlines.headline(_found(edition, indicator_id, pair, own), text),
        subtitle=_pair_subtitle(outcome, pair, text),
        sentences=said,
        alt=told,
        key=before_after_key(outcome, pair, text),
        table=pair_table(outcome, pair, text),
        periods=pair,
        chart=before_after_chart.draw(outcome, pair, text, CSS_COLOURS, told),
    )


def levels(edition: Edition, indicator_id: str, period: str, own: str, text: Text) -> Figure:
    """Return where each of the municipalities stood in one period."""
    outcome = select(edition, indicator_id, own)
    indicator = outcome.indicator
    strip = level_strip(outcome, period, text)
    said = register.levels(outcome, period, text)
    told = register.alternative("levels", outcome, said, text)
    return _figure(
        edition,
        outcome,
        text,
        _request(FigureKind.LEVELS, outcome, own, None, text),
        headline=register_headlines.levels_headline(outcome, period, text),
        subtitle=text.count(
            "{label}, {unit}, {period}. Mærket er {n} kommune.",
            "{label}, {unit}, {period}. Hvert mærke er én af {n} kommuner.",
            len(strip.marks),
            label=text.pick(indicator.label),
            unit=text.pick(indicator.unit),
            period=text.period(period),
        ),
        sentences=said,
        alt=told,
        key=strip_key({mark.role for mark in strip.marks}, text),
        table=level_table(outcome, period, text),
        periods=(period,),
        chart=strip_chart.draw(strip, text, CSS_COLOURS, told),
    )


def has_development(edition: Edition, indicator_id: str) -> bool:
    """Whether an indicator was read more than once."""
    return len(edition.periods_of(indicator_id)) > 1


def latest_levels(edition: Edition, indicator_id: str, own: str, text: Text) -> Figure:
    """Return where each municipality stood in the last period."""
    return levels(edition, indicator_id, edition.periods_of(indicator_id)[-1], own, text)


def _found(edition: Edition, indicator_id: str, pair: Pair, own: str) -> Changes:
    return select_changes(edition, indicator_id, *pair, own)


def _trend_subtitle(outcome: Outcome, text: Text) -> str:
    """Say what is drawn; what the bands are stands in the key, once."""
    indicator = outcome.indicator
    words = {
        "label": text.pick(indicator.label),
        "unit": text.pick(indicator.unit),
        "first": text.period(outcome.periods[0]),
        "last": text.period(outcome.periods[-1]),
    }
    if not any(outcome.count_at(period) for period in outcome.periods):
        return text.say(
            "{label}, {unit}, {first}–{last}. Ingen kommune uden aftale har et tal.", **words
        )
    return text.say("{label}, {unit}, {first}–{last}.", **words)


def _pair_subtitle(outcome: Outcome, pair: Pair, text: Text) -> str:
    indicator = outcome.indicator
    words = {
        "label": text.pick(indicator.label),
        "unit": text.pick(indicator.unit),
        "start": text.period(pair.baseline),
        "end": text.period(pair.endline),
    }
    if empty := [text.period(period) for period in pair if not outcome.count_at(period)]:
        return text.say(
            "{label}, {unit}, {start} og {end}. Ingen kommune uden aftale har et tal i {periods}.",
            periods=text.join(empty),
            **words,
        )
    first, last = (outcome.count_at(period) for period in pair)
    if first != last:
        return text.say(
            "{label}, {unit}, {start} og {end}. Medianen gælder {first} og {last} kommuner uden "
            "aftale.",
            first=text.number(first),
            last=text.number(last),
            **words,
        )
    return text.count(
        "{label}, {unit}, {start} og {end}. Medianen gælder {n} kommune uden aftale.",
        "{label}, {unit}, {start} og {end}. Medianen gælder {n} kommuner uden aftale.",
        first,
        **words,
    )


class _Shown(TypedDict):
    """What each kind of figure says and shows in its own way; see :class:`Figure`."""

    headline: str
    subtitle: str
    sentences: tuple[str, ...]
    alt: str
    key: tuple[KeyItem, ...]
    table: Table


def _figure(
    edition: Edition,
    outcome: Outcome,
    text: Text,
    request: FigureRequest,
    *,
    periods: tuple[str, ...],
    chart: Layers,
    pair: Pair | None = None,
    **shown: Unpack[_Shown],
) -> Figure:
    source = edition.sources[outcome.indicator.source_id]
    return Figure(
        request=request,
        notes=register.notes(outcome, periods, text, pair),
        kind=text.say(labels.INDICATOR_KIND[outcome.indicator.kind]),
        definition=text.pick(outcome.indicator.definition),
        caveats=text.pick(outcome.indicator.caveats),
        chart=chart_json(chart),
        data=taken_table(outcome, periods, source, edition.name, text),
        sources=(source,),
        found=where_found(edition, outcome.indicator.indicator_id, text),
        **shown,
    )


def _request(
    kind: FigureKind, outcome: Outcome, own: str, pair: Pair | None, text: Text
) -> FigureRequest:
    """Return the request that leads to a figure again; the periods shown unasked are in none."""
    asked = None if pair == outcome.indicator.default_pair else pair
    return FigureRequest(
        kind, outcome.indicator.indicator_id, own=own, pair=asked, language=text.language
    )
