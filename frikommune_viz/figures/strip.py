"""From the rows of an indicator to the marks of a strip."""

from __future__ import annotations

from frikommune_viz.charts.strip import Mark, Role, Strip
from frikommune_viz.describe import amount
from frikommune_viz.outcomes import Outcome, Series
from frikommune_viz.text import Text


def roles(outcome: Outcome) -> tuple[tuple[Series, Role], ...]:
    """Return every municipality once, with what it is in a figure."""
    own = outcome.own.code if outcome.own else ""
    return (
        *((series, Role.PILOT) for series in outcome.pilots),
        *((series, Role.OWN) for series in outcome.named if series is outcome.own),
        *((series, Role.WITH_AGREEMENT) for series in outcome.with_agreement if series.code != own),
        *((series, Role.OTHER) for series in outcome.others if series.code != own),
    )


def level_strip(outcome: Outcome, period: str, text: Text) -> Strip:
    """Return the strip of one period's level; who has no published figure has no mark."""
    indicator = outcome.indicator
    marks = [
        Mark(
            code=series.code,
            name=series.name,
            value=value,
            role=role,
            told=text.say(
                "{municipality}, {period}: {value}",
                municipality=series.name,
                period=text.period(period),
                value=amount(indicator, value, text),
            ),
            label=text.say(
                "{municipality} {value}",
                municipality=series.name,
                value=text.number(value, indicator.decimals),
            ),
        )
        for series, role in roles(outcome)
        if (value := series.at(period).value) is not None
    ]
    middle = outcome.median_at(period)
    return Strip(
        marks=tuple(marks),
        median=middle,
        median_label=""
        if middle is None
        else text.say("Median {value}", value=text.number(middle, indicator.decimals)),
        low=indicator.axis_min,
        high=indicator.axis_max,
        unit=text.pick(indicator.unit),
    )
