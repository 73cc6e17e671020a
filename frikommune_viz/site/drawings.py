"""Charts and pictures, drawn in a process of their own: the charts of pages first.

Drawing holds the interpreter for some 75 ms, and a picture for longer; in the process that answers,
every visitor would wait for it, and its memory would grow with each that is drawn at once. One
process draws one thing at a time. Whoever waits for a page's chart goes before whoever waits for a
picture, of these each client in turn, and so many may wait; more are refused.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from enum import IntEnum
from functools import cache
from threading import Thread
from typing import Final, ParamSpec, TypeVar

from frikommune_viz.drawing import markup, worker
from frikommune_viz.export import in_worker, rows_bytes
from frikommune_viz.export.provenance import Provenance
from frikommune_viz.figures.row_table import Rows
from frikommune_viz.site.asking import asker
from frikommune_viz.site.turns import Places, RefusedError, Turns, end_turn, made_once
from frikommune_viz.text import Text

P = ParamSpec("P")
R = TypeVar("R")

KEPT: Final = 512
"""Drawings kept in memory, some 30 kB each."""

WAITING: Final = 48
"""Drawings that may wait at once, of one client half of them; more are refused."""

RENEWED_AFTER: Final = 400
"""Drawings after which the process is replaced: what draws keeps some memory for each. It goes on
until the next one has started."""

_places: Final = Places(WAITING)


class TooManyDrawingsError(RefusedError):
    """So many charts wait to be drawn that another is refused."""


class Urgency(IntEnum):
    """Who goes first: a page that somebody waits to read, or a file that somebody saves."""

    PAGE = 0
    FILE = 1


class DrawingProcess:
    """The process that draws. It starts with the first drawing, and anew when it has died."""

    def __init__(self) -> None:
        self._turns = Turns()
        self._workers: ProcessPoolExecutor | None = None
        self._next: tuple[ProcessPoolExecutor, Future[None]] | None = None
        self._drawn = 0

    def draw(self, urgency: Urgency, make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what `make` gives there; function, arguments and result are sent between the two."""
        with self._turns.taken(urgency):
            return self._draw(make, *args, **kwargs)

    def _draw(self, make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        self._renew()
        self._drawn += 1
        try:
            return self._started().submit(make, *args, **kwargs).result()
        except BrokenProcessPool:
            # It was killed, as a system short of memory does; the next one may do better.
            self.close()
            return self._started().submit(make, *args, **kwargs).result()

    def close(self) -> None:
        """End the process, if there is one, and the one that is to follow."""
        following = (self._next[0],) if self._next else ()
        for workers in (self._workers, *following):
            if workers is not None:
                workers.shutdown(wait=False, cancel_futures=True)
        self._workers, self._next, self._drawn = None, None, 0

    def _started(self) -> ProcessPoolExecutor:
        if self._workers is None:
            self._workers = _one_process()
        return self._workers

    def _renew(self) -> None:
        """Start the next process when this one has drawn enough, and go over to it when it is ready."""
        if self._next is None and self._drawn >= RENEWED_AFTER:
            workers = _one_process()
            workers.submit(markup.load)
            self._next = workers, workers.submit(in_worker.load)
        if self._next is not None and self._next[1].done():
            (workers, ready), self._next = self._next, None
            if ready.exception() is None:
                self.close()
                self._workers = workers


def _one_process() -> ProcessPoolExecutor:
    # Spawned, not forked: the library that draws has threads, which a fork leaves behind.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, context, initializer=worker.start)


def drawn_apart(urgency: Urgency, make: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what `make` gives in the process that draws; the turn of this thread ends before it waits.

    Parameters
    ----------
    make
        A function of a module, which takes and gives what can be pickled.

    Raises
    ------
    TooManyDrawingsError
        When too many others wait.
    """
    with _place():
        return _process().draw(urgency, make, *args, **kwargs)


@contextmanager
def _place() -> Iterator[None]:
    if not _places.take():
        raise TooManyDrawingsError(asker().client)
    end_turn()
    try:
        yield
    finally:
        _places.give_back(asker().client)


def rows_file(rows: Rows, form: str, origin: Provenance, text: Text) -> bytes:
    """Return rows as a file; a workbook, which takes seconds where there are thousands, apart.

    Raises
    ------
    TooManyDrawingsError
        When too many others wait.
    """
    if form == "xlsx":
        return drawn_apart(Urgency.FILE, rows_bytes, rows, form, origin, text)
    return rows_bytes(rows, form, origin, text)


def start_drawing() -> None:
    """Start the process that draws, and do not wait for it: it takes as long as the site itself."""
    Thread(
        target=drawn_apart, args=(Urgency.PAGE, markup.load), name="start-drawing", daemon=True
    ).start()


def load_pictures() -> None:
    """Have the process that draws load what pictures need, too, so that no chart waits for it."""
    with suppress(TooManyDrawingsError):
        drawn_apart(Urgency.FILE, in_worker.load)


@made_once(maxsize=KEPT)
def drawn(spec: str, width: int) -> str:
    """Return a chart as an ``<svg>`` element.

    Parameters
    ----------
    spec
        The chart in Vega-Lite, as JSON.
    width
        Width in px.

    Raises
    ------
    TooManyDrawingsError
        When too many other charts wait to be drawn.
    """
    return drawn_apart(Urgency.PAGE, markup.chart_of_width, spec, width)


@cache
def _process() -> DrawingProcess:
    process = DrawingProcess()
    atexit.register(process.close)
    return process
