"""Which editions a deployment offers, and which it shows where none is named."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from frikommune_viz.edition.edition import EDITIONS_FOLDER, PRACTICE, PUBLISHED
from frikommune_viz.edition.manifest import MANIFEST

VARIABLE: Final = "FRIKOMMUNE_EDITIONS"
"""Names of the editions a deployment offers, joined by commas; the first is shown unasked."""

SHIPPED: Final = (PUBLISHED, PRACTICE)
"""What is offered where nothing else is asked for; the second only where it has been built."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")


class EditionsError(Exception):
    """The environment asks for an edition that is not there."""


def offered_editions(folder: Path = EDITIONS_FOLDER) -> tuple[str, ...]:
    """Return the names of the editions that are offered, the one shown unasked first.

    The app and the static pages both ask here, so that an address without an edition means the
    same to both.

    Parameters
    ----------
    folder
        Holds the editions, a folder each.

    Raises
    ------
    EditionsError
        When the environment names an edition that has not been built in the folder.
    """
    written = os.environ.get(VARIABLE, "")
    if not written.strip():
        return (SHIPPED[0], *(name for name in SHIPPED[1:] if _is_built(folder, name)))
    names = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    wrong = [name for name in names if not _NAME.fullmatch(name) or not _is_built(folder, name)]
    if wrong or not names:
        raise EditionsError(
            f"{VARIABLE}={written}: no edition {', '.join(wrong)} in {folder.name}/. "
            "Name folders there that have been built, joined by commas."
        )
    return names


def _is_built(folder: Path, name: str) -> bool:
    return (folder / name / MANIFEST).is_file()
