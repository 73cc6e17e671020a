"""What a build that was killed leaves beside an edition, and which of it is an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from frikommune_viz.edition.manifest import MANIFEST

_PROCESSES: Final = Path("/proc")


def beside(folder: Path, kind: str, process: int) -> str:
    """Return how the name of a folder beside an edition begins.

    Parameters
    ----------
    kind
        ``new`` while it is written, ``old`` while it makes room.
    process
        The process that builds: what it is at work on is no leftover.
    """
    return f".{folder.name}-{kind}-{process}-"


def leftovers(folder: Path) -> list[Path]:
    """Return the folders of builds that no longer run, the youngest first."""
    ours = re.compile(rf"\.{re.escape(folder.name)}-(?:new|old)-(\d+)-\w+")
    found = [
        path
        for path in folder.parent.glob(f".{folder.name}-*")
        if (name := ours.fullmatch(path.name)) and not _is_running(int(name[1]))
    ]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def lost_edition(folder: Path) -> Path | None:
    """Return where an edition lies whose build was killed between two renames, if it was."""
    if folder.exists():
        return None
    old = [path for path in leftovers(folder) if path.name.startswith(f".{folder.name}-old-")]
    return next((path for path in old if (path / MANIFEST).is_file()), None)


def said_of(folder: Path) -> Iterator[str]:
    """Yield where a missing edition lies, and what puts it back."""
    if (lost := lost_edition(folder)) is not None:
        yield (
            f"{folder}: a build was stopped here; the edition it replaced lies in {lost.name}. "
            f"Put it back (mv {lost.name} {folder.name}), or build again."
        )


def _is_running(process: int) -> bool:
    # Where processes cannot be looked up, none is taken for dead.
    return not _PROCESSES.is_dir() or (_PROCESSES / str(process)).exists()
