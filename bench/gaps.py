"""Whether the gaps from the common course keep what they promise: size, coverage and power.

Run as ``python -m bench.gaps``; it takes ten seconds and prints the tables of ``bench/gaps.md``.
Every municipality without an agreement in turn is treated as if it had one, among the others only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from bench.servers import ROOT
from frikommune_viz.model.codes import SIGNIFICANCE_LEVEL, GapPart
from frikommune_viz.model.periods import AGREEMENTS_BEGAN, span
from frikommune_viz.pipeline import compute_register, gap, placebo, read_sources
from frikommune_viz.pipeline.compute_gaps import Measured, measure, measure_one
from frikommune_viz.pipeline.gap_power import share_seen, smallest_seen
from frikommune_viz.pipeline.placebo import Floats, Mask

INJECTED: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
"""Shifts put in, as multiples of the smallest change said to be seen eight times of ten."""


def main() -> None:
    """Print a table for the agreements' own beginning, one for others, and one for power."""
    tables, faults = read_sources.read_sources(ROOT / "data" / "sources")
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    measured = tuple(measure(compute_register.compute(tables)))
    print("### One left out at a time\n")
    print("| indicator | left out | p ≤ .05 | p ≤ .10 | 0 in the interval | noise |")
    print("|---|--:|--:|--:|--:|--:|")
    for one in measured:
        print(_size(one))
    print("\n### Other years of beginning\n")
    print("| indicator | before | after | left out | p ≤ .05 | 0 in the interval |")
    print("|---|---|---|--:|--:|--:|")
    for one in measured:
        for line in _fake_starts(one):
            print(line)
    print("\n### Shifts put in\n")
    print("| indicator | who | shift | seen | interval holds it |")
    print("|---|---|--:|--:|--:|")
    for one in measured:
        for line in _power(one):
            print(line)


def left_out(one: Measured) -> Iterator[tuple[int, Mask]]:
    """Yield each municipality without an agreement that has its figures, and the others."""
    for row in np.flatnonzero(one.without & ~np.isnan(one.shifts.statistic)):
        others = one.without.copy()
        others[row] = False
        yield int(row), others


def _again(one: Measured, others: Mask, shift: tuple[int, float] | None = None) -> gap.Shifts:
    """Measure anew among `others`; one municipality's figures after the beginning shifted."""
    figures = one.figures
    if shift:
        values = figures.values.copy()
        values[shift[0], one.are(GapPart.AFTER)] += shift[1] * figures.units
        figures = replace(figures, values=values)
    return measure_one(figures, one.parts, others).shifts


def _judged(found: gap.Shifts, row: int, others: Mask) -> tuple[float, tuple[float, float]]:
    p_value = placebo.compare(found.counted, [row], [others]).p_value[0]
    ends = gap.interval(found.difference[row], found.noise[row], found.statistic[others])
    return float(p_value), ends


def _size(one: Measured) -> str:
    judged, size, noise = [], [], []
    for row, others in left_out(one):
        found = _again(one, others)
        p_value, (lower, upper) = _judged(found, row, others)
        judged.append((p_value <= 0.05, p_value <= 0.10, lower <= 0 <= upper))
        size.append(abs(found.statistic[row]))
        noise.append(one.gaps[row][one.are(GapPart.BEFORE)].std(ddof=1))
    shares = np.mean(judged, axis=0)
    related = np.corrcoef(size, noise)[0, 1]
    cells = [one.figures.indicator_id, len(judged), *map(_share, shares), f"{related:+.2f}"]
    return _line(cells)


def _fake_starts(one: Measured) -> Iterator[str]:
    """Yield a line for each year the agreements could have begun before they did."""
    before = [
        place
        for place, part in enumerate(one.parts)
        if part is GapPart.BEFORE and span(one.figures.periods[place]).end < AGREEMENTS_BEGAN
    ]
    for cut in range(2, len(before)):
        parts = [GapPart.DISTURBED] * len(one.parts)
        for number, place in enumerate(before):
            parts[place] = GapPart.BEFORE if number < cut else GapPart.AFTER
        fake = measure_one(one.figures, tuple(parts), one.without)
        judged = []
        for row, others in left_out(fake):
            p_value, (lower, upper) = _judged(_again(fake, others), row, others)
            judged.append((p_value <= SIGNIFICANCE_LEVEL, lower <= 0 <= upper))
        shares = np.mean(judged, axis=0)
        years = [_years(one, before[:cut]), _years(one, before[cut:])]
        yield _line([one.figures.indicator_id, *years, len(judged), *map(_share, shares)])


def _power(one: Measured) -> Iterator[str]:
    known = one.without & ~np.isnan(one.shifts.statistic)
    for size, who in ((1, "one"), (2, "two together")):
        step = 1 / (one.figures.units * 10)
        smallest = smallest_seen(one.shifts, one.without, size, step)
        for times in INJECTED:
            shift = times * smallest
            holds = ""
            if size == 1:
                seen, holds = _injected(one, shift)
            else:
                seen = _share(
                    share_seen(one.shifts.statistic[known], one.shifts.noise[known], size, shift)
                )
            yield _line([one.figures.indicator_id, who, f"{shift:.3g}", seen, holds])


def _injected(one: Measured, shift: float) -> tuple[str, str]:
    """Put the shift into the figures themselves, up and down, and measure all anew."""
    judged = []
    for row, others in left_out(one):
        for signed in (shift, -shift):
            p_value, (lower, upper) = _judged(_again(one, others, (row, signed)), row, others)
            judged.append((p_value <= SIGNIFICANCE_LEVEL, lower <= signed <= upper))
    seen, holds = np.mean(judged, axis=0)
    return _share(seen), _share(holds)


def _years(one: Measured, places: Sequence[int]) -> str:
    return f"{one.figures.periods[places[0]]} to {one.figures.periods[places[-1]]}"


def _share(share: float | Floats) -> str:
    return f"{100 * float(share):.1f} %"


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
