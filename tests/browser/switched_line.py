"""A line between browser and servers that can be cut, and led to another process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit


class Line:
    """Hand bytes on between whoever connects and the process of the moment."""

    def __init__(self, target: str) -> None:
        self._lead(target)
        self._open: list[socket.socket] = []
        self._lock = Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._is_cut = False
        Thread(target=self._accept, daemon=True).start()

    def _lead(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname, parts.port)

    def cut(self) -> None:
        """End what is open, and refuse what comes."""
        self._is_cut = True
        with self._lock:
            ending, self._open = self._open, []
        for end in ending:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def mend(self, target: str) -> None:
        """Lead whoever connects from now on to `target`."""
        self._lead(target)
        self._is_cut = False

    def close(self) -> None:
        """Let nobody in any more."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._is_cut:
                near.close()
                continue
            try:
                far = socket.create_connection(self._target)
            except OSError:
                near.close()
                continue
            with self._lock:
                self._open += [near, far]
            Thread(target=_pump, args=(near, far), daemon=True).start()
            Thread(target=_pump, args=(far, near), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    line = Line(target)
    try:
        yield line
    finally:
        line.close()
