"""The charts of documents, drawn in a process of their own and kept.

Drawing holds the interpreter for some 75 ms; in the process that answers, every visitor would wait
for it. Each chart is drawn once, however many ask for it at the same time.
"""

from __future__ import annotations

import atexit
import json
import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from threading import Lock
from typing import Final

from frikommune_viz.export import worker
from frikommune_viz.export.chart_markup import chart_element

KEPT: Final = 512
"""Drawings kept in memory, some 30 kB each."""

WAITING: Final = 48
"""Drawings that may wait at once; more are refused, so that one visitor cannot fill the queue."""


class TooManyDrawingsError(Exception):
    """So many charts wait to be drawn that another is refused."""


class Drawings:
    """Draw charts in a worker process and keep them, the one asked for last longest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[str, int], Future[str]] = {}
        # Spawned, not forked: the library that draws has threads, which a fork would leave behind.
        self._workers = ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), initializer=worker.start
        )
        atexit.register(self._workers.shutdown, cancel_futures=True)

    def drawn(self, spec: str, width: int) -> str:
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
        key = (spec, width)
        with self._lock:
            found = self._kept.pop(key, None)
            if found is None:
                waiting = sum(not drawing.done() for drawing in self._kept.values())
                if waiting >= WAITING:
                    raise TooManyDrawingsError
                found = self._workers.submit(_draw, spec, width)
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
        try:
            return found.result()
        except Exception:
            # A fault is not kept: the next visitor may be luckier.
            with self._lock:
                self._kept.pop(key, None)
            raise


@cache
def drawings() -> Drawings:
    """Return the drawings of this process; the worker starts when the first is asked for."""
    return Drawings()


def _draw(spec: str, width: int) -> str:
    return chart_element({**json.loads(spec), "width": width})
