"""The explorer's router as code, and how to forget what it has drawn."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from frikommune_viz.figures import registry
from frikommune_viz.site import ui

if os.environ.get("BENCH_TIMES"):
    import bench.timed  # noqa: F401

_FILE: Final = Path(__file__).parents[2] / "frikommune_viz" / "site" / "router.py"
# Compiled once: Streamlit keeps the code of the script it runs as well.
CODE: Final = compile(_FILE.read_text(encoding="utf-8"), str(_FILE), "exec")
NAMES: Final[dict[str, Any]] = {"__name__": "__main__", "__file__": str(_FILE)}


def forget_drawn() -> None:
    """Empty every cache of finished parts and figures.

    Raises
    ------
    LookupError
        When there is none: then this variant would measure the explorer as it is.
    """
    held = (*vars(ui).values(), *vars(registry).values())
    caches = [kept for kept in held if hasattr(kept, "cache_clear") and not isinstance(kept, type)]
    if not caches:
        raise LookupError("frikommune_viz.site.ui holds no cache; adapt bench/default")
    for kept in caches:
        kept.cache_clear()
