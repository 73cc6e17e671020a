"""Tell on standard error how far a fetch has come."""

from __future__ import annotations

import sys
from typing import Final, TextIO

WIDTH: Final = 24


class Bar:
    """A bar that grows on a terminal, and a line a step where there is none.

    Parameters
    ----------
    noun
        What is counted, such as ``periods``.
    target
        Where it is written; standard error unless another is given.
    """

    def __init__(self, noun: str, target: TextIO | None = None) -> None:
        self._noun = noun
        self._target = target or sys.stderr
        self._open = False

    def show(self, done: int, total: int | None = None) -> None:
        """Show `done` of `total`; the total may be unknown."""
        words = f"{done} {self._noun}" if total is None else f"{done} of {total} {self._noun}"
        if not self._target.isatty():
            print(words, file=self._target, flush=True)
            return
        filled = WIDTH * done // total if total else 0
        bar = f"[{'#' * filled}{'.' * (WIDTH - filled)}] " if total else ""
        self._target.write(f"\r{bar}{words}")
        self._target.flush()
        self._open = True

    def end(self) -> None:
        """Leave the line, so that the next message stands on its own."""
        if self._open:
            print(file=self._target, flush=True)
            self._open = False
