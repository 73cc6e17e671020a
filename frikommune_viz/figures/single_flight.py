"""A cache in which what is asked for by many at once is made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import update_wrapper
from itertools import islice
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class SingleFlight(Generic[P, R]):
    """A function whose results are kept, and never made twice at the same time.

    Whoever asks for a result that is being made waits for it. An exception reaches everybody who
    waits and is not kept: the next caller tries again. Of the kept results the least recently used
    goes first; one that is being made is never dropped.
    """

    def __init__(self, make: Callable[P, R], maxsize: int) -> None:
        self._make = make
        self._maxsize = maxsize
        self._kept: OrderedDict[Hashable, Future[R]] = OrderedDict()
        self._lock = Lock()
        update_wrapper(self, make)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the result for these arguments, which must be hashable."""
        key = (args, tuple(sorted(kwargs.items())))
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                mine = None
            else:
                mine = self._kept[key] = self._begin()
        if mine is None:
            assert found is not None
            return found.result() if found.done() else self._wait_for(found)
        try:
            made = self._make(*args, **kwargs)
        except BaseException as error:
            # Dropped before those who wait hear of it, so that none of them finds it again.
            with self._lock:
                if self._kept.get(key) is mine:
                    del self._kept[key]
            mine.set_exception(error)
            raise
        mine.set_result(made)
        self._drop_oldest()
        return made

    def cache_clear(self) -> None:
        """Forget every result; one that is being made still reaches those who wait for it."""
        with self._lock:
            self._kept.clear()

    def _begin(self) -> Future[R]:
        return Future()

    def _wait_for(self, flight: Future[R]) -> R:
        return flight.result()

    def _drop_oldest(self) -> None:
        with self._lock:
            surplus = max(0, len(self._kept) - self._maxsize)
            done = (key for key, held in self._kept.items() if held.done())
            for key in list(islice(done, surplus)):
                del self._kept[key]


def single_flight(maxsize: int) -> Callable[[Callable[P, R]], SingleFlight[P, R]]:
    """Keep the last `maxsize` results of a function, each made once however many ask for it.

    Examples
    --------
    >>> @single_flight(maxsize=2)
    ... def double(number: int) -> int:
    ...     print("made")
    ...     return 2 * number
    >>> double(4), double(4)
    made
    (8, 8)
    """
    return lambda make: SingleFlight(make, maxsize)
