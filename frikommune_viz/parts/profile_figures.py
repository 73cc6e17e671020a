"""The two register figures on a profile's first screen: small charts, before and after."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from frikommune_viz.charts.small_chart import draw_course, look_of, picture_address
from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.parts.addresses import page_href
from frikommune_viz.parts.chooser import first_sentence
from frikommune_viz.parts.render import draw
from frikommune_viz.selection.area_numbers import Axis
from frikommune_viz.selection.main_figures import MainFigure, main_figures
from frikommune_viz.selection.register import Reading, Series
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.movement import signed


def figures(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Draw the municipality's two figures, each with before, after and how the others moved."""
    rows = main_figures(edition, filters)
    if not rows:
        return Markup()
    return draw(
        "two_figures.html",
        text,
        heading=text.count("Et registertal", "{n} registertal", len(rows))
        if len(rows) != 2
        else text.say("To registertal"),
        rows=[_figure(row, filters, text) for row in rows],
        has_covid=any(row.outcome.covid_periods for row in rows),
        others=max(row.others for row in rows),
    )


def _figure(row: MainFigure, filters: Filters, text: Text) -> dict[str, Any]:
    indicator = row.outcome.indicator
    drawn = (row.series,) if row.own is None else (row.series, row.own)
    readings = row.outcome.pilots[0].readings
    axis = Axis(
        readings[0].period_end,
        readings[-1].period_end,
        readings[0].period,
        readings[-1].period,
    )
    caveats = text.pick(indicator.caveats)
    caveat = first_sentence(caveats)
    return {
        "label": text.pick(indicator.label),
        "unit": text.pick(indicator.unit),
        "kind": text.say(labels.INDICATOR_KIND[indicator.kind]),
        "picture": picture_address(draw_course(row.outcome, drawn, row.pair, axis)),
        "alt": _alt(row, text),
        "caveat": caveat,
        "further_caveats": caveats.removeprefix(caveat).strip(),
        "low": text.number(indicator.axis_min, _axis_decimals(indicator.axis_min)),
        "high": text.number(indicator.axis_max, _axis_decimals(indicator.axis_max)),
        "first": text.period(readings[0].period),
        "last": text.period(readings[-1].period),
        "moved": _moved(row, row.series, text),
        "own": None if row.own is None else _own(row, row.own, text),
        "start": text.period(row.pair.baseline),
        "end": text.period(row.pair.endline),
        "median": _median(row, text),
        "href": page_href("borgere", filters.travelling(indicator=(indicator.indicator_id,))),
    }


def _axis_decimals(value: float) -> int:
    return 0 if value.is_integer() else 1


def _value(reading: Reading, row: MainFigure, text: Text) -> str:
    if reading.value is None:
        return text.say(labels.STATUS[reading.status])
    return text.number(reading.value, row.outcome.indicator.decimals)


def _median(row: MainFigure, text: Text) -> str:
    return "" if row.median is None else signed(row.outcome.indicator, row.median, text)


def _moved(row: MainFigure, series: Series, text: Text) -> dict[str, str]:
    """Return both figures of a municipality and, where it has both, its change."""
    decimals, change = row.outcome.indicator.decimals, row.changes.get(series.code)
    before, after = (_value(series.at(period), row, text) for period in row.pair)
    return {
        "before": before,
        "after": after,
        "change": "" if change is None else text.number(change, decimals, signed=True),
    }


def _own(row: MainFigure, own: Series, text: Text) -> dict[str, str]:
    look = look_of(row.outcome, own)
    return {
        "name": own.name,
        "shape": look.shape,
        "token": look.token,
        **_moved(row, own, text),
    }


def _alt(row: MainFigure, text: Text) -> str:
    said = [
        text.say(
            "{label} i {name}: {before} i {start}, {after} i {end}.",
            label=text.pick(row.outcome.indicator.label),
            name=row.series.name,
            before=_value(row.series.at(row.pair.baseline), row, text),
            start=text.period(row.pair.baseline),
            after=_value(row.series.at(row.pair.endline), row, text),
            end=text.period(row.pair.endline),
        )
    ]
    if row.own is not None:
        moved = _moved(row, row.own, text)
        said.append(
            text.say(
                "{name}, din kommune: {before} og {after}.",
                name=row.own.name,
                before=moved["before"],
                after=moved["after"],
            )
        )
    if row.median is not None:
        said.append(
            text.count(
                "Midterste ændring i den {n} kommune uden aftale: {change}.",
                "Midterste ændring i de {n} kommuner uden aftale: {change}.",
                row.others,
                change=_median(row, text),
            )
        )
    return " ".join(said)
