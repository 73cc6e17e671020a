"""The first seconds after a start: answers to 20 visitors who all come at once."""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples, nothing_open
from bench.servers import Server, serve
from bench.visit import Visit

FIRST_SECONDS: Final = 5.0
_VISITORS: Final = 20
_OPTIONS: Final = 8
_PAGE: Final = {"floor": "", "default": "borgere", "ours": "borgere"}


def _opened(logs: Path) -> AbstractContextManager[Round]:
    def one_round() -> Samples:
        samples: Samples = {}
        for variant, page in _PAGE.items():
            with serve(variant, logs) as server:
                answered = asyncio.run(_answers(server, page))
            samples[f"{variant} first-answers"] = [float(answered)]
        return samples

    return nothing_open(one_round)


async def _answers(server: Server, page: str) -> int:
    """Return how many whole answers the visitors had in the first seconds; none is a reading too."""
    until = time.perf_counter() + FIRST_SECONDS
    visits = await asyncio.gather(*(Visit.open(server, page) for _ in range(_VISITORS)))
    counts = await asyncio.gather(*(_visit(visit, until) for visit in visits))
    for visit in visits:
        visit.close()
    return sum(counts)


async def _visit(visit: Visit, until: float) -> int:
    """Open the page and then choose: each the same, as after a link in the news."""
    await visit.run()
    answered = int(time.perf_counter() < until)
    choice = 0
    while time.perf_counter() < until:
        choice += 1
        await visit.choose(choice % _OPTIONS)
        answered += time.perf_counter() < until
    return answered


PART: Final = Part(
    "opening", f"Answers in the first {FIRST_SECONDS:.0f} seconds after a start", 3, _opened
)
