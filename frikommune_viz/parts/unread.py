"""What nobody here has read: VIVE's reports themselves, and where their tables are."""

from __future__ import annotations

from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.parts.page_frame import Remark
from frikommune_viz.parts.render import draw
from frikommune_viz.text import Text

FINAL_REPORT: Final = "vive-slutrapport-bilag95"
MIDWAY_REPORT: Final = "vive-midtvejsrapport-bilag71"
"""The documents that hold the reports with their tables."""


def draw_unread(edition: Edition, text: Text) -> tuple[Remark, ...]:
    """Return the remark that the report is not read, with its address.

    Empty for an edition without the report among its sources, as one of invented answers alone.
    """
    report = edition.sources.get(FINAL_REPORT)
    if report is None:
        return ()
    sentence = draw(
        "unread.html", text, report=report, midway=edition.sources.get(MIDWAY_REPORT)
    ).strip()
    return (Remark(text.say("Selve slutrapporten."), sentence),)
