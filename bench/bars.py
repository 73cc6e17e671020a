"""The bars that the quality goals set, and what a run's readings are beside them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.rounds import Samples
from frikommune_viz.wording.pages import PAGES

_PERCENT_95: Final = 0.95


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. ``bar`` is the most (or the least) that ``figure`` may be."""

    what: str
    floor: float | None
    default: float | None
    ours: float
    unit: str
    figure: float
    bar: float | None = None
    at_least: bool = False
    is_ratio: bool = True

    @property
    def holds(self) -> bool | None:
        """Whether the bar holds; None where there is none."""
        if self.bar is None:
            return None
        return self.figure >= self.bar if self.at_least else self.figure <= self.bar


def rows(found: Samples) -> Iterator[Row]:
    """Yield the rows of the table for what has been measured so far."""
    for reading, group in _GROUPS.items():
        if reading in found:
            yield from group(found)


def _middle(found: Samples, name: str) -> float:
    return statistics.median(found[name])


def _high(readings: list[float]) -> float:
    ordered = sorted(readings)
    return ordered[min(len(ordered) - 1, int(_PERCENT_95 * len(ordered)))]


def _starting(found: Samples) -> Iterator[Row]:
    for what, name in (("start → healthy", "healthy"), ("start → warm", "warm")):
        floor, default, ours = (_middle(found, f"{v} {name}") for v in ("floor", "default", "ours"))
        seconds = ours / 1000
        yield Row(what, floor, default, ours, "ms", seconds, 2.5, is_ratio=False)


def _opening(found: Samples) -> Iterator[Row]:
    floor, default, ours = (
        _middle(found, f"{variant} first-answers") for variant in ("floor", "default", "ours")
    )
    what = "answers in the first 5 s after a start, 20 visitors"
    # A floor that gave none in five seconds gives no ratio; one stands for it.
    yield Row(what, floor, default, ours, "answers", ours / max(floor, 1))


def _cold(found: Samples) -> Iterator[Row]:
    yield from _figures(found, "cold", 0.25)
    yield from _figures(found, "warm", 0.5)
    floor = _middle(found, "floor warm")
    for page in PAGES:
        if f"ours alive {page.code}" in found:
            ours = _middle(found, f"ours alive {page.code}")
            yield Row(f"intent → alive: {page.code}", floor, None, ours, "ms", ours / floor, 1.0)


def _slow_line(found: Samples) -> Iterator[Row]:
    yield from _figures(found, "4g", 0.12)


def _figures(found: Samples, cache: str, bar: float) -> Iterator[Row]:
    floor = _middle(found, f"floor {cache}")
    for page in PAGES:
        ours = _middle(found, f"ours {cache} {page.code}")
        what = f"first figure, {cache}: {page.code}"
        yield Row(what, floor, None, ours, "ms", ours / floor, bar)


def _choosing(found: Samples) -> Iterator[Row]:
    for what, name, bar in (
        ("first chart", "first-redrawn", 1.15),
        ("all charts", "all-redrawn", 1.4),
    ):
        floor, ours = _middle(found, f"floor {name}"), _middle(found, f"ours {name}")
        yield Row(f"choice → redrawn: {what}", floor, None, ours, "ms", ours / floor, bar)


def _reruns(found: Samples) -> Iterator[Row]:
    floor, floor_high = _middle(found, "floor seen"), _high(found["floor seen"])
    for page in PAGES:
        ours, default = found[f"ours seen {page.code}"], found[f"default seen {page.code}"]
        middle, plain = statistics.median(ours), statistics.median(default)
        what = f"rerun, server time: {page.code}"
        yield Row(f"{what}, median", floor, plain, middle, "ms", middle, 15, is_ratio=False)
        high = _high(ours)
        plain_high = _high(default)
        yield Row(f"{what}, 95 %", floor_high, plain_high, high, "ms", high, 30, is_ratio=False)
        new = _middle(found, f"ours new {page.code}")
        yield Row(f"{what}, never chosen before, median", floor, plain, new, "ms", new / plain)
    new = statistics.mean(_middle(found, f"ours new {page.code}") for page in PAGES)
    what = "rerun, server time, never chosen before: mean over pages"
    yield Row(what, floor, None, new, "ms", new, 45, is_ratio=False)


def _crowd(found: Samples) -> Iterator[Row]:
    floor, default, ours, two = (
        _middle(found, f"{name} answers") for name in ("floor", "default", "ours", "two")
    )
    what = "20 busy sessions, one process"
    yield Row(what, floor, default, ours, "answers/s", ours / default, 12, at_least=True)
    what = "20 busy sessions, two processes ÷ one"
    yield Row(what, None, None, two, "answers/s", two / ours, 1.8, at_least=True)
    share = _middle(found, "two bench-share")
    yield Row("… share of a core the bench took meanwhile", None, None, share, "", share)


def _memory(found: Samples) -> Iterator[Row]:
    start = _middle(found, "ours start-mib")
    idle = _middle(found, "ours idle-mib")
    yield Row("an idle session", None, None, idle, "MiB", idle, 1, is_ratio=False)
    first, second = _middle(found, "ours first-400-mib"), _middle(found, "ours second-400-mib")
    yield Row("first 400 sessions leave", None, None, first, "MiB", first / start)
    yield Row("400 more sessions leave", None, None, second, "MiB", second / start, 0.02)


def _moving(found: Samples) -> Iterator[Row]:
    for page in PAGES:
        for width in (1280, 390):
            shift = _middle(found, f"ours shift-{width} {page.code}")
            what = f"layout shift at {width} px: {page.code}"
            yield Row(what, None, None, shift, "", shift, 0.02, is_ratio=False)


def _documents(found: Samples) -> Iterator[Row]:
    file, ours = _middle(found, "nginx file"), _middle(found, "nginx document")
    size = _middle(found, "nginx document-kb")
    what = f"a page from nginx ÷ a file of {size:.0f} kB"
    yield Row(what, file, None, ours, "answers/s", ours / file, 0.8, at_least=True)


def _weight(found: Samples) -> Iterator[Row]:
    for page in PAGES:
        reader = _middle(found, f"ours reader-kb {page.code}")
        what = f"a reader, cold, fonts and all: {page.code}"
        yield Row(what, None, None, reader, "kB", reader, 150, is_ratio=False)
        sockets = _middle(found, f"ours sockets {page.code}")
        what = f"… sockets opened: {page.code}"
        yield Row(what, None, None, sockets, "", sockets, 0, is_ratio=False)
        data = _middle(found, f"ours data-kb {page.code}")
        own = data + _middle(found, f"ours document-kb {page.code}")
        what = f"our data on the wire: {page.code}"
        yield Row(what, None, None, own, "kB", own, 100, is_ratio=False)
        kept = _middle(found, f"ours assets-kb {page.code}")
        fonts = _middle(found, f"ours fonts-kb {page.code}")
        what = f"… style, script and fonts, kept for a year: {page.code}"
        yield Row(what, None, None, kept + fonts, "kB", kept + fonts, is_ratio=False)
        charts = _middle(found, f"ours charts {page.code}")
        yield Row(f"charts: {page.code}", None, None, charts, "", charts, 6, is_ratio=False)


def _searching(found: Samples) -> Iterator[Row]:
    opened = _middle(found, "ours index-ms")
    yield Row("the search's index, built once", None, None, opened, "ms", opened, is_ratio=False)
    slowest = max(found["ours search-ms"])
    middle = _middle(found, "ours search-ms")
    what = "search, server time: median of sixty questions"
    yield Row(what, None, None, middle, "ms", middle, 30, is_ratio=False)
    yield Row("… the slowest of them", None, None, slowest, "ms", slowest, 30, is_ratio=False)


def _handouts(found: Samples) -> Iterator[Row]:
    files, seconds = _middle(found, "ours handouts-files"), _middle(found, "ours handouts-seconds")
    what = f"all handouts in both languages, {files:.0f} files"
    yield Row(what, None, None, seconds, "s", seconds, 60, is_ratio=False)


def _building(found: Samples) -> Iterator[Row]:
    one = _middle(found, "build seconds 1")
    yield Row("build of the edition", None, None, one, "s", one, 30, is_ratio=False)
    for less, more in ((1, 10), (10, 100)):
        if f"build seconds {more}" not in found:
            continue
        took = _middle(found, f"build seconds {more}")
        times = took / _middle(found, f"build seconds {less}")
        what = f"build with {more} × the indicators ÷ with {less} ×"
        yield Row(what, None, None, took, "s", times, 10)


_GROUPS: Final[Mapping[str, Callable[[Samples], Iterator[Row]]]] = {
    "ours healthy": _starting,
    "ours first-answers": _opening,
    "floor cold": _cold,
    f"ours shift-1280 {PAGES[0].code}": _moving,
    "floor 4g": _slow_line,
    "nginx file": _documents,
    "floor all-redrawn": _choosing,
    "floor seen": _reruns,
    "ours answers": _crowd,
    "ours idle-mib": _memory,
    f"ours charts {PAGES[0].code}": _weight,
    "build seconds 1": _building,
    "ours search-ms": _searching,
    "ours handouts-seconds": _handouts,
}
"""A reading that each group of rows has, and what makes its rows."""
