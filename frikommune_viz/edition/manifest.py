"""The manifest of an edition: what it is called, which tables it has, and the SHA-256 of each file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
PACKAGE: Final = "datapackage.json"
NEEDED: Final = ("municipalities", "sources")
"""Tables that no edition is without."""

_LARGEST: Final = 1_000_000
_TABLE: Final = re.compile(r"[a-z][a-z_]*")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says. ``files`` gives the SHA-256 of each file by its name."""

    edition: str
    version: str
    date: str
    tables: frozenset[str]
    files: Mapping[str, str]
    table_sources: Mapping[str, Any]


def read_manifest(folder: Path) -> tuple[Manifest | None, list[str]]:
    """Return the manifest of an edition and no faults, or None and everything wrong with it."""
    path = folder / MANIFEST
    if not path.is_file():
        return None, ["the file is missing"]
    if path.stat().st_size > _LARGEST:
        return None, ["the file is too large for a manifest"]
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None, ["the file cannot be read as JSON"]
    if not isinstance(written, dict):
        return None, ["the file holds no manifest"]
    if wrong := list(_faults(written)):
        return None, wrong
    return Manifest(
        edition=written["edition"],
        version=written["version"],
        date=written["date"],
        tables=frozenset(written["tables"]),
        files=written["files"],
        table_sources=written["table_sources"],
    ), []


def change_log(folder: Path) -> Path:
    """Return the path of an edition's change log: beside its folder, since it outlives it."""
    name = "CHANGES.md" if folder.name == "published" else f"CHANGES-{folder.name}.md"
    return folder.parent / name


def file_faults(folder: Path, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield the name of each file that is not as it was built, and what is wrong with it."""
    for name, expected in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            yield name, "the file is missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            yield name, "the file differs from the one that was built (SHA-256)"


def _faults(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a manifest."""
    yield from _head_faults(written)
    tables, files = written.get("tables"), written.get("files")
    if isinstance(tables, dict) and isinstance(files, dict):
        yield from _list_faults(tables, files)
    else:
        yield "tables and files: not lists by name"


def _head_faults(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the entries that describe the edition."""
    for name in ("edition", "version", "date"):
        if not isinstance(written.get(name), str):
            yield f"{name}: not a text"
    if not _VERSION.fullmatch(str(written.get("version"))):
        yield "version: not of the form 1.0.0"
    try:
        date.fromisoformat(str(written.get("date")))
    except ValueError:
        yield "date: not a day"
    if not isinstance(written.get("table_sources"), dict):
        yield "table_sources: not a table"


def _list_faults(tables: Mapping[str, Any], files: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the lists of tables and of files."""
    expected = {PACKAGE}
    for name in tables:
        if not _TABLE.fullmatch(name):
            yield f"{name!r}: no name of a table"
        expected |= {f"{name}.parquet", f"{name}.csv"}
    for name in NEEDED:
        if name not in tables:
            yield f"the table {name} is missing"
    for name in sorted(expected - set(files)):
        yield f"{name}: no SHA-256"
    for name in sorted(set(files) - expected):
        yield f"{name!r}: no file of the tables listed"
    for name, digest in files.items():
        if not isinstance(digest, str) or not _HASH.fullmatch(digest):
            yield f"{name!r}: not a SHA-256"
