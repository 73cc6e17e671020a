"""The style sheet, fonts and icon of static pages; each file's name carries its hash.

A page of an older version keeps the looks it was published with, and the files may be kept by a
browser for good.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from frikommune_viz.style import marks_css, tokens_css

_SITE: Final = Path(__file__).parent.parent / "site" / "assets"
_PAGE_CSS: Final = Path(__file__).parent / "page.css"
_FONTS: Final = {
    "Newsreader": ("newsreader-latin.woff2", "400 700"),
    "Public Sans": ("public-sans-latin.woff2", "100 900"),
}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and the names a page links to."""

    files: Mapping[str, bytes]
    stylesheet: str
    icon: str


@cache
def assets() -> Assets:
    """Make the files that every static page links to."""
    files: dict[str, bytes] = {}
    faces = []
    for family, (name, weights) in _FONTS.items():
        stored = _keep(files, name, (_SITE / "fonts" / name).read_bytes())
        faces.append(
            f'@font-face{{font-family:"{family}";src:url("{stored}") format("woff2");'
            f"font-weight:{weights};font-display:optional}}\n"
        )
    rules = (_SITE / "frikommune.css").read_text(encoding="utf-8")
    rules += _PAGE_CSS.read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/\s*", "", rules, flags=re.DOTALL)
    css = "".join(faces) + tokens_css() + marks_css() + bare
    return Assets(
        files=files,
        stylesheet=_keep(files, "figure.css", css.encode()),
        icon=_keep(files, "favicon.svg", (_SITE / "favicon.svg").read_bytes()),
    )


def _keep(files: dict[str, bytes], name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    stored = f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
    files[stored] = content
    return stored
