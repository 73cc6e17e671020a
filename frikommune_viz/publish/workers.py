"""Draw the figures of an edition into a folder, on all cores; what is there is not drawn again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from frikommune_viz.drawing import worker
from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.registry import complete, draw
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.publish.atomic_folder import Published, digest, is_whole
from frikommune_viz.publish.figure_files import draw_forms
from frikommune_viz.publish.inputs import inputs
from frikommune_viz.publish.locations import Place
from frikommune_viz.whole_file import write_whole

LISTED_EVERY: Final = 40
"""After so many figures the list is written, so that a run that is killed loses few."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to draw figures: given once, when it starts."""

    edition: str
    editions_folder: Path
    folder: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Done:
    """How a figure went: what is listed of it, and whether it had to be drawn."""

    stem: str
    listed: dict[str, Any]
    drawn: bool


def draw_all(
    job: Job,
    requests: Iterable[FigureRequest],
    listed: Published,
    jobs: int,
    tell: Callable[[int, int], None],
) -> int:
    """Draw `requests` and list them; return how many had to be drawn.

    A stop from the keyboard ends after the figures that are being drawn; the list then holds what
    is done, and the next run goes on from there.
    """
    waiting = [(request, listed.figures.get(request.stem, {})) for request in requests]
    drawn = 0
    try:
        for number, done in enumerate(_results(job, waiting, jobs), start=1):
            listed.figures[done.stem] = done.listed
            drawn += done.drawn
            if number % LISTED_EVERY == 0:
                listed.write(job.folder)
            tell(number, len(waiting))
    finally:
        listed.write(job.folder)
    return drawn


def draw_figure(
    edition: Edition, request: FigureRequest, place: Place, folder: Path, known: Any
) -> Done:
    """Draw one figure in all its forms, unless it is there as it would be drawn.

    Raises
    ------
    ValueError
        When the edition has no such figure.
    """
    asked = complete(edition, request)
    if asked is None:
        raise ValueError(f"{request.stem}: no figure of the edition {edition.name}")
    # Each is drawn once, so none is kept.
    figure = draw(edition, asked)
    made_from = inputs(edition, figure, place)
    if known.get("inputs") == made_from and is_whole(folder, known["files"]):
        return Done(request.stem, known, drawn=False)
    files = {}
    for form, content in draw_forms(edition, figure, place):
        write_whole(folder / request.file(form), content)
        files[request.file(form)] = digest(content)
    return Done(request.stem, {"inputs": made_from, "files": files}, drawn=True)


def _results(
    job: Job, waiting: Sequence[tuple[FigureRequest, dict[str, Any]]], jobs: int
) -> Iterator[Done]:
    """Draw on so many cores; on one, without the second that another process takes to start."""
    if jobs == 1:
        edition = open_edition(job.edition, job.editions_folder)
        for request, known in waiting:
            yield draw_figure(edition, request, job.place, job.folder, known)
        return
    # Spawned, not forked: the library that draws has threads, which a fork would leave behind.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(job,)) as workers:
        futures = [workers.submit(_draw_one, request, known) for request, known in waiting]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            workers.shutdown(cancel_futures=True)


_worker: dict[str, Any] = {}


def _start(job: Job) -> None:
    """Open the edition in a worker."""
    worker.start()
    _worker["job"] = job
    _worker["edition"] = open_edition(job.edition, job.editions_folder)


def _draw_one(request: FigureRequest, known: dict[str, Any]) -> Done:
    job: Job = _worker["job"]
    return draw_figure(_worker["edition"], request, job.place, job.folder, known)
