"""A handout as PDF/UA: laid out by Typst, and cut until it fills one page and no more."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from frikommune_viz.drawing.vega import FONTS
from frikommune_viz.handout.content import Handout
from frikommune_viz.style import LIGHT, MARKS, MITRE_LIMIT
from frikommune_viz.wording.pages import SITE_NAME

_TEMPLATE: Final = Path(__file__).parent / "page.typ"
_WORDMARK: Final = FONTS.parent / "wordmark.svg"
_STANDARD: Final = "ua-1"
AIR: Final = tuple(round(0.64 + 0.04 * step, 2) for step in range(15))
"""How much room there may be between lines: it goes before any word does."""

_TAIL: Final = 12
"""A last line has at least so many letters."""

_PARAGRAPHS: Final = ("lead", "second_lead", "unknown", "questions", "sources")


class HandoutError(Exception):
    """A handout does not fit on one page, however much of it is left out."""


@dataclass(frozen=True, slots=True)
class Page:
    """A handout as it fits on its page, and that page as PDF."""

    handout: Handout
    pdf: bytes


def page_of(handout: Handout) -> Page:
    """Lay out a handout on one page; what goes first when it is too long, `cuts` says.

    Raises
    ------
    HandoutError
        When it is too long even without all that may be left out.
    """
    for shorter in handout.cuts():
        # More air takes more room, so the most that fits is found by halving.
        fits = bisect_left(AIR, 1, key=lambda air: not _is_one_page(_compiler(shorter, air)))
        if fits:
            return Page(shorter, _pdf(_compiler(shorter, AIR[fits - 1]), shorter.date))
    raise HandoutError(f"{handout.name}: the page is full although all is cut that may be")


def _is_one_page(compiler: typst.Compiler) -> bool:
    return compiler.query("<pages>", field="value", one=True) == "1"


def _pdf(compiler: typst.Compiler, date: str) -> bytes:
    """Return the page as PDF; equal words give equal bytes on any day."""
    made = datetime.fromisoformat(date).replace(tzinfo=UTC)
    pdf = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=int(made.timestamp()))
    assert isinstance(pdf, bytes)
    return pdf


def _compiler(handout: Handout, air: float) -> typst.Compiler:
    # Words go in as data and never as source: no word can be read as a command.
    return typst.Compiler(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(handout) | {"air": air})},
    )


def _data(handout: Handout) -> dict[str, Any]:
    data = asdict(handout)
    for message in data["messages"]:
        message["note"] = _bound(message["note"])
    for name in _PARAGRAPHS:
        said = data[name]
        data[name] = _bound(said) if isinstance(said, str) else [_bound(one) for one in said]
    year, month, day = handout.date.split("-")
    return data | {
        "author": SITE_NAME,
        "date": [int(year), int(month), int(day)],
        "colours": dict(LIGHT),
        "marks": {code: mark_svg(code) for code in MARKS},
        "wordmark": _wordmark(),
    }


def _bound(said: str) -> str:
    """Bind the last words of a paragraph, so that none of them stands on a line alone."""
    head, tail = said, ""
    while len(tail) < _TAIL and " " in head:
        head, _, word = head.rpartition(" ")
        tail = f"{word}\N{NO-BREAK SPACE}{tail}" if tail else word
    return f"{head} {tail}" if tail else head


@cache
def mark_svg(code: str) -> str:
    """Return a mark of the comparison as SVG, for paper."""
    drawn = MARKS[code]
    colour = LIGHT[{"sites": "ink2", "nothing": "edge"}.get(code, "ink")]
    pen = (
        f'fill="none" stroke="{colour}" stroke-width="{drawn.line}" '
        f'stroke-miterlimit="{MITRE_LIMIT}"'
        if drawn.line
        else f'fill="{colour}"'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
        f'<path d="{drawn.path}" {pen}/></svg>'
    )


@cache
def _wordmark() -> str:
    """Return the wordmark in the light theme's ink: Typst reads no media queries."""
    return _WORDMARK.read_text(encoding="utf-8").partition("<style>")[0] + (
        f"<style>path{{fill:{LIGHT['ink']}}}</style>"
        + _WORDMARK.read_text(encoding="utf-8").partition("</style>")[2]
    )
