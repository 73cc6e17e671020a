"""From a publisher's word for a period to the one normal form of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from frikommune_viz.model import period_format

_SCHOOL_YEAR: Final = re.compile(r"(\d{4})/(\d{4})", re.ASCII)


def year(published: str) -> str | None:
    """``2024`` stays ``2024``."""
    return published if re.fullmatch(r"\d{4}", published, re.ASCII) else _unknown(published)


def month(published: str) -> str | None:
    """``2024M05`` becomes ``2024-05``."""
    match = re.fullmatch(r"(\d{4})M(\d{2})", published, re.ASCII)
    return f"{match[1]}-{match[2]}" if match else _unknown(published)


def first_of_year(published: str) -> str | None:
    """``2024K1`` becomes ``2024-01-01``; the other quarters are left out."""
    match = re.fullmatch(r"(\d{4})K([1-4])", published, re.ASCII)
    if match is None:
        return _unknown(published)
    return f"{match[1]}-01-01" if match[2] == "1" else None


def school_year(published: str) -> str | None:
    """``2023/2024`` becomes ``2023/24``."""
    match = _SCHOOL_YEAR.fullmatch(published)
    return f"{match[1]}/{match[2][2:]}" if match else _unknown(published)


def school_year_begins(published: str) -> str | None:
    """``2024``, the year in which a school year begins, becomes ``2024/25``."""
    begins = year(published)
    return None if begins is None else f"{begins}/{(int(begins) + 1) % 100:02d}"


Form = Callable[[str], str | None]
FORMS: Final[dict[str, Form]] = {
    "year": year,
    "month": month,
    "first_of_year": first_of_year,
    "school_year": school_year,
    "school_year_begins": school_year_begins,
}
"""How a series names its periods. None means: a period that this form leaves out."""


def read(published: str, form: str) -> str | None:
    """Return our form of a published period, or None where the form leaves it out.

    Raises
    ------
    ValueError
        If the published period is not of the form, or does not exist.
    """
    period = FORMS[form](published)
    if period is not None:
        period_format.parse(period)
    return period


def _unknown(published: str) -> str:
    raise ValueError(f"not a period of this form: {published!r}")
