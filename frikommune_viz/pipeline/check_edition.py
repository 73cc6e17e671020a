"""Check an edition that has been built. Needs no library but those of the explorer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from frikommune_viz.edition.leftovers import said_of
from frikommune_viz.edition.manifest import MANIFEST, Manifest, file_faults, read_manifest
from frikommune_viz.pipeline import cell_checks, consistency, write_edition
from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.schema import EDITION_TABLES
from frikommune_viz.pipeline.text_rows import as_text

REBUILD: Final = "the file as it was built; run: python -m frikommune_viz build"


def check(folder: Path, progress: Callable[[str], None]) -> dict[str, int]:
    """Verify a built edition: its files against the manifest, its tables against schema and laws.

    Raises
    ------
    BadInputError
        With every fault found; each names the file and what to do.
    """
    manifest, wrong = read_manifest(folder)
    if manifest is None:
        for line in said_of(folder):
            progress(line)
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
    """Yield a fault for each file that differs from what was built, and for each that was not."""
    for name, rule in file_faults(folder, manifest):
        yield Fault(name, None, "", rule, "", REBUILD)
    known = {*manifest.files, MANIFEST}
    for path in sorted(folder.glob("*")):
        if path.name not in known:
            rule = "the file is not in the manifest"
            yield Fault(path.name, None, "", rule, "", "only files of the build")
