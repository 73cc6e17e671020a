"""Addresses of the files in ``assets/``: each carries a hash, so that it can be kept for a year.

The style sheets and the scripts are files of their own to write and one file each to load.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

from frikommune_viz.style import bare_css, marks_css, tokens_css

ASSETS_FOLDER: Final = Path(__file__).parent / "assets"
ASSETS_ADDRESS: Final = "/assets"
STYLE_SHEET: Final = "site.css"
SCRIPT: Final = "site.js"
JOINED: Final = {
    STYLE_SHEET: (
        "frikommune.css",
        "first.css",
        "frame.css",
        "register.css",
        "map.css",
        "inspiration.css",
        "profile.css",
        "document.css",
    ),
    SCRIPT: ("frikommune.js", "own.js", "figure.js", "reading.js", "find.js"),
}
"""What is loaded as one file, and of which it is made, in their order."""
_MENTION: Final = re.compile(rf"{ASSETS_ADDRESS}/(?P<name>[\w./-]+)")
# Only comments that have lines of their own: what follows code could as well be within quotes.
_COMMENT_LINES: Final = re.compile(
    r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE
)


@cache
def content(name: str) -> bytes:
    """Return what an asset holds: a file, or several joined without their comments."""
    if name not in JOINED:
        return (ASSETS_FOLDER / name).read_bytes()
    joined = "\n".join((ASSETS_FOLDER / part).read_text("utf-8") for part in JOINED[name])
    if name == STYLE_SHEET:
        return (tokens_css() + marks_css() + _with_versions(bare_css(joined))).encode()
    return _COMMENT_LINES.sub("", joined).encode()


@cache
def version(name: str) -> str:
    """Return the first ten hexadecimal digits of the SHA-256 of an asset."""
    return hashlib.sha256(content(name)).hexdigest()[:10]


def address(name: str) -> str:
    """Return the address of an asset, such as ``/assets/site.css?v=0123456789``."""
    return f"{ASSETS_ADDRESS}/{name}?v={version(name)}"


def _with_versions(css: str) -> str:
    return _MENTION.sub(lambda mention: address(mention["name"]), css)
