"""Files of a folder to publish: each is there whole or not at all, and known by its digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from frikommune_viz.whole_file import HALF_WRITTEN, write_whole

NOTICE: Final = re.compile(rb"<!--notice-->.*?<!--/notice-->", re.DOTALL)
"""The place in a page where a later version says that there are newer numbers."""

LIST: Final = "manifest.json"


class FolderError(Exception):
    """The folder cannot be published to. The message says which and why."""


@dataclass(slots=True)
class Published:
    """What a version's folder holds.

    Attributes
    ----------
    stamp
        Digest of all that its figures were made from.
    figures
        For each stem: what it was made from, and the digest of each of its files.
    """

    stamp: str = ""
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read what a folder holds; nothing where its list is missing or damaged."""
        path = folder / LIST
        try:
            written = json.loads(path.read_text(encoding="utf-8"))
            return cls(str(written["stamp"]), dict(written["figures"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Write the list; equal folders have equal lists."""
        content = json.dumps(
            {"stamp": self.stamp, "figures": self.figures}, indent=1, sort_keys=True
        )
        write_whole(folder / LIST, content.encode() + b"\n")


def open_folder(folder: Path) -> None:
    """Make a folder that can be written to, and sweep away what a stopped run left half written.

    Raises
    ------
    FolderError
        When there is a file in its place, or nobody may write there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f"{HALF_WRITTEN}probe"
        probe.write_bytes(b"")
        for left in folder.glob(f"{HALF_WRITTEN}*"):
            left.unlink()
    except OSError as error:
        raise FolderError(f"{folder}: cannot be written to ({error.strerror})") from error


def write_new(path: Path, content: bytes) -> bool:
    """Write a file unless it is there already with the same content; tell whether it was not."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True


def digest(path_or_content: Path | bytes) -> str:
    """Return the digest of a file; the notice of a later version does not count.

    Raises
    ------
    OSError
        When the file cannot be read.
    """
    content = (
        path_or_content if isinstance(path_or_content, bytes) else path_or_content.read_bytes()
    )
    return hashlib.sha256(NOTICE.sub(b"", content)).hexdigest()


def is_whole(folder: Path, files: Mapping[str, str]) -> bool:
    """Tell whether each file is there as it was written."""
    return bool(files) and all(
        (folder / name).is_file() and digest(folder / name) == known
        for name, known in files.items()
    )
