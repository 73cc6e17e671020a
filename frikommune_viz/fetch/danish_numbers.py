"""Parse numbers in Danish notation."""

from __future__ import annotations

import re
from typing import Final

_DANISH: Final = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


def parse(text: str) -> str:
    """Convert ``1.234,50`` to ``1234.50``: a decimal point, and every decimal kept.

    A thousands separator must precede three digits, so that ``3.2`` is refused and never read as 32.

    Parameters
    ----------
    text
        The number, without its unit.

    Raises
    ------
    ValueError
        If the text is no number in Danish notation.

    Examples
    --------
    >>> parse("1.234,50"), parse("-0,5")
    ('1234.50', '-0.5')
    """
    match = _DANISH.fullmatch(text)
    if match is None:
        raise ValueError(f"not a number in Danish writing: {text!r}")
    sign, whole, decimals = match.groups()
    return sign + whole.replace(".", "") + (f".{decimals}" if decimals else "")
