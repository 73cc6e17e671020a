"""Answers a second to 20 busy sessions, from the floor, the default, and one or two of ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples
from bench.servers import BenchError, Server, serve
from bench.visit import Visit

_BUSY: Final = 20
_SETTLE: Final = 1.0
_WINDOW: Final = 4.0
_LONG_WINDOW: Final = 8.0  # for the default, which gives few answers a second
_OPTIONS: Final = 8


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with ExitStack() as open_servers:
        started = [
            open_servers.enter_context(serve(variant, logs))
            for variant in ("floor", "default", "ours", "ours")
        ]
        crowds = {
            "floor": started[:1],
            "default": started[1:2],
            "ours": started[2:3],
            "two": started[2:],
        }

        def one_round() -> Samples:
            samples: Samples = {}
            for name, servers in crowds.items():
                page = "" if name == "floor" else "borgere"
                window = _LONG_WINDOW if name == "default" else _WINDOW
                rate, share = asyncio.run(_rate(servers, page, window))
                samples[f"{name} answers"] = [rate]
                samples[f"{name} bench-share"] = [share]
            return samples

        yield one_round


async def _rate(servers: Sequence[Server], page: str, window: float) -> tuple[float, float]:
    """Return answers a second, and which share of a core the bench itself took meanwhile."""
    visits = [await Visit.open(servers[i % len(servers)], page) for i in range(_BUSY)]
    await asyncio.gather(*(visit.run() for visit in visits))
    await _must_follow(visits[0])
    began = time.perf_counter() + _SETTLE
    until = began + window
    worked = time.process_time()
    counts = await asyncio.gather(
        *(_busy(visit, first, began, until) for first, visit in enumerate(visits))
    )
    share = (time.process_time() - worked) / (_SETTLE + window)
    for visit in visits:
        visit.close()
    if not any(counts):
        raise BenchError(f"no answer within {window} s; is the machine busy?")
    return sum(counts) / window, share


async def _busy(visit: Visit, first: int, began: float, until: float) -> int:
    counted, place = 0, first
    while time.perf_counter() < until:
        place += 1
        await visit.choose(place % _OPTIONS)
        # By its end alone: a slow server's answers take as long as the window, and counting only
        # those asked for within it would make the slow slower than it is.
        counted += began <= time.perf_counter() < until
    return counted


async def _must_follow(visit: Visit) -> None:
    """Make sure that a choice changes the page: else nothing would be measured."""
    first = (await visit.choose(1)).messages
    if first == (await visit.choose(2)).messages:
        raise BenchError("a choice does not change the page")


PART: Final = Part("crowd", f"Answers a second to {_BUSY} busy sessions", 3, _opened)
