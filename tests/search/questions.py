"""Sixty questions with the rows they should find; see ``questions.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Question:
    """What is asked, which of the rows must be among the first three, and why it is asked."""

    set: str
    ask: str
    expect: tuple[str, ...]
    why: str

    def is_answered(self, keys: list[str]) -> bool:
        """Whether the keys found, best first, answer it."""
        return not keys if not self.expect else not set(self.expect).isdisjoint(keys[:3])


def questions(part: str = "") -> list[Question]:
    """Return all questions, or those to tune by, or those kept apart."""
    listed = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
    found = [Question(**row | {"expect": tuple(row["expect"])}) for row in listed["question"]]
    return [question for question in found if part in ("", question.set)]
