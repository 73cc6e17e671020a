"""Answers a second to 20 busy sessions, from the floor, the default, and one or two of ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples
from bench.servers import BenchError, Server, serve
from bench.visit import Visit

_BUSY: Final = 20
_OPTIONS: Final = 8
_SETTLING: Final = _BUSY
"""Answers before the first that counts: one to each session."""
_ENOUGH: Final = {"floor": 160, "default": 20, "ours": 160, "two": 320}
"""Answers that are counted: some five seconds of work, and ten of the default, which gives few."""


@dataclass(slots=True)
class Window:
    """What is counted: from one answer to another so many later, however long that takes."""

    enough: int
    seen: int = 0
    began: float = 0.0
    ended: float = 0.0
    worked: float = 0.0
    """Processor seconds of the bench itself meanwhile."""

    @property
    def is_over(self) -> bool:
        """Whether enough answers have come."""
        return self.ended > 0

    def note(self) -> None:
        """Count an answer that has come just now."""
        self.seen += 1
        if self.seen == _SETTLING:
            self.began, self.worked = time.perf_counter(), time.process_time()
        elif self.seen == _SETTLING + self.enough:
            self.ended = time.perf_counter()
            self.worked = time.process_time() - self.worked

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.enough / (self.ended - self.began)

    @property
    def share(self) -> float:
        """Share of a core that the bench itself took meanwhile."""
        return self.worked / (self.ended - self.began)


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
                window = asyncio.run(_answered(servers, page, _ENOUGH[name]))
                samples[f"{name} answers"] = [window.rate]
                samples[f"{name} bench-share"] = [window.share]
            return samples

        yield one_round


async def _answered(servers: Sequence[Server], page: str, enough: int) -> Window:
    """Keep the sessions busy until enough answers have come.

    The window is not one of seconds: on a slow machine the default gave no answer at all within
    eight of them.
    """
    visits = [await Visit.open(servers[i % len(servers)], page) for i in range(_BUSY)]
    await asyncio.gather(*(visit.run() for visit in visits))
    await _must_follow(visits[0])
    window = Window(enough)
    await asyncio.gather(*(_busy(visit, first, window) for first, visit in enumerate(visits)))
    for visit in visits:
        visit.close()
    return window


async def _busy(visit: Visit, first: int, window: Window) -> None:
    place = first
    while not window.is_over:
        place += 1
        await visit.choose(place % _OPTIONS)
        window.note()


async def _must_follow(visit: Visit) -> None:
    """Make sure that a choice changes the page: else nothing would be measured."""
    first = (await visit.choose(1)).messages
    if first == (await visit.choose(2)).messages:
        raise BenchError("a choice does not change the page")


PART: Final = Part("crowd", f"Answers a second to {_BUSY} busy sessions", 3, _opened)
