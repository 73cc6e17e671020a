"""The bytes of what can be taken: tables, workbooks, pictures, citations and a whole edition.

Each is made from a figure's own rows, words and chart, so that no two forms can disagree.
"""

from frikommune_viz.export.archive import package_bytes
from frikommune_viz.export.citation import bibtex, plain, ris
from frikommune_viz.export.csv_file import csv_bytes
from frikommune_viz.export.formats import FORMS, ROW_FORMS, form_bytes, rows_bytes
from frikommune_viz.export.parquet_file import parquet_bytes
from frikommune_viz.export.picture import (
    chart_svg,
    map_svg,
    map_words,
    matrix_svg,
    matrix_words,
    numbers_svg,
    numbers_words,
    picture_svg,
    picture_words,
    png_bytes,
)
from frikommune_viz.export.provenance import Provenance, provenance_of
from frikommune_viz.export.workbook import xlsx_bytes

__all__ = [
    "FORMS",
    "ROW_FORMS",
    "Provenance",
    "bibtex",
    "chart_svg",
    "csv_bytes",
    "form_bytes",
    "map_svg",
    "map_words",
    "matrix_svg",
    "matrix_words",
    "numbers_svg",
    "numbers_words",
    "package_bytes",
    "parquet_bytes",
    "picture_svg",
    "picture_words",
    "plain",
    "png_bytes",
    "provenance_of",
    "ris",
    "rows_bytes",
    "xlsx_bytes",
]
