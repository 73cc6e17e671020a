"""The lanes in which pages and files are made, so that fonts, health and sockets never wait for them.

Starlette runs what is not asynchronous in forty threads that all routes share. Fifty who asked for
pictures held all of them, and a font came after ten seconds. Pages and files now have threads of
their own, of all of which one works at a time, pages first and each client in turn; the others wait for their turn or
for a drawing. Who asks for the same meanwhile waits for the same one, and when too many wait the
next is asked to come back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from contextvars import copy_context
from copy import copy
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from frikommune_viz.site.asking import Asker, asked_by, asker
from frikommune_viz.site.drawings import Urgency
from frikommune_viz.site.notices import busy
from frikommune_viz.site.turns import Places, RefusedError, Turns

FILES_WAITING: Final = 32
"""Files under way or waiting, each once; at some 0.4 s a picture the last one waits 13 s."""

PAGES_WAITING: Final = 240
"""Pages under way or waiting, each once; at some 0.1 s a page the last one waits half a minute."""


class LaneFullError(RefusedError):
    """So many wait that another is refused."""


class Lane:
    """Threads of their own, and a queue with an end.

    Parameters
    ----------
    places
        How many may be under way or wait; of one client at most half of them.
    turns, urgency
        Of all lanes that share their turns one works at a time, the most urgent first.
    """

    def __init__(self, name: str, places: int, turns: Turns, urgency: int) -> None:
        self._threads = ThreadPoolExecutor(places, thread_name_prefix=name)
        self._turns = turns
        self._urgency = urgency
        self._places = Places(places)
        self._under_way: dict[Hashable, tuple[Future[Response], Asker]] = {}
        self._lock = Lock()

    async def answer(self, key: Hashable, make: Callable[[], Response]) -> Response:
        """Return what `make` gives; of those who ask by the same key at once, one makes it.

        Raises
        ------
        LaneFullError
            When too many others wait.
        """
        while True:
            try:
                made = await self._made(key, make)
                break
            except RefusedError as error:
                # Where another was, this one asks for itself.
                if error.refused == asker().client:
                    raise
        # What compresses an answer on its way out writes into its headers: two frames of one page
        # asked for the same figure, and the second was sent with the length of the first.
        own = copy(made)
        own.raw_headers = list(made.raw_headers)
        vars(own).pop("_headers", None)  # the view of them, made when first asked for
        return own

    async def _made(self, key: Hashable, make: Callable[[], Response]) -> Response:
        """Wait for the answer that is under way, or set it under way."""
        mine = asker()
        with self._lock:
            future, maker = self._under_way.get(key, (None, mine))
            is_new = future is None
            if future is None:
                if not self._places.take():
                    raise LaneFullError(mine.client)
                future = self._threads.submit(copy_context().run, self._in_turn, make)
                self._under_way[key] = future, mine
        if is_new:
            # Not under the lock: of what is done already it is called here and now.
            future.add_done_callback(lambda _: self._forget(key, mine.client))
        with nullcontext() if is_new else mine.behind(maker):
            # Whoever goes away must not take it from those who wait for the same.
            return await asyncio.shield(asyncio.wrap_future(future))

    def _in_turn(self, make: Callable[[], Response]) -> Response:
        with self._turns.taken(self._urgency):
            return make()

    def _forget(self, key: Hashable, client: str) -> None:
        with self._lock:
            self._under_way.pop(key, None)
        self._places.give_back(client)


_turns: Final = Turns()
_files: Final = Lane("files", FILES_WAITING, _turns, Urgency.FILE)
_pages: Final = Lane("pages", PAGES_WAITING, _turns, Urgency.PAGE)


def file_route(make: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return `make` as an endpoint that works in the lane of files."""
    return _through(_files, make)


def page_route(make: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return `make` as an endpoint that works in the lane of pages."""
    return _through(_pages, make)


def _through(
    lane: Lane, make: Callable[[Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked_by(_client(request))
        try:
            return await lane.answer(_key(request), lambda: make(request))
        except RefusedError:
            return busy(request.url.query)

    return answer


def _client(request: Request) -> str:
    """Return who asks: an address, or the network of 64 bits in which one may have as many as wanted."""
    host = request.client.host if request.client else "unknown"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(int(address) >> 64)
    return host


def _key(request: Request) -> Hashable:
    """Return all that an answer hangs on."""
    read = ("host", "if-none-match", "accept-encoding")
    return (
        request.url.scheme,
        request.url.path,
        request.url.query,
        *(request.headers.get(name) for name in read),
    )
