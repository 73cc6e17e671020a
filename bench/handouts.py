"""How long it takes to draw every handout in both languages, as page and as PDF.

In a process of its own, with all that it imports: what it has drawn before is not drawn again, and
the words of a figure are kept too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from bench.rounds import Part, Round, Samples, nothing_open
from bench.servers import ROOT, BenchError
from frikommune_viz.edition.edition import PUBLISHED
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.publish.handout_files import handout_names, write_handouts
from frikommune_viz.publish.locations import Place

_PLACE: Final = Place("", "", "", "", "https://frikommune.example", "", "index")


def _opened(logs: Path) -> AbstractContextManager[Round]:
    expected = len(handout_names(open_edition(PUBLISHED)))

    def one_round() -> Samples:
        folder = logs / "handouts"
        try:
            began = time.perf_counter()
            drawn = subprocess.run(
                [sys.executable, "-m", "bench.handouts", str(folder)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds = time.perf_counter() - began
            if drawn.returncode:
                raise BenchError(f"the handouts were not drawn:\n{drawn.stderr[-2000:]}")
            files = len(list(folder.iterdir()))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if files != expected:
            raise BenchError(f"{files} files of handouts, not {expected}")
        return {"ours handouts-seconds": [seconds], "ours handouts-files": [float(files)]}

    return nothing_open(one_round)


PART: Final = Part("handouts", "Drawing all handouts", 1, _opened)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True)
    write_handouts(open_edition(PUBLISHED), _PLACE, Path(sys.argv[1]))
