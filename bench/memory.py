"""Memory of idle sessions, and what 400 sessions that came and went leave behind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples
from bench.servers import Server, serve
from bench.visit import Visit

_PAGES: Final = ("overblik", "sammenlign", "borgere", "kommuner")
_IDLE: Final = 100
_GONE: Final = 400
_AT_ONCE: Final = 10
_KIB: Final = 1024


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    def one_round() -> Samples:
        with serve("ours", logs) as server:
            return asyncio.run(_measure(server))

    yield one_round


async def _measure(server: Server) -> Samples:
    for page in _PAGES:  # what the first visitor of a page leaves in the caches is no session's
        (await _visit(server, page)).close()
    start = server.resident_kib()
    idle = []
    for batch in range(_IDLE // _AT_ONCE):
        idle += await _visits(server, batch)
    held = server.resident_kib()
    for visit in idle:
        visit.close()
    # Streamlit keeps 128 sessions that have left for a while, should they come back. The first
    # 400 fill that store; the second 400 must leave nothing more.
    await _come_and_go(server)
    first = server.resident_kib()
    await _come_and_go(server)
    second = server.resident_kib()
    return {
        "ours start-mib": [start / _KIB],
        "ours idle-mib": [(held - start) / _IDLE / _KIB],
        "ours first-400-mib": [(first - start) / _KIB],
        "ours second-400-mib": [(second - first) / _KIB],
    }


async def _come_and_go(server: Server) -> None:
    for batch in range(_GONE // _AT_ONCE):
        for visit in await _visits(server, batch):
            visit.close()
    await asyncio.sleep(0.5)


async def _visits(server: Server, batch: int) -> list[Visit]:
    page = _PAGES[batch % len(_PAGES)]
    return list(await asyncio.gather(*(_visit(server, page) for _ in range(_AT_ONCE))))


async def _visit(server: Server, page: str) -> Visit:
    visit = await Visit.open(server, page)
    await visit.run()
    return visit


PART: Final = Part("memory", "Memory of sessions", 1, _opened)
