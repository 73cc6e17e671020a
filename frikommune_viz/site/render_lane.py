"""The one lane in which routes draw pictures, whichever address they are asked at."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Final

PICTURES_AT_ONCE: Final = 1
"""Drawing a picture fills a core; bulk downloads must not take the explorer's."""

picture_lane: Final = BoundedSemaphore(PICTURES_AT_ONCE)
"""Held while a chart is drawn as SVG or PNG. What is made already is sent without it."""
