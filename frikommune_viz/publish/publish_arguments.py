"""The words of ``python -m frikommune_viz publish``; apart, so that reading them draws nothing in."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Any, Final

from frikommune_viz.edition.edition import EDITIONS_FOLDER

_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")


def add(commands: Any) -> None:
    """Add the command and its options."""
    publish = commands.add_parser("publish", help="write static pages of all figures")
    publish.add_argument("out", type=Path, metavar="OUT", help="folder to publish to")
    publish.add_argument(
        "--edition", action="append", metavar="NAME", help="only this edition; may be repeated"
    )
    publish.add_argument("--base-url", type=_address, default="", metavar="URL", help="of OUT")
    publish.add_argument(
        "--explorer-url", type=_address, default="", metavar="URL", help="unless at the same host"
    )
    publish.add_argument(
        "--own",
        choices=("agreement", "all"),
        default="agreement",
        help="municipalities that get figures of their own: the seven, or all 98",
    )
    publish.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, metavar="N")
    publish.add_argument("--data", type=Path, default=EDITIONS_FOLDER, metavar="DIR")


def _address(written: str) -> str:
    """Read an address of the web; nothing that HTML could read as more than that passes."""
    if written and not _ADDRESS.fullmatch(written):
        raise argparse.ArgumentTypeError(f"{written!r}: not an address such as https://a.example/b")
    return written.rstrip("/")


def _count(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 256:
        raise argparse.ArgumentTypeError(f"{written!r}: not a number from 1 to 256")
    return int(written)
