"""Keep a spreadsheet from running a text as a formula."""

from __future__ import annotations

import re
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins with one of these."""

_FORMULA: Final = re.compile(rf"'*[{re.escape(''.join(FORMULA_STARTS))}]")
"""Text that would be run, or that was guarded already: so that a guard can always be undone."""


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    Examples
    --------
    >>> guard("=1+1"), guard("- 4 per cent"), guard("4 per cent")
    ("'=1+1", "'- 4 per cent", '4 per cent')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe that :func:`guard` has put there.

    Examples
    --------
    >>> unguard(guard("'=1+1"))
    "'=1+1"
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
