"""What one can take though no chart draws it: rows, with the words that belong to them."""

from __future__ import annotations

from dataclasses import dataclass

from frikommune_viz.model.rows import Source
from frikommune_viz.table import Table
from frikommune_viz.wording.where_found import WhereFound


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows without a chart of their own.

    Attributes
    ----------
    data
        The rows, as one can take them.
    title
        What they are.
    notes
        What they are not, and what to know about them.
    sources
        Where they come from; empty where each row names its own source.
    found
        Where they stand at their publisher, and how new they are; None where they are of several
        tables.
    """

    data: Table
    title: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    found: WhereFound | None = None
