"""From the rows of an indicator to the marks of a strip."""

from __future__ import annotations

from frikommune_viz.charts.strip import Mark, Strip
from frikommune_viz.selection.level_axis import beyond_axis, level_axis
from frikommune_viz.selection.register import Outcome, Series
from frikommune_viz.text import Text
from frikommune_viz.wording.movement import amount


def level_strip(outcome: Outcome, period: str, text: Text) -> Strip:
    """Return the strip of one period's level; who has no published figure has no mark."""
    indicator = outcome.indicator
    marks = [
        Mark(
            code=series.code,
            name=series.name,
            value=value,
            role=role,
            told=_told(outcome, series, period, text),
            label=text.say(
                "{municipality} {value}",
                municipality=series.name,
                value=text.number(value, indicator.decimals),
            ),
        )
        for series, role in outcome.roles
        if (value := series.at(period).value) is not None
    ]
    middle = outcome.median_at(period)
    axis = level_axis(outcome, period)
    return Strip(
        marks=tuple(marks),
        median=middle,
        median_label=""
        if middle is None
        else text.say("Median {value}", value=text.number(middle, indicator.decimals)),
        low=axis.low,
        high=axis.high,
        unit=_unit(outcome, period, text),
        ticks=axis.ticks,
    )


def _unit(outcome: Outcome, period: str, text: Text) -> str:
    """Say under the axis what is measured, where it begins if not at 0, and what an arrow is."""
    indicator = outcome.indicator
    unit = text.pick(indicator.unit)
    if beyond_axis(outcome, period):
        return text.say("{unit}, pil: uden for aksen", unit=unit)
    if not indicator.axis_min:
        return unit
    low = text.number(indicator.axis_min, 0 if indicator.axis_min.is_integer() else 1)
    return text.say("{unit}, aksen begynder ved {low}", unit=unit, low=low)


def _told(outcome: Outcome, series: Series, period: str, text: Text) -> str:
    """Say a mark's value, and how many answers it rests on where the source tells."""
    reading = series.at(period)
    assert reading.value is not None
    holes = {
        "municipality": series.name,
        "period": text.period(period),
        "value": amount(outcome.indicator, reading.value, text),
    }
    if reading.answers is None:
        return text.say("{municipality}, {period}: {value}", **holes)
    return text.count(
        "{municipality}, {period}: {value}, {n} svar",
        "{municipality}, {period}: {value}, {n} svar",
        reading.answers,
        **holes,
    )
