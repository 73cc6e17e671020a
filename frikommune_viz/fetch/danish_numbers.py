"""Numbers as Danish publishers write them."""

from __future__ import annotations

import re
from typing import Final

_DANISH: Final = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


def parse(text: str) -> str:
    """Turn ``1.234,50`` into ``1234.50``: a point for the decimals, each decimal kept.

    A point must stand before three digits, so that ``3.2`` is refused and never read as 32.

    Parameters
    ----------
    text
        The number, without its unit.

    Raises
    ------
    ValueError
        If the text is no number in Danish writing.
    """
    match = _DANISH.fullmatch(text)
    if match is None:
        raise ValueError(f"not a number in Danish writing: {text!r}")
    sign, whole, decimals = match.groups()
    return sign + whole.replace(".", "") + (f".{decimals}" if decimals else "")
