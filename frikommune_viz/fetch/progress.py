"""Report the progress of a fetch on standard error."""

from __future__ import annotations

import sys
from typing import Final, TextIO

WIDTH: Final = 24


class Bar:
    """A progress bar on a terminal, and one line per step elsewhere.

    Parameters
    ----------
    noun
        What is counted, such as ``periods``.
    target
        The stream to write to; standard error by default.
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
        """End the line, so that the next message starts on its own."""
        if self._open:
            print(file=self._target, flush=True)
            self._open = False
