"""One at a time, each client in turn, and of one client at most half of the places."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.site import turns as turns_module
from frikommune_viz.site.turns import MANY, Places, Turns, _Ticket, asking, end_turn

HEAVY, LIGHT = "198.51.100.1", "198.51.100.2"


@contextmanager
def asked_by(client: str) -> Iterator[None]:
    before = asking.set(client)
    try:
        yield
    finally:
        asking.reset(before)


def served(waiting: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return in which order they get their turn who come one after the other while it is taken."""
    turns, order = Turns(), []

    def take(client: str, urgency: int) -> None:
        with asked_by(client), turns.taken(urgency):
            order.append((client, urgency))

    with ThreadPoolExecutor(len(waiting) + 1) as askers, asked_by(HEAVY), turns.taken():
        for number, one in enumerate(waiting, start=1):
            askers.submit(take, *one)
            while turns.waiting() < number:
                time.sleep(0.001)
        end_turn()
    return order


def test_who_comes_new_goes_before_the_second_request_of_everybody_else() -> None:
    order = served([(HEAVY, 0), (HEAVY, 0), (HEAVY, 0), (LIGHT, 0), (LIGHT, 0)])
    assert [client for client, _ in order] == [LIGHT, HEAVY, LIGHT, HEAVY, HEAVY]


def test_the_urgent_go_first_whoever_asks() -> None:
    assert served([(LIGHT, 1), (HEAVY, 1), (HEAVY, 0)]) == [(HEAVY, 0), (LIGHT, 1), (HEAVY, 1)]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=10))
def test_nobody_who_waits_is_passed_twice_by_the_same(clients: list[str]) -> None:
    order = [client for client, _ in served([(client, 0) for client in clients])]
    assert Counter(order) == Counter(clients), "everybody gets a turn"
    had: Counter[str] = Counter()
    left = Counter(clients)
    for client in order:
        had[client] += 1
        left[client] -= 1
        waiting = [other for other in left if left[other]]
        assert all(had[client] - had[other] <= 1 for other in waiting)


def test_one_client_after_the_other_is_not_passed_by_two_who_ask_again_and_again() -> None:
    turns, order = Turns(), []
    stop = Event()

    def again(client: str) -> None:
        with asked_by(client):
            while not stop.is_set():
                with turns.taken():
                    order.append(client)
                    time.sleep(0.001)

    def once() -> None:
        with asked_by(LIGHT), turns.taken():
            order.append(LIGHT)

    with ThreadPoolExecutor(3) as askers:
        for name in "ab":
            askers.submit(again, name)
        while not {"a", "b"} <= set(order):
            time.sleep(0.001)
        askers.submit(once).result(timeout=60)
        stop.set()
    assert LIGHT in order


def test_a_turn_ends_before_its_block_and_only_once() -> None:
    turns, order = Turns(), []
    others_went = Event()

    def other() -> None:
        with turns.taken():
            order.append("other")
        others_went.set()

    with ThreadPoolExecutor(1) as askers:
        with turns.taken():
            asked = askers.submit(other)
            order.append("mine")
            end_turn()
            assert others_went.wait(60), "whoever waits for a drawing holds nobody up"
            order.append("drawn")
            with turns.taken() as held:
                end_turn_of_the_first = turns.waiting()
                held.end()
                held.end()
        asked.result()
        assert end_turn_of_the_first == 0
        with turns.taken():
            assert turns.waiting() == 0
            late = askers.submit(other)
            while not turns.waiting():
                time.sleep(0.001)
            assert order.count("other") == 1, "an ended turn did not let two in"
        late.result()
    assert order == ["mine", "other", "drawn", "other"]


def test_a_turn_ends_where_its_work_fails() -> None:
    turns = Turns()
    for _ in range(2):
        try:
            with turns.taken():
                raise ValueError
        except ValueError:
            pass
    assert turns.waiting() == 0


class Clock:
    """A clock that stands until it is set, and alarms that are remembered."""

    def __init__(self) -> None:
        self.now = 100.0
        self.alarms: list[tuple[float, Callable[[], None]]] = []

    def alarm(self, after: float, ring: Callable[[], None]) -> SimpleNamespace:
        self.alarms.append((self.now + after, ring))
        return SimpleNamespace(start=lambda: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(turns_module, "monotonic", lambda: clock.now)
    monkeypatch.setattr(turns_module, "Timer", clock.alarm)
    return clock


def tickets(turns: Turns, client: str, many: int) -> list[_Ticket]:
    return [turns._ticket(0, client) for _ in range(many)]


def test_a_client_of_whom_many_wait_rests_twice_as_long_as_its_turn_took(clock: Clock) -> None:
    turns = Turns()
    heavy = tickets(turns, HEAVY, MANY + 2)
    clock.now += 3
    turns.hand_on()
    assert [one.called.is_set() for one in heavy[:2]] == [True, False]
    # Whoever comes meanwhile need not wait for any of it.
    (light,) = tickets(turns, LIGHT, 1)
    assert light.called.is_set()
    turns.hand_on()
    assert not heavy[1].called.is_set()
    ((due, ring),) = clock.alarms
    assert due == clock.now + 6
    clock.now = due
    ring()
    assert heavy[1].called.is_set()
    # One less waits now, and seven are no crowd.
    turns.hand_on()
    assert heavy[2].called.is_set()


def test_the_site_itself_never_rests(clock: Clock) -> None:
    turns = Turns()
    ahead = tickets(turns, "", MANY + 2)
    clock.now += 3
    turns.hand_on()
    assert ahead[1].called.is_set()
    assert clock.alarms == []


def test_an_alarm_that_rings_late_calls_nobody_twice(clock: Clock) -> None:
    turns = Turns()
    heavy = tickets(turns, HEAVY, MANY + 2)
    clock.now += 3
    turns.hand_on()
    clock.now += 7
    # It has rested before the alarm rang: another ticket calls the first one.
    tickets(turns, HEAVY, 1)
    assert [one.called.is_set() for one in heavy[:3]] == [True, True, False]
    clock.alarms[0][1]()
    assert not heavy[2].called.is_set()


def test_one_client_holds_at_most_half_of_the_places() -> None:
    places = Places(4)
    with asked_by(HEAVY):
        assert [places.take() for _ in range(3)] == [True, True, False]
    with asked_by(LIGHT):
        assert [places.take() for _ in range(3)] == [True, True, False]
    with asked_by("198.51.100.3"):
        assert not places.take(), "all four are taken"
    places.give_back(HEAVY)
    with asked_by("198.51.100.3"):
        assert places.take()
