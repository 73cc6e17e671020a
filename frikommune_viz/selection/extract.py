"""Select an extract of the register figures: any indicators × municipalities × years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Status
from frikommune_viz.model.period_format import parse
from frikommune_viz.model.periods import span
from frikommune_viz.model.rows import Indicator, Municipality, Observation

NO_PERIOD: Final = "no_period"
"""Instead of a status: the series has no period that was asked for, so there is nothing to say of
the figure, not even why it would be empty."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is asked for.

    Attributes
    ----------
    indicators, municipalities
        Codes, in the order of the answer.
    periods
        Years (``2024``: the period that ends in it) and periods as the tables have them
        (``2023/24``). Empty for all that each indicator has.
    """

    indicators: tuple[str, ...]
    municipalities: tuple[str, ...]
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """One row of the answer.

    Attributes
    ----------
    period_end
        The year in which the period ends; the year that was asked for where there is none.
    period
        Empty where the indicator has no period that ends in the year.
    status
        A :class:`Status`, or :data:`NO_PERIOD`.
    observation
        The row of the edition; None where it has none.
    """

    indicator: Indicator
    municipality: Municipality
    period_end: int
    period: str
    status: str
    observation: Observation | None

    @property
    def value(self) -> float | None:
        """The figure; None where there is none, and the status says why."""
        return self.observation.value if self.observation else None


def select_extract(edition: Edition, extract: Extract) -> Iterator[ExtractRow]:
    """Yield one row for each indicator, municipality and period: none is left out.

    Examples
    --------
    >>> from frikommune_viz.edition.reader import open_edition
    >>> asked = Extract(("absence_grade_7_9",), ("316",), ("2020", "2019"))
    >>> rows = list(select_extract(open_edition("published"), asked))
    >>> [(row.period_end, row.period, row.value, row.status) for row in rows]
    [(2019, '', None, 'no_period'), (2020, '2019/20', 6.8, 'normal')]
    """
    for indicator_id in extract.indicators:
        rows = edition.observations_of(indicator_id)
        ends = {row.period: row.period_end for row in rows}
        found = {(row.municipality_code, row.period): row for row in rows}
        slots = _slots(ends, extract.periods)
        for code in extract.municipalities:
            for period_end, period in slots:
                observation = found.get((code, period))
                missing = str(Status.MISSING) if period in ends else NO_PERIOD
                yield ExtractRow(
                    indicator=edition.indicators[indicator_id],
                    municipality=edition.municipalities[code],
                    period_end=period_end,
                    period=period,
                    status=str(observation.status) if observation else missing,
                    observation=observation,
                )


def count_rows(edition: Edition, extract: Extract) -> int:
    """Return how many rows an extract has."""
    slots = 0
    for indicator_id in extract.indicators:
        rows = edition.observations_of(indicator_id)
        slots += len(_slots({row.period: row.period_end for row in rows}, extract.periods))
    return slots * len(extract.municipalities)


def _slots(ends: dict[str, int], asked: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the end year and the period of each row that a municipality has, oldest first."""
    if not asked:
        return sorted(((end, period) for period, end in ends.items()), key=_by_time)
    slots: dict[tuple[int, str], None] = {}
    for written in asked:
        if written in ends:
            slots[ends[written], written] = None
        elif written.isdecimal():
            in_year = [period for period, end in ends.items() if end == int(written)] or [""]
            slots |= dict.fromkeys((int(written), period) for period in in_year)
        else:
            end_year = parse(written).end_year
            assert end_year is not None, "a period of an edition is not open"
            slots[end_year, written] = None
    return sorted(slots, key=_by_time)


def _by_time(slot: tuple[int, str]) -> tuple[int, str]:
    end, period = slot
    return (end, span(period).start.isoformat() if period else "")
