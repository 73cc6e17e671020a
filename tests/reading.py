"""Read a chart the way a reader of its specification does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frikommune_viz.edition.edition import Edition


def published(edition: Edition, indicator_id: str, code: str, period: str) -> float | None:
    """Look a figure up in the edition, past everything that is tested."""
    rows = edition.observations_of(indicator_id)
    found = [row for row in rows if (row.municipality_code, row.period) == (code, period)]
    return found[0].value if found else None


def data_sets(spec: Any) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of a chart, by the name of their data set."""
    return {data["name"]: data["values"] for data in _data(spec)}


def _data(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "values" in node and "name" in node:
            yield node
        for child in node.values():
            yield from _data(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _data(child)


def encodings(node: Any, channel: str) -> Iterator[dict[str, Any]]:
    """Return every encoding of a channel in a chart."""
    if isinstance(node, dict):
        if isinstance(node.get("encoding"), dict) and channel in node["encoding"]:
            yield node["encoding"][channel]
        for child in node.values():
            yield from encodings(child, channel)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from encodings(child, channel)
