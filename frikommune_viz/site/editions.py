"""The editions that visitors read: each opened once, shared read-only."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

from frikommune_viz.edition.edition import EDITIONS_FOLDER, Edition, EditionError
from frikommune_viz.edition.offered import offered_editions
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.filters import Allowed


@cache
def offered() -> tuple[str, ...]:
    """Return the names of the editions this deployment offers, the one shown first.

    Raises
    ------
    EditionsError
        When the environment names what is no edition's folder; the server then does not start.
    """
    return offered_editions(EDITIONS_FOLDER)


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
    """Return the codes an address of an edition may hold, all offered editions among them."""
    return replace(opened.allowed, editions=frozenset(offered()))


def opened_editions() -> tuple[Edition, ...]:
    """Return the editions that are offered and can be read, the one shown first before the others."""
    return tuple(edition(name) for name in offered() if not fault(name))


def allowed_anywhere() -> Allowed:
    """Return the codes that an address may hold of some edition."""
    every = [allowed(one) for one in opened_editions()]
    return Allowed(
        **{
            field.name: frozenset[str]().union(*(getattr(one, field.name) for one in every))
            for field in fields(Allowed)
        }
    )


@cache
def _opened(name: str) -> Edition:
    return open_edition(name)
