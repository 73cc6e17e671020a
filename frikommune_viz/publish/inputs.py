"""Digests of what figures are made from: equal ones need not be drawn again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.figures.figure import Figure
from frikommune_viz.publish.dataset import figure_json
from frikommune_viz.publish.locations import Place

_PACKAGE: Final = Path(__file__).parent.parent
_LIBRARIES: Final = ("altair", "vl-convert-python", "jinja2", "babel", "pyarrow", "typst")
_KINDS: Final = (".py", ".html", ".css", ".js", ".po", ".svg", ".ttf", ".typ", ".woff2")
_NOT_DRAWN_WITH: Final = ("pipeline", "fetch")
# What turns a figure's rows, chart and words into files; the rest makes the figure itself.
_DRAWING: Final = ("export", "publish", "parts", "site/assets", "style.py", "locale")


def stamp(edition: Edition, place: Place) -> str:
    """Return one digest of all that the figures of an edition are made from."""
    data = json.dumps(dict(sorted(edition.files.items())))
    return _digest([_code(), data, edition.name, edition.version, edition.date, repr(place)])


def inputs(edition: Edition, figure: Figure, place: Place) -> str:
    """Return a digest of what one figure's files are made from."""
    made = (figure.chart, figure.table, figure.key, figure.leads, figure.request)
    return _digest(
        [
            _drawing(),
            figure_json(edition, figure, place).decode(),
            repr(made),
            repr(place),
        ]
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Return a digest of the code and letters that any figure depends on."""
    return _files(
        path
        for path in _PACKAGE.rglob("*")
        if path.relative_to(_PACKAGE).parts[0] not in _NOT_DRAWN_WITH
    )


@cache
def _drawing() -> str:
    return _files(
        path
        for path in _PACKAGE.rglob("*")
        if path.relative_to(_PACKAGE).as_posix().startswith(_DRAWING)
    )


def _files(paths: Iterable[Path]) -> str:
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    files = [
        f"{path.relative_to(_PACKAGE).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(paths)
        if path.suffix in _KINDS and path.is_file()
    ]
    return _digest([*libraries, *files])
