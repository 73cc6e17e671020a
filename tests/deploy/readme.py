"""The commands of deploy/README.md, as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "deploy" / "README.md"


def commands(block: int) -> list[str]:
    """Return the lines of one of the shell blocks: the first time, an update, the way back."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.S | re.M)
    return [line for line in blocks[block].splitlines() if line]
