"""``python -m bench``: measure the explorer against the floor in one run, and report which bars hold."""

from __future__ import annotations

import argparse
import dataclasses
import signal
import sys
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Final

from playwright.sync_api import Error as PlaywrightError

from bench import (
    building,
    choosing,
    crowd,
    disturbance,
    documents,
    figures,
    handouts,
    machine,
    memory,
    moving,
    opening,
    report,
    reruns,
    searching,
    slow_line,
    starting,
    weight,
)
from bench.bars import rows
from bench.rounds import Run, Samples, tell
from bench.servers import BenchError

_OUT: Final = Path(__file__).parent / "out"
_PARTS: Final = tuple(
    module.PART
    for module in (
        starting,
        opening,
        figures,
        moving,
        choosing,
        reruns,
        crowd,
        memory,
        weight,
        searching,
        handouts,
        building,
    )
)
_ASKED: Final = {"nginx": (slow_line.PART, documents.PART), "growth": (building.MANY,)}
_NAMES: Final = [part.name for part in (*_PARTS, *chain.from_iterable(_ASKED.values()))]


def main() -> int:
    """Measure; return 0 when the run is whole, 1 when something failed, 130 when stopped."""
    options = _parser().parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run = Run(_folder(resume=options.resume))
        tell(f"Readings go into bench/out/{run.folder.name}")
        _measure(run, options)
    except KeyboardInterrupt:
        tell("Stopped. What is measured is kept; go on with: python -m bench --resume")
        return 130
    except (BenchError, PlaywrightError) as error:
        tell(f"{error}\nWhat is measured is kept; go on with: python -m bench --resume")
        return 1
    return 0


def _measure(run: Run, options: argparse.Namespace) -> None:
    began = time.monotonic()
    described = _described(run)
    found: Samples = {}
    asked = (part for flag, parts in _ASKED.items() if getattr(options, flag) for part in parts)
    for part in (*_PARTS, *asked):
        if options.only and part.name not in options.only:
            continue
        count = min(options.rounds or part.rounds, part.rounds)
        found |= run.measure(dataclasses.replace(part, rounds=count))
    tell(f"Took {time.monotonic() - began:.0f} s")
    disturbed = disturbance.described(found)
    written = f"{described} {disturbed}\n\n{report.table(rows(found))}"
    print(written)
    if not (options.only or options.rounds):
        report.write(written)
        tell(f"Written into bench/{report.README.name}")


def _described(run: Run) -> str:
    """Describe machine and day once per run, also when it is resumed."""
    file = run.folder / "machine.txt"
    if not file.exists():
        today = datetime.now(UTC).date().isoformat()
        file.write_text(f"Measured {today} on: {machine.describe()}", encoding="utf-8")
    return file.read_text(encoding="utf-8")


def _folder(*, resume: bool) -> Path:
    earlier = sorted(_OUT.glob("run-*"))
    if resume and earlier:
        return earlier[-1]
    folder = _OUT / f"run-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    folder.mkdir(parents=True)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--resume", action="store_true", help="go on with the last run")
    parser.add_argument(
        "--nginx", action="store_true", help="also a 4G line, and documents, behind nginx"
    )
    parser.add_argument("--growth", action="store_true", help="also a hundredfold build")
    parser.add_argument("--rounds", type=int, metavar="N", help="at most N rounds of each part")
    parser.add_argument("--only", nargs="+", choices=_NAMES, metavar="PART", help=", ".join(_NAMES))
    return parser


if __name__ == "__main__":
    sys.exit(main())
