"""The last step of a fetch: hold the cells against our schema, put them in place, say what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from frikommune_viz.fetch import destination, series
from frikommune_viz.fetch.partial_answers import Parts
from frikommune_viz.fetch.series import Cell, Series


def put(
    sources: Path,
    indicator: str,
    form: str,
    decisions: Mapping[str, str],
    cells: Sequence[Cell],
    known: Mapping[str, str],
    parts: Parts,
    origin: Mapping[str, Any],
    tell: Callable[[str], None],
) -> None:
    """Put the series in place and say what is in it and what is not."""
    found = series.collect(cells, known, form, decisions)
    told = {
        **origin,
        "signs": [f"{sign} {decision}" for sign, decision in decisions.items()],
        "retrieved": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rows": len(found.figures),
        "dropped_areas": list(found.dropped),
        "left_out_periods": list(found.left_out),
        "municipalities_without_rows": list(found.absent),
        "received": parts.received(),
    }
    path = destination.put(destination.register(sources), indicator, found.figures, told)
    parts.forget()
    for line in summary(found, known):
        tell(line)
    tell(f"Wrote {path} and {path.stem}.origin.toml beside it.")
    tell("Next: a source and a catalogue entry, then the build. Five steps: docs/data.md")


def summary(found: Series, known: Mapping[str, str]) -> list[str]:
    """Say what was carried over, dropped, missing and not given."""
    empty = sum(not figure.value for figure in found.figures)
    values = [float(figure.value) for figure in found.figures if figure.value]
    lines = [f"{len(found.figures)} rows, {empty} of them without a value"]
    if values:
        lines.append(f"Values from {min(values):g} to {max(values):g}; the axis must hold them")
    if found.dropped:
        lines.append(f"Dropped, not one of the municipalities: {', '.join(found.dropped)}")
    if found.left_out:
        lines.append(f"Left out, not the period asked for: {', '.join(found.left_out)}")
    if found.absent:
        names = ", ".join(f"{code} {known[code]}" for code in found.absent)
        lines.append(f"Without any row: {names}")
    if found.not_given:
        lines.append(
            f"{found.not_given} figures are not in the answer, because the publisher keeps them "
            "back or has none; they have no row here either"
        )
    return lines
