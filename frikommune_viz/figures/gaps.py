"""The figure that asks what can be ruled out: gaps from the common course and their difference."""

from __future__ import annotations

from frikommune_viz.charts import gap_plot
from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure, chart_json
from frikommune_viz.figures.figure_key import gap_key
from frikommune_viz.figures.gap_tables import gap_table, taken_gaps
from frikommune_viz.figures.request import FigureKind, FigureRequest
from frikommune_viz.selection.gaps import select_gaps
from frikommune_viz.style import CSS_COLOURS
from frikommune_viz.text import Text
from frikommune_viz.wording import gaps as describe
from frikommune_viz.wording import labels
from frikommune_viz.wording.where_found import where_found


def gap_figure(edition: Edition, indicator_id: str, own: str, text: Text) -> Figure:
    """Return how far the pilots lay from the common course, and what the difference rules out.

    Raises
    ------
    ValueError
        When the series is too short; ask :func:`frikommune_viz.selection.gaps.has_gaps`.
    """
    gaps = select_gaps(edition, indicator_id, own)
    indicator = gaps.indicator
    said = describe.takes(gaps, text)
    told = describe.alternative(gaps, said, text)
    source = edition.sources[indicator.source_id]
    return Figure(
        request=FigureRequest(FigureKind.GAP, indicator_id, own=own, language=text.language),
        headline=describe.headline(gaps, text),
        subtitle=describe.subtitle(gaps, text),
        leads=tuple(one.lead for one in said),
        sentences=tuple(one.rest for one in said),
        alt=told,
        key=gap_key(gaps, text),
        notes=describe.notes(gaps, text),
        kind=text.say(labels.INDICATOR_KIND[indicator.kind]),
        definition=text.pick(indicator.definition),
        caveats=text.pick(indicator.caveats),
        chart=chart_json(gap_plot.draw(gaps, text, CSS_COLOURS, told)),
        table=gap_table(gaps, text),
        open_table=True,
        in_section=True,
        data=taken_gaps(gaps, source, edition.name, text),
        sources=(source,),
        found=where_found(edition, indicator_id, text),
    )
