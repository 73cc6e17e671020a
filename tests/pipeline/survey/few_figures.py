"""Our own sources with few register figures: a survey is built upon them in a third of the time.

What a survey gives hangs on no register figure; that all of them stand beside it is held by
`test_survey_edition.py`.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

SOURCES = Path(__file__).parents[3] / "data" / "sources"
KEPT = ("absence_grade_7_9", "children_per_adult_0_2")
"""Periods in school years and in calendar years."""


def sources_of_few_figures(folder: Path) -> Path:
    """Copy our sources to a folder that is not there yet, and leave most of the register out."""
    shutil.copytree(SOURCES, folder)
    catalogue = folder / "indicators.toml"
    entries = re.split(r"^(?=\[)", catalogue.read_text("utf-8"), flags=re.M)
    kept = [one for one in entries if one[0] != "[" or one[1:].partition("]")[0] in KEPT]
    assert len(kept) == 1 + len(KEPT)
    named = {entry["source_id"] for entry in tomllib.loads("".join(entries)).values()}
    catalogue.write_text("".join(kept), "utf-8")
    for path in (folder / "register").glob("*.csv"):
        if not keep_rows(path, lambda first: first in KEPT):
            path.unlink()
    # A source that nothing uses any more may not stand there.
    users = [path for path in folder.rglob("*.*") if path.name != "sources.csv"]
    used = "".join(path.read_text("utf-8") for path in users)
    unused = {name for name in named if name not in used}
    assert unused
    assert keep_rows(folder / "sources.csv", lambda first: first not in unused)
    return folder


def keep_rows(path: Path, is_kept: Callable[[str], bool]) -> int:
    """Keep the rows of a CSV file whose first cell is to be kept, and count them."""
    head, *rows = path.read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if is_kept(row.partition(",")[0])]
    path.write_text(head + "".join(kept), "utf-8")
    return len(kept)
