"""Words as XML can hold them: pictures and workbooks are made of it."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

# These cannot stand in XML, not even as a reference: one of them makes a whole file unreadable.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(said: str) -> str:
    """Leave out what XML cannot hold."""
    return _UNFIT.sub("", said)


def escaped(said: str) -> str:
    """Return a text as it is written inside an element or an attribute."""
    return escape(fit(said))


def fit_throughout(value: Any) -> Any:
    """Do as :func:`fit` with every text of a spec; one NUL ends the whole process as it draws."""
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, dict):
        return {name: fit_throughout(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [fit_throughout(part) for part in value]
    return value
