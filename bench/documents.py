"""Documents behind nginx as shipped, beside a static file of the same size from the same nginx."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.proxy import behind_nginx
from bench.rounds import Part, Round, Samples
from bench.servers import BenchError, serve

_PAGE: Final = "/borgere?lang=da"
_FILE: Final = "/figurer/as-large.bin"
_CONNECTIONS: Final = 32
_AT_ONCE: Final = 8
"""Requests that a connection sends before it reads: the client would else be the slower one."""
_ENOUGH: Final = 20_000
_ROOM: Final = 1 << 18


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    folder = (logs / "nginx" / "figurer").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with serve("ours", logs) as server, behind_nginx(server.port, logs, plain=True) as address:
        port = int(address.rpartition(":")[2])
        size = len(_answer(port, _PAGE).partition(b"\r\n\r\n")[2])
        (folder / "as-large.bin").write_bytes(bytes(size))

        def one_round() -> Samples:
            return {
                "nginx file": [_rate(port, _FILE)],
                "nginx document": [_rate(port, _PAGE)],
                "nginx document-kb": [size / 1000],
            }

        yield one_round


def _request(path: str, *, last: bool = False) -> bytes:
    words = "close" if last else "keep-alive"
    return (
        f"GET {path} HTTP/1.1\r\nHost: frikommune.example\r\nAccept-Encoding: gzip\r\n"
        f"Connection: {words}\r\n\r\n"
    ).encode()


def _answer(port: int, path: str) -> bytes:
    """Return one answer, head and body."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(_request(path, last=True))
        answer = b"".join(iter(lambda: line.recv(_ROOM), b""))
    if not answer.startswith(b"HTTP/1.1 200"):
        raise BenchError(f"{path}: {answer[:60]!r}")
    return answer


def _rate(port: int, path: str) -> float:
    """Return answers a second, until enough have come."""
    # Kept open, an answer says "keep-alive" where the one above says "close".
    whole = len(_answer(port, path)) + len("keep-alive") - len("close")
    burst = _request(path) * _AT_ONCE
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(_CONNECTIONS)]
    room = bytearray(_ROOM)
    with selectors.DefaultSelector() as ready:
        for line in lines:
            ready.register(line, selectors.EVENT_READ, [_AT_ONCE * whole])
        began = time.perf_counter()
        for line in lines:
            line.sendall(burst)
        answered = 0
        while answered < _ENOUGH:
            for key, _ in ready.select():
                line = key.fileobj  # type: ignore[assignment]
                missing: list[int] = key.data
                missing[0] -= line.recv_into(room, min(missing[0], _ROOM))
                if not missing[0]:
                    answered += _AT_ONCE
                    missing[0] = _AT_ONCE * whole
                    line.sendall(burst)
        took = time.perf_counter() - began
    for line in lines:
        line.close()
    return answered / took


PART: Final = Part("documents", "Documents behind nginx", 5, _opened)
