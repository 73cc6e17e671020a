"""The whole country on a map of equal tiles: the last figures of the 98, or their changes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from frikommune_viz import describe, shown
from frikommune_viz.changes import select_changes
from frikommune_viz.filters import Filters
from frikommune_viz.model import View
from frikommune_viz.outcomes import select
from frikommune_viz.parts.citizens import municipality_words
from frikommune_viz.parts.frame import draw_section
from frikommune_viz.parts.take import TABLES, hrefs
from frikommune_viz.parts.templates import draw
from frikommune_viz.parts.tile_map import draw_tile_map
from frikommune_viz.results import Edition
from frikommune_viz.text import Text


@dataclass(frozen=True, slots=True)
class _Mapped:
    """What the map shows: its values by municipality code, and how they are told."""

    figure: str
    values: dict[str, float]
    caption: str
    line: str
    notes: tuple[str, ...]
    signed: bool = False


def head(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Open the section; the choice of what the map shows follows."""
    return draw_section(
        text.say("Hele landet på et kort"),
        text,
        text.say(
            "Hvert felt er én kommune. Felterne er lige store og ligger omtrent som kommunerne på "
            "et almindeligt kort."
        ),
        anchor="kort",
    )


def country_map(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Show the map, and its figures as a table under it."""
    indicator = edition.indicators[shown.indicator(edition, filters)]
    mapped = _changes(edition, filters, text) or _levels(edition, filters, text)
    if not mapped.values:
        return Markup()
    return (
        draw("map_line.html", text, line=mapped.line)
        + draw_tile_map(
            mapped.values,
            indicator.decimals,
            indicator.area,
            filters.own,
            edition,
            text,
            signed=mapped.signed,
        )
        + draw(
            "municipality_values.html",
            text,
            caption=mapped.caption,
            notes=mapped.notes,
            rows=[
                {
                    "name": name,
                    "value": text.number(
                        mapped.values[code], indicator.decimals, signed=mapped.signed
                    )
                    if code in mapped.values
                    else text.say("ikke offentliggjort"),
                }
                for code, name in municipality_words(edition).items()
            ],
            source=edition.sources[indicator.source_id],
            files=hrefs(mapped.figure, filters, TABLES, text),
        )
    )


def _levels(edition: Edition, filters: Filters, text: Text) -> _Mapped:
    outcome = select(edition, shown.indicator(edition, filters), filters.own)
    indicator, period = outcome.indicator, outcome.periods[-1]
    return _Mapped(
        figure=f"{indicator.indicator_id}-levels",
        values={
            series.code: value
            for series in outcome.all_series
            if (value := series.at(period).value) is not None
        },
        caption=text.pick(indicator.label),
        line=text.say(
            "{label}, {unit}, {period}.",
            label=text.pick(indicator.label),
            unit=text.pick(indicator.unit),
            period=text.period(period),
        ),
        notes=describe.notes(outcome, (period,), text),
    )


def _changes(edition: Edition, filters: Filters, text: Text) -> _Mapped | None:
    """Return the changes where they were chosen and there are any."""
    pair = shown.pair(edition, filters)
    if filters.view is not View.CHANGE or pair is None:
        return None
    found = select_changes(edition, shown.indicator(edition, filters), *pair, filters.own)
    indicator = found.indicator
    return _Mapped(
        figure=f"{indicator.indicator_id}-changes",
        values={row.series.code: row.change for row in found.changes},
        caption=text.say("Ændring, {unit}", unit=text.pick(indicator.change_unit)),
        line=text.say(
            "{label}: ændring i {unit} fra {start} til {end}.",
            label=text.pick(indicator.label),
            unit=text.pick(indicator.change_unit),
            start=text.period(pair.baseline),
            end=text.period(pair.endline),
        ),
        notes=describe.notes(found.outcome, pair, text),
        signed=True,
    )
