"""Parts of a run, measured in rounds that alternate between the variants, and kept on disk."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import disturbance

Samples = dict[str, list[float]]
"""Readings by name: ``variant metric`` or ``variant metric page``."""
Round = Callable[[], Samples]


@dataclass(frozen=True, slots=True)
class Part:
    """Something to measure: how often, and what gives one round of it.

    Attributes
    ----------
    opened
        Opens what all rounds need (servers, a browser) for the folder of logs, and closes it.
    """

    name: str
    says: str
    rounds: int
    opened: Callable[[Path], AbstractContextManager[Round]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the bench, in a folder of its own."""

    folder: Path

    def measure(self, part: Part) -> Samples:
        """Measure the rounds of a part that are not there yet; return all of its readings."""
        done = self._done(part)
        if len(done) < part.rounds:
            tell(f"{part.says}:")
            with part.opened(self.logs) as one_round:
                while len(done) < part.rounds:
                    tell(f"  round {len(done) + 1} of {part.rounds}")
                    done.append(_watched(part, one_round))
                    self._keep(part, done)
        return together(done)

    @property
    def logs(self) -> Path:
        """Folder for what servers and proxy say."""
        folder = self.folder / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _file(self, part: Part) -> Path:
        return self.folder / f"{part.name}.json"

    def _done(self, part: Part) -> list[Samples]:
        file = self._file(part)
        done: list[Samples] = json.loads(file.read_text()) if file.exists() else []
        return done[: part.rounds]

    def _keep(self, part: Part, done: list[Samples]) -> None:
        # Written beside and moved, so that a stop in the middle costs one round at most.
        fresh = self._file(part).with_suffix(".new")
        fresh.write_text(json.dumps(done, indent=1))
        fresh.replace(self._file(part))


def _watched(part: Part, one_round: Round) -> Samples:
    """Measure a round, and beside it its length and what others took of the processors."""
    began, before = time.perf_counter(), disturbance.now()
    samples = one_round()
    others = disturbance.share(before, disturbance.now())
    if others > disturbance.DISTURBED:
        tell(f"  disturbed: others took {others:.0%} of the processors")
    return {
        **samples,
        f"{disturbance.SECONDS} {part.name}": [time.perf_counter() - began],
        f"{disturbance.OTHERS} {part.name}": [others],
    }


def together(rounds: list[Samples]) -> Samples:
    """Join the readings of all rounds."""
    joined: Samples = {}
    for samples in rounds:
        for name, readings in samples.items():
            joined.setdefault(name, []).extend(readings)
    return joined


def tell(line: str) -> None:
    """Write a line to standard error; standard output is for the table."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def nothing_open(one_round: Round) -> Iterator[Round]:
    """Open nothing: for parts whose rounds start their own processes."""
    yield one_round
