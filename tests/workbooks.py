"""What a workbook holds, read without the library that writes it."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(book: bytes) -> dict[str, dict[str, str | float]]:
    """Read every sheet of a workbook: its name, and its cells by their place."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        strings = [
            "".join(piece.text or "" for piece in row.iter(f"{_SHEET}t"))
            for row in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        names = [
            row.get("name")
            for row in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
        ]
        read: dict[str, dict[str, str | float]] = {}
        for number, name in enumerate(names, start=1):
            sheet = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(sheet.iter(f"{_SHEET}f")), "no formula anywhere"
            read[name] = {
                cell.get("r"): strings[int(value)] if cell.get("t") == "s" else float(value)
                for cell in sheet.iter(f"{_SHEET}c")
                if (value := cell.findtext(f"{_SHEET}v")) is not None
            }
    return read


def column_name(number: int) -> str:
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


def as_rows(
    cells: dict[str, str | float], columns: int, count: int
) -> list[tuple[str | float | None, ...]]:
    """Put the cells of a sheet into the rows under its head."""
    return [
        tuple(cells.get(f"{column_name(place)}{row}") for place in range(columns))
        for row in range(2, count + 2)
    ]
