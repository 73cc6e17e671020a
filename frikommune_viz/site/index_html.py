"""What Streamlit's front end needs to start: read off the index.html of the installed version.

The page that a visitor gets is ours; Streamlit's scripts are added when the visitor wants to work
in it. An upgrade that names them in another way stops the start with a sentence that says so.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

STREAMLIT_FILES: Final = Path(st.__file__).parent / "static"
_SCRIPT: Final = re.compile(r'<script type="module" crossorigin src="(\./static/js/[^"]+)"')
_PRELOADED: Final = re.compile(r'<link rel="modulepreload" crossorigin href="(\./static/js/[^"]+)"')
_STYLES: Final = re.compile(r'<link rel="stylesheet" crossorigin href="(\./static/css/[^"]+)"')
_ROOT: Final = '<div id="root"></div>'


class IndexChangedError(Exception):
    """Streamlit's index.html no longer names its scripts as this module expects."""


class FrontEnd(NamedTuple):
    """Relative addresses of the start script, of what it imports at once, and of the style sheet."""

    script: str
    preloaded: tuple[str, ...]
    styles: str


def parse(index: str) -> FrontEnd:
    """Return what an index.html of Streamlit loads.

    Raises
    ------
    IndexChangedError
        When there is not exactly one start script, one style sheet and one root, or nothing is
        preloaded.
    """
    scripts, styles = _SCRIPT.findall(index), _STYLES.findall(index)
    preloaded = _PRELOADED.findall(index)
    found = {
        "start scripts": len(scripts),
        "style sheets": len(styles),
        "roots": index.count(_ROOT),
    }
    wrong = [f"{count} {what}" for what, count in found.items() if count != 1]
    if wrong or not preloaded:
        raise IndexChangedError(
            f"The index.html of Streamlit {st.__version__} holds "
            f"{', '.join(wrong) or 'no preloaded scripts'}. Install the version in "
            "requirements.txt, or mend frikommune_viz/site/index_html.py."
        )
    return FrontEnd(scripts[0], tuple(preloaded), styles[0])


@cache
def front_end() -> FrontEnd:
    """Return what the installed Streamlit's front end loads."""
    return parse((STREAMLIT_FILES / "index.html").read_text(encoding="utf-8"))


@cache
def chunks(entry: str) -> tuple[str, ...]:
    """List the script files that a lazily loaded part of Streamlit's front end needs.

    Parameters
    ----------
    entry
        Name of the part without its hash, such as ``ArrowVegaLiteChart``.

    Returns
    -------
    tuple of str
        Relative addresses of the part and of all it imports, without those loaded at once.
    """
    folder = STREAMLIT_FILES / "static" / "js"
    start = next(folder.glob(f"{entry}.*.js")).name
    at_once = front_end()
    known = {address.rpartition("/")[2] for address in (at_once.script, *at_once.preloaded)}
    needed: dict[str, None] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in known or name in needed:
            continue
        needed[name] = None
        script = (folder / name).read_text(encoding="utf-8")
        waiting += re.findall(r"from\s*[\"'`]\./([\w.-]+\.js)[\"'`]", script)
        waiting += re.findall(r"import\s*[\"'`]\./([\w.-]+\.js)[\"'`]", script)
    return tuple(f"./static/js/{name}" for name in needed)
