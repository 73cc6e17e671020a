"""Read a TOML file into a type that pydantic checks; each fault keeps file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from frikommune_viz.pipeline.faults import BadInputError, Fault

Content = TypeVar("Content")

_ABOUT_KEYS: Final = {
    "missing": ("the entry is missing", "this entry"),
    "extra_forbidden": ("unknown entry", "no entry of this name"),
}
"""Errors of pydantic that are about a key: what is wrong, and what is allowed."""


def read_entries(path: Path) -> tuple[dict[str, Any], str]:
    """Return the entries of a TOML file, and its text to find lines in.

    Raises
    ------
    BadInputError
        If the file is missing or is not TOML in UTF-8.
    """
    try:
        written = path.read_text(encoding="utf-8")
        return tomllib.loads(written), written
    except FileNotFoundError:
        fault = Fault(path.name, None, "", "file is missing", "", f"a file {path.name}")
    except OSError as error:
        found = str(error.strerror)
        fault = Fault(path.name, None, "", "the file cannot be read", found, "a readable file")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(path.name, None, "", "the file is not valid TOML", str(error), "TOML")
    raise BadInputError([fault])


def checked(
    entries: Mapping[str, Any], written: str, name: str, kind: TypeAdapter[Content]
) -> Content:
    """Return the entries as the type that they must have.

    Parameters
    ----------
    entries
        What :func:`read_entries` returned.
    written
        The text of the file.
    name
        The file's name, for the faults.
    kind
        The type, with its rules.

    Raises
    ------
    BadInputError
        With a fault for each entry that is missing, unknown or of another kind.
    """
    try:
        return kind.validate_python(dict(entries))
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise BadInputError(_fault(name, written, one) for one in details) from error


def _fault(name: str, written: str, error: Mapping[str, Any]) -> Fault:
    place = error["loc"]
    rule, allowed = _ABOUT_KEYS.get(error["type"], ("wrong value", error["msg"]))
    # A missing entry has no line of its own, and one of its name may stand in the next table.
    missing = error["type"] == "missing"
    line = line_of(written, place[:-1] if missing else place)
    found = "" if missing else str(error["input"])
    return Fault(name, line, ".".join(map(str, place)), rule, found, allowed)


def line_of(written: str, place: Sequence[str | int]) -> int | None:
    r"""Return the line of an entry, or of the innermost table around it that has one.

    Parameters
    ----------
    written
        The text of a TOML file.
    place
        Keys from the outside in; a number counts the tables or items of a list from 0.

    Examples
    --------
    >>> line_of("a = 1\n\n[b]\nc = 2\n", ("b", "c"))
    4
    >>> line_of("[[b]]\nc = 1\n\n[[b]]\nc = 2\n", ("b", 1, "c"))
    5
    >>> line_of("[b]\nc = [1, 2]\n", ("b", "c", 1))
    2
    """
    lines = written.split("\n")
    found: int | None = None
    for key, inside in zip_longest(place, place[1:]):
        if isinstance(key, int):
            continue
        start = re.compile(rf"\s*(\[\[?\s*)?[\"']?{re.escape(key)}[\"']?\s*[\].=]")
        fitting = [n for n, line in enumerate(lines, start=1) if start.match(line)]
        after = [n for n in fitting if n > (found or 0)]
        which = inside if isinstance(inside, int) and len(after) > inside else 0
        if not after:
            break
        found = after[which]
    return found
