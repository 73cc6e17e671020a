"""Which share of the processors others took meanwhile: what else runs, and what a host withheld."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import psutil

SECONDS: Final = "bench-seconds"
OTHERS: Final = "bench-others"
"""Names of the readings that each round leaves, before the name of its part."""
DISTURBED: Final = 0.1
"""A round in which others took more than this share of the processors was disturbed."""


@dataclass(frozen=True, slots=True)
class Work:
    """Processor seconds since some moment before: of the machine, and of the bench in it."""

    possible: float
    done: float
    withheld: float
    own: float


def now() -> Work:
    """Return what has been worked until now.

    The bench is this process and all its descendants. The work of a process that was never waited
    for is lost, and counts as others' work.
    """
    times = psutil.cpu_times()
    possible = times.user + times.nice + times.system + times.irq + times.softirq
    withheld = getattr(times, "steal", 0.0)
    idle = times.idle + getattr(times, "iowait", 0.0)
    return Work(possible + idle + withheld, possible, withheld, sum(_own()))


def _own() -> Iterator[float]:
    ended = os.times()
    # Finer than the ticks of a hundredth of a second in which the system tells of the others.
    yield time.process_time() + ended.children_user + ended.children_system
    for process in psutil.Process().children(recursive=True):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        yield times.user + times.system + times.children_user + times.children_system


def share(before: Work, after: Work) -> float:
    """Return the share of all processors that others took between two moments.

    Examples
    --------
    Of 20 seconds that two processors had in ten, 12 were worked, 9 of them by the bench; the host
    withheld one:

    >>> share(Work(0, 0, 0, 0), Work(20, 12, 1, 9))
    0.2
    """
    possible = after.possible - before.possible
    if possible <= 0:
        return 0.0
    others = (after.done - before.done) - (after.own - before.own)
    return (max(0.0, others) + after.withheld - before.withheld) / possible


def described(found: Mapping[str, list[float]]) -> str:
    """Return in a sentence which share of a run was disturbed.

    Parameters
    ----------
    found
        Readings by name, ``bench-seconds PART`` and ``bench-others PART`` among them, one a round.
    """
    rounds = [
        (seconds, others)
        for name, lengths in found.items()
        if name.startswith(f"{SECONDS} ")
        for seconds, others in zip(lengths, found[name.replace(SECONDS, OTHERS, 1)], strict=True)
    ]
    whole = sum(seconds for seconds, _ in rounds)
    if not whole:
        return "How far the run was disturbed was not measured."
    mean = sum(seconds * others for seconds, others in rounds) / whole
    disturbed = sum(seconds for seconds, others in rounds if others > DISTURBED) / whole
    return (
        f"Other processes took {mean:.0%} of the processors meanwhile; {disturbed:.0%} of the run "
        f"was disturbed: in its rounds they took more than {DISTURBED:.0%}."
    )
