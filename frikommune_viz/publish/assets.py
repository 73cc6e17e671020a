"""The style sheets, fonts, scripts and icon of static pages; each name carries its file's hash.

A page of an older version keeps the looks it was published with, and the files may be kept by a
browser for good.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from frikommune_viz.publish.frame_height import MARGIN, WIDTHS
from frikommune_viz.style import FONT, bare_css, marks_css, tokens_css

_SITE: Final = Path(__file__).parent.parent / "site" / "assets"
_HERE: Final = Path(__file__).parent
_MARKS: Final = re.compile(r"^\.mark\b.*$", re.MULTILINE)
_FONTS: Final = {
    "Newsreader": ("newsreader-latin.woff2", "400 600"),
    "Public Sans": ("public-sans-latin.woff2", "400 600"),
}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and the names that a page and a frame link to."""

    files: Mapping[str, bytes]
    stylesheet: str
    fonts: tuple[str, ...]
    icon: str
    wordmark: str
    script: str
    frame_stylesheet: str
    frame_font: str
    frame_script: str


@cache
def assets() -> Assets:
    """Make the files that static pages and frames link to."""
    files: dict[str, bytes] = {}
    fonts = {
        family: _keep(files, name, (_SITE / "fonts" / name).read_bytes())
        for family, (name, _) in _FONTS.items()
    }
    faces = "".join(_face(family, stored, "optional") for family, stored in fonts.items())
    site = (_SITE / "frikommune.css").read_text(encoding="utf-8")
    css = faces + tokens_css() + marks_css() + bare_css(site + _written("page.css"))
    frame = (
        # A frame was promised room for these letters: it takes them also when they come late.
        _face(FONT, fonts[FONT], "swap"),
        tokens_css(),
        "\n".join(_MARKS.findall(site)),
        bare_css(_written("frame.css")),
        _shown(WIDTHS),
    )
    return Assets(
        files=files,
        stylesheet=_keep(files, "figure.css", css.encode()),
        fonts=tuple(fonts.values()),
        icon=_keep(files, "favicon.svg", (_SITE / "favicon.svg").read_bytes()),
        wordmark=_keep(files, "wordmark.svg", (_SITE / "wordmark.svg").read_bytes()),
        script=_keep(files, "page.js", bare_css(_written("page.js")).encode()),
        frame_stylesheet=_keep(files, "frame.css", "\n".join(frame).encode()),
        frame_font=fonts[FONT],
        frame_script=_keep(files, "frame.js", bare_css(_written("frame.js")).encode()),
    )


def _face(family: str, stored: str, display: str) -> str:
    return (
        f'@font-face{{font-family:"{family}";src:url("{stored}") format("woff2");'
        f"font-weight:{_FONTS[family][1]};font-display:{display}}}\n"
    )


def _shown(widths: Sequence[int]) -> str:
    """Return the rules that show, of the drawings of a chart, the widest that a frame has room for."""
    shown = []
    for width, wider in zip(widths, (*widths[1:], None), strict=True):
        low = f"(min-width:{width + 2 * MARGIN}px)" if width != widths[0] else "all"
        high = f" and (max-width:{wider + 2 * MARGIN - 0.02:g}px)" if wider else ""
        shown.append(f"@media {low}{high}{{.chart>.for-{width}{{display:block}}}}")
    return "\n".join(shown)


def _written(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _keep(files: dict[str, bytes], name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    stored = f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
    files[stored] = content
    return stored
