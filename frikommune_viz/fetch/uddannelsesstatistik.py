"""Uddannelsesstatistik.dk (STIL), API version 1: one measure by municipality and period."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from frikommune_viz.fetch.connection import Connection
from frikommune_viz.fetch.fetch_error import FetchError
from frikommune_viz.fetch.partial_answers import Parts
from frikommune_viz.fetch.series import Cell

BASE: Final = "https://api.uddannelsesstatistik.dk/Api/v1"
PATH: Final = "statistik"
KEY: Final = "UDDANNELSESSTATISTIK_KEY"
"""Environment variable that holds the key; it is never written, shown or kept."""
LICENCE: Final = "other-at: fri genbrug med kildeangivelse, tallene må ikke ændres"
PUBLISHER: Final = "Uddannelsesstatistik.dk"
MOST_PAGES: Final = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A query in the service's own terms.

    Attributes
    ----------
    area, topic, subtopic
        ``område``, ``emne`` and ``underemne``.
    measure
        The one ``nøgletal``.
    municipality, period
        The ``detaljering`` that names municipality and period.
    filters
        One value of each further ``detaljering``.
    """

    area: str
    topic: str
    subtopic: str
    measure: str
    municipality: str
    period: str
    filters: tuple[tuple[str, str], ...] = ()

    def body(self, page: int) -> dict[str, Any]:
        """Return the body of the query for one page."""
        return {
            "område": self.area,
            "emne": self.topic,
            "underemne": self.subtopic,
            "nøgletal": [self.measure],
            "detaljering": [self.municipality, self.period, *dict(self.filters)],
            "filtre": {detail: [value] for detail, value in self.filters},
            "formattering": "json",
            "side": page,
        }


def cells(
    connection: Connection,
    question: Question,
    known: Mapping[str, str],
    parts: Parts,
    progress: Callable[[int], None],
) -> list[Cell]:
    """Fetch page after page until one is empty.

    Parameters
    ----------
    connection
        To the service, with the key.
    question
        The query.
    known
        Codes and names of the 98.
    parts
        Pages received already; new ones are kept there.
    progress
        Called with the number of pages received.
    """
    found: list[Cell] = []
    before = ""
    for page in range(1, MOST_PAGES + 1):
        name = f"side {page}"
        text = parts.get(name)
        if text is None:
            _, text = connection.json(PATH, question.body(page))
        if text == before:
            raise FetchError(f"page {page} is the same as the one before; the pages do not end")
        rows = _rows(text, page)
        found += read(rows, question, known)
        parts.keep(name, text)
        progress(page)
        if not rows:
            return found
        before = text
    raise FetchError(f"there are over {MOST_PAGES} pages; choose more details with --filter")


def read(
    rows: list[dict[str, Any]], question: Question, known: Mapping[str, str]
) -> Iterator[Cell]:
    """Parse the rows of a page. A row without a value is one that the publisher suppresses."""
    names = {spelling: code for code, name in known.items() for spelling in _spellings(name)}
    for row in rows:
        area = _under(row, question.municipality)
        period = _under(row, question.period)
        for detail, value in question.filters:
            if _under(row, detail) != value:
                raise FetchError(f'the answer has {detail} "{_under(row, detail)}", not "{value}"')
        value = str(row.get(question.measure) or "").strip()
        if value:
            yield Cell(names.get(area, area), period, value.removesuffix("%").strip())


def _rows(text: str, page: int) -> list[dict[str, Any]]:
    rows = json.loads(text.removeprefix("\ufeff"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FetchError(f"page {page} is not a list of rows; found: {text[:120]}")
    return rows


def _under(row: Mapping[str, Any], detail: str) -> str:
    """Return the cell of a detail, whose column is named ``[A].[B]`` or ``[A].[B].[B]``."""
    for column, cell in row.items():
        if column == detail or column.startswith(f"{detail}.["):
            return str(cell).strip()
    raise FetchError(f"the answer has no column {detail}; it has: {', '.join(row)}")


def _spellings(name: str) -> tuple[str, ...]:
    return (name, f"{name} Kommune", f"{name}s Kommune")
