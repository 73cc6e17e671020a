"""The tables to take, and what each of their columns means; read from the edition's data package."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.rows import Both
from frikommune_viz.parts.addresses import edition_href, table_href
from frikommune_viz.parts.data_links import BY_ADDRESS, examples, lists
from frikommune_viz.parts.method import section_heading
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text, mark

PACKAGE: Final = "datapackage"
TYPES: Final = {"string": mark("tekst"), "integer": mark("heltal"), "number": mark("tal")}
_KILOBYTE: Final = 1000
_Described = dict[str, Any]


@lru_cache(maxsize=2)
def package(edition: Edition) -> tuple[tuple[_Described, _Described], ...]:
    """Return the described tables: the CSV file and the Parquet file of each."""
    described = json.loads((edition.folder / f"{PACKAGE}.json").read_text(encoding="utf-8"))
    files = {file["name"]: file for file in described["resources"]}
    return tuple(
        (file, files[f"{name}-parquet"]) for name, file in files.items() if "schema" in file
    )


def downloads(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Offer each table as CSV and as Parquet, with its size, and the description of them all."""
    return draw(
        "downloads.html",
        text,
        heading=section_heading("data", text),
        package_href=table_href(PACKAGE, "json", filters),
        edition_href=edition_href(filters),
        examples=examples(edition, filters, text) if edition.indicators else [],
        lists=lists(filters, text),
        place=BY_ADDRESS,
        tables=[
            {
                "title": text.pick(_title(file)),
                "description": text.pick(_description(file)),
                "csv_href": table_href(file["name"], "csv", filters),
                "csv_size": kilobytes(file["bytes"], text),
                "parquet_href": table_href(file["name"], "parquet", filters),
                "parquet_size": kilobytes(parquet["bytes"], text),
            }
            for file, parquet in package(edition)
        ],
    )


def dictionary(edition: Edition, filters: Filters, text: Text) -> Markup:
    """Say what each column of each table holds."""
    return draw(
        "dictionary.html",
        text,
        heading=section_heading("dataordbog", text),
        tables=[
            {
                "name": file["name"],
                "title": text.pick(_title(file)),
                "key": text.join(file["schema"]["primaryKey"]),
                "columns": [_column(field, text) for field in file["schema"]["fields"]],
            }
            for file, _ in package(edition)
        ],
    )


def kilobytes(size: int, text: Text) -> str:
    """Write the size of a file, never as nothing."""
    return text.say("{n} kB", n=text.number(max(1, round(size / _KILOBYTE))))


def _column(field: _Described, text: Text) -> dict[str, Any]:
    constraints = field.get("constraints", {})
    return {
        "name": field["name"],
        "title": text.pick(_title(field)),
        "description": text.pick(_description(field)),
        "type": _kind(field, text),
        "may_be_empty": not constraints.get("required", False),
        "codes": ", ".join(constraints.get("enum", ())),
    }


def _kind(field: _Described, text: Text) -> str:
    kind = field["type"]
    return text.say(TYPES[kind])


def _title(described: _Described) -> Both:
    return Both(described["title"], described["title_en"])


def _description(described: _Described) -> Both:
    return Both(described["description"], described["description_en"])
