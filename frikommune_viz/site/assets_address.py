"""Addresses of the files in ``assets/``: each carries a hash, so that it can be kept for a year."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

ASSETS_FOLDER: Final = Path(__file__).parent / "assets"
ASSETS_ADDRESS: Final = "/assets"
_MENTION: Final = re.compile(rf"{ASSETS_ADDRESS}/(?P<name>[\w./-]+)")


@cache
def version(name: str) -> str:
    """Return the first ten hexadecimal digits of the SHA-256 of an asset."""
    return hashlib.sha256((ASSETS_FOLDER / name).read_bytes()).hexdigest()[:10]


def address(name: str) -> str:
    """Return the address of an asset, such as ``/assets/frikommune.css?v=0123456789``."""
    return f"{ASSETS_ADDRESS}/{name}?v={version(name)}"


def with_versions(css: str) -> str:
    """Give each ``/assets/…`` that a style sheet mentions its version."""
    return _MENTION.sub(lambda mention: address(mention["name"]), css)
