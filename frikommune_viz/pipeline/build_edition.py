"""Build an edition from its sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from frikommune_viz.edition.manifest import change_log
from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline import (
    cell_checks,
    changelog,
    compute_register,
    consistency,
    read_sources,
    write_edition,
)
from frikommune_viz.pipeline.edition_file import EDITION_FILE, read_edition
from frikommune_viz.pipeline.faults import BadInputError
from frikommune_viz.pipeline.schema import TABLES
from frikommune_viz.pipeline.survey.survey_input import read_survey, survey_place_faults
from frikommune_viz.whole_file import write_whole

Progress = Callable[[str], None]


def build(
    sources: Path, out: Path, progress: Progress, *, survey: Path | None = None, name: str = ""
) -> dict[str, int]:
    """Check the sources and write the edition; nothing is written when anything is wrong.

    Parameters
    ----------
    sources
        Folder of the source files.
    out
        Folder in which the edition's own folder is replaced.
    progress
        Called with a line for each step.
    survey
        Folder of a survey's answers, whose results become part of the edition.
    name
        Name of the edition and its folder; by default that of ``edition.toml``.

    Returns
    -------
    dict
        Rows per table.

    Raises
    ------
    BadInputError
        With every fault found.
    """
    progress(f"Reading {sources}")
    tables, faults = read_sources.read_sources(sources)
    edition, edition_faults = read_edition(sources / EDITION_FILE)
    faults += edition_faults
    for table in TABLES.values():
        progress(f"Checking {table.name}: {len(tables[table.name])} rows")
        faults += cell_checks.check(table, tables[table.name])
    progress("Checking the laws across tables")
    asked, survey_faults = read_survey(survey, progress) if survey else (None, [])
    faults += survey_faults
    if asked:
        unknown = asked.source_faults(set(tables["sources"].get("source_id", [])))
        faults += unknown
        edition = edition if unknown or edition_faults else asked.describe(edition)
    faults += consistency.check(tables, edition)
    folder = out / (name or str(edition.get("edition", "published")))
    if folder.parent.is_dir():
        write_edition.mend(folder, progress)
    faults += write_edition.place_faults(folder)
    if survey:
        faults += survey_place_faults(survey, out, sources)
    if faults:
        raise BadInputError(faults)
    progress("Computing")
    built = compute_register.compute(tables)
    if asked:
        progress("Estimating")
        built |= asked.compute(Status.NORMAL)
        asked.compare(out, built, progress)
    if name and name != edition["edition"]:
        edition = {**edition, "edition": name, "name": f"frikommune-explorer-{name}"}
    log = change_log(folder)
    before = changelog.previous_tables(folder)
    progress(f"Writing {folder}")
    write_edition.write(edition, built, folder)
    _write_log(log, edition, before, built, progress)
    return {name: len(rows) for name, rows in built.items()}


def _write_log(
    log: Path,
    edition: dict[str, Any],
    before: dict[str, pd.DataFrame],
    built: dict[str, pd.DataFrame],
    progress: Progress,
) -> None:
    """Add what the build has changed to the change log."""
    present = log.read_text(encoding="utf-8") if log.is_file() else ""
    version, day = str(edition["version"]), str(edition["date"])
    updated = changelog.written(present, version, day, before, built)
    if updated != present:
        write_whole(log, updated.encode("utf-8"))
        progress(f"What has changed stands in {log}: read it before publishing")
