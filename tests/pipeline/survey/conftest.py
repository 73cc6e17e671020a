"""A small survey in a folder that can be spoilt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_survey import CODEBOOK, HEADER, Person, invited, people, write

Folder = Callable[..., Path]


@pytest.fixture
def survey(tmp_path: Path) -> Folder:
    """Write the survey, some of it changed."""

    def make(
        answers: list[Person] | None = None,
        asked: list[Person] | None = None,
        codebook: str = CODEBOOK,
        header: tuple[str, ...] = HEADER,
    ) -> Path:
        folder = tmp_path / "survey"
        folder.mkdir(exist_ok=True)
        write(folder / "survey_responses.csv", people() if answers is None else answers, header)
        write(
            folder / "invited.csv",
            invited() if asked is None else asked,
            ("wave", "municipality_code", "respondent", "invited"),
        )
        (folder / "codebook.toml").write_text(codebook, "utf-8")
        return folder

    return make
