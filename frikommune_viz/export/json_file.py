"""Rows as JSON: for programs that want numbers, words and source in one answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from frikommune_viz.export.provenance import Provenance
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.model.rows import Source
from frikommune_viz.table import Table
from frikommune_viz.text import Text


def rows_json(rows: Rows, origin: Provenance, text: Text) -> bytes:
    """Write rows with all that belongs to them; empty cells are null."""
    return json_bytes(
        {
            "title": rows.title,
            "language": str(text.language),
            **described_origin(origin, text),
            "address": origin.address,
            "notes": rows.notes,
            "sources": described_sources(rows.sources),
            **described_table(rows.data),
        }
    )


def described_origin(origin: Provenance, text: Text) -> dict[str, Any]:
    """Return what edition something is from, and on which terms."""
    return {
        "edition": origin.edition,
        "version": origin.version,
        "date": origin.date,
        "simulated": origin.is_simulated,
        "terms": text.pick(origin.terms),
    }


def described_sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Return sources as objects."""
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
        }
        for source in sources
    ]


def described_table(table: Table) -> dict[str, Any]:
    """Return columns as objects, and rows as lists of cells in their order."""
    return {
        "columns": [
            {"code": column.code, "label": column.label, "number": column.numeric}
            for column in table.columns
        ],
        "rows": table.rows,
    }


def json_bytes(written: dict[str, Any]) -> bytes:
    """Return JSON as all our files have it: letters as they are, a line for each part."""
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()
