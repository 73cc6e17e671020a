"""A survey as it was handed in: its codebook, its answers and how many were invited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline import cell_checks
from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.survey import late_answers, survey_consistency
from frikommune_viz.pipeline.survey.answer_checks import check_answers
from frikommune_viz.pipeline.survey.codebook import Codebook, read_codebook
from frikommune_viz.pipeline.survey.compute_survey import compute
from frikommune_viz.pipeline.survey.input_files import CODEBOOK
from frikommune_viz.pipeline.survey.invited import check_invited, read_invited
from frikommune_viz.pipeline.survey.panel_notices import panel_notices
from frikommune_viz.pipeline.survey.read_answers import Answers, read_answers
from frikommune_viz.pipeline.survey_schema import SURVEY_TABLES
from frikommune_viz.pipeline.text_rows import as_text
from frikommune_viz.pipeline.write_edition import arrow_table


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that broke no rule."""

    codebook: Codebook
    answers: Answers
    invited: pd.DataFrame

    def compute(self, status: Status) -> dict[str, pd.DataFrame]:
        """Compute the tables that may be published; `status` is that of a value that is shown.

        Raises
        ------
        BadInputError
            Where they break a law. That is a mistake of ours, and nothing of it gets out.
        """
        tables = compute(self.answers, self.invited, self.codebook, status)
        text = {
            name: as_text(arrow_table(SURVEY_TABLES[name], rows), f"{name}.parquet")
            for name, rows in tables.items()
        }
        faults = [*survey_consistency.check(text)]
        for name, rows in text.items():
            faults += cell_checks.check(SURVEY_TABLES[name], rows)
        if faults:
            raise BadInputError(faults)
        return tables

    def compare(
        self, out: Path, tables: Mapping[str, pd.DataFrame], progress: Callable[[str], None]
    ) -> None:
        """Compare the tables with the editions of the same survey in a folder.

        Raises
        ------
        BadInputError
            Where an edition differs by the answers of too few; see :mod:`.late_answers`.
        """
        faults: list[Fault] = []
        for name, before in late_answers.earlier_editions(out, tables).items():
            after = tables[late_answers.RESULTS]
            smallest = self.codebook.thresholds.smallest_base
            faults += late_answers.few_more(name, before, after, smallest)
            if late_answers.is_revised(before, after):
                progress(
                    f"Warning: {name} has other figures from as many answers. Were single answers "
                    "replaced, they follow from the two editions: publish only one"
                )
        if faults:
            raise BadInputError(faults)

    def describe(self, edition: Mapping[str, Any]) -> dict[str, Any]:
        """Return what ``edition.toml`` says, with source and licence of the survey's tables."""
        sources = {name: [self.codebook.source_id] for name in SURVEY_TABLES}
        licenses = [{**self.codebook.license, "tables": [*SURVEY_TABLES]}]
        return {
            **edition,
            "table_sources": {**edition["table_sources"], **sources},
            "licenses": [*edition["licenses"], *(licenses if self.codebook.license else ())],
        }

    def source_faults(self, sources: Collection[str]) -> list[Fault]:
        """Return a fault if the survey's own source is none of the edition's, where those are known."""
        if not sources or self.codebook.source_id in sources:
            return []
        allowed = "an id of sources.csv"
        return [
            Fault(
                CODEBOOK, None, "survey.source_id", "unknown id", self.codebook.source_id, allowed
            )
        ]


def survey_place_faults(survey: Path, *folders: Path) -> list[Fault]:
    """Return a fault for answers in a folder where they would be committed, published or replaced."""
    rule = "answers may not lie in the folder of the sources or the editions"
    return [
        Fault(str(survey), None, "", rule, "", f"a folder outside {folder}")
        for folder in folders
        if survey.resolve().is_relative_to(folder.resolve())
    ]


def read_survey(folder: Path, progress: Callable[[str], None]) -> tuple[Survey | None, list[Fault]]:
    """Read and check a survey; None where it cannot be used, and every fault found."""
    progress(f"Reading the survey in {folder}")
    codebook, faults = read_codebook(folder / CODEBOOK)
    invited, invited_faults = read_invited(folder)
    faults += invited_faults
    if codebook is None:
        return None, faults
    answers, answer_faults = read_answers(folder, codebook)
    faults += answer_faults
    if answers is None:
        return None, faults
    # Their number is not printed: it could be more than the tables disclose.
    progress("Checking the answers")
    faults += check_answers(answers, codebook)
    faults += check_invited(invited, answers, codebook)
    for item_id in codebook.items:
        if reason := codebook.not_comparable(item_id):
            progress(f"{item_id} cannot be compared between the waves: {reason}")
    if faults:
        return None, faults
    for notice in panel_notices(answers, codebook):
        progress(notice)
    return Survey(codebook, answers, invited), []
