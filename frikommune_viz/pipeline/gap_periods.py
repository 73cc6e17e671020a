"""Which periods count before and after the agreements in a gap from the common course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pandas as pd

from frikommune_viz.model.codes import Area, GapPart
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, crosses_break, span
from frikommune_viz.pipeline.indicator_values import IndicatorValues

LEAST_BEFORE: Final = 4
LEAST_AFTER: Final = 2
"""With fewer periods there is too little to know a municipality's place and noise from."""

LEAST_MUNICIPALITIES: Final = 80
"""With fewer figures in a period the common course is not that of the country."""


def parts(one: IndicatorValues, agreement_ends: date) -> tuple[GapPart, ...]:
    """Return what each period counts as, by rules that look at no figure's size.

    Before: it ended before the agreements began. After: it began with them or later and ended with
    them or earlier. A period that was unlike others, that has too few figures or that lies beyond a
    break from the last period before the agreements counts as neither.
    """
    last = max(
        (period for period in one.periods if span(period).end < AGREEMENTS_BEGAN),
        key=span,
        default="",
    )
    found = []
    for place, period in enumerate(one.periods):
        if one.disturbed[place]:
            part = GapPart.DISTURBED
        elif not one.widely[place] or one.known[:, place].sum() < LEAST_MUNICIPALITIES:
            part = GapPart.FEW_FIGURES
        elif last and crosses_break(last, period, one.break_after):
            part = GapPart.BEYOND_BREAK
        elif span(period).end < AGREEMENTS_BEGAN:
            part = GapPart.BEFORE
        elif span(period).start < AGREEMENTS_BEGAN:
            part = GapPart.AGREEMENT_BEGAN
        elif span(period).end > agreement_ends:
            part = GapPart.AGREEMENT_ENDED
        else:
            part = GapPart.AFTER
        found.append(part)
    return tuple(found)


def are_enough(found: tuple[GapPart, ...]) -> bool:
    """Tell whether there are periods enough before and after."""
    return found.count(GapPart.BEFORE) >= LEAST_BEFORE and found.count(GapPart.AFTER) >= LEAST_AFTER


def agreement_ends(agreements: pd.DataFrame) -> Mapping[Area, date]:
    """Return the first day on which an agreement of the area ended, by area."""
    ends: dict[Area, date] = {}
    for area, end in zip(agreements["area"], agreements["end"], strict=True):
        last = span(end).end
        ends[Area(area)] = min(last, ends.get(Area(area), last))
    return ends
