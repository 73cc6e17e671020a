"""The change log of the data: what a build changed in the edition it replaces, for a person to read.

The log is ``CHANGES.md`` beside the edition and only grows: a build that changes nothing leaves it
as it is, so that equal sources give equal files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.pipeline.columns import Table
from frikommune_viz.pipeline.schema import COMPUTED, EDITION_TABLES
from frikommune_viz.pipeline.survey_schema import SURVEY_TABLES

MOST_LISTED: Final = 20
"""Rows of a kind that are listed; the rest are counted."""

HEAD: Final = """# Changes of the data

Written by the build, the newest version first: what each build changed in the edition it replaced. Read the top
section before publishing, and shorten it where that helps; what stands here is kept.
"""
_COUNTED: Final = frozenset({*COMPUTED, *SURVEY_TABLES, "true_parameters"})
"""Tables whose changes are only counted: those that follow from others, and those of a survey, where
a figure that is suppressed from now on must not stay readable here.
"""

_Key = tuple[str, ...]
Rows = Mapping[_Key, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two builds of a table, or of one indicator's part of it."""

    where: str
    added: tuple[_Key, ...]
    removed: tuple[_Key, ...]
    changed: tuple[tuple[_Key, str, str, str], ...]
    """Key, column, the cell before and the cell after."""


def previous_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the tables of the edition that is about to be replaced; none where it cannot be read."""
    found = {}
    for name in EDITION_TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            continue
        try:
            found[name] = pq.read_table(path).to_pandas()
        except (pa.ArrowException, OSError):
            # A broken edition is replaced; what it held is not known.
            return {}
    return found


def written(
    log: str,
    version: str,
    date: str,
    before: Mapping[str, pd.DataFrame],
    after: Mapping[str, pd.DataFrame],
) -> str:
    """Return the change log with what differs between two builds.

    Parameters
    ----------
    log
        The present change log; empty where there is none.
    version, date
        Of the edition that is built.
    before, after
        The tables of both builds, by name; `before` is empty for the first one.
    """
    lines = list(_lines(before, after)) if before else []
    if log and not lines:
        return log
    if not log:
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in after.items() if len(rows))
        first = f"* The first version written here: {counts}."
        return f"{HEAD}\n## {version} ({date})\n\n{first}\n"
    head, _, rest = log.partition("\n## ")
    title = f"{version} ({date})"
    if rest.startswith(f"{version} ("):
        section, parted, older = rest.partition("\n## ")
        body = section.split("\n", 1)[1].strip("\n")
        merged = "\n".join([body, *(line for line in lines if line not in body.split("\n"))])
        return f"{head}\n## {title}\n\n{merged}\n{parted}{older}"
    return f"{head}\n## {title}\n\n" + "\n".join(lines) + f"\n\n## {rest}"


def differences(table: Table, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Difference]:
    """Yield the differences between two builds of a table, for each indicator by itself."""
    old, new = _keyed(table, before), _keyed(table, after)
    by_indicator = "indicator_id" in table.key and table.key != ("indicator_id",)
    place = table.key.index("indicator_id") if by_indicator else -1

    parts: dict[str, dict[_Key, None]] = {}
    for key in (*new, *old):
        where = f"`{table.name}` {key[place]}" if by_indicator else f"`{table.name}`"
        parts.setdefault(where, {})[key] = None
    for where, keys in parts.items():
        added = tuple(key for key in keys if key not in old)
        removed = tuple(key for key in keys if key not in new)
        changed = tuple(
            (key, column, old[key].get(column, ""), cell)
            for key in keys
            if key in old and key in new and new[key] != old[key]
            for column, cell in new[key].items()
            if cell != old[key].get(column, "")
        )
        if added or removed or changed:
            yield Difference(where, added, removed, changed)


def _lines(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, table in EDITION_TABLES.items():
        old, new = before.get(name, pd.DataFrame()), after.get(name, pd.DataFrame())
        found = list(differences(table, old, new))
        if found and name in _COUNTED:
            counts = [sum(len(getattr(one, kind)) for one in found) for kind in _KINDS]
            yield f"* `{name}`, computed: {_counted(counts)}"
        elif found:
            for one in found:
                yield from _listing(one)


_KINDS: Final = ("added", "removed", "changed")


def _listing(one: Difference) -> Iterator[str]:
    yield f"* {one.where}: {_counted([len(getattr(one, kind)) for kind in _KINDS])}"
    for kind, keys in (("added", one.added), ("removed", one.removed)):
        if keys:
            yield f"  * {kind}: {_listed([' '.join(filter(None, key)) for key in keys])}"
    for key, column, old, new in one.changed[:MOST_LISTED]:
        place = " ".join(filter(None, key))
        yield f"  * {place}, {column}: {_cell(old)} → {_cell(new)}"
    if len(one.changed) > MOST_LISTED:
        yield f"  * and {len(one.changed) - MOST_LISTED} more"


def _counted(counts: Sequence[int]) -> str:
    parts = [f"{count} {kind}" for count, kind in zip(counts, _KINDS, strict=True) if count]
    return ", ".join(parts)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def _keyed(table: Table, rows: pd.DataFrame) -> Rows:
    names = [column.name for column in table.columns if column.name in rows]
    texts = {name: [_text(cell) for cell in rows[name]] for name in names}
    keys = zip(*(texts.get(name, [""] * len(rows)) for name in table.key), strict=True)
    return {
        key: {name: texts[name][place] for name in names if name not in table.key}
        for place, key in enumerate(keys)
    }


def _text(cell: Any) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(float(cell))
    return str(cell)


def _cell(text: str) -> str:
    short = text if len(text) <= 60 else text[:57] + "…"
    return f"“{short}”" if short else "empty"
