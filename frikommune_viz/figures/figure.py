"""A figure with everything that belongs to it, all from the same selected rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from frikommune_viz.charts.layers import Layers
from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.model.rows import Source
from frikommune_viz.table import Table
from frikommune_viz.wording.where_found import WhereFound


@dataclass(frozen=True)
class Figure:
    """One figure, ready to be shown, read aloud, taken and cited.

    Attributes
    ----------
    request
        What leads to this figure again; its code is also the stem of downloaded files.
    headline
        What is seen, in at most ten words.
    subtitle
        Indicator, unit, group, periods and how many municipalities.
    sentences
        What was measured, in whole sentences.
    alt
        The text alternative.
    key
        What the marks mean.
    notes
        What the figure is not, and what to know about its rows.
    kind, definition, caveats
        What the catalogue says about the indicator as a whole.
    chart
        The Vega-Lite chart as JSON; its colours are CSS custom properties, which a picture fills
        in. Text, because the garbage collector walks every object that is kept, and a chart's
        specification is thousands of them.
    table
        The named municipalities, as shown under the figure.
    data
        Every row drawn, as one can take it.
    sources
        The sources of the rows drawn.
    found
        Where the figures stand at their publisher, and how new they are; None of a survey.
    leads
        The first words of each sentence, said in bold; empty where there are none.
    open_table
        Whether the table is part of what is read, and not folded away.
    in_section
        Whether it stands in a section with a heading of its own, after another figure of the same
        indicator; it then needs neither the rule over it nor what the catalogue says.
    """

    request: FigureRequest
    headline: str
    subtitle: str
    sentences: tuple[str, ...]
    alt: str
    key: tuple[KeyItem, ...]
    notes: tuple[str, ...]
    kind: str
    definition: str
    caveats: str
    chart: str
    table: Table
    data: Table
    sources: tuple[Source, ...]
    found: WhereFound | None = None
    leads: tuple[str, ...] = ()
    open_table: bool = False
    in_section: bool = False

    @property
    def code(self) -> str:
        """Language-neutral name, see :attr:`FigureRequest.code`."""
        return self.request.code

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite chart, read anew each time; whoever asks may change it."""
        spec: dict[str, Any] = json.loads(self.chart)
        return spec


def chart_json(chart: Layers) -> str:
    """Return a chart as Vega-Lite in JSON."""
    return json.dumps(chart.to_dict())
