"""Write the table of a run: to the screen, and into bench/README.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.bars import Row

README: Final = Path(__file__).parent / "README.md"
BEGIN: Final = "<!-- results: written by python -m bench -->"
END: Final = "<!-- end of results -->"
_HEAD: Final = (
    "| what | floor | default | ours | unit | figure | bar | holds |",
    "|---|--:|--:|--:|---|--:|--:|---|",
)


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    return "\n".join([*_HEAD, *map(_line, rows)])


def write(text: str) -> None:
    """Replace the text between the two marks of the README."""
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _line(row: Row) -> str:
    cells = [row.what, _number(row.floor), _number(row.default), _number(row.ours), row.unit]
    sign = "≥" if row.at_least else "≤"
    bar = "" if row.bar is None else f"{sign} {_number(row.bar)}"
    holds = {None: "", True: "yes", False: "**no**"}[row.holds]
    figure = f"{row.figure:.2f}×" if row.is_ratio else _number(row.figure)
    return f"| {' | '.join([*cells, figure, bar, holds])} |"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
