"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

HALF_WRITTEN: Final = ".half-written-"
"""Begins the name of a file that is not finished; one that is left over may be deleted."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that a reader sees the old one or the new.

    Raises
    ------
    OSError
        When it cannot be written; what was there is untouched, and nothing is left beside it.
    """
    put_whole(path, lambda half: half.write_bytes(content))


def put_whole(path: Path, make: Callable[[Path], object]) -> None:
    """Let `make` create a file under another name, and then put it in its place.

    Raises
    ------
    OSError
        As :func:`write_whole` does.
    """
    # Another ending, so that no search for files of a kind finds it.
    half = path.with_name(f"{HALF_WRITTEN}{os.getpid()}-{path.name}.part")
    try:
        make(half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
