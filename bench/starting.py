"""From process start to the first ok of the health check, and to the first visitor's page."""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples, nothing_open
from bench.servers import Server, serve
from bench.visit import Visit

_PAGE: Final = {"floor": "", "default": "borgere", "ours": "borgere"}


def _opened(logs: Path) -> AbstractContextManager[Round]:
    def one_round() -> Samples:
        samples: Samples = {}
        for variant, page in _PAGE.items():
            with serve(variant, logs) as server:
                first = asyncio.run(_first_answer(server, page))
                again = asyncio.run(_first_answer(server, page))
            samples[f"{variant} healthy"] = [server.healthy_ms]
            # What a page costs the first visitor and no later one has not been warmed.
            samples[f"{variant} warm"] = [server.healthy_ms + max(0.0, first - again)]
        return samples

    return nothing_open(one_round)


async def _first_answer(server: Server, page: str) -> float:
    began = time.perf_counter()
    visit = await Visit.open(server, page)
    await visit.run()
    took = time.perf_counter() - began
    visit.close()
    return 1000 * took


PART: Final = Part("starting", "Start to healthy and warm", 5, _opened)
