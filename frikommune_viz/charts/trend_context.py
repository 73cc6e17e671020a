"""What stands around the lines of a trend: covid-19, where agreements begin, a break, the pair."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from frikommune_viz.charts.layers import CHARACTER, NARROW, place, short_unit, words
from frikommune_viz.charts.time_axes import TimeAxes
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import Outcome
from frikommune_viz.style import Colours
from frikommune_viz.text import Text

_PHONE_PLOT: Final = 210
"""About how wide the plot is on a phone, in px."""

_BESIDE_A_PLOT: Final = 114
"""About how much of the narrowest page lies beside the plot, with the words at the lines' ends."""

_HALF_WORD: Final = 34
_ROW: Final = 20
_OVER: Final = 10
"""How far over the plot the lowest row of words stands, in px."""

_LINE_HEIGHT: Final = 16
"""How high a row of words is, in px."""

_ALONE: Final = 0.2
_BESIDE: Final = 7
_RIGHT: Final = 20
_SIDES: Final = 54
"""How far from the line its words begin, the least room on the right of the plot, and about how much
of the page lies on both sides of it, in px."""

_UNDER: Final = 34
"""How far under the plot the bracket of the chosen periods lies, in px."""


def agreement_line(
    outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours
) -> list[alt.Chart]:
    """Draw a thin line where the agreements of the area begin, and say so over the plot."""
    if not _agreement_is_seen(outcome, axes):
        return []
    assert outcome.agreement is not None
    base = place("agreement-start", [{"x": outcome.agreement[0]}], x=axes.x())
    rule: alt.Chart = base.mark_rule(
        stroke=colours["ink"], strokeWidth=1, aria=False, y=-_OVER - 8, y2={"expr": "height"}
    )
    start = text.date(outcome.agreement_start)
    wide = text.say("Aftalen begynder, {start}", start=start)
    if not outcome.agreements_start_together:
        wide = text.say("Den første aftale begynder, {start}", start=start)
    narrow = text.say("Aftale, {start}", start=start)
    narrowest = text.say("Aftale, {start}", start=outcome.agreement_start[:4])
    low, high = axes.domain
    # In the narrowest frame the month may not fit between the line and the edge of the drawing.
    room = f"(page - {_SIDES}) * {(high - outcome.agreement[0]) / (high - low):.3f} + {_RIGHT}"
    is_room = f"{room} > {_BESIDE + len(narrow) * CHARACTER:.0f}"
    said = words(
        base,
        colours["ink"],
        text={"expr": f"{NARROW} ? {is_room} ? '{narrow}' : '{narrowest}' : '{wide}'"},
        align="left",
        baseline="middle",
        dx=_BESIDE,
        y=-_OVER,
    )
    return [rule, said]


def covid_bracket(
    outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours
) -> list[alt.Chart]:
    """Set a bracket over the years marked by covid-19, and say so."""
    if not outcome.covid_periods:
        return []
    first, last = _covid_years(outcome)
    over = _over_covid_years(outcome, axes)
    pen: dict[str, Any] = {"stroke": colours["ink2"], "strokeWidth": 1, "aria": False}
    row = [{"x": first, "x2": last}]
    span: alt.Chart = place("covid", row, x=axes.x(), x2=alt.X2(field="x2")).mark_rule(
        y=-over, **pen
    )
    feet: alt.Chart = place("covid-feet", [{"x": first}, {"x": last}], x=axes.x()).mark_rule(
        y=-over, y2=-over + 6, **pen
    )
    middle = place("covid-words", [{"x": (first + last) / 2}], x=axes.x())
    said = words(
        middle,
        colours["ink2"],
        text=text.say("covid-19"),
        baseline="bottom",
        y=-over - 3,
        dx=_clear_of_the_line(outcome, axes, (first + last) / 2),
    )
    return [span, feet, said]


def pair_bracket(
    pair: Pair | None, outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours
) -> list[alt.Chart]:
    """Set a bracket under the two periods that the words are about."""
    if pair is None:
        return []
    first, last = (outcome.pilots[0].at(period).period_end for period in pair)
    under = {"expr": f"height + {_UNDER}"}
    pen: dict[str, Any] = {"stroke": colours["ink"], "strokeWidth": 1.5, "aria": False}
    span: alt.Chart = place(
        "pair", [{"x": first, "x2": last}], x=axes.x(), x2=alt.X2(field="x2")
    ).mark_rule(y=under, **pen)
    feet: alt.Chart = place("pair-feet", [{"x": first}, {"x": last}], x=axes.x()).mark_rule(
        y={"expr": f"height + {_UNDER - 6}"}, y2=under, **pen
    )
    start, end = (text.period(period) for period in pair)
    wide = text.say("før og efter: {start} og {end}", start=start, end=end)
    narrow = text.say("før og efter")
    said = words(
        place("pair-words", [{"x": (first + last) / 2}], x=axes.x()),
        colours["ink"],
        weight=600,
        text={"expr": f"{NARROW} ? '{narrow}' : '{wide}'"},
        baseline="top",
        y={"expr": f"height + {_UNDER + 5}"},
    )
    return [span, feet, said]


def series_break(outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Draw the break in the series; no line is drawn across it."""
    after = outcome.indicator.break_after
    if after not in outcome.periods or after == outcome.periods[-1]:
        return []
    rows = [{"x": outcome.pilots[0].at(after).period_end + 0.5}]
    rule = place("break", rows, x=axes.x()).mark_rule(
        stroke=colours["ink"], strokeWidth=1.5, strokeDash=[6, 3], aria=False
    )
    said = words(
        place("break-words", rows, x=axes.x()),
        colours["ink"],
        text=text.say("Ny opgørelse"),
        align="right",
        baseline="bottom",
        dx=-6,
        dy=-6,
        y={"expr": "height"},
    )
    return [rule, said]


def unit_words(outcome: Outcome, axes: TimeAxes, text: Text, colours: Colours) -> list[alt.Chart]:
    """Write a long unit over all that stands over the plot: no line crosses it."""
    if short_unit(outcome.indicator, text):
        return []
    over = _OVER + _LINE_HEIGHT / 2
    if outcome.covid_periods:
        over = max(over, _over_covid_years(outcome, axes) + _LINE_HEIGHT)
    unit = text.pick(outcome.indicator.unit)
    base = place("unit", [{}])
    return [
        words(
            base,
            colours["ink2"],
            text=unit,
            align="left",
            baseline="bottom",
            dx=-30,
            x=0,
            y=-over - 6,
        )
    ]


def _agreement_is_seen(outcome: Outcome, axes: TimeAxes) -> bool:
    low, high = axes.domain
    return outcome.agreement is not None and low < outcome.agreement[0] < high


def _covid_years(outcome: Outcome) -> tuple[float, float]:
    ends = [outcome.pilots[0].at(period).period_end for period in outcome.covid_periods]
    first, last = float(min(ends)), float(max(ends))
    return (first - _ALONE, last + _ALONE) if first == last else (first, last)


def _over_covid_years(outcome: Outcome, axes: TimeAxes) -> int:
    """Return how far over the plot the bracket lies: a row higher where its words meet the line."""
    return _OVER - 6 + (_ROW if _is_a_row_higher(outcome, axes) else 0)


def _is_a_row_higher(outcome: Outcome, axes: TimeAxes) -> bool:
    return _agreement_is_seen(outcome, axes) and _meets_the_line(
        outcome, axes, *_covid_years(outcome)
    )


def _clear_of_the_line(outcome: Outcome, axes: TimeAxes, middle: float) -> dict[str, str]:
    """Return how far words are set aside, so that in a narrow frame the line does not cross them."""
    if not _agreement_is_seen(outcome, axes) or _is_a_row_higher(outcome, axes):
        return {"expr": "0"}
    assert outcome.agreement is not None
    low, high = axes.domain
    share = abs(outcome.agreement[0] - middle) / (high - low)
    lacking = f"max(0, {_HALF_WORD + _BESIDE} - {share:.4f} * (page - {_BESIDE_A_PLOT}))"
    return {"expr": f"-{lacking}" if middle < outcome.agreement[0] else lacking}


def _meets_the_line(outcome: Outcome, axes: TimeAxes, first: float, last: float) -> bool:
    """Whether the words over the covid years would run into the line, on a phone at the latest."""
    assert outcome.agreement is not None
    start = outcome.agreement[0]
    year = _PHONE_PLOT / (axes.domain[1] - axes.domain[0])
    return last > start or abs(start - (first + last) / 2) * year < _HALF_WORD
