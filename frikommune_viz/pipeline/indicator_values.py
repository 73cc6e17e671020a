"""The register figures of one indicator as a table of municipalities × periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from frikommune_viz.model.codes import DISTURBED, Area
from frikommune_viz.model.periods import reported_widely, shown
from frikommune_viz.pipeline.placebo import Floats, Mask


@dataclass(frozen=True, slots=True)
class IndicatorValues:
    """The figures of one indicator.

    Attributes
    ----------
    row
        Its row in the catalogue.
    periods
        Those that are shown, oldest first.
    disturbed
        Whether a period was unlike others for every municipality, one a period.
    units
        How many units of the last published decimal make one.
    values
        Municipalities × periods, counted in those units; NaN where no figure is known.
    """

    row: Mapping[str, Any]
    periods: tuple[str, ...]
    disturbed: Mask
    units: int
    values: Floats

    @property
    def indicator_id(self) -> str:
        """The indicator."""
        return str(self.row["indicator_id"])

    @property
    def area(self) -> Area:
        """The area it is about."""
        return Area(self.row["area"])

    @property
    def break_after(self) -> str:
        """The last period before a break of the series, or an empty string."""
        return self.row["break_after"] or ""

    @property
    def is_primary(self) -> bool:
        """Whether it was named beforehand as the one that answers for its area."""
        return bool(self.row["primary_reason_da"])

    @property
    def known(self) -> Mask:
        """Where a figure is known."""
        mask: Mask = ~np.isnan(self.values)
        return mask

    @property
    def widely(self) -> Mask:
        """Whether enough municipalities have a figure for a verdict, one a period."""
        counts = self.known.sum(axis=0)
        return np.array([reported_widely(int(n), len(self.values)) for n in counts], dtype=np.bool_)


def indicator_values(built: Mapping[str, pd.DataFrame]) -> Iterator[IndicatorValues]:
    """Yield the figures of each indicator, in the order of the catalogue.

    A figure takes part whether it is flagged or not. Periods before the catalogue's first shown one
    are left out.

    Parameters
    ----------
    built
        The typed ``municipalities``, ``indicators`` and ``observations``.
    """
    codes = pd.Index(built["municipalities"]["municipality_code"])
    figures = dict(iter(built["observations"].groupby("indicator_id", sort=False)))
    for indicator in built["indicators"].to_dict("records"):
        rows = figures[indicator["indicator_id"]]
        periods = shown(rows["period"], indicator["first_shown"] or "")
        column = {period: place for place, period in enumerate(periods)}
        rows = rows[rows["period"].isin(column)]
        places = rows["period"].map(column)
        units = 10 ** int(indicator["decimals"])
        values = np.full((len(codes), len(periods)), np.nan)
        values[codes.get_indexer(rows["municipality_code"]), places] = np.rint(
            rows["value"].astype(float) * units
        )
        disturbed = np.zeros(len(periods), dtype=np.bool_)
        disturbed[places[[bool(DISTURBED & set(notes.split(";"))) for notes in _notes(rows)]]] = (
            True
        )
        row = {str(name): cell for name, cell in indicator.items()}
        yield IndicatorValues(row, periods, disturbed, units, values)


def _notes(rows: pd.DataFrame) -> Iterator[str]:
    """Yield the notes of each figure as they are joined in the table."""
    yield from rows["note"].fillna("") if "note" in rows else [""] * len(rows)
