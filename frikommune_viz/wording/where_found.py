"""Where the figures of an indicator stand at their publisher, and how new ours are."""

from __future__ import annotations

from dataclasses import dataclass

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import SourceClass
from frikommune_viz.model.rows import Source
from frikommune_viz.text import Text


@dataclass(frozen=True, slots=True)
class WhereFound:
    """What a reader needs to find a figure again.

    Attributes
    ----------
    table, url
        The publisher's name of the table and its own address; empty where not known.
    steps
        What to choose there.
    newest
        Which period our newest figures are from, and when they were retrieved.
    """

    table: str
    url: str
    steps: str
    newest: str


def where_found(edition: Edition, indicator_id: str, text: Text) -> WhereFound:
    """Return where the figures of an indicator are found, as the catalogue says."""
    indicator = edition.indicators[indicator_id]
    return WhereFound(
        indicator.table,
        indicator.table_url,
        text.pick(indicator.table_steps),
        newest(edition, indicator_id, text),
    )


def newest(edition: Edition, indicator_id: str, text: Text) -> str:
    """Say which period the newest figures are from, and when they were retrieved.

    A period in which nobody has a figure is not the newest.
    """
    stated = {row.period for row in edition.observations_of(indicator_id) if row.value is not None}
    last = [period for period in edition.periods_of(indicator_id) if period in stated][-1]
    return text.say(
        "Seneste tal på siden: {period}, hentet i {month}.",
        period=text.period(last),
        month=text.date(edition.indicators[indicator_id].retrieved[:7]),
    )


def is_month_retrieved(source: Source) -> bool:
    """Return whether the date of a source is when its figures were retrieved, as :func:`newest` says."""
    return source.source_class is SourceClass.REGISTER


def way_to_table(found: WhereFound, text: Text) -> str:
    """Say in one paragraph where the figures stand, with the address where one is known."""
    if found.url:
        return text.say(
            "Tabel: {table}, {url}. {steps}", table=found.table, url=found.url, steps=found.steps
        )
    if found.table:
        return text.say(
            "Tabel: »{table}«. Vi kender ingen fast adresse til den. {steps}",
            table=found.table,
            steps=found.steps,
        )
    return found.steps
