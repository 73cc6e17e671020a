"""For whom a thread works, and who has come to wait for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Asker:
    """A client who has asked for something, and all who wait for the same.

    Whoever waits for what another has asked for lends it its turns: else a reader would come after
    all that a client who asks for much has asked for before.

    Parameters
    ----------
    client
        Who it is; empty where nobody has asked but the site itself.
    """

    def __init__(self, client: str = "") -> None:
        self.client = client
        self._behind: list[Asker] = []
        self._ahead: Asker | None = None
        self._look_again: Callable[[], None] | None = None

    def clients(self) -> set[str]:
        """Return whose turns it has."""
        found = {self.client}
        for one in tuple(self._behind):  # others come and go meanwhile
            found |= one.clients()
        return found

    @contextmanager
    def behind(self, maker: Asker) -> Iterator[None]:
        """Wait for what `maker` has asked for, and lend it the turns of this one."""
        if maker is self:
            yield
            return
        self._ahead = maker
        maker._behind.append(self)
        try:
            maker._hurry()
            yield
        finally:
            maker._behind.remove(self)
            self._ahead = None

    @contextmanager
    def waiting(self, look_again: Callable[[], None]) -> Iterator[None]:
        """Wait for a turn; `look_again` is called when others have come to wait for the same."""
        before, self._look_again = self._look_again, look_again
        try:
            yield
        finally:
            self._look_again = before

    def _hurry(self) -> None:
        # Read once: the thread that waits may be done meanwhile.
        if (ahead := self._ahead) is not None:
            ahead._hurry()
        elif (look_again := self._look_again) is not None:
            look_again()


_asking: ContextVar[Asker] = ContextVar("asking")


def asker() -> Asker:
    """Return for whom this thread works."""
    try:
        return _asking.get()
    except LookupError:
        return asked_by("")


def asked_by(client: str) -> Asker:
    """Work for a client from here on, in this thread and in what takes its context along."""
    one = Asker(client)
    _asking.set(one)
    return one
