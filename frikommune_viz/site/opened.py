"""The edition that all visitors read: opened once, shared read-only."""

from __future__ import annotations

from functools import cache

from frikommune_viz.results import Edition, EditionError, open_edition


@cache
def edition(name: str = "published") -> Edition:
    """Open an edition once per process.

    Raises
    ------
    EditionError
        When it cannot be read. A failure is not remembered: once the files are mended, the next
        visitor gets the pages without a restart.
    """
    return open_edition(name)


def fault() -> EditionError | None:
    """Return what is wrong with the published edition, or None when it is open."""
    try:
        edition()
    except EditionError as error:
        return error
    return None
