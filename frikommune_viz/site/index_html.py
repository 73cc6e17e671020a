"""Streamlit's index.html as a frame for our own head and first text.

Each piece that is replaced must stand exactly once in the index.html of the installed Streamlit.
An upgrade that moves one stops the start with a sentence that says which, instead of serving a
page with the wrong language or an inline script that the content security policy forbids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

STREAMLIT_FILES: Final = Path(st.__file__).parent / "static"
_LANGUAGE, _HEAD, _BODY = "<!--our language-->", "<!--our head-->", "<!--our body-->"


class IndexChangedError(Exception):
    """Streamlit's index.html no longer holds a piece that must be replaced."""


@dataclass(frozen=True, slots=True)
class _Piece:
    what: str
    pattern: str
    ours: str = ""


_PIECES: Final = (
    _Piece("the language", r'<html lang="en">', f'<html lang="{_LANGUAGE}">'),
    _Piece("the icon", r'<link rel="shortcut icon" href="\./favicon\.png" />'),
    _Piece(
        "the preload of Source Sans",
        r'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^"]*"[^>]*/>',
    ),
    _Piece("the title", r"<title>Streamlit</title>", _HEAD),
    _Piece(
        "the pointer to the agent API",
        r'<!--\s+Machine-readable pointer(?:(?!-->).)*-->\s*<link rel="service-desc"[^>]*/>',
    ),
    # frikommune.js sets the flag instead: a strict policy allows no inline script.
    _Piece(
        "the inline script",
        r"<!-- initialize window\.prerenderReady(?:(?!-->).)*-->\s*"
        r"<script>\s*window\.prerenderReady = false\s*</script>",
    ),
    _Piece("the text for readers without script", r"<noscript>.*</noscript>"),
    _Piece("the root of the app", r'<div id="root"></div>', f'{_BODY}<div id="root"></div>'),
)


def cut(index: str) -> str:
    """Cut Streamlit's own pieces out of `index` and leave marks for ours.

    Raises
    ------
    IndexChangedError
        When a piece does not stand there exactly once, or an inline script is left.
    """
    for piece in _PIECES:
        index, found = re.subn(piece.pattern, lambda _: piece.ours, index, flags=re.DOTALL)  # noqa: B023
        if found != 1:
            raise IndexChangedError(
                f"The index.html of Streamlit {st.__version__} holds {piece.what} {found} times, "
                "not once. Install the version in requirements.txt, or mend "
                "frikommune_viz/site/index_html.py."
            )
    if re.search(r"<script(?![^>]*\ssrc=)", index):
        raise IndexChangedError(
            f"The index.html of Streamlit {st.__version__} has a new inline script. Install the "
            "version in requirements.txt, or mend frikommune_viz/site/index_html.py."
        )
    return index


@cache
def frame() -> str:
    """Return the index.html of the installed Streamlit with marks for our pieces."""
    return cut((STREAMLIT_FILES / "index.html").read_text(encoding="utf-8"))


def fill(frame: str, *, language: str, head: str, body: str) -> str:
    """Put the language, the head and the first text into a frame."""
    return frame.replace(_LANGUAGE, language).replace(_HEAD, head).replace(_BODY, body)


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
        Relative addresses of the part and of all it imports, without those in index.html already.
    """
    folder = STREAMLIT_FILES / "static" / "js"
    start = next(folder.glob(f"{entry}.*.js")).name
    known = set(re.findall(r"static/js/([^\"]+)", frame()))
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
