"""What a downloaded file is called, so that two choices never share a name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.registry import complete, is_default_pair
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.parts.download_links import (
    MAP_CHOICES,
    NUMBERS_CHOICES,
    STATEMENT_CHOICES,
    YEARS,
)

# In every name beside the choices.
_SAID_ANYHOW: Final = frozenset({"lang", "edition"})
_PART: Final = "udvalg"
_LONGEST: Final = 120


def figure_stem(edition: Edition, request: FigureRequest) -> str:
    """Return what a figure's file is called: its code, and each choice that is not the default."""
    found = complete(edition, request) or request
    years = () if found.pair is None or is_default_pair(edition, request) else found.pair
    return "-".join(part for part in (found.code, found.own, *map(_year, years)) if part)


def map_stem(name: str, filters: Filters) -> str:
    """Return what a picture of the map is called.

    Examples
    --------
    >>> map_stem("kort", Filters(indicator=("absence_grade_7_9",), own="101"))
    'kort-indicator=absence_grade_7_9-own=101'
    """
    return "-".join((name, *_chosen(filters.only(*MAP_CHOICES))))


def numbers_stem(name: str, filters: Filters) -> str:
    """Return what a file of all register figures of an area is called.

    Examples
    --------
    >>> numbers_stem("alle-tal", Filters(own="101", q="tillid"))
    'alle-tal-own=101'
    """
    return "-".join((name, *_chosen(filters.only(*NUMBERS_CHOICES, *YEARS))))


def statements_stem(name: str, filters: Filters) -> str:
    """Return what a file of statements is called: where they are not all, it says so.

    Examples
    --------
    >>> statements_stem("udsagn", Filters())
    'udsagn'
    >>> statements_stem("udsagn", Filters(municipality=("561", "316")))
    'udsagn-udvalg-municipality=561+316'
    """
    chosen = _chosen(filters.only(*STATEMENT_CHOICES))
    if not chosen:
        return name
    stem = "-".join(chosen)
    if len(stem) > _LONGEST:
        stem = hashlib.sha256(stem.encode()).hexdigest()[:16]
    return f"{name}-{_PART}-{stem}"


def extract_stem(name: str, url: Mapping[str, str]) -> str:
    """Return what an extract of the register is called; `url` is what its address asks for.

    Examples
    --------
    >>> extract_stem("registertal", {"indikator": "exam_grade_9", "aar": "2023/24"})
    'registertal-indikator=exam_grade_9-aar=2023-24'
    """
    stem = "-".join(
        (name, *(f"{part}={_year(written).replace(',', '+')}" for part, written in url.items()))
    )
    if len(stem) <= _LONGEST:
        return stem
    return f"{name}-{_PART}-{hashlib.sha256(stem.encode()).hexdigest()[:16]}"


def list_stem(name: str, filters: Filters) -> str:
    """Return what the file of a visitor's own list is called.

    Examples
    --------
    >>> list_stem("tiltag", Filters(list=("i029", "i058")))
    'tiltag-i029.i058'
    """
    return "-".join((name, ".".join(filters.list))) if filters.list else name


def _chosen(filters: Filters) -> list[str]:
    return [
        f"{name}={_year(value).replace(',', '+')}"
        for name, value in filters.to_url().items()
        if name not in _SAID_ANYHOW
    ]


def _year(written: str) -> str:
    """Return a period, or another code, as a name of a file may hold it."""
    return written.replace("/", "-").replace("–", "--")
