"""Of many who ask for the same at once, one makes it and the others wait."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest

from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures import registry, single_flight
from frikommune_viz.figures.figure import Figure
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.model.codes import Language

THREADS = 50
INDICATOR = "absence_grade_7_9"


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Counter[FigureRequest]:
    """Count what is drawn, from an empty store."""
    drawn: Counter[FigureRequest] = Counter()
    draw, lock = registry.draw, threading.Lock()

    def counted(edition: Edition, request: FigureRequest) -> Figure:
        with lock:
            drawn[request] += 1
        return draw(edition, request)

    monkeypatch.setattr(registry, "draw", counted)
    registry._kept.cache_clear()
    return drawn


def at_once(calls: list[Callable[[], object]]) -> list[Future[object]]:
    """Make all calls when every thread has come to the start."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(run, call) for call in calls]
        wait(futures)
    return futures


def test_fifty_who_ask_for_the_same_ten_cold_figures_have_ten_drawn(
    drawings: Counter[FigureRequest],
) -> None:
    edition = open_edition("published")
    asked = [
        one.but(language=language) for one in registry.requests(edition) for language in Language
    ]
    ten = asked[:10]
    calls = [
        # Each thread begins elsewhere among the ten, and asks for all of them.
        lambda first=first: [registry.figure(edition, one) for one in ten[first:] + ten[:first]]
        for first in (number % len(ten) for number in range(THREADS))
    ]
    found = [future.result() for future in at_once(calls)]
    assert len(drawings) == len(ten)
    assert set(drawings.values()) == {1}
    codes = {frozenset(figure.request for figure in figures) for figures in found}
    assert len(codes) == 1


def test_a_figure_is_kept_by_what_it_shows(drawings: Counter[FigureRequest]) -> None:
    """Default years asked for or not, and an own municipality that a survey does not name."""
    edition, practice = open_edition("published"), open_edition("practice")
    for query in ("changes", "changes"):
        registry.figure(edition, named(f"{INDICATOR}-{query}"))
    pair = registry.complete(edition, named(f"{INDICATOR}-changes")).pair
    registry.figure(edition, named(f"{INDICATOR}-changes").but(pair=pair))
    survey = named("oevedata-trust_index-change-school-staff")
    registry.figure(practice, survey)
    registry.figure(practice, survey.but(own="101"))
    assert sorted(drawings.values()) == [1, 1]


def named(code: str) -> FigureRequest:
    request = FigureRequest.parse(code)
    assert request is not None
    return request


class BrokenError(Exception):
    """What the drawing of these tests may raise."""


def test_an_exception_reaches_everybody_who_waits_and_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = threading.Semaphore(0)
    calls: list[str] = []

    class Heard(Future[str]):
        """A result that says when somebody begins to wait for it."""

        def result(self, timeout: float | None = None) -> str:
            waiting.release()
            return super().result(timeout)

    @single_flight.single_flight(maxsize=4)
    def make(key: str) -> str:
        calls.append(key)
        if len(calls) == 1:
            for _ in range(7):
                waiting.acquire()
            raise BrokenError(key)
        return key

    monkeypatch.setattr(single_flight, "Future", Heard)
    futures = at_once([lambda: make("x")] * 8)
    assert [type(future.exception()) for future in futures] == [BrokenError] * 8
    assert calls == ["x"]
    assert make("x") == "x"
    assert len(calls) == 2


def test_the_least_recently_used_goes_first() -> None:
    made: list[int] = []

    @single_flight.single_flight(maxsize=2)
    def make(key: int) -> int:
        made.append(key)
        return key

    for key in (1, 2, 1, 3, 1, 2):
        make(key)
    # 2 is dropped when 3 comes, for 1 was used since.
    assert made == [1, 2, 3, 2]


def test_what_is_being_made_is_not_dropped_for_what_is_newer() -> None:
    begun, go_on = threading.Event(), threading.Event()
    made: list[str] = []

    @single_flight.single_flight(maxsize=1)
    def make(key: str) -> str:
        made.append(key)
        if key == "slow":
            begun.set()
            go_on.wait(10)
        return key

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(make, "slow")
        begun.wait(10)
        make("quick")
        also = pool.submit(make, "slow")
        go_on.set()
        assert (slow.result(), also.result()) == ("slow", "slow")
    assert made.count("slow") == 1
