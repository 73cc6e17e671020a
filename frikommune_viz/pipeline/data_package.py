"""Describe a built edition as a Data Package 2.0, in both languages.

See https://datapackage.org/standard/data-package/. Titles and descriptions are Danish in the
standard's own properties and English in ``title_en`` and ``description_en``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from frikommune_viz.pipeline.columns import Column, Kind, Table
from frikommune_viz.pipeline.schema import EDITION_TABLES

PROFILES: Final = "https://datapackage.org/profiles/2.0"
DICTIONARY: Final = Path(__file__).with_name("dictionary.toml")
LANGUAGES: Final = {"da": ("dansk", "Danish"), "en": ("engelsk", "English")}
TYPES: Final = {Kind.INTEGER: "integer", Kind.NUMBER: "number"}


@cache
def dictionary() -> dict[str, dict[str, dict[str, str]]]:
    """Return what each table and column means, in both languages."""
    return tomllib.loads(DICTIONARY.read_text(encoding="utf-8"))


def describe(
    edition: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Describe an edition: the content of its ``datapackage.json``.

    Parameters
    ----------
    edition
        The entries of ``edition.toml``.
    tables
        The computed tables.
    files
        The files of the edition so far, by name: a CSV and a Parquet file for each table.
    """
    resources = []
    for name, table in EDITION_TABLES.items():
        if f"{name}.csv" not in files:
            continue
        entries = _licenses(edition, table, tables)
        about: dict[str, Any] = _words(dictionary()["tables"][name])
        if entries:
            about["licenses"] = [_license(entry) for entry in entries]
        resources.append(
            {
                "$schema": f"{PROFILES}/dataresource.json",
                "name": name,
                "type": "table",
                **_file(f"{name}.csv", "csv", "text/csv", files),
                "encoding": "utf-8",
                **about,
                "sources": _sources(edition, table, tables),
                "schema": _schema(table),
            }
        )
        resources.append(
            {
                "$schema": f"{PROFILES}/dataresource.json",
                "name": f"{name}-parquet",
                **_file(f"{name}.parquet", "parquet", "application/vnd.apache.parquet", files),
                **about,
            }
        )
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": edition["name"],
        "title": edition["title_da"],
        "title_en": edition["title_en"],
        "description": edition["description_da"],
        "description_en": edition["description_en"],
        "version": edition["version"],
        "created": f"{edition['date']}T00:00:00Z",
        "licenses": [_license(entry) for entry in edition["licenses"]],
        "resources": resources,
    }


def _file(name: str, kind: str, mediatype: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "path": name,
        "format": kind,
        "mediatype": mediatype,
        "bytes": len(files[name]),
        "hash": f"sha256:{hashlib.sha256(files[name]).hexdigest()}",
    }


def _licenses(
    edition: Mapping[str, Any], table: Table, tables: Mapping[str, pd.DataFrame]
) -> list[Mapping[str, Any]]:
    """List the terms of use of a table: its own, and those of the indicators it holds."""
    used: set[str] = set()
    if _catalogue(table) == "indicators" != table.name:
        used = set(tables["indicators"]["license"])
    return [
        entry
        for entry in edition["licenses"]
        if table.name in entry["tables"] or entry.get("id") in used
    ]


def _license(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: entry[key] for key in ("id", "name", "title", "title_en", "path") if key in entry}


def _sources(
    edition: Mapping[str, Any], table: Table, tables: Mapping[str, pd.DataFrame]
) -> list[dict[str, str]]:
    """Return the documents that the rows of a table cite."""
    used = set(edition["table_sources"].get(table.name, []))
    catalogue = tables[_catalogue(table)]
    for column in ("source_id", "also_source_ids", "source_ids"):
        if column in catalogue and table.name != "sources":
            for cell in catalogue[column].dropna():
                used |= set(cell.split(";"))
    documents = tables["sources"]
    described = documents[documents["source_id"].isin(used)]
    return [
        {"title": f"{title}. {publisher}"} | ({} if pd.isna(url) else {"path": url})
        for title, publisher, url in described[["title", "publisher", "url"]].itertuples(
            index=False
        )
    ]


def _catalogue(table: Table) -> str:
    """Return the table whose rows name the sources of a table's figures."""
    if "indicator_id" not in _names(table):
        return table.name
    return table.column("indicator_id").target or table.name


def _schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table: fields, key and foreign keys."""
    links = [
        {
            "fields": [column.name],
            "reference": {
                "resource": column.target,
                "fields": [EDITION_TABLES[column.target].key[0]],
            },
        }
        for column in table.columns
        if column.target and column.target != table.name and column.kind is not Kind.IDS
    ]
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, table.name) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return schema | ({"foreignKeys": links} if links else {})


def _field(column: Column, table: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.may_be_empty else {"required": True}
    if column.kind is Kind.CODE:
        constraints["enum"] = list(column.codes)
    field = {
        "name": column.name,
        "type": TYPES.get(column.kind, "string"),
        **column_words(column.name, table),
    }
    return field | ({"constraints": constraints} if constraints else {})


def _words(entry: Mapping[str, str]) -> dict[str, str]:
    return {
        "title": entry["title_da"],
        "title_en": entry["title_en"],
        "description": entry["description_da"],
        "description_en": entry["description_en"],
    }


def column_words(name: str, table: str = "") -> dict[str, str]:
    """Return title and description of a column; one of a pair names its language.

    A column that means something else in one table has an entry of its own in the dictionary, with
    that table's name before it.
    """
    stem, language = (name[:-3], name[-2:]) if name.endswith(("_da", "_en")) else (name, "")
    columns = dictionary()["columns"]
    words = _words(columns.get(f"{table}.{stem}") or columns[stem])
    if language:
        words["title"] += f" ({LANGUAGES[language][0]})"
        words["title_en"] += f" ({LANGUAGES[language][1]})"
    return words


def _names(table: Table) -> set[str]:
    return {column.name for column in table.columns}
