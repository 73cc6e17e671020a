"""One at a time, each client in turn: so that one who asks for much keeps nobody else waiting.

Python works on one page at a time however many threads it is given; shared between all that were
asked for, the page of one who asks for fifty would leave a fiftieth to everybody else's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Timer
from time import monotonic
from typing import Final, ParamSpec, TypeVar

from frikommune_viz.figures.single_flight import SingleFlight, single_flight

P = ParamSpec("P")
R = TypeVar("R")

asking: Final[ContextVar[str]] = ContextVar("asking", default="")
"""For whom this thread works; the site itself, where nobody has asked."""

MANY: Final = 8
"""So many requests of one client wait only where it is none of a reader's: an article may hold some
six figures, each a page of its own."""

REST: Final = 2
"""So many times as long as its turn took a client of whom many wait rests: others mostly come when
nobody is at work."""

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
    second request of everybody else, and nobody is passed for ever. A client of whom many wait rests
    after a turn: what is under way cannot be broken off, so without that everybody else would come
    when one of its turns has just begun.
    """

    def __init__(self) -> None:
        self._waiting: list[_Ticket] = []
        self._numbers = count()
        self._round: Counter[int] = Counter()
        self._last: dict[tuple[int, str], int] = {}
        self._rests: dict[str, float] = {}
        self._under_way: _Ticket | None = None
        self._began = 0.0
        self._alarm: Timer | None = None
        self._lock = Lock()

    @contextmanager
    def taken(self, urgency: int = 0) -> Iterator[Turn]:
        """Wait for the turn of the client for whom this thread works; it ends with the block, if not before."""
        ticket = self._ticket(urgency, asking.get())
        ticket.called.wait()
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
            if (ended := self._under_way) is not None:
                self._under_way = None
                many = sum(one.client == ended.client for one in self._waiting)
                if ended.client and many >= MANY:
                    now = monotonic()
                    self._rests[ended.client] = now + REST * (now - self._began)
            self._call_next()

    def waiting(self) -> int:
        """Return how many wait."""
        with self._lock:
            return len(self._waiting)

    def _ticket(self, urgency: int, client: str) -> _Ticket:
        with self._lock:
            its_round = max(self._round[urgency], self._last.get((urgency, client), -1) + 1)
            self._last[urgency, client] = its_round
            ticket = _Ticket(urgency, its_round, next(self._numbers), client)
            self._waiting.append(ticket)
            if self._under_way is None:
                self._call_next()
            return ticket

    def _call_next(self) -> None:
        """Call the first that does not rest; where all do, come back when one has rested."""
        now = monotonic()
        self._rests = {client: until for client, until in self._rests.items() if until > now}
        ready = [one for one in self._waiting if one.client not in self._rests]
        if ready:
            ticket = min(ready)
            self._waiting.remove(ticket)
            self._go_on_to(ticket)
            self._under_way, self._began = ticket, now
            ticket.called.set()
        elif self._waiting and self._alarm is None:
            self._alarm = Timer(min(self._rests.values()) - now, self._wake)
            self._alarm.daemon = True
            self._alarm.start()

    def _wake(self) -> None:
        with self._lock:
            self._alarm = None
            if self._under_way is None:
                self._call_next()

    def _go_on_to(self, ticket: _Ticket) -> None:
        """Note the round; who has had the last turn in one that has passed is as good as new."""
        if ticket.round > self._round[ticket.urgency]:
            self._round[ticket.urgency] = ticket.round
            self._last = {
                key: last for key, last in self._last.items() if last >= self._round[key[0]]
            }


@dataclass(frozen=True, order=True, slots=True)
class _Ticket:
    """Whoever waits, in the order of turns."""

    urgency: int
    round: int
    number: int
    client: str = field(compare=False)
    called: Event = field(default_factory=Event, compare=False)


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
