"""A publishing that is killed leaves no worker, and the next one goes on from there."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


def test_no_worker_outlives_it(tmp_path: Path) -> None:
    publishing = subprocess.Popen(
        [sys.executable, "-m", "frikommune_viz", "publish", str(tmp_path), "--jobs", "2"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        started = psutil.Process(publishing.pid)
        workers: list[psutil.Process] = []
        for _ in range(600):
            workers = [one for one in started.children() if "spawn_main" in " ".join(one.cmdline())]
            if len(workers) == 2 and any(tmp_path.rglob("*.svg")):
                break
            assert publishing.poll() is None
            time.sleep(0.1)
        assert len(workers) == 2
    finally:
        publishing.kill()
        publishing.wait()
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert alive == []
