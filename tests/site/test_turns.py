"""One at a time, each client in turn, and of one client at most half of the places."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Event
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frikommune_viz.site import turns as turns_module
from frikommune_viz.site.asking import Asker, asked_by, asker
from frikommune_viz.site.turns import (
    LONGEST,
    MANY,
    Places,
    Turns,
    _Ticket,
    end_turn,
    step_aside,
)

HEAVY, LIGHT = "198.51.100.1", "198.51.100.2"


@pytest.fixture(autouse=True)
def asked_by_nobody() -> Iterator[None]:
    yield
    asked_by("")


def served(waiting: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return in which order they get their turn who come one after the other while it is taken."""
    turns, order = Turns(), []

    def take(client: str, urgency: int) -> None:
        asked_by(client)
        with turns.taken(urgency):
            order.append((client, urgency))

    asked_by(HEAVY)
    with ThreadPoolExecutor(len(waiting) + 1) as askers, turns.taken():
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
        asked_by(client)
        while not stop.is_set():
            with turns.taken():
                order.append(client)
                time.sleep(0.001)

    def once() -> None:
        asked_by(LIGHT)
        with turns.taken():
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
        self.cancelled = 0

    def alarm(self, after: float, ring: Callable[[], None]) -> SimpleNamespace:
        self.alarms.append((self.now + after, ring))
        return SimpleNamespace(start=lambda: None, cancel=self.cancel)

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(turns_module, "monotonic", lambda: clock.now)
    monkeypatch.setattr(turns_module, "Timer", clock.alarm)
    return clock


def tickets(turns: Turns, client: str, many: int) -> list[_Ticket]:
    return [turns._ticket(0, Asker(client)) for _ in range(many)]


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


@pytest.mark.parametrize(
    ("crowd", "others", "order"),
    [
        # Between two parts of a crowd's page a reader goes first.
        (MANY, [LIGHT], ["part", LIGHT, "part"]),
        # A few pages of one reader are no crowd, and a crowd does not pass itself.
        (MANY - 1, [LIGHT], ["part", "part", LIGHT]),
        (MANY, [], ["part", "part"]),
    ],
)
def test_a_crowd_steps_aside_between_two_parts(
    crowd: int, others: list[str], order: list[str]
) -> None:
    turns, came = Turns(), []

    def take(client: str) -> None:
        asked_by(client)
        with turns.taken():
            came.append(client)

    step_aside()  # who has no turn holds nobody up
    with ThreadPoolExecutor(crowd + 1) as threads:
        asked_by(HEAVY)
        with turns.taken():
            for number, client in enumerate([HEAVY] * crowd + others, start=1):
                threads.submit(take, client)
                while turns.waiting() < number:
                    time.sleep(0.001)
            came.append("part")
            step_aside()
            came.append("part")
    assert [one for one in came if one != HEAVY] == order
    assert came.index("part", 1) < came.index(HEAVY), "a page that has begun goes before the next"


def test_who_waits_for_the_same_lends_its_turn_to_a_client_who_rests(clock: Clock) -> None:
    turns, ended = Turns(), Event()
    crowd = tickets(turns, HEAVY, MANY + 2)
    asked_by(HEAVY)
    wanted = asker()

    def wait_for_it() -> None:
        with turns.taken():
            ended.set()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(copy_context().run, wait_for_it)
        while turns.waiting() < MANY + 2:
            time.sleep(0.001)
        clock.now += 3
        turns.hand_on()
        assert not crowd[1].called.is_set(), "all that is left is of a client who rests"
        with Asker(LIGHT).behind(wanted):
            assert ended.wait(60), "nobody had to ring"
    # It was the reader's turn, not another of the crowd's.
    assert not crowd[1].called.is_set()
    assert wanted.clients() == {HEAVY}


def test_a_turn_is_lent_on_to_whoever_the_maker_waits_for() -> None:
    first, second, third = Asker("first"), Asker("second"), Asker("third")
    looked = []
    with first.waiting(lambda: looked.append(first.clients())), second.behind(first):
        with third.behind(second):
            assert first.clients() == {"first", "second", "third"}
        assert first.clients() == {"first", "second"}
    assert looked == [{"first", "second"}, {"first", "second", "third"}]
    assert first.clients() == {"first"}


def test_who_has_gone_lends_nothing(clock: Clock) -> None:
    turns = Turns()
    (under_way,) = tickets(turns, LIGHT, 1)
    heavy = tickets(turns, HEAVY, 3)
    assert under_way.called.is_set()
    with Asker("198.51.100.3").behind(heavy[2].asker):
        turns.hand_on()
    turns.hand_on()
    assert [one.called.is_set() for one in heavy] == [True, True, False]


def test_who_has_rested_does_not_wait_for_another_who_rests_longer(clock: Clock) -> None:
    turns = Turns()
    tickets(turns, HEAVY, MANY + 2)
    clock.now += 10
    turns.hand_on()
    light = tickets(turns, LIGHT, MANY + 2)
    clock.now += 1
    turns.hand_on()
    assert not light[1].called.is_set()
    assert [due for due, _ in clock.alarms] == [clock.now + 20 - 1, clock.now + 2]
    assert clock.cancelled == 1
    clock.now += 2
    clock.alarms[1][1]()
    assert light[1].called.is_set()


def test_a_second_request_comes_however_many_new_ones_do(clock: Clock) -> None:
    turns = Turns()
    tickets(turns, LIGHT, 1)
    (second,) = tickets(turns, LIGHT, 1)
    for number in range(3 * LONGEST):
        tickets(turns, f"new {number}", 1)
        turns.hand_on()
        if second.called.is_set():
            break
    assert second.called.is_set()
    assert len(turns._last) <= LONGEST + 2, "nobody is remembered for ever"


def test_a_page_that_others_wait_for_is_not_passed_because_a_crowd_asked_first() -> None:
    turns, came = Turns(), []

    def take(client: str) -> None:
        asked_by(client)
        with turns.taken():
            came.append(client)

    with ThreadPoolExecutor(MANY + 1) as threads:
        mine = asked_by(HEAVY)
        with Asker("a reader").behind(mine), turns.taken():
            for number, client in enumerate([HEAVY] * MANY + [LIGHT], start=1):
                threads.submit(take, client)
                while turns.waiting() < number:
                    time.sleep(0.001)
            step_aside()
            assert came == []


def test_one_client_holds_at_most_half_of_the_places() -> None:
    places = Places(4)
    asked_by(HEAVY)
    assert [places.take() for _ in range(3)] == [True, True, False]
    asked_by(LIGHT)
    assert [places.take() for _ in range(3)] == [True, True, False]
    asked_by("198.51.100.3")
    assert not places.take(), "all four are taken"
    places.give_back(HEAVY)
    assert places.take()
