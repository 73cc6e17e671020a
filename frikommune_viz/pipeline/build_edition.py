"""The two walks: build an edition from its sources, and check one that has been built."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.edition.manifest import (
    MANIFEST,
    Manifest,
    change_log,
    file_faults,
    read_manifest,
)
from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline import (
    cell_checks,
    changelog,
    compute_register,
    consistency,
    read_sources,
    write_edition,
)
from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.schema import EDITION_TABLES, TABLES
from frikommune_viz.pipeline.survey.survey_input import read_survey, survey_place_faults
from frikommune_viz.pipeline.text_rows import as_text
from frikommune_viz.whole_file import write_whole

Progress = Callable[[str], None]
EDITION_FILE: Final = "edition.toml"
EDITION_KEYS: Final = {
    *("edition", "name", "version", "date", "title_da", "title_en"),
    *("description_da", "description_en", "table_sources", "licenses"),
}
REBUILD: Final = "the file as it was built; run: python -m frikommune_viz build"


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
        Told what is being done.
    survey
        Folder of a survey's answers, whose results become part of the edition.
    name
        What the edition and its folder are called; without it, as ``edition.toml`` says.

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
    """Write what the build has changed, where it has."""
    stood = log.read_text(encoding="utf-8") if log.is_file() else ""
    version, day = str(edition["version"]), str(edition["date"])
    told = changelog.written(stood, version, day, before, built)
    if told != stood:
        write_whole(log, told.encode("utf-8"))
        progress(f"What has changed stands in {log}: read it before publishing")


def read_edition(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read what an edition is called and under which licences it stands."""
    if not path.is_file():
        return {}, [Fault(path.name, None, "", "file is missing", "", f"a file {path.name}")]
    try:
        edition = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [Fault(path.name, None, "", "the file is not valid TOML", str(error), "TOML")]
    allowed = ", ".join(sorted(EDITION_KEYS))
    return edition, [
        Fault(path.name, None, key, "the entry is missing or unknown", key, allowed)
        for key in sorted(EDITION_KEYS ^ set(edition))
    ]


def check(folder: Path, progress: Progress) -> dict[str, int]:
    """Verify a built edition: its files against the manifest, its tables against schema and laws.

    Raises
    ------
    BadInputError
        With every fault found; each names the file and what to do.
    """
    manifest, wrong = read_manifest(folder)
    if manifest is None:
        raise BadInputError(Fault(MANIFEST, None, "", rule, "", REBUILD) for rule in wrong)
    progress(f"Comparing {len(manifest.files)} files with {MANIFEST}")
    faults = list(_file_faults(folder, manifest))
    tables: dict[str, pd.DataFrame] = {}
    for name, table in EDITION_TABLES.items():
        if name not in manifest.tables:
            continue
        path = folder / f"{name}.parquet"
        try:
            rows = pq.read_table(path)
        except (pa.ArrowInvalid, OSError) as error:
            faults.append(Fault(path.name, None, "", "cannot be read", str(error), REBUILD))
            continue
        expected = pa.schema([(c.name, write_edition.arrow_type(c)) for c in table.columns])
        if not rows.schema.equals(expected):
            faults.append(
                Fault(path.name, None, "", "wrong columns", ", ".join(rows.column_names), REBUILD)
            )
            continue
        progress(f"Checking {name}: {rows.num_rows} rows")
        tables[name] = as_text(rows, path.name)
        faults += cell_checks.check(table, tables[name])
    faults += consistency.check(tables, {"table_sources": manifest.table_sources})
    if faults:
        raise BadInputError(faults)
    return {name: len(rows) for name, rows in tables.items()}


def _file_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Tell each file that is not as it was built, and each that is not the build's."""
    for name, rule in file_faults(folder, manifest):
        yield Fault(name, None, "", rule, "", REBUILD)
    known = {*manifest.files, MANIFEST}
    for path in sorted(folder.glob("*")):
        if path.name not in known:
            rule = "the file is not in the manifest"
            yield Fault(path.name, None, "", rule, "", "only files of the build")
