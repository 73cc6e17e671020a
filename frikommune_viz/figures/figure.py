"""A figure with everything that belongs to it, all from the same selected rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from frikommune_viz.figures.figure_key import KeyItem
from frikommune_viz.model.rows import Source
from frikommune_viz.table import Table


@dataclass(frozen=True)
class Figure:
    """One figure, ready to be shown, read aloud, taken and cited.

    Attributes
    ----------
    code
        Language-neutral name; also the stem of downloaded files.
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
    spec
        The Vega-Lite chart; its colours are CSS custom properties, which a picture fills in.
    table
        The named municipalities, as shown under the figure.
    data
        Every row drawn, as one can take it.
    sources
        The sources of the rows drawn.
    leads
        The first words of each sentence, said in bold; empty where there are none.
    open_table
        Whether the table is part of what is read, and not folded away.
    in_section
        Whether it stands in a section with a heading of its own, after another figure of the same
        indicator; it then needs neither the rule over it nor what the catalogue says.
    choices
        The choices that, beside the indicator, lead to this figure again; by name.
    """

    code: str
    headline: str
    subtitle: str
    sentences: tuple[str, ...]
    alt: str
    key: tuple[KeyItem, ...]
    notes: tuple[str, ...]
    kind: str
    definition: str
    caveats: str
    spec: Mapping[str, Any]
    table: Table
    data: Table
    sources: tuple[Source, ...]
    leads: tuple[str, ...] = ()
    open_table: bool = False
    in_section: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


def spec_of(chart: alt.LayerChart) -> dict[str, Any]:
    """Return a chart as Vega-Lite."""
    # Checking against the Vega-Lite schema takes most of the time, and the tests do it.
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec
