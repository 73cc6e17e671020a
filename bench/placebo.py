"""How long the changes take to compute, and how that grows with the number of indicators.

Run as ``python -m bench.placebo``; prints a line for each size.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

import pandas as pd

from bench.servers import ROOT
from frikommune_viz.pipeline import compute_changes, compute_register, read_sources

TIMES: Final = (1, 10, 100)
ROUNDS: Final = 3
"""Of these the fastest counts: what slows a run down is other work on the machine."""


def main() -> None:
    """Time the sources as they are, and with every indicator 10 and 100 times over."""
    tables, faults = read_sources.read_sources(ROOT / "data" / "sources")
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    built = compute_register.compute(tables)
    print("indicators  changes  comparisons  seconds")
    for times in TIMES:
        grown = grow(built, times)
        seconds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            computed = compute_changes.compute(grown)
            seconds.append(time.perf_counter() - began)
        rows = [len(computed[name]) for name in ("changes", "change_tests")]
        print(f"{len(grown['indicators']):10}  {rows[0]:7}  {rows[1]:11}  {min(seconds):7.2f}")


def grow(built: Mapping[str, pd.DataFrame], times: int) -> dict[str, pd.DataFrame]:
    """Return the tables with each indicator and its figures, `times` times over."""
    grown = dict(built)
    for name in ("indicators", "observations"):
        copies = [
            built[name].assign(indicator_id=built[name]["indicator_id"] + f"_{copy}")
            for copy in range(times)
        ]
        grown[name] = pd.concat(copies, ignore_index=True)
    return grown


if __name__ == "__main__":
    main()
