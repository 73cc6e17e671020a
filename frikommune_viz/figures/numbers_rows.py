"""The rows behind all figures of an area, as one can take them."""

from __future__ import annotations

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.register_tables import taken_table
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.filters import Filters
from frikommune_viz.selection.area_numbers import Multiples, select_multiples
from frikommune_viz.table import Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording import small_multiples as wording


def numbers_rows(edition: Edition, filters: Filters, text: Text) -> Rows:
    """Return every figure of every municipality that the charts of an area are drawn from."""
    found = select_multiples(edition, filters)
    sources = dict.fromkeys(row.indicator.source_id for row in found.outcomes)
    return Rows(
        data=_data(found, edition, text),
        title=text.say(
            "Alle registertal for {area}", area=text.say(labels.AREA_INLINE[found.area])
        ),
        notes=(*wording.notes(found, text), *wording.about_periods(found, text)),
        sources=tuple(edition.sources[source_id] for source_id in sources),
    )


def _data(found: Multiples, edition: Edition, text: Text) -> Table:
    tables = [
        taken_table(
            outcome,
            outcome.periods,
            edition.sources[outcome.indicator.source_id],
            edition.name,
            text,
        )
        for outcome in found.outcomes
    ]
    # A column is written with one number of decimals: as many as the most exact figure has.
    decimals = [outcome.indicator.decimals for outcome in found.outcomes]
    most = tables[decimals.index(max(decimals))]
    return Table(most.columns, tuple(row for table in tables for row in table.rows))
