"""The lane in which files are made, so that pages, fonts and sockets never wait for them.

Starlette runs what is not asynchronous in forty threads that all routes share. Fifty who asked for
pictures held all of them, and a font came after ten seconds. Files now have threads of their own;
who asks for the same file meanwhile waits for the same one, and when too many wait the next is
asked to come back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from frikommune_viz.site.drawings import TooManyDrawingsError
from frikommune_viz.site.notices import busy

FILES_AT_ONCE: Final = 4
"""Files that are made at once: one is drawn at a time, and rows need not wait for it."""

FILES_WAITING: Final = 32
"""Files under way or waiting, each once; at some 0.4 s a picture the last one waits 13 s."""

PAGES_AT_ONCE: Final = 64
"""Pages that are made at once: more than the charts that may wait, so that a kept page finds a
thread free while others wait for theirs."""

PAGES_WAITING: Final = 240
"""Pages under way or waiting, each once."""


class LaneFullError(Exception):
    """So many wait that another is refused."""


class Lane:
    """Threads of their own, and a queue with an end."""

    def __init__(self, name: str, at_once: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._waiting = waiting
        self._under_way: dict[Hashable, Future[Response]] = {}
        self._lock = Lock()

    async def answer(self, key: Hashable, make: Callable[[], Response]) -> Response:
        """Return what `make` gives; of those who ask by the same key at once, one makes it.

        Raises
        ------
        LaneFullError
            When too many others wait.
        """
        with self._lock:
            future = self._under_way.get(key)
            is_new = future is None
            if future is None:
                if len(self._under_way) >= self._waiting:
                    raise LaneFullError
                future = self._under_way[key] = self._threads.submit(make)
        if is_new:
            # Not under the lock: of what is done already it is called here and now.
            future.add_done_callback(lambda _: self._forget(key))
        # Whoever goes away must not take it from those who wait for the same.
        made = await asyncio.shield(asyncio.wrap_future(future))
        # What compresses an answer on its way out writes into its headers: two frames of one page
        # asked for the same figure, and the second was sent with the length of the first.
        own = copy(made)
        own.raw_headers = list(made.raw_headers)
        vars(own).pop("_headers", None)  # the view of them, made when first asked for
        return own

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            self._under_way.pop(key, None)


_files: Final = Lane("files", FILES_AT_ONCE, FILES_WAITING)
_pages: Final = Lane("pages", PAGES_AT_ONCE, PAGES_WAITING)


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
        try:
            return await lane.answer(_key(request), lambda: make(request))
        except (LaneFullError, TooManyDrawingsError):
            return busy(request.url.query)

    return answer


def _key(request: Request) -> Hashable:
    """Return all that an answer hangs on."""
    read = ("host", "if-none-match", "accept-encoding")
    return (
        request.url.scheme,
        request.url.path,
        request.url.query,
        *(request.headers.get(name) for name in read),
    )
