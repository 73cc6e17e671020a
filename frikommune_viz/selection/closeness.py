"""How close each of the seven lies to another municipality, in frames and never in results.

Three traits are compared: the kind of municipality (Statistics Denmark's five groups), the region,
and the register figures from before the agreements. Each is a distance from 0, the same, upwards:

* Kind and region are 0 where they are the same and 1 where they differ.
* Of each register figure the difference between two municipalities is divided by the spread of the
  98 (the standard deviation), so that it does not matter which unit it is in. Over the figures of
  an area the root mean square is taken, over the areas the mean, so that an area with many figures
  counts no more than one with few; this is the standardised Euclidean distance (Everitt, Landau,
  Leese and Stahl, *Cluster Analysis*, 5th ed., 2011, chapter 3). It is divided by
  the square root of two, the distance between two municipalities drawn at random (of independent
  figures), so that 1 means as unlike as two usually are.

The whole distance is the mean of the traits by their weights. A trait that is not known, or a
figure that one of the two lacks, is left out; it never counts as equal.

Only the period that the catalogue compares from is used, and only where it ended before the first
agreement of its area began. What came after could hold results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import fmean, pstdev
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Area, Trait, Weight
from frikommune_viz.model.periods import span
from frikommune_viz.model.rows import Indicator
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

Weights = Mapping[Trait, Weight]

STRENGTH: Final = {Weight.NONE: 0, Weight.SOME: 1, Weight.MUCH: 3}
"""How much each weight counts beside the others."""

_TWO_AT_RANDOM: Final = sqrt(2)


@dataclass(frozen=True, slots=True)
class Frame:
    """One register figure of all municipalities from before the agreements.

    Attributes
    ----------
    values
        The published figure by municipality; one that has none is absent.
    spread
        Standard deviation over the municipalities.
    """

    indicator: Indicator
    period: str
    values: Mapping[str, float]
    spread: float

    def apart(self, one: str, other: str) -> float | None:
        """Return how far two municipalities lie apart, in spreads; None where one has no figure."""
        if one not in self.values or other not in self.values:
            return None
        difference = abs(self.values[one] - self.values[other])
        return difference / self.spread if difference else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One register figure of two municipalities, and how far apart they lie in it."""

    frame: Frame
    own: float
    other: float
    apart: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one of the seven lies beside another municipality.

    Attributes
    ----------
    code
        The one of the seven.
    same_group, same_region
        Whether the two share it.
    figures
        The register figures that both have, most alike first.
    register
        Distance over all of them; None where they share none.
    nearer
        How many of the other municipalities lie nearer in register figures; None without them.
    of
        How many others have a distance in register figures.
    distance
        The whole distance by the weights; None where nothing that counts is known.
    """

    code: str
    same_group: bool
    same_region: bool
    figures: tuple[Compared, ...]
    register: float | None
    nearer: int | None
    of: int
    distance: float | None


def before(edition: Edition) -> tuple[Frame, ...]:
    """Return the register figures that lie before the agreements, in the catalogue's order.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> frames = {frame.indicator.indicator_id: frame.period for frame in before(open_edition("published"))}
    >>> frames["absence_grade_7_9"], frames["children_per_adult_3_5"]
    ('2020/21', '2020')
    >>> "home_nursing_recipients_per_1000" in frames  # begins the year the agreements did
    False
    """
    return _before(edition)


@lru_cache(maxsize=8)
def _before(edition: Edition) -> tuple[Frame, ...]:
    return tuple(
        _frame(edition, indicator)
        for indicator in edition.indicators.values()
        if _lies_before(edition, indicator)
    )


def _lies_before(edition: Edition, indicator: Indicator) -> bool:
    starts = [row.start for row in edition.agreements.values() if row.area is indicator.area]
    if not indicator.default_baseline or not starts:
        return False
    first = min(span(start).start for start in starts)
    return span(indicator.default_baseline).end < first


def _frame(edition: Edition, indicator: Indicator) -> Frame:
    values = {
        row.municipality_code: row.value
        for row in edition.observations_of(indicator.indicator_id)
        if row.period == indicator.default_baseline and row.value is not None
    }
    spread = pstdev(values.values()) if values else 0.0
    return Frame(indicator, indicator.default_baseline, values, spread)


def register_distance(frames: Iterable[Frame], one: str, other: str) -> float | None:
    """Return the distance in register figures; None where the two share no figure."""
    by_area: dict[Area, list[float]] = {}
    for frame in frames:
        apart = frame.apart(one, other)
        if apart is not None:
            by_area.setdefault(frame.indicator.area, []).append(apart**2)
    if not by_area:
        return None
    return fmean(sqrt(fmean(squares)) for squares in by_area.values()) / _TWO_AT_RANDOM


def alike(edition: Edition, own: str, weights: Weights) -> tuple[Likeness, ...]:
    """Return the seven, the one closest to `own` first; the fixed order where two are as close.

    One of the seven stands first in its own list. Without any weight nothing is known, and the
    seven stand in the fixed order.
    """
    found = [_likeness(edition, own, code, weights) for code in MUNICIPALITY_AREA]
    return tuple(sorted(found, key=lambda row: _order(row, own)))


def _order(row: Likeness, own: str) -> tuple[bool, bool, float]:
    return row.distance is None, row.code != own, row.distance or 0.0


def _likeness(edition: Edition, own: str, code: str, weights: Weights) -> Likeness:
    mine, other = edition.municipalities[own], edition.municipalities[code]
    frames = before(edition)
    every = _register_distances(edition, own)
    register = every.get(code)
    same_group = mine.municipality_group == other.municipality_group
    same_region = mine.region == other.region
    traits = {
        Trait.GROUP: float(not same_group),
        Trait.REGION: float(not same_region),
        Trait.REGISTER: register,
    }
    others = [apart for one, apart in every.items() if one not in (own, code)]
    return Likeness(
        code=code,
        same_group=same_group,
        same_region=same_region,
        figures=_figures(frames, own, code),
        register=register,
        nearer=None if register is None else sum(apart < register for apart in others),
        of=len(every) - (own in every),
        distance=_weighted(traits, weights),
    )


# One for each municipality that is somebody's own: few at a time.
@lru_cache(maxsize=256)
def _register_distances(edition: Edition, own: str) -> Mapping[str, float]:
    frames = before(edition)
    found = {code: register_distance(frames, own, code) for code in edition.municipalities}
    return {code: apart for code, apart in found.items() if apart is not None}


def _figures(frames: Iterable[Frame], own: str, code: str) -> tuple[Compared, ...]:
    both = [
        Compared(frame, frame.values[own], frame.values[code], apart)
        for frame in frames
        if (apart := frame.apart(own, code)) is not None
    ]
    return tuple(sorted(both, key=lambda row: row.apart))


def _weighted(traits: Mapping[Trait, float | None], weights: Weights) -> float | None:
    known = [
        (apart, STRENGTH[weights[trait]]) for trait, apart in traits.items() if apart is not None
    ]
    total = sum(strength for _, strength in known)
    return sum(apart * strength for apart, strength in known) / total if total else None
