"""A server that is started for a test."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_healthy(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(150):
        if server.poll() is not None:
            break
        try:
            httpx.get(f"{address}/_stcore/health", timeout=60)
        except httpx.ConnectError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(log.read_text())
