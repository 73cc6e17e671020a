"""A figure as a workbook: its rows as numbers, its words, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from frikommune_viz.drawing.xml_text import fit
from frikommune_viz.export.provenance import Provenance, edition_line
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.spreadsheet import FORMULA_STARTS
from frikommune_viz.table import Cell, Column, Table
from frikommune_viz.text import Text
from frikommune_viz.wording import labels

LONGEST_CELL: Final = 32_767
"""Excel's own limit; a longer text would be left out without a word."""

_NARROWEST, _WIDEST = 12, 40
_Pair = tuple[str, str]


def xlsx_bytes(figure: Figure, origin: Provenance, text: Text) -> bytes:
    """Write a figure as a workbook of three sheets: data, notes and source.

    Numbers are numbers, shown with the decimals of their column; an empty cell is left empty.
    """
    return write_book(
        figure.data,
        figure.headline,
        _marked(_notes(figure, text), origin, text),
        _source(figure, origin, text),
        origin,
        text,
    )


def rows_xlsx(rows: Rows, origin: Provenance, text: Text) -> bytes:
    """Write rows without a chart as :func:`xlsx_bytes` does a figure."""
    notes = [(text.say("Overskrift"), rows.title), *((text.say("Note"), one) for one in rows.notes)]
    source = _source(rows, origin, text)
    return write_book(rows.data, rows.title, _marked(notes, origin, text), source, origin, text)


def write_book(
    table: Table,
    title: str,
    notes: Iterable[_Pair],
    source: Iterable[_Pair],
    origin: Provenance,
    text: Text,
) -> bytes:
    """Write a table, and pairs of heading and words on two sheets beside it."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        # Without a date of its own two downloads of the same edition would differ.
        made = datetime.combine(date.fromisoformat(origin.date), time())
        book.set_properties(
            {"created": made, "title": fit(title)[:255], "comments": fit(origin.address)[:255]}
        )
        looks = _Looks(book)
        name = text.say(labels.PRACTICE_MARK) if origin.is_simulated else text.say("Data")
        _write_table(book.add_worksheet(name), table, looks)
        _write_pairs(book.add_worksheet(text.say("Noter")), notes, looks)
        _write_pairs(book.add_worksheet(text.say("Kilde")), source, looks)
    return written.getvalue()


def _marked(notes: Iterable[_Pair], origin: Provenance, text: Text) -> Iterable[_Pair]:
    """Say before all else where numbers are invented."""
    if origin.is_simulated:
        yield text.say(labels.PRACTICE_MARK), text.say(labels.PRACTICE)
    yield from notes


def _notes(figure: Figure, text: Text) -> Iterable[_Pair]:
    yield text.say("Overskrift"), figure.headline
    yield text.say("Figuren viser"), figure.subtitle
    leads = figure.leads or ("",) * len(figure.sentences)
    for lead, sentence in zip(leads, figure.sentences, strict=True):
        yield text.say("Sætning"), f"{lead} {sentence}".strip()
    for note in figure.notes:
        yield text.say("Note"), note
    yield text.say("Om tallet"), f"{figure.definition} {figure.caveats}".strip()


def _source(of: Figure | Rows, origin: Provenance, text: Text) -> Iterable[_Pair]:
    for source in of.sources:
        yield text.say("Kilde"), source.title
        yield text.say("Udgiver"), source.publisher
        yield text.say("Kildens dato"), source.date
        yield text.say("Kildens adresse"), source.url
    if of.found:
        yield text.say("Tabel"), of.found.table
        yield text.say("Tabellens adresse"), of.found.url
        yield text.say("Sådan findes tallet"), of.found.steps
        yield text.say("Seneste tal"), of.found.newest
    yield text.say("Vilkår"), text.pick(origin.terms)
    yield text.say("Udgave"), origin.edition
    yield text.say("Dataversion"), origin.version
    yield text.say("Udgavens dato"), origin.date
    yield text.say("Sidens adresse"), origin.address
    yield text.say("Hentet"), origin.taken or origin.date
    yield text.say("Kort sagt"), edition_line(origin, text)


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.prose = book.add_format({"text_wrap": True, "valign": "top"})
        # Excel shows such a text as it is, also after somebody has edited the cell.
        self.inert = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self._numbers: dict[tuple[int, bool], Any] = {}

    def number(self, column: Column) -> Any:
        key = (column.decimals, column.signed)
        if key not in self._numbers:
            plain = "0" + ("." + "0" * column.decimals if column.decimals else "")
            form = f"+{plain};-{plain};{plain}" if column.signed else plain
            self._numbers[key] = self._book.add_format({"num_format": form})
        return self._numbers[key]


def _write_table(sheet: Any, table: Table, looks: _Looks) -> None:
    for place, column in enumerate(table.columns):
        _write_text(sheet, 0, place, column.label, looks, looks.head)
        width = max(_NARROWEST, min(_WIDEST, len(column.label) + 2))
        sheet.set_column(place, place, width)
    for number, row in enumerate(table.rows, start=1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, number, place, cell, column, looks)
    sheet.freeze_panes(1, 0)


def _write_cell(
    sheet: Any, row: int, place: int, cell: Cell, column: Column, looks: _Looks
) -> None:
    if isinstance(cell, str):
        if cell:
            _write_text(sheet, row, place, cell, looks)
    elif cell is not None:
        sheet.write_number(row, place, cell, looks.number(column))


def _write_pairs(sheet: Any, pairs: Iterable[_Pair], looks: _Looks) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for number, (heading, said) in enumerate(pairs):
        _write_text(sheet, number, 0, heading, looks, looks.head)
        _write_text(sheet, number, 1, said, looks, looks.prose)


def _write_text(
    sheet: Any, row: int, place: int, said: str, looks: _Looks, look: Any = None
) -> None:
    inert = said.startswith(FORMULA_STARTS)
    sheet.write_string(row, place, fit(said)[:LONGEST_CELL], looks.inert if inert else look)
