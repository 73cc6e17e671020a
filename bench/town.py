"""What visitors notice when many come, or one does their worst: two processes behind nginx as shipped.

Run as ``python -m bench.town``; writes its table into ``bench/README.md`` when run in full. What was
answered with anything but 200 is a failure and no reading: a refusal is quick.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import httpx
import psutil

from bench import machine
from bench.proxy import behind_nginx
from bench.servers import BenchError, Server, serve
from bench.visit import Visit
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.codes import Language
from frikommune_viz.wording.pages import PAGES

PAGE: Final = Path(__file__).parent / "README.md"
BEGIN: Final = "<!-- town: written by python -m bench.town -->"
END: Final = "<!-- end of town -->"
SEED: Final = 14
EVERY: Final = 10.0
"""Seconds between two choices of a session."""
OK: Final = 200
COME_BACK: Final = 503
SLOWER: Final = 2.0
WORST: Final = "127.0.251.9"
NEIGHBOUR: Final = "127.0.251.10"
KINDS: Final = ("kept", "new")
GOT: Final = ("answers", "refusals")
FLAT: Final = 1.1
"""The files that are kept, 64 of each kind, are a few MB."""
BARS: Final = {
    "choices without an answer": 0.0,
    "choice p95, s": 1.0,
    "work of a choice, s": 0.175 / 4,
    "arrivals without a page": 0.0,
    "first document, s": 1.0,
    "first document with an own municipality, s": 1.0,
    "pages without an answer, alone": 0.0,
    "pages without an answer beside the worst client": 0.0,
    "kept page, times as long": SLOWER,
    "kept page that suffers most, times as long": SLOWER,
    "new page, times as long": SLOWER,
    "new page that suffers most, times as long": SLOWER,
    "pictures not drawn": 0.0,
    "after all / after half": FLAT,
}
"""The most that each figure may be; the others have no bar."""


@dataclass(frozen=True, slots=True)
class Site:
    """nginx, and the two processes behind it."""

    address: str
    port: int
    processes: tuple[Server, Server]

    def worked(self) -> float:
        """Return the processor seconds of both processes, and of those that draw for them."""
        total = 0.0
        for server in self.processes:
            parent = psutil.Process(server.pid)
            for one in (parent, *parent.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    used = one.cpu_times()
                    total += used.user + used.system
        return total

    def resident_mib(self) -> list[float]:
        """Return the memory of each process, without that of the one that draws for it."""
        return [server.resident_kib() / 1024 for server in self.processes]

    def drawing_mib(self) -> float:
        """Return the memory of the processes that draw."""
        found = (psutil.Process(server.pid).children(recursive=True) for server in self.processes)
        return sum(one.memory_info().rss for children in found for one in children) / 1024**2


@contextmanager
def site(logs: Path) -> Iterator[Site]:
    """Run two processes behind nginx, each with nothing kept."""
    logs.mkdir(exist_ok=True)
    with (
        serve("ours", logs) as one,
        serve("ours", logs) as two,
        behind_nginx(one.port, logs, plain=True, second_port=two.port) as address,
    ):
        yield Site(address, urlsplit(address).port or 80, (one, two))


def home(number: int) -> str:
    """Return an address of this machine: nginx leads each network of it to one of the processes."""
    return f"127.0.{1 + number % 250}.{1 + number // 250}"


async def crowd(at: Site, sessions: int, seconds: float, codes: Sequence[str]) -> dict[str, float]:
    """Keep sessions that each choose every ten seconds, on all pages."""
    chance = random.Random(SEED)
    front = Server("nginx", at.port, 0, 0.0)
    visits = []
    for number in range(sessions):
        page = PAGES[number % len(PAGES)].address.strip("/")
        visits.append(await Visit.open(front, page, home(number)))
    failed = 0
    for visit in visits:
        await visit.run("lang=da")
    taken: list[float] = []
    before = at.worked()
    until = time.perf_counter() + seconds

    async def choose(visit: Visit) -> None:
        nonlocal failed
        await asyncio.sleep(chance.uniform(0, EVERY))
        while (began := time.perf_counter()) < until:
            try:
                await visit.run(f"lang=da&own={chance.choice(codes)}")
            except Exception as error:
                failed += 1
                print(f"failed: {error!r}", file=sys.stderr)
                return
            taken.append(time.perf_counter() - began)
            await asyncio.sleep(max(0.0, EVERY - taken[-1]))

    await asyncio.gather(*(choose(visit) for visit in visits))
    worked = at.worked() - before
    for visit in visits:
        visit.close()
    return {
        "sessions": sessions,
        "choices": len(taken),
        "choices without an answer": failed,
        "choice p50, s": _middle(taken),
        "choice p95, s": _high(taken),
        "work of a choice, s": worked / len(taken) if taken else math.inf,
        "memory of a process, MiB": max(at.resident_mib()),
    }


async def arrivals(at: Site, many: int, within: float, codes: Sequence[str]) -> dict[str, float]:
    """Let many arrive at processes that keep nothing: at the pages, each tenth with a choice."""
    chance = random.Random(SEED)
    taken: list[float] = []
    chosen: list[float] = []
    failed = 0

    async def arrive(number: int) -> None:
        nonlocal failed
        await asyncio.sleep(within * number / many)
        page = PAGES[number % len(PAGES)].address
        own = chance.choice(codes) if number % 10 == 9 else ""
        began = time.perf_counter()
        answer = await _get(at, f"{page}?own={own}" if own else page, home(number))
        if answer == OK:
            (chosen if own else taken).append(time.perf_counter() - began)
        failed += answer != OK

    await asyncio.gather(*(arrive(number) for number in range(many)))
    return {
        "arrivals": many,
        "arrivals without a page": failed,
        "first document p50, s": _middle(taken),
        "first document, s": _longest(taken),
        "first document with an own municipality, p50, s": _middle(chosen),
        "first document with an own municipality, s": _longest(chosen),
    }


async def worst(
    at: Site, seconds: float, codes: Sequence[str], indicators: Sequence[str]
) -> dict[str, float]:
    """Time another client's pages, alone and while one client does its worst.

    Both come from one network, so nginx leads them to the same process. A kept page nginx has
    already; a new one is of a municipality that nobody has chosen before. Each page is compared with
    itself: one takes 9 ms and another 320, so that a middle over all of them says little of any.
    """
    new = _new_pages(codes[1:])
    async with _browser(NEIGHBOUR) as browser:
        for page in PAGES:
            await browser.get(f"{at.address}{page.address}?own={codes[0]}")
        alone = await _pages(browser, at, seconds, codes[0], new)
        with _worst_client(at, codes, indicators) as got:
            beside = await _pages(browser, at, seconds, codes[0], new)
    found: dict[str, float] = {}
    for kind in KINDS:
        quiet, loud = alone.taken[kind], beside.taken[kind]
        slower = [_middle(loud[page]) / _middle(quiet[page]) for page in quiet]
        found |= {
            f"{kind} pages alone, s": statistics.mean(map(_middle, quiet.values())),
            f"{kind} pages beside the worst client, s": statistics.mean(
                map(_middle, loud.values())
            ),
            f"{kind} page, times as long": _middle(slower),
            f"{kind} page that suffers most, times as long": max(slower),
            f"{kind} page beside the worst client, longest, s": max(map(_longest, loud.values())),
        }
    return {
        "pages without an answer, alone": alone.failed,
        "pages without an answer beside the worst client": beside.failed,
        **found,
        **{f"the worst client: {what}": many for what, many in zip(GOT, got, strict=True)},
    }


async def pictures(at: Site, many: int, codes: Sequence[str]) -> dict[str, float]:
    """Take many different pictures, eight at once; what the processes keep must be flat."""
    waiting = [
        f"/hent/absence_grade_7_9-trend.png?own={code}&lang={language}"
        for code in codes
        for language in ("da", "en")
    ][:many]
    refused = 0
    failed = 0

    async def take(numbers: Sequence[int]) -> None:
        nonlocal refused, failed
        for number in numbers:
            while (answer := await _get(at, waiting[number], home(number))) == COME_BACK:
                refused += 1
                await asyncio.sleep(1)
            failed += answer != OK

    async def all_of(numbers: range) -> float:
        await asyncio.gather(*(take(numbers[first::8]) for first in range(8)))
        return sum(at.resident_mib()) + at.drawing_mib()

    half = await all_of(range(many // 2))
    whole = await all_of(range(many // 2, many))
    return {
        f"pictures never drawn before: {many}, asked to come back": refused,
        "pictures not drawn": failed,
        "memory of both sites after half of them, MiB": half,
        "memory of both sites after all, MiB": whole,
        "after all / after half": whole / half,
    }


@contextmanager
def _worst_client(
    at: Site, codes: Sequence[str], indicators: Sequence[str]
) -> Iterator[Sequence[int]]:
    """Let one client do its worst, and yield what it got, as `GOT` names it.

    In a process of its own: its work must not be taken for the site's.
    """
    apart = multiprocessing.get_context("spawn")
    got = apart.Array("q", len(GOT), lock=False)
    client = apart.Process(target=_do_worst, args=(at, codes, indicators, got))
    client.start()
    try:
        time.sleep(5)  # it imports what it needs, and has asked for all it may
        yield got
        if not client.is_alive():
            raise BenchError("the worst client has given up; its words stand above")
    finally:
        client.kill()
        client.join()


def _do_worst(
    at: Site, codes: Sequence[str], indicators: Sequence[str], got: MutableSequence[int]
) -> None:
    """Do what one client can do at once, all from one address, until killed.

    It knows what nginx lets through (eight pictures at once, fifty requests a second), and stays
    below: whoever asks for more only keeps being refused.
    """
    chosen = [f"own={code}&lang={lang}" for code in codes for lang in Language]
    pictures = [
        f"/hent/{indicator}-trend.{form}?{choice}"
        for choice in chosen
        for indicator in indicators
        for form in ("png", "svg")
    ]
    pages = [f"/borgere?indicator={name}&{choice}" for choice in chosen for name in indicators]
    long = [f"/borgere?own={code}&{'x' * 6000}={number}" for number in range(99) for code in codes]

    async def everything() -> None:
        slow = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\na"
        holding = [_hold(at, b"") for _ in range(400)] + [_hold(at, slow) for _ in range(50)]
        async with _browser(WORST) as browser:
            asking = [
                _ask_on(browser, [at.address + one for one in addresses[first::many]], got)
                for addresses, many in ((pictures, 8), (pages, 16), (long, 16))
                for first in range(many)
            ]
            await asyncio.gather(*holding, *asking)

    asyncio.run(everything())


async def _hold(at: Site, said: bytes) -> None:
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", at.port, local_addr=(WORST, 0)
            )
            writer.write(said)
            await reader.read()
            writer.close()
        await asyncio.sleep(0.1)


async def _ask_on(
    browser: httpx.AsyncClient, addresses: Sequence[str], got: MutableSequence[int]
) -> None:
    for address in cycle(addresses):
        with suppress(httpx.HTTPError):
            status = (await browser.get(address)).status_code
            got[0 if status == OK else 1] += 1
            if status != OK:
                await asyncio.sleep(1)


def _new_pages(codes: Sequence[str]) -> Iterator[str]:
    """Yield addresses of which no two are the same, page after page."""
    for page, code in zip(cycle(PAGES), cycle(codes)):
        yield f"{page.address}?own={code}"


@dataclass(slots=True)
class _Timed:
    """Seconds that answers took, by kind and page, and how many were no page."""

    taken: Mapping[str, Mapping[str, list[float]]] = field(
        default_factory=lambda: {kind: {page.address: [] for page in PAGES} for kind in KINDS}
    )
    failed: int = 0


async def _pages(
    browser: httpx.AsyncClient, at: Site, seconds: float, own: str, new: Iterator[str]
) -> _Timed:
    """Time a page after the other, a kept one and a new one by turns."""
    timed = _Timed()
    until = time.perf_counter() + seconds
    number = 0
    while time.perf_counter() < until:
        kind = KINDS[number % len(KINDS)]
        kept = f"{PAGES[number % len(PAGES)].address}?own={own}"
        address = next(new) if kind == "new" else kept
        began = time.perf_counter()
        answer = await browser.get(f"{at.address}{address}")
        if answer.status_code == OK:
            timed.taken[kind][urlsplit(address).path].append(time.perf_counter() - began)
        timed.failed += answer.status_code != OK
        number += 1
        await asyncio.sleep(0.1)
    return timed


def _browser(come_from: str) -> httpx.AsyncClient:
    """Return a client that keeps its connections, and loads no certificates, which takes 40 ms."""
    transport = httpx.AsyncHTTPTransport(local_address=come_from, verify=False)
    return httpx.AsyncClient(transport=transport, timeout=120)


async def _get(at: Site, path: str, come_from: str) -> int:
    async with _browser(come_from) as client:
        return (await client.get(at.address + path)).status_code


# Where nothing was answered, no time is short enough.


def _middle(taken: Sequence[float]) -> float:
    return statistics.median(taken) if taken else math.inf


def _high(taken: Sequence[float]) -> float:
    return sorted(taken)[max(0, int(0.95 * len(taken)) - 1)] if taken else math.inf


def _longest(taken: Sequence[float]) -> float:
    return max(taken, default=math.inf)


def main() -> int:
    """Measure all four, and tell; return 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--arrivals", type=int, default=300)
    parser.add_argument("--within", type=float, default=20)
    parser.add_argument("--worst", type=float, default=60)
    parser.add_argument("--pictures", type=int, default=180)
    asked = parser.parse_args()
    said = f"{machine.describe()} A loop of known work: {machine.loop_ms():.0f} ms."
    opened = open_edition("published")
    codes = sorted(opened.municipalities)
    found: dict[str, float] = {}
    with TemporaryDirectory() as scratch:
        with site(Path(scratch) / "arrivals") as at:
            found |= asyncio.run(arrivals(at, asked.arrivals, asked.within, codes))
            print(found, file=sys.stderr)
        with site(Path(scratch) / "crowd") as at:
            found |= asyncio.run(crowd(at, asked.sessions, asked.seconds, codes))
            print(found, file=sys.stderr)
        with site(Path(scratch) / "worst") as at:
            found |= asyncio.run(worst(at, asked.worst, codes, sorted(opened.indicators)))
            print(found, file=sys.stderr)
        with site(Path(scratch) / "pictures") as at:
            found |= asyncio.run(pictures(at, asked.pictures, codes))
    table = _table(found)
    print(said, table, sep="\n\n")
    if all(getattr(asked, name) == parser.get_default(name) for name in vars(asked)):
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{said}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    return 1 if missed(found) else 0


def missed(found: Mapping[str, float]) -> list[str]:
    """Return what does not hold its bar, or was not measured at all."""
    return [name for name, bar in BARS.items() if not found.get(name, math.nan) <= bar]


def _table(found: Mapping[str, float]) -> str:
    lines = ["| what | figure | bar | holds |", "|---|--:|--:|---|"]
    for name, figure in found.items():
        bar, holds = "", ""
        if name in BARS:
            bar = f"≤ {BARS[name]:.3g}"
            holds = "**no**" if name in missed(found) else "yes"
        lines.append(f"| {name} | {figure:.3g} | {bar} | {holds} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
