"""Start and stop the servers that are measured: the floor, the default and ours."""

from __future__ import annotations

import compileall
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from frikommune_viz.__main__ import main

ROOT: Final = Path(__file__).parents[1]
_UNIT: Final = ROOT / "deploy" / "frikommune@.service"
_LAUNCH: Final = {"floor": "bench.floor.launch", "ours": "app"}
_PLAIN: Final = ("-m", "streamlit", "run", "bench/default/page.py", "--server.headless=true")
_PATIENCE: Final = 300.0
"""Seconds for a start; long enough for a slow and busy machine, so that it only ends a hanging server."""


class BenchError(Exception):
    """What was to be measured did not happen."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers. ``healthy_ms`` is the time from process start to the first ok."""

    variant: str
    port: int
    pid: int
    healthy_ms: float

    @property
    def address(self) -> str:
        """Address of the server without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def resident_kib(self) -> float:
        """Return the memory of the process that is in RAM, in KiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return float(
            next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
        )


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serve(variant: str, logs: Path, times: Path | None = None) -> Iterator[Server]:
    """Serve a variant until the block ends.

    Parameters
    ----------
    variant
        ``floor``, ``ours`` or ``default``.
    logs
        Folder for the server's log.
    times
        File for the time of each run of the script, see :mod:`bench.timed`.
    """
    _compile()
    port = free_port()
    log = logs / f"{variant}-{port}.log"
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            _command(variant, port, timed=times is not None),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **_told(variant, times)},
            stdout=said,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the bench; it stops its servers itself.
            start_new_session=True,
        )
        try:
            _wait_until_healthy(process, port, log)
            yield Server(variant, port, process.pid, 1000 * (time.perf_counter() - began))
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@cache
def _compile() -> None:
    """Compile code and templates once, as deploy/README.md does; what lies in the environment is compiled."""
    compileall.compile_dir(ROOT / "bench", quiet=1)
    if main(["compile"]):
        raise BenchError("The code could not be compiled")


def _command(variant: str, port: int, *, timed: bool) -> list[str]:
    if variant == "default":
        return [sys.executable, *_PLAIN, f"--server.port={port}"]
    launch = "bench.timed" if timed else _LAUNCH[variant]
    return [sys.executable, "-m", "uvicorn", f"{launch}:app", *_flags(port)]


def _flags(port: int) -> list[str]:
    """Return what follows the app's name in the command of the unit."""
    said = _UNIT.read_text(encoding="utf-8").replace("\\\n", " ")
    (flags,) = re.findall(r"^ExecStart=\S+/uvicorn app:app (.*)$", said, re.MULTILINE)
    return str(flags).replace("%i", str(port)).split()


def _told(variant: str, times: Path | None) -> Mapping[str, str]:
    if times is None:
        return {}
    launch = {} if variant == "default" else {"BENCH_LAUNCH": _LAUNCH[variant]}
    return {"BENCH_TIMES": str(times.resolve()), **launch}


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.perf_counter() + _PATIENCE
    while process.poll() is None and time.perf_counter() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.005)
    raise BenchError(f"The server did not start:\n{log.read_text(errors='replace')}")
