"""How long the build takes, and how it grows with indicators and their register figures."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples, nothing_open, tell
from bench.servers import ROOT, BenchError

_SOURCES: Final = ROOT / "data" / "sources"
_FEW: Final = (1, 10)
_MANY: Final = (100,)


def _opened(logs: Path, counts: Sequence[int] = _FEW) -> AbstractContextManager[Round]:
    def one_round() -> Samples:
        samples: Samples = {}
        for times in counts:
            tell(f"    sources with {times} × the indicators")
            folder = logs / f"build-{times}"
            try:
                rows = grow(_SOURCES, folder / "sources", times)
                samples[f"build seconds {times}"] = [_build(folder)]
                samples[f"build rows {times}"] = [float(rows)]
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        return samples

    return nothing_open(one_round)


def grow(sources: Path, grown: Path, times: int) -> int:
    """Copy the sources with each indicator, and all its figures, `times` times over.

    Returns
    -------
    int
        The number of register figures in the copy.
    """
    shutil.copytree(sources, grown)
    catalogue = (sources / "indicators.toml").read_text(encoding="utf-8")
    # An area has one primary indicator, so the copies are none.
    others = re.sub(r"(?m)^(primary_reason_\w+) = .*$", r'\1 = ""', catalogue)
    copies = [re.sub(r"(?m)^\[(\w+)\]", rf"[\1_{k}]", others) for k in range(1, times)]
    (grown / "indicators.toml").write_text("\n".join([catalogue, *copies]), encoding="utf-8")
    count = 0
    for path in sorted((sources / "register").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        place = header.index("indicator_id")
        with (grown / "register" / path.name).open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file, lineterminator="\n")
            write.writerows([header, *rows])
            for k in range(1, times):
                write.writerows(
                    [*row[:place], f"{row[place]}_{k}", *row[place + 1 :]] for row in rows
                )
        count += times * len(rows)
    return count


def _build(folder: Path) -> float:
    command = [sys.executable, "-m", "frikommune_viz", "build"]
    paths = ["--sources", str(folder / "sources"), "--out", str(folder / "out")]
    began = time.perf_counter()
    built = subprocess.run(
        [*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if built.returncode:
        raise BenchError(f"the build failed:\n{built.stderr[-2000:]}")
    return time.perf_counter() - began


PART: Final = Part("building", "Building the edition", 1, _opened)
MANY: Final = Part("growth", "Building it a hundredfold", 1, partial(_opened, counts=_MANY))
