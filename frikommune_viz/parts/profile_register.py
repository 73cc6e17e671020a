"""The register figures of one of the seven, all in one table: the two periods of each figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.model.periods import Pair
from frikommune_viz.model.rows import Indicator
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.municipality import draw_fold
from frikommune_viz.parts.page_frame import draw_section
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.changes import chosen_pair, select_changes
from frikommune_viz.selection.main_figures import main_indicators
from frikommune_viz.selection.register import Outcome, Reading, select
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

SHOWN_FIRST: Final = 4
"""So many figures are seen at once; the rest are folded away."""


def register_of_profile(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the municipality's register figures, or say that its area has none."""
    code = filters.profile
    area = MUNICIPALITY_AREA[code]
    indicators = edition.indicators_of(area)
    if not indicators:
        return draw_section(text.say("Registertal"), text, _none(area, text), anchor="tal")
    name = edition.municipalities[code].name
    shown_first = [row.indicator_id for row in main_indicators(edition, code)]
    ordered = sorted(indicators, key=lambda row: row.indicator_id not in shown_first)
    rows = [_row(edition, indicator, filters, text) for indicator in ordered]
    return draw_section(
        text.say("Registertal"),
        text,
        text.say(
            "Hvert tal er vist for {name}, og ved siden af står, hvor meget tallet ændrede sig i "
            "den midterste af kommunerne uden aftale.",
            name=name,
        ),
        anchor="tal",
    ) + _tables(rows, name, text)


def _tables(rows: Sequence[dict[str, str]], name: str, text: Text) -> Markup:
    """Draw the first lines as a table, and the rest as one that is folded away."""
    first = draw("profile_register.html", text, name=name, rows=rows[:SHOWN_FIRST])
    rest = rows[SHOWN_FIRST:]
    if not rest:
        return first
    summary = text.count("Vis {n} registertal mere", "Vis {n} registertal mere", len(rest))
    return first + draw_fold(
        summary, draw("profile_register.html", text, name=name, rows=rest), text
    )


def _none(area: Area, text: Text) -> str:
    return text.say(
        "Der er ingen åbne registertal for {area} i denne udgave. "
        "Det betyder ikke, at intet er sket.",
        area=text.say(labels.AREA_INLINE[area]),
    )


def _row(edition: Edition, indicator: Indicator, filters: Filters, text: Text) -> dict[str, str]:
    """Return one line of the table: the chosen periods where they fit, else the catalogue's.

    The medians of the two periods are not shown: their difference is not the median change.
    """
    outcome = select(edition, indicator.indicator_id)
    series = next(row for row in outcome.pilots if row.code == filters.profile)
    pair = chosen_pair(edition, indicator.indicator_id, filters.baseline, filters.endline)
    last = outcome.periods[-1] if pair is None else pair.endline
    before = "" if pair is None else _said(outcome, series.at(pair.baseline), text)
    after = _said(outcome, series.at(last), text)
    is_missing_twice = series.at(last).value is None and before == after
    return {
        "label": text.pick(indicator.label),
        "unit": text.pick(indicator.unit),
        "before": "" if is_missing_twice else before,
        "after": after,
        "periods": _periods(outcome, pair, last, text),
        "others": _median_change(edition, pair, indicator, text)
        if pair
        else _median(outcome, last, text),
    }


def _said(outcome: Outcome, reading: Reading, text: Text) -> str:
    if reading.value is None:
        return text.say(labels.STATUS[reading.status])
    return text.number(reading.value, outcome.indicator.decimals)


def _periods(outcome: Outcome, pair: Pair | None, last: str, text: Text) -> str:
    covid = set(pair or (last,)) & set(outcome.covid_periods)
    if pair is None:
        said = text.say("{period}, kun målt én gang", period=text.period(last))
    else:
        said = text.say(
            "{start} til {end}", start=text.period(pair.baseline), end=text.period(pair.endline)
        )
    if not covid:
        return said
    marked = text.join(text.period(period) for period in sorted(covid))
    return text.say("{said} (covid-19: {periods})", said=said, periods=marked)


def _median_change(edition: Edition, pair: Pair, indicator: Indicator, text: Text) -> str:
    median = select_changes(edition, indicator.indicator_id, *pair).median
    if median is None:
        return ""
    return text.say(
        "midterste ændring {change}", change=text.number(median, indicator.decimals, signed=True)
    )


def _median(outcome: Outcome, period: str, text: Text) -> str:
    value = outcome.median_at(period)
    if value is None:
        return ""
    return text.say("median {value}", value=text.number(value, outcome.indicator.decimals))
