"""The server's own time for one rerun: per page, choices that are new and choices made before."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples
from bench.servers import BenchError, Server, serve
from bench.visit import Visit
from frikommune_viz.wording.pages import PAGES

# Municipalities without an agreement: "your own municipality" is part of every address.
_OWN: Final = (
    *("101", "147", "151", "153", "155", "157", "159", "161", "163", "165"),
    *("167", "169", "173", "175", "183", "185", "187", "190", "201", "210"),
    *("219", "223", "230", "240", "250", "253", "259", "260", "265", "269"),
)
_CHOICES: Final = 10
_AGAIN: Final = 3
_DEFAULT_CHOICES: Final = 6
_FLOOR_CHOICES: Final = 30
_LOOKS: Final = 3000
_PAUSE: Final = 0.02  # people pause; without it a run would wait for the collection of the last


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with ExitStack() as open_servers:
        times = {variant: logs / f"{variant}.times" for variant in ("floor", "default", "ours")}
        servers = {}
        for variant, file in times.items():
            file.write_text("")
            servers[variant] = open_servers.enter_context(serve(variant, logs, file))
        turn = itertools.count()

        def one_round() -> Samples:
            start = next(turn) * _CHOICES
            own = [_OWN[(start + place) % len(_OWN)] for place in range(_CHOICES)]
            samples = asyncio.run(_floor(servers["floor"], times["floor"]))
            for page in PAGES:
                fresh, seen = asyncio.run(_ours(servers["ours"], page.code, own, times["ours"]))
                samples[f"ours new {page.code}"] = fresh
                samples[f"ours seen {page.code}"] = seen
                few = own[:_DEFAULT_CHOICES]
                plain = asyncio.run(_timed(servers["default"], page.code, few, times["default"]))
                samples[f"default seen {page.code}"] = plain
            return samples

        yield one_round


async def _ours(
    server: Server, page: str, own: list[str], times: Path
) -> tuple[list[float], list[float]]:
    took = await _timed(server, page, own * (1 + _AGAIN), times)
    return took[: len(own)], took[len(own) :]


async def _timed(server: Server, page: str, own: list[str], times: Path) -> list[float]:
    visit = await Visit.open(server, page)
    await visit.run()
    await asyncio.sleep(5 * _PAUSE)
    before = len(times.read_text().split())
    for code in own:
        await visit.run(f"lang=da&own={code}")
        await asyncio.sleep(_PAUSE)
    took = await _read(times, before, len(own))
    visit.close()
    return took


async def _floor(server: Server, times: Path) -> Samples:
    visit = await Visit.open(server)
    await visit.run()
    await asyncio.sleep(5 * _PAUSE)
    before = len(times.read_text().split())
    for place in range(_FLOOR_CHOICES):
        await visit.choose(place + 1)
        await asyncio.sleep(_PAUSE)
    took = await _read(times, before, _FLOOR_CHOICES)
    visit.close()
    return {"floor seen": took}


async def _read(times: Path, before: int, expected: int) -> list[float]:
    for _ in range(_LOOKS):
        written = times.read_text().split()
        if len(written) >= before + expected:
            break
        await asyncio.sleep(_PAUSE)
    if len(written) != before + expected:
        raise BenchError(f"{expected} runs asked for, {len(written) - before} made")
    return [float(line) for line in written[before:]]


PART: Final = Part("reruns", "Server time of one rerun", 3, _opened)
