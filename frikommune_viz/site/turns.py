"""One at a time, each client in turn: so that one who asks for much keeps nobody else waiting.

Python works on one page at a time however many threads it is given; shared between all that were
asked for, the page of one who asks for fifty would leave a fiftieth to everybody else's.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from threading import Event, Lock
from typing import Final, ParamSpec, TypeVar

from frikommune_viz.figures.single_flight import SingleFlight, single_flight

P = ParamSpec("P")
R = TypeVar("R")

asking: Final[ContextVar[str]] = ContextVar("asking", default="")
"""For whom this thread works; the site itself, where nobody has asked."""

_turn: Final[ContextVar[Turn | None]] = ContextVar("turn", default=None)


class Turn:
    """What `Turns` gives to one at a time, until it is ended."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._is_ended = False

    def end(self) -> None:
        """Let the next go on; a turn ends once."""
        if not self._is_ended:
            self._is_ended = True
            self._turns.hand_on()


class Turns:
    """One at a time: the most urgent first, of equals each client in turn, then whoever came first.

    Fair queueing by rounds: in a round each client has one turn. A client's next ticket is for the
    round after its last one, and never for one that has passed; so whoever comes new goes before the
    second request of everybody else, and nobody is passed for ever.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, int]] = []
        self._events: dict[int, Event] = {}
        self._numbers = count()
        self._round: Counter[int] = Counter()
        self._last: dict[tuple[int, str], int] = {}
        self._is_taken = False
        self._lock = Lock()

    @contextmanager
    def taken(self, urgency: int = 0) -> Iterator[Turn]:
        """Wait for the turn of the client for whom this thread works; it ends with the block, if not before."""
        self._wait(urgency, asking.get())
        turn = Turn(self)
        before = _turn.set(turn)
        try:
            yield turn
        finally:
            _turn.reset(before)
            turn.end()

    def hand_on(self) -> None:
        """Give the turn to the next that waits."""
        with self._lock:
            if not self._waiting:
                self._is_taken = False
                return
            urgency, its_round, number = heapq.heappop(self._waiting)
            self._go_on_to(urgency, its_round)
            self._events.pop(number).set()

    def waiting(self) -> int:
        """Return how many wait."""
        with self._lock:
            return len(self._waiting)

    def _wait(self, urgency: int, client: str) -> None:
        with self._lock:
            its_round = max(self._round[urgency], self._last.get((urgency, client), -1) + 1)
            self._last[urgency, client] = its_round
            if not self._is_taken:
                self._is_taken = True
                self._go_on_to(urgency, its_round)
                return
            number = next(self._numbers)
            heapq.heappush(self._waiting, (urgency, its_round, number))
            event = self._events[number] = Event()
        event.wait()

    def _go_on_to(self, urgency: int, its_round: int) -> None:
        """Note the round; who has had the last turn in one that has passed is as good as new."""
        if its_round > self._round[urgency]:
            self._round[urgency] = its_round
            self._last = {
                key: last for key, last in self._last.items() if last >= self._round[key[0]]
            }


def end_turn() -> None:
    """End the turn that this thread has, before it waits for what others do.

    It is not taken again: whoever has the turn may wait for what this thread makes.
    """
    if (turn := _turn.get()) is not None:
        turn.end()


def made_once(maxsize: int) -> Callable[[Callable[P, R]], SingleFlight[P, R]]:
    """Keep the last `maxsize` results of a function; a turn ends before it waits for another's."""
    return single_flight(maxsize, before_waiting=end_turn)


class Places:
    """So many at once, and of one client at most half of them."""

    def __init__(self, many: int) -> None:
        self._many = many
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def take(self) -> bool:
        """Take a place for the client for whom this thread works, if there is one."""
        client = asking.get()
        with self._lock:
            if self._held.total() >= self._many or self._held[client] >= max(1, self._many // 2):
                return False
            self._held[client] += 1
            return True

    def give_back(self, client: str) -> None:
        """Give back a place of a client."""
        with self._lock:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]
