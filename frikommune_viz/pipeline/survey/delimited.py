"""Text files as statistics programs and spreadsheets write them: byte order mark, semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from frikommune_viz.pipeline.faults import Fault

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
SEMICOLON: Final = ";"
_SEPARATORS: Final = {",": "commas", SEMICOLON: "semicolons"}
_OTHERS: Final = {"\t": "tabs", "|": "vertical bars"}


class Written(NamedTuple):
    """A file as it is written: UTF-8 without byte order mark, and what separates its cells."""

    content: bytes
    separator: str

    @property
    def raw_header(self) -> list[str]:
        """The cells of the first row, with any spaces around them."""
        return _cells(self.content, self.separator)


def read_written(path: Path, known: Collection[str]) -> tuple[Written | None, list[Fault]]:
    """Read a file and find out what separates its cells.

    A byte order mark is dropped. Cells are separated by what makes names of known columns out of
    the first row; a comma where nothing does.

    Parameters
    ----------
    known
        The names the first row may hold.
    """
    content = path.read_bytes().removeprefix(BYTE_ORDER_MARK)
    if faults := list(_encoding_faults(path.name, content)):
        return None, faults
    for separator in _SEPARATORS:
        if set(_first_row(content, separator)) & set(known):
            return Written(content, separator), []
    for separator, name in _OTHERS.items():
        if set(_first_row(content, separator)) & set(known):
            rule = f"the cells are separated by {name}"
            return None, [Fault(path.name, 1, "", rule, "", "commas or semicolons")]
    return Written(content, ","), []


def with_commas(written: Written) -> str:
    """Return the text with commas between the cells, row by row the same."""
    text = written.content.decode("utf-8")
    if written.separator == ",":
        return text
    out = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=written.separator)
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _first_row(content: bytes, separator: str) -> list[str]:
    return [cell.strip() for cell in _cells(content, separator)]


def _cells(content: bytes, separator: str) -> list[str]:
    line = content[: content.find(b"\n") + 1 or None].decode("utf-8")
    return next(csv.reader([line], delimiter=separator), [])


def _encoding_faults(name: str, content: bytes) -> Iterator[Fault]:
    if not content.strip():
        yield Fault(name, None, "", "the file is empty", "", "a header and at least one person")
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = len(content[: error.start].split(b"\n"))
        allowed = "text saved as UTF-8 (in Excel: “CSV UTF-8”)"
        yield Fault(name, row, "", "wrong encoding", "", allowed)
