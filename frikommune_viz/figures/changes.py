"""The figure that asks whether a change is unusual: every municipality's change on one strip."""

from __future__ import annotations

from frikommune_viz.charts import strip as strip_chart
from frikommune_viz.charts.strip import Mark, Strip
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.change_tables import change_table, taken_changes
from frikommune_viz.figures.figure import Figure, chart_json
from frikommune_viz.figures.figure_key import strip_key
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.changes import Changes, MunicipalityChange, select_changes
from frikommune_viz.style import CSS_COLOURS
from frikommune_viz.text import Text
from frikommune_viz.wording import changes as describe_changes
from frikommune_viz.wording import labels
from frikommune_viz.wording.movement import MOST_DECIMALS, signed
from frikommune_viz.wording.where_found import where_found


def changes(
    edition: Edition, indicator_id: str, baseline: str, endline: str, own: str, text: Text
) -> Figure:
    """Return how far each municipality moved between two periods, and how common that is.

    Raises
    ------
    ValueError
        When the two periods cannot be compared; ask for one of
        :func:`frikommune_viz.selection.changes.chosen_pair`.
    """
    found = select_changes(edition, indicator_id, baseline, endline, own)
    indicator = found.indicator
    said = describe_changes.takes(found, text)
    told = describe_changes.alternative(found, said, text)
    strip = change_strip(found, text)
    source = edition.sources[indicator.source_id]
    return Figure(
        request=FigureRequest(
            FigureKind.CHANGES,
            indicator_id,
            own=own,
            pair=Pair(baseline, endline),
            language=text.language,
        ),
        headline=describe_changes.headline(found, text),
        subtitle=text.count(
            "{label}: ændring i {unit} fra {start} til {end}. Mærket er {n} kommune.",
            "{label}: ændring i {unit} fra {start} til {end}. Hvert mærke er én af {n} kommuner.",
            len(found.changes),
            label=text.pick(indicator.label),
            unit=text.pick(indicator.change_unit),
            start=text.period(baseline),
            end=text.period(endline),
        ),
        leads=tuple(one.lead for one in said),
        sentences=tuple(one.rest for one in said),
        alt=told,
        key=strip_key({mark.role for mark in strip.marks}, text),
        notes=describe_changes.notes(found, text),
        kind=text.say(labels.INDICATOR_KIND[indicator.kind]),
        definition=text.pick(indicator.definition),
        caveats=text.pick(indicator.caveats),
        chart=chart_json(strip_chart.draw(strip, text, CSS_COLOURS, told)),
        table=change_table(found, text),
        in_section=True,
        data=taken_changes(found, source, edition.name, text),
        sources=(source,),
        found=where_found(edition, indicator_id, text),
    )


def change_strip(found: Changes, text: Text) -> Strip:
    """Return the strip of the changes between two periods."""
    indicator = found.indicator
    return Strip(
        marks=tuple(_mark(found, row, text) for row in found.changes),
        median=found.median,
        median_label=""
        if found.median is None
        else text.say(
            "Midterste {value}",
            value=text.number(found.median, min(indicator.decimals, MOST_DECIMALS), signed=True),
        ),
        low=found.axis.low,
        high=found.axis.high,
        ticks=found.axis.ticks,
        unit=text.pick(indicator.change_unit),
        zero=text.say("uændret"),
    )


def _mark(found: Changes, row: MunicipalityChange, text: Text) -> Mark:
    indicator = found.indicator
    return Mark(
        code=row.series.code,
        name=row.series.name,
        value=row.change,
        role=row.role,
        told=text.say(
            "{municipality}: {change} fra {start} til {end}",
            municipality=row.series.name,
            change=signed(indicator, row.change, text),
            start=text.period(found.pair.baseline),
            end=text.period(found.pair.endline),
        ),
        label=text.say(
            "{municipality} {value}",
            municipality=row.series.name,
            value=text.number(row.change, min(indicator.decimals, MOST_DECIMALS), signed=True),
        ),
    )
