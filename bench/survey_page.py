"""The page that the survey benches write: ``bench/survey.md``, a marked part each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parent / "survey.md"


def replace(part: str, text: str) -> None:
    """Replace the text between the two marks of a part."""
    begin, end = (
        f"<!-- {part}: written by python -m bench.survey_{part} -->",
        f"<!-- end of {part} -->",
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
