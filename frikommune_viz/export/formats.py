"""The forms a figure can be taken in, each by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from frikommune_viz.export.citation import bibtex, ris
from frikommune_viz.export.csv_file import csv_bytes
from frikommune_viz.export.json_file import rows_json
from frikommune_viz.export.parquet_file import parquet_bytes, rows_parquet
from frikommune_viz.export.picture import picture_svg, picture_words, png_bytes
from frikommune_viz.export.provenance import Provenance
from frikommune_viz.export.workbook import rows_xlsx, xlsx_bytes
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.text import Text

_Write = Callable[[Figure, Provenance, Text], bytes]
_WriteRows = Callable[[Rows, Provenance, Text], bytes]


def _png(figure: Figure, origin: Provenance, text: Text) -> bytes:
    drawn = picture_svg(figure, origin, text, embed_font=False)
    return png_bytes(drawn, picture_words(figure, origin, text))


FORMS: Final[dict[str, _Write]] = {
    "svg": picture_svg,
    "png": _png,
    "csv": lambda figure, origin, text: csv_bytes(figure.data),
    "excel.csv": lambda figure, origin, text: csv_bytes(figure.data, text, danish_excel=True),
    "xlsx": xlsx_bytes,
    "parquet": parquet_bytes,
    "bib": lambda figure, origin, text: bibtex(figure, origin, text).encode(),
    "ris": lambda figure, origin, text: ris(figure, origin, text).encode(),
}


ROW_FORMS: Final[dict[str, _WriteRows]] = {
    "csv": lambda rows, origin, text: csv_bytes(rows.data),
    "excel.csv": lambda rows, origin, text: csv_bytes(rows.data, text, danish_excel=True),
    "xlsx": rows_xlsx,
    "parquet": rows_parquet,
    "json": rows_json,
}


def form_bytes(figure: Figure, form: str, origin: Provenance, text: Text) -> bytes:
    """Write a figure in one of its :data:`FORMS`."""
    return FORMS[form](figure, origin, text)


def rows_bytes(rows: Rows, form: str, origin: Provenance, text: Text) -> bytes:
    """Write rows that no chart draws in one of their :data:`ROW_FORMS`."""
    return ROW_FORMS[form](rows, origin, text)
