"""Write practice answers as the folder of a survey, in the form a real one has to have."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from frikommune_viz.pipeline.simulate import answer_model
from frikommune_viz.pipeline.simulate.planted import CODEBOOK, Planted

RESPONSES: Final = "survey_responses.csv"
INVITED: Final = "invited.csv"


def write_microdata(planted: Planted, seed: int, folder: Path) -> None:
    """Write ``survey_responses.csv``, ``invited.csv`` and ``codebook.toml``.

    Parameters
    ----------
    planted
        What is true.
    seed
        Equal seeds give equal files.
    folder
        Made if it is not there; files of these names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    answer_model.draw(planted, seed).to_csv(folder / RESPONSES, index=False, lineterminator="\n")
    answer_model.invited(planted).to_csv(folder / INVITED, index=False, lineterminator="\n")
    shutil.copyfile(CODEBOOK, folder / "codebook.toml")
