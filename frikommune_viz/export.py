"""The bytes of what can be taken: CSV, XLSX, SVG and PNG.

Each is made from a figure's own rows and chart. Pictures carry the headline, the subtitle, what the
figure is not and its source, so that they say the same when they stand alone.
"""

from __future__ import annotations

import csv
import json
import textwrap
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

import vl_convert
import xlsxwriter

from frikommune_viz.figures.figure import Figure
from frikommune_viz.style import CHART_TEXT, LIGHT
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text

FONTS: Final = Path(__file__).parent / "site" / "assets" / "fonts"
PICTURE_WIDTH: Final = 1104
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_LETTERS_A_LINE: Final = 140


def csv_bytes(table: Table, text: Text | None = None, *, danish_excel: bool = False) -> bytes:
    """Write a table as CSV.

    Parameters
    ----------
    table
        The rows.
    text
        The language of the column heads; without it they are the columns' codes.
    danish_excel
        Semicolons, decimal commas and a byte order mark, as Excel reads a file in Denmark;
        otherwise commas and decimal points (RFC 4180).
    """
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if danish_excel else ",", lineterminator="\r\n")
    writer.writerow([_text_cell(_head(column, text)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(cell, danish_excel=danish_excel) for cell in row])
    return written.getvalue().encode("utf-8-sig" if danish_excel else "utf-8")


def _head(column: Column, text: Text | None) -> str:
    return column.code if text is None else column.label


def _csv_cell(cell: Cell, *, danish_excel: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text_cell(cell)
    number = repr(cell)
    return number.replace(".", ",") if danish_excel else number


def _text_cell(cell: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def xlsx_bytes(table: Table, name: str, made: datetime) -> bytes:
    """Write a table as a workbook with one sheet; `made` is the date of the edition."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        # Without a date of its own two downloads of the same edition would differ.
        book.set_properties({"created": made, "title": name})
        sheet = book.add_worksheet("Data")
        head = book.add_format({"bold": True})
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.label, head)
            sheet.set_column(place, place, max(12, min(40, len(column.label) + 2)))
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
        sheet.freeze_panes(1, 0)
    return written.getvalue()


def picture_spec(figure: Figure, text: Text) -> dict[str, Any]:
    """Return a figure's chart with everything it needs to stand alone, on light paper."""
    spec = figure.picture_spec()
    below = [
        *figure.notes,
        *(
            text.say("Kilde: {publisher}, {title}.", publisher=row.publisher, title=row.title)
            for row in figure.sources
        ),
    ]
    spec["layer"] = [*spec["layer"], _lines_below(below)]
    return {
        **spec,
        "width": PICTURE_WIDTH,
        "background": LIGHT["paper"],
        "padding": 20,
        "title": {
            "text": figure.headline,
            "subtitle": textwrap.wrap(figure.subtitle, _LETTERS_A_LINE),
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 22,
            "fontWeight": 600,
            "color": LIGHT["ink"],
            "subtitleFontSize": CHART_TEXT,
            "subtitleColor": LIGHT["ink2"],
            "subtitleLineHeight": 20,
            "subtitlePadding": 8,
            "offset": 16,
        },
    }


def _lines_below(lines: list[str]) -> dict[str, Any]:
    wrapped = [part for line in lines for part in textwrap.wrap(line, _LETTERS_A_LINE)]
    return {
        "data": {"name": "below", "values": [{}]},
        "mark": {
            "type": "text",
            "text": wrapped,
            "align": "left",
            "baseline": "top",
            "x": 0,
            "y": {"expr": "height"},
            "dy": 60,
            "lineHeight": 20,
            "fill": LIGHT["ink2"],
        },
    }


def svg_bytes(spec: dict[str, Any], title: str, description: str) -> bytes:
    """Draw a chart as SVG that names itself to a screen reader."""
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec))
    tag, _, rest = drawn.partition(">")
    named = (
        f'{tag} role="img" aria-labelledby="title desc"><title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(description)}</desc>{rest}'
    )
    return named.encode("utf-8")


def png_bytes(spec: dict[str, Any], *, scale: float = 2) -> bytes:
    """Draw a chart as PNG."""
    _register_fonts()
    drawn: bytes = vl_convert.vegalite_to_png(json.dumps(spec), scale=scale)
    return drawn


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
