"""A figure as Parquet: typed columns, and its words and source in the file's own metadata."""

from __future__ import annotations

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.export.provenance import Provenance, edition_line, source_line
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels
from frikommune_viz.wording.where_found import way_to_table


def parquet_bytes(figure: Figure, origin: Provenance, text: Text) -> bytes:
    """Write the rows of a figure as Parquet; columns carry their codes, and their labels beside."""
    said = {
        "title": figure.headline,
        "subtitle": figure.subtitle,
        "sentences": "\n".join(figure.sentences),
        "notes": "\n".join(figure.notes),
        **_origin(figure, origin, text),
    }
    return write_parquet(figure.data, said)


def rows_parquet(rows: Rows, origin: Provenance, text: Text) -> bytes:
    """Write rows without a chart as :func:`parquet_bytes` does a figure."""
    said = {"title": rows.title, "notes": "\n".join(rows.notes)}
    return write_parquet(rows.data, said | _origin(rows, origin, text))


def _origin(of: Figure | Rows, origin: Provenance, text: Text) -> dict[str, str]:
    said = {
        "source": "\n".join(source_line(source, text) for source in of.sources),
        "terms": text.pick(origin.terms),
        "edition": origin.edition,
        "version": origin.version,
        "date": origin.date,
        "address": origin.address,
        "about": edition_line(origin, text),
    }
    if of.found:
        said |= {"table": way_to_table(of.found, text), "newest": of.found.newest}
    if origin.is_simulated:
        said["warning"] = text.say(labels.PRACTICE)
    return said


def write_parquet(table: Table, said: dict[str, str]) -> bytes:
    """Write a table with `said` in the metadata of the file."""
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    schema = pa.schema(
        [
            pa.field(column.code, _kind(column, found), metadata={"label": column.label})
            for column, found in zip(table.columns, cells, strict=True)
        ],
        metadata=said,
    )
    arrays = [
        pa.array(found, field.type, from_pandas=False)
        for found, field in zip(cells, schema, strict=True)
    ]
    written = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), written)
    return written.getvalue()


def _kind(column: Column, cells: tuple[Cell, ...]) -> pa.DataType:
    """Return the type of a column: text where any cell of it is."""
    if not column.numeric or any(isinstance(cell, str) for cell in cells):
        return pa.string()
    stated = [cell for cell in cells if cell is not None]
    whole = bool(stated) and all(isinstance(cell, int) for cell in stated)
    return pa.int64() if whole else pa.float64()
