"""The editions that visitors read: each opened once, shared read-only."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from typing import Final

from frikommune_viz.edition.edition import (
    EDITIONS_FOLDER,
    PRACTICE,
    PUBLISHED,
    Edition,
    EditionError,
)
from frikommune_viz.edition.manifest import MANIFEST
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.filters import Allowed

VARIABLE: Final = "FRIKOMMUNE_EDITIONS"
"""Names of the editions a deployment offers, joined by commas; the first is the one shown."""

SHIPPED: Final = (PUBLISHED, PRACTICE)
"""What is offered where nothing else is asked for; the second only where it has been built."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


class EditionsError(Exception):
    """The environment asks for an edition that is not there."""


@cache
def offered() -> tuple[str, ...]:
    """Return the names of the editions this deployment offers, the one shown first.

    Raises
    ------
    EditionsError
        When the environment names what is no edition's folder; told at the start of the server.
    """
    written = os.environ.get(VARIABLE, "")
    if not written.strip():
        return (SHIPPED[0], *(name for name in SHIPPED[1:] if _is_built(name)))
    names = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    wrong = [name for name in names if not _NAME.fullmatch(name) or not _is_built(name)]
    if wrong or not names:
        raise EditionsError(
            f"{VARIABLE}={written}: no edition {', '.join(wrong)} in {EDITIONS_FOLDER.name}/. "
            "Name folders there that have been built, joined by commas."
        )
    return names


def edition(name: str = "") -> Edition:
    """Open an edition once per process; without a name, the one shown first.

    Raises
    ------
    EditionError
        When it cannot be read. A failure is not remembered: once the files are mended, the next
        visitor gets the pages without a restart.
    """
    return _opened(name or offered()[0])


def fault(name: str = "") -> EditionError | None:
    """Return what is wrong with an edition, or None when it is open."""
    try:
        edition(name)
    except EditionError as error:
        return error
    return None


def asked(name: str) -> str | None:
    """Return the name of the edition an address asks for; None where it is not offered."""
    if not name:
        return offered()[0]
    return name if name in offered() else None


def allowed(opened: Edition) -> Allowed:
    """Return the codes an address of an edition may hold, the other editions among them."""
    return replace(opened.allowed, editions=frozenset(offered()[1:]))


@cache
def _opened(name: str) -> Edition:
    return open_edition(name)


def _is_built(name: str) -> bool:
    return (EDITIONS_FOLDER / name / MANIFEST).is_file()
