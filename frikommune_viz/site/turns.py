"""One at a time, each client in turn: so that one who asks for much keeps nobody else waiting.

Python works on one page at a time however many threads it is given; shared between all that were
asked for, the page of one who asks for fifty would leave a fiftieth to everybody else's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Event, Lock, Timer
from time import monotonic
from typing import Final, ParamSpec, TypeVar, cast

from frikommune_viz.figures.single_flight import SingleFlight
from frikommune_viz.site.asking import Asker, asker

P = ParamSpec("P")
R = TypeVar("R")

MANY: Final = 8
"""So many requests of one client wait only where it is none of a reader's: an article may hold some
six figures, each a page of its own."""

REST: Final = 2
"""So many times as long as its turn took a client of whom many wait rests: others mostly come when
nobody is at work."""

LONGEST: Final = 100
"""Turns after which a round ends in any case: where somebody new comes all the time it never would."""

_turn: Final[ContextVar[Turn | None]] = ContextVar("turn", default=None)


class Turn:
    """What `Turns` gives to one at a time, until it is ended."""

    def __init__(self, turns: Turns, ticket: _Ticket) -> None:
        self._turns = turns
        self._ticket = ticket
        self._is_ended = False

    def end(self) -> None:
        """Let the next go on; a turn ends once."""
        if not self._is_ended:
            self._is_ended = True
            self._turns.hand_on()

    def step_aside(self) -> None:
        """Let the others go first, where this client is a crowd, and take the turn again."""
        if not self._is_ended:
            self._turns.step_aside(self._ticket)


class Turns:
    """One at a time: the most urgent first, of equals each client in turn, then whoever came first.

    Fair queueing by rounds: in a round each client has one turn. A client's next ticket is for the
    round after its last one, and never for one that has passed; so whoever comes new goes before the
    second request of everybody else, and nobody is passed for ever. A client of whom many wait rests
    after a turn, and steps aside between two parts of a page: without that everybody else would come
    when one of its turns has just begun. What several clients wait for is done in the turn of
    whichever of them comes first.
    """

    def __init__(self) -> None:
        self._waiting: list[_Ticket] = []
        self._numbers = count()
        self._round: Counter[int] = Counter()
        self._in_round: Counter[int] = Counter()
        self._last: dict[tuple[int, str], int] = {}
        self._rests: dict[str, float] = {}
        self._under_way: str | None = None
        self._began = 0.0
        self._alarm: Timer | None = None
        self._alarm_due = 0.0
        self._lock = Lock()

    @contextmanager
    def taken(self, urgency: int = 0) -> Iterator[Turn]:
        """Wait for the turn of the client for whom this thread works; it ends with the block, if not before."""
        mine = asker()
        with mine.waiting(self._look_again):
            ticket = self._ticket(urgency, mine)
            ticket.called.wait()
        turn = Turn(self, ticket)
        before = _turn.set(turn)
        try:
            yield turn
        finally:
            _turn.reset(before)
            turn.end()

    def hand_on(self) -> None:
        """Give the turn to the next that waits."""
        with self._lock:
            if self._under_way is not None:
                client, self._under_way = self._under_way, None
                if self._are_many(client):
                    now = monotonic()
                    self._rests[client] = now + REST * (now - self._began)
            self._call_next()

    def step_aside(self, ticket: _Ticket) -> None:
        """Break off a turn where many wait of each client for whom it is, and somebody else does.

        The rest of it goes before what else the client has asked for.
        """
        mine = ticket.asker
        ours = mine.clients()
        with mine.waiting(self._look_again):
            with self._lock:
                if not all(map(self._are_many, ours)) or not any(
                    one.urgency <= ticket.urgency and one.asker.clients() - ours
                    for one in self._waiting
                ):
                    return
                theirs = (
                    one.rounds.get(mine.client)
                    for one in self._waiting
                    if one.urgency == ticket.urgency
                )
                its = min(
                    (its for its in theirs if its is not None), default=self._round[ticket.urgency]
                )
                rest = replace(ticket, rounds={mine.client: its}, called=Event())
                self._waiting.append(rest)
            self.hand_on()
            rest.called.wait()

    def waiting(self) -> int:
        """Return how many wait."""
        with self._lock:
            return len(self._waiting)

    def _ticket(self, urgency: int, mine: Asker) -> _Ticket:
        with self._lock:
            ticket = _Ticket(urgency, next(self._numbers), mine)
            self._give_rounds(ticket)
            self._waiting.append(ticket)
            if self._under_way is None:
                self._call_next()
            return ticket

    def _are_many(self, client: str) -> bool:
        return bool(client) and sum(one.asker.client == client for one in self._waiting) >= MANY

    def _give_rounds(self, ticket: _Ticket) -> None:
        """Give a ticket the next round of each client who has come to wait for it, and none of who left."""
        clients = ticket.asker.clients()
        for client in ticket.rounds.keys() - clients:
            del ticket.rounds[client]
        for client in clients - ticket.rounds.keys():
            key = ticket.urgency, client
            ticket.rounds[client] = max(self._round[ticket.urgency], self._last.get(key, -1) + 1)
            self._last[key] = ticket.rounds[client]

    def _call_next(self) -> None:
        """Call the first that does not rest; where all do, come back when one has rested."""
        now = monotonic()
        self._rests = {client: until for client, until in self._rests.items() if until > now}
        for one in self._waiting:
            self._give_rounds(one)
        ready = [one for one in self._waiting if one.rounds.keys() - self._rests.keys()]
        if ready:
            ticket = min(ready, key=self._place)
            self._waiting.remove(ticket)
            its_round, client = self._its_turn(ticket)
            self._go_on_to(ticket.urgency, its_round)
            self._under_way, self._began = client, now
            ticket.called.set()
        elif self._waiting:
            self._wake_at(min(self._rests.values()), now)

    def _wake_at(self, due: float, now: float) -> None:
        if self._alarm is not None:
            if self._alarm_due <= due:
                return
            self._alarm.cancel()
        alarm = Timer(due - now, self._wake)
        alarm.daemon = True
        alarm.start()
        self._alarm, self._alarm_due = alarm, due

    def _place(self, ticket: _Ticket) -> tuple[int, int, int]:
        its_round, _ = self._its_turn(ticket)
        return ticket.urgency, its_round, ticket.number

    def _its_turn(self, ticket: _Ticket) -> tuple[int, str]:
        """Return its first round, and which client has given it."""
        return min(
            (its, client) for client, its in ticket.rounds.items() if client not in self._rests
        )

    def _wake(self) -> None:
        with self._lock:
            self._alarm = None
        self._look_again()

    def _look_again(self) -> None:
        with self._lock:
            if self._under_way is None:
                self._call_next()

    def _go_on_to(self, urgency: int, its_round: int) -> None:
        """Note the round; who has had the last turn in one that has passed is as good as new."""
        self._in_round[urgency] += 1
        if self._in_round[urgency] > LONGEST:
            its_round = self._round[urgency] + 1
        if its_round > self._round[urgency]:
            self._round[urgency] = its_round
            self._in_round[urgency] = 0
            self._last = {
                key: last for key, last in self._last.items() if last >= self._round[key[0]]
            }


@dataclass(frozen=True, eq=False, slots=True)
class _Ticket:
    """Whoever waits, and the round that each of its clients has given it."""

    urgency: int
    number: int
    asker: Asker
    rounds: dict[str, int] = field(default_factory=dict)
    called: Event = field(default_factory=Event)


def end_turn() -> None:
    """End the turn that this thread has, before it waits for what others do.

    It is not taken again: whoever has the turn may wait for what this thread makes.
    """
    if (turn := _turn.get()) is not None:
        turn.end()


def step_aside() -> None:
    """Let others go first where this thread has the turn of a crowd, as between two parts of a page.

    Only where nothing is held that others may wait for without lending their turns.
    """
    if (turn := _turn.get()) is not None:
        turn.step_aside()


class RefusedError(Exception):
    """So many wait that this one is refused.

    Parameters
    ----------
    refused
        The client who has asked; another who waits for the same may still ask for it.
    """

    def __init__(self, refused: str) -> None:
        super().__init__(refused)
        self.refused = refused


class _Flight(Future[R]):
    """A result that is being made, and as long as it is, for whom."""

    def __init__(self) -> None:
        super().__init__()
        self.asker: Asker | None = asker()
        self.add_done_callback(self._forget)

    def _forget(self, _: Future[R]) -> None:
        # The result may be kept for long, and who asked for it is nobody's business then.
        self.asker = None


class _MadeOnce(SingleFlight[P, R]):
    """What several ask for at once is made once, in the turn of whichever of them comes first."""

    def _begin(self) -> _Flight[R]:
        return _Flight()

    def _wait_for(self, flight: Future[R]) -> R:
        maker = cast("_Flight[R]", flight).asker
        end_turn()
        with asker().behind(maker) if maker else nullcontext():
            return flight.result()


def made_once(maxsize: int) -> Callable[[Callable[P, R]], SingleFlight[P, R]]:
    """Keep the last `maxsize` results of a function, each made once however many ask for it.

    Whoever waits for another's ends its own turn, and lends the other those to come.
    """
    return lambda make: _MadeOnce(make, maxsize)


class Places:
    """So many at once, and of one client at most half of them."""

    def __init__(self, many: int) -> None:
        self._many = many
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def take(self) -> bool:
        """Take a place for the client for whom this thread works, if there is one."""
        client = asker().client
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
