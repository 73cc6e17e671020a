"""``python -m frikommune_viz publish OUT``: static pages of all figures, for any file server."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from frikommune_viz.edition.edition import Edition, EditionError
from frikommune_viz.edition.offered import EditionsError, offered_editions
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.parts.static_index import draw_front
from frikommune_viz.publish.assets import assets
from frikommune_viz.publish.atomic_folder import (
    FolderError,
    Published,
    is_whole,
    open_folder,
    write_new,
)
from frikommune_viz.publish.figure_names import index_code, is_published, items
from frikommune_viz.publish.handout_files import handout_names, write_handouts
from frikommune_viz.publish.inputs import stamp
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import index_page
from frikommune_viz.publish.versions import LATEST, settle
from frikommune_viz.publish.workers import Job, draw_all
from frikommune_viz.text import TEXTS

Tell = Callable[[str], None]
_STOPPED: Final = 130
_BAR: Final = 24


def run(options: argparse.Namespace, tell: Tell) -> int:
    """Publish; return 0 when all is written, 1 when it cannot be, 130 when it was stopped."""
    try:
        names = options.edition or _built(options.data)
        unasked = offered_editions(options.data)[0]
        # The one the explorer shows unasked first.
        names = sorted(dict.fromkeys(names), key=lambda name: name != unasked)
        editions = [open_edition(name, options.data) for name in names]
        open_folder(options.out)
        open_folder(options.out / "assets")
        if not options.base_url:
            tell("No --base-url: pages have no link previews and no snippets to paste elsewhere.")
        for name, content in assets().files.items():
            write_new(options.out / "assets" / name, content)
        for edition in editions:
            code = "" if edition.name == unasked else edition.name
            _publish(edition, _place(edition, code, options), options, tell)
        _front(options.out)
    except (FolderError, EditionError, EditionsError) as error:
        tell(str(error))
        return 1
    except OSError as error:
        # A full disk, or rights that were taken away on the way.
        tell(f"{error.filename or options.out}: {error.strerror}. What is done is kept.")
        return 1
    except KeyboardInterrupt:
        tell("Stopped. The same command goes on from here.")
        return _STOPPED
    return 0


def _publish(edition: Edition, place: Place, options: argparse.Namespace, tell: Tell) -> None:
    began = time.monotonic()
    folder: Path = options.out / edition.name
    here = folder / f"v{edition.version}"
    open_folder(here)
    listed = Published.read(here)
    municipalities = (
        tuple(edition.municipalities) if options.own == "all" else tuple(MUNICIPALITY_AREA)
    )
    asked = dict.fromkeys([*items(edition, municipalities), *_earlier(edition, listed)])
    now = stamp(edition, place)
    waiting = [
        request
        for request in asked
        if listed.stamp != now
        or not is_whole(here, listed.figures.get(request.stem, {}).get("files", {}))
    ]
    drawn = 0
    if listed.stamp != now or not all((here / name).is_file() for name in handout_names(edition)):
        write_handouts(edition, place, here)
    if waiting:
        # Named only when all of it holds: a stopped run must look at the rest again.
        listed.stamp = now if listed.stamp == now else ""
        job = Job(edition.name, options.data, here, place)
        bar = _bar(f"{edition.name} v{edition.version}")
        drawn = draw_all(job, waiting, listed, options.jobs, bar)
        listed.stamp = now
        listed.write(here)
    _index(edition, here, list(asked), place)
    settle(folder)
    seconds = time.monotonic() - began
    tell(
        f"{edition.name} v{edition.version}: {len(asked)} figures, {drawn} drawn, {seconds:.1f} s."
    )


def _earlier(edition: Edition, listed: Published) -> list[FigureRequest]:
    """Return what this version already published, so that no link to it breaks."""
    read = (FigureRequest.from_stem(stem) for stem in listed.figures)
    return [request for request in read if request and is_published(edition, request)]


def _place(edition: Edition, edition_code: str, options: argparse.Namespace) -> Place:
    base = f"{options.base_url}/{edition.name}/" if options.base_url else ""
    host = urlsplit(options.base_url)
    explorer = options.explorer_url or (f"{host.scheme}://{host.netloc}" if base else "")
    return Place(
        assets="../../assets/",
        frozen=f"{base}v{edition.version}/" if base else "",
        newest=f"{base}{LATEST}/" if base else "",
        to_newest=f"../{LATEST}/",
        explorer=explorer,
        edition_code=edition_code,
        index=index_code(edition),
    )


def _index(edition: Edition, here: Path, published: list[FigureRequest], place: Place) -> None:
    municipalities = tuple(dict.fromkeys(request.own for request in published if request.own))
    for language in Language:
        page = index_page(edition, municipalities, place, TEXTS[language])
        write_new(here / place.index_file(language), page.encode())


def _front(out: Path) -> None:
    """Write the first page of the folder: the editions in it, in both languages."""
    lists = {
        language: [
            path.relative_to(out).as_posix()
            for path in sorted(out.glob(f"*/{LATEST}/*index.{language}.html"))
        ]
        for language in Language
    }
    page = draw_front(
        lists,
        f"assets/{assets().stylesheet}",
        [f"assets/{name}" for name in assets().fonts],
        f"assets/{assets().icon}",
    )
    write_new(out / "index.html", page.encode())


def _built(data: Path) -> list[str]:
    """Return the names of the editions in a folder."""
    names = sorted(path.parent.name for path in data.glob("*/manifest.json"))
    if not names:
        raise EditionError(f"{data}: holds no edition")
    return names


def _bar(name: str) -> Callable[[int, int], None]:
    """Return what tells how far a run has come: a bar for people, a line per tenth for a log."""
    to_people = sys.stderr.isatty()

    def tell(done: int, of: int) -> None:
        filled = _BAR * done // of
        line = f"{name} [{'#' * filled}{'.' * (_BAR - filled)}] {done}/{of}"
        if to_people:
            print(f"\r{line}", end="\n" if done == of else "", file=sys.stderr, flush=True)
        elif done * 10 // of > (done - 1) * 10 // of:
            print(line, file=sys.stderr, flush=True)

    return tell
