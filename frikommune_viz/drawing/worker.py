"""What every worker process that draws does when it starts."""

from __future__ import annotations

import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from threading import Thread


def start() -> None:
    """Leave a stop from the keyboard to the parent, and end with it, however it ends.

    A parent that was killed cannot end its workers; each then kept 300 MB until somebody found it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
