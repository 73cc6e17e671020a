"""The commands of deploy/README.md, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "deploy" / "README.md"


def commands(block: int) -> list[str]:
    """Return what one of the shell blocks runs: the first time, an update, the way back.

    Lines that ``&&`` joins are one command, for a shell as for whoever copies them.
    """
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.S | re.M)
    return [line for line in blocks[block].replace("&&\n", "&& ").splitlines() if line]
