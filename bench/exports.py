"""How many exports a second, and whether any is mixed up when eight threads take them at once.

Run as ``python -m bench.exports``; prints a line for each form, then one for all together.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from frikommune_viz import export
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.figures import registry
from frikommune_viz.figures.registry import codes
from frikommune_viz.figures.request import FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS

THREADS: Final = 8
EXPORTS: Final = 2_000
SEED: Final = 5
ROWS_ALONE: Final = ("csv", "excel.csv")
"""The figures of one question have the same rows; every other form carries its figure's words."""

EDITIONS: Final = {name: open_edition(name) for name in ("published", "practice")}


class Wanted(NamedTuple):
    """One export: which figure, in which form and language."""

    edition: str
    code: str
    form: str
    language: Language


def main() -> None:
    """Take the exports alone, then at once, and hold each to what it was alone."""
    drawn = random.Random(SEED).choices(wanted(), k=EXPORTS)
    alone: dict[Wanted, bytes] = {}
    spent: dict[str, list[float]] = defaultdict(list)
    for one in dict.fromkeys(drawn):
        began = time.perf_counter()
        alone[one] = take(one)
        spent[one.form].append(time.perf_counter() - began)
    print("form        exports  median ms")
    for form, seconds in spent.items():
        middle = sorted(seconds)[len(seconds) // 2]
        print(f"{form:10}  {len(seconds):7}  {1000 * middle:9.1f}")

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(take, drawn))
    seconds_taken = time.perf_counter() - began
    mixed = sum(content != alone[one] for one, content in zip(drawn, together, strict=True))
    told_apart = [content for one, content in alone.items() if one.form not in ROWS_ALONE]
    alike = len(told_apart) - len(set(told_apart))
    empty = sum(not content for content in together)
    print(
        f"{EXPORTS} exports on {THREADS} threads in {seconds_taken:.0f} s "
        f"({EXPORTS / seconds_taken:.1f} a second): {empty} empty, {mixed} mixed up, {alike} alike"
    )
    if empty or mixed or alike:
        raise SystemExit(1)


def wanted() -> list[Wanted]:
    """Return every figure of both editions in every form and language."""
    return [
        Wanted(name, code, form, language)
        for name, edition in EDITIONS.items()
        for code in codes(edition)
        for form in export.FORMS
        for language in Language
    ]


def take(one: Wanted) -> bytes:
    """Make one export from the beginning: select, draw, write."""
    edition, text = EDITIONS[one.edition], TEXTS[one.language]
    request = FigureRequest.parse(one.code, Filters(lang=one.language))
    asked = request and registry.complete(edition, request)
    if asked is None:
        raise ValueError(f"{one.code}: no such figure in {one.edition}")
    figure = registry.draw(edition, asked)
    address = f"https://frikommune.example/{one.code}"
    origin = export.provenance_of(edition, address, "2026-11-25")
    return export.form_bytes(figure, one.form, origin, text)


if __name__ == "__main__":
    main()
