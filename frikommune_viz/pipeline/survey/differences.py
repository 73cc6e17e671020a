"""Compare two municipalities of an area: their levels in each wave, and their changes.

Only what is published of both is compared, so a difference discloses nothing that the two figures
do not: it is computed after disclosure control and reads what was left standing. Municipalities of
two areas are never compared, for their groups were asked apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

import pandas as pd

from frikommune_viz.model.codes import Status, Wave
from frikommune_viz.pipeline.survey.cells import PUBLISHABLE
from frikommune_viz.pipeline.survey.codebook import Codebook
from frikommune_viz.pipeline.survey.estimates import Change, Estimate, change, difference, level
from frikommune_viz.pipeline.survey.populations import Asked, Place, Row

Waves = Mapping[Wave, Asked]
_REASONS: Final = (
    Status.NOT_APPLICABLE,
    Status.NOT_COLLECTED,
    Status.SUPPRESSED,
    Status.PROTECTS_ANOTHER,
    Status.LOW_RELIABILITY,
    Status.FEW_WORKPLACES,
)
"""Why a difference is not shown where the two are hidden for different reasons: the first."""


class Published:
    """What status each figure of a municipality is published with."""

    def __init__(self, results: pd.DataFrame, changes: pd.DataFrame) -> None:
        self._status: dict[tuple[str, ...], Status] = {}
        for row in results.to_dict("records"):
            self._status[self._key(row, str(row["wave"]))] = Status(row["status"])
        for row in changes.to_dict("records"):
            self._status[self._key(row, "")] = Status(row["status"])

    def status(self, row: Row, code: str, wave: str) -> Status:
        """Return the status of a figure; of one without a row, that it was not collected."""
        key = self._key({**row, "municipality_code": code}, wave)
        return self._status.get(key, Status.NOT_COLLECTED)

    @staticmethod
    def _key(row: Mapping[Any, Any], wave: str) -> tuple[str, ...]:
        names = ("indicator_id", "area", "municipality_code", "respondent")
        return (*(str(row[name]) for name in names), wave)


def differences(
    places: Mapping[Place, Waves],
    respondent: str,
    published: Published,
    codebook: Codebook,
    status: Status,
) -> Iterator[Row]:
    """Yield the differences between each two municipalities of an area.

    Parameters
    ----------
    places
        The municipalities of one area with their people by wave.
    published
        What disclosure control has left of the levels and changes.
    status
        That of a difference that is shown.
    """
    for one, other in combinations(places, 2):
        for indicator_id in (*codebook.items, *codebook.indices):
            for wave in (*codebook.waves, None):
                row: Row = {
                    "indicator_id": indicator_id,
                    "area": str(one.area),
                    "municipality_code": one.municipality_code,
                    "other_code": other.municipality_code,
                    "respondent": respondent,
                    "wave": str(wave) if wave else None,
                    "confidence_level": codebook.confidence_level,
                }
                hidden = {
                    published.status(row, place.municipality_code, str(wave or ""))
                    for place in (one, other)
                } - PUBLISHABLE
                if hidden:
                    reason = next(reason for reason in _REASONS if reason in hidden)
                    yield {**row, "status": str(reason)}
                    continue
                found = difference(
                    _estimated(places[one], indicator_id, wave, codebook),
                    _estimated(places[other], indicator_id, wave, codebook),
                    codebook.rule,
                )
                yield {
                    **row,
                    "difference": found.difference,
                    "lower": found.lower,
                    "upper": found.upper,
                    "status": str(status),
                }


def _estimated(
    waves: Waves, indicator_id: str, wave: Wave | None, codebook: Codebook
) -> Estimate | Change:
    if wave is not None:
        return level(waves[wave].values(indicator_id), codebook.rule)
    before, after = (waves[one].values(indicator_id) for one in codebook.waves)
    return change(before, after, codebook.rule)
