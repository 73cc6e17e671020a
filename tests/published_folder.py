"""What tests of a published folder share."""

from __future__ import annotations

import json
from pathlib import Path

from frikommune_viz.figures.request import FigureRequest

CODES = ("absence_grade_7_9-trend", "parent_satisfaction-levels")
BASE = "https://frikommune.example/figurer"


def named(stem: str) -> FigureRequest:
    request = FigureRequest.from_stem(stem)
    assert request is not None
    return request


def set_version(folder: Path, version: str) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "version": version}))


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
