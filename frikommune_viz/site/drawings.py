"""The charts of documents, drawn in a process of their own and kept.

Drawing holds the interpreter for some 75 ms; in the process that answers, every visitor would wait
for it. Each chart is drawn once, however many ask for it at the same time.
"""

from __future__ import annotations

import atexit
import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from threading import BoundedSemaphore
from typing import Final, ParamSpec, TypeVar

from frikommune_viz.export import worker
from frikommune_viz.export.chart_markup import chart_element
from frikommune_viz.figures.single_flight import single_flight

P = ParamSpec("P")
R = TypeVar("R")

KEPT: Final = 512
"""Drawings kept in memory, some 30 kB each."""

WAITING: Final = 48
"""Drawings that may wait at once; more are refused, so that one visitor cannot fill the queue."""

_places: Final = BoundedSemaphore(WAITING)


class TooManyDrawingsError(Exception):
    """So many charts wait to be drawn that another is refused."""


@single_flight(maxsize=KEPT)
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
    return in_worker(_draw, spec, width)


def in_worker(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a function in the process that draws, behind what waits there.

    Raises
    ------
    TooManyDrawingsError
        When too much else waits.
    """
    if not _places.acquire(blocking=False):
        raise TooManyDrawingsError
    try:
        return _workers().submit(function, *args, **kwargs).result()
    finally:
        _places.release()


@cache
def _workers() -> ProcessPoolExecutor:
    """Return the process that draws; it starts when the first chart is asked for."""
    # Spawned, not forked: the library that draws has threads, which a fork would leave behind.
    context = multiprocessing.get_context("spawn")
    workers = ProcessPoolExecutor(1, context, initializer=worker.start)
    atexit.register(workers.shutdown, cancel_futures=True)
    return workers


def _draw(spec: str, width: int) -> str:
    return chart_element({**json.loads(spec), "width": width})
