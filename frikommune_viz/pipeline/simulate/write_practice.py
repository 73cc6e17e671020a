"""Draw practice answers and build the practice edition from them, as from any survey."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pandas as pd

from frikommune_viz.model.codes import Status
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline import (
    cell_checks,
    compute_register,
    read_sources,
    write_edition,
)
from frikommune_viz.pipeline.edition_file import EDITION_FILE, read_edition
from frikommune_viz.pipeline.faults import BadInputError, Fault
from frikommune_viz.pipeline.schema import TABLES
from frikommune_viz.pipeline.simulate.microdata import write_microdata
from frikommune_viz.pipeline.simulate.planted import HERE, Planted, read_planted
from frikommune_viz.pipeline.simulate.truth import true_parameters
from frikommune_viz.pipeline.survey.survey_input import Survey, read_survey
from frikommune_viz.pipeline.survey_schema import TRUE_PARAMETERS
from frikommune_viz.wording.practice_names import practice_place

Progress = Callable[[str], None]
MUNICIPALITIES: Final = TABLES["municipalities"]
SOURCES: Final = TABLES["sources"]


def simulate(
    sources: Path,
    out: Path,
    progress: Progress,
    *,
    seed: int | None = None,
    microdata: Path | None = None,
) -> dict[str, int]:
    """Draw the answers, build the edition from them, and write the truth beside it.

    Parameters
    ----------
    sources
        Folder of the source files; only the municipalities are read.
    out
        Folder in which ``practice`` is replaced.
    progress
        Called with a line for each step.
    seed
        Equal seeds give equal bytes; without it, as ``planted.toml`` says.
    microdata
        Folder in which the answers are kept. Without it they are deleted once the edition is written.

    Returns
    -------
    dict
        Rows per table.

    Raises
    ------
    BadInputError
        When the answers would lie where they could be published, or the municipalities have faults.
    """
    _refuse_inside(microdata, out, sources.parent)
    planted = read_planted()
    seed = planted.seed if seed is None else seed
    places = _read(sources / MUNICIPALITIES.file, MUNICIPALITIES.name)
    places = places[places["municipality_code"].isin(MUNICIPALITY_AREA)]
    places = places.assign(name=places["name"].map(practice_place))
    tables = {
        MUNICIPALITIES.name: compute_register.typed(MUNICIPALITIES, places),
        SOURCES.name: compute_register.typed(SOURCES, _read(HERE / SOURCES.file, SOURCES.name)),
    }
    with tempfile.TemporaryDirectory() as passing:
        survey = _draw(planted, seed, microdata or Path(passing), progress)
    progress(f"Estimating from {survey.answers.count} rows of answers")
    tables |= survey.compute(Status.SIMULATED)
    tables[TRUE_PARAMETERS.name] = true_parameters(planted)
    about = survey.describe(_about(seed))
    folder = out / str(about["edition"])
    progress(f"Writing {folder}")
    write_edition.write(about, tables, folder)
    return {name: len(rows) for name, rows in tables.items()}


def _draw(planted: Planted, seed: int, folder: Path, progress: Progress) -> Survey:
    """Write the answers, and read them back as those of any survey are read."""
    progress(f"Drawing answers with seed {seed}")
    write_microdata(planted, seed, folder)
    survey, faults = read_survey(folder, progress)
    if survey is None:
        raise BadInputError(faults)
    return survey


def _about(seed: int) -> dict[str, Any]:
    """Return the description of the edition."""
    about, faults = read_edition(HERE / EDITION_FILE)
    if faults:
        raise BadInputError(faults)
    described = {key: about[key].format(seed=seed) for key in ("description_da", "description_en")}
    return {**about, **described}


def _read(path: Path, name: str) -> pd.DataFrame:
    """Read and check one source table."""
    if not path.is_file():
        raise BadInputError([Fault(path.name, None, "", "file is missing", "", str(path))])
    rows, faults = read_sources.read_csv(path, path.name, TABLES[name])
    faults += cell_checks.check(TABLES[name], rows)
    if faults:
        raise BadInputError(faults)
    return rows


def _refuse_inside(microdata: Path | None, *folders: Path) -> None:
    """Raise where answers, though invented, would be committed or published."""
    for folder in folders:
        if microdata and microdata.resolve().is_relative_to(folder.resolve()):
            rule = "answers may not lie in the folder of the editions"
            raise BadInputError(
                [Fault(str(microdata), None, "", rule, "", f"a folder outside {folder}")]
            )
