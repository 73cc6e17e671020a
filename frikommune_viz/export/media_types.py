"""What each kind of file is to a browser, by its ending."""

from __future__ import annotations

from typing import Final

MEDIA_TYPES: Final = {
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def media_type_of(name: str) -> str:
    """Return the media type of a file by its name or its ending.

    Examples
    --------
    >>> media_type_of("frikommune-kort.svg"), media_type_of("excel.csv")
    ('image/svg+xml', 'text/csv; charset=utf-8')
    """
    return MEDIA_TYPES[name.rpartition(".")[2]]
