"""What pydantic finds wrong with a codebook, in the words and with the line of a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from frikommune_viz.pipeline.survey.codebook_entries import Entry, Words

_MISSING: Final = "the entry is missing or empty"
_RULES: Final = {
    "missing": _MISSING,
    "string_type": "not a text",
    "extra_forbidden": "unknown entry",
    "enum": "unknown code",
    "bool_type": "not true or false",
    "too_short": "too few entries",
    "too_long": "too many entries",
    "list_type": "not a list",
    "dict_type": "not a table",
    "model_type": "not a table",
}


def in_words(model: type[Entry], error: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return the key, the rule, what was found and what is allowed.

    Parameters
    ----------
    model
        Of the table that is wrong.
    error
        One of those of a ``pydantic.ValidationError``.
    """
    keys = [str(key) for key in error["loc"]]
    info = model.model_fields.get(keys[0]) if keys else None
    allowed = (info.description if info else None) or "a text"
    kind = error["type"]
    rule = _RULES.get(kind, "")
    given = "" if kind in ("missing", "model_type", "dict_type", "list_type") else error["input"]
    if kind == "fault":
        rule, allowed = error["ctx"]["rule"], error["ctx"]["allowed"]
    elif kind == "extra_forbidden":
        rule, given = ("unknown entry", keys[-1])
        owner: type[Entry] = Words if len(keys) > 1 else model
        allowed = ", ".join(owner.model_fields)
    elif kind == "enum" and info is not None and isinstance(info.annotation, type):
        codes = info.annotation if issubclass(info.annotation, Enum) else ()
        allowed = ", ".join(str(code.value) for code in codes)
    elif kind == "model_type":
        allowed = "a table"
    elif not rule:
        number = "a whole number" if allowed.startswith("a whole") else "a number"
        rule = f"not {number} in range"
    shown = str(given) if isinstance(given, (str, int, float)) else ""
    return ".".join(keys), rule, shown, allowed


def line_of(written: str, place: str, key: str) -> int | None:
    r"""Return the line of an entry, or of the table it belongs to; None if neither is found.

    Examples
    --------
    >>> line_of("[survey]\n\nafter = 'final'\n", "survey", "after")
    3
    >>> line_of("[survey]\n\nafter = 'final'\n", "survey", "before")
    1
    """
    lines = written.split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith(f"[{place}]")), None)
    if start is None:
        return None
    for n, line in enumerate(lines[start + 1 :], start + 1):
        if line.startswith("["):
            break
        if key and re.match(rf"\s*{re.escape(key)}\b", line):
            return n + 1
    return start + 1
