"""The day of a visit, as the clocks in Denmark have it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

DANISH_TIME: Final = ZoneInfo("Europe/Copenhagen")


def today() -> str:
    """Return the date in Denmark, such as ``2026-11-25``."""
    return datetime.now(tz=DANISH_TIME).date().isoformat()
