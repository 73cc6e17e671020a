"""What the machine is, in words that say nothing of whose it is."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from importlib.metadata import version
from pathlib import Path
from typing import Final

_GIB: Final = 1024**3


def describe() -> str:
    """Return processor, cores, memory, system and versions, and how busy the machine is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("streamlit", "altair", "pandas", "uvicorn")
    )
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; {system}; "
        f"Python {platform.python_version()}, {libraries}; {_chromium()}. "
        f"Load before the run: {os.getloadavg()[0]:.1f}."
    )


def loop_ms() -> float:
    """Return the milliseconds of a loop of known work, the best of seven: what this machine can do.

    A million squares, added up in plain Python. Other machines' readings are scaled by it.
    """
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        sum(number * number for number in range(1_000_000))
        taken.append(1000 * (time.perf_counter() - began))
    return min(taken)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _chromium() -> str:
    path = shutil.which("chromium")
    if path is None:
        return "no Chromium"
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])
