"""How long and how much memory a large survey takes from answers to edition.

Run as ``python -m bench.survey_build``: 200,000 respondents × 40 items × 2 waves, as Parquet, built
by the command line in a process of its own. Writes its table into ``bench/survey.md``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import pandas as pd

from bench.servers import ROOT
from bench.survey_page import replace
from frikommune_viz.model.seven_municipalities import AREA_MUNICIPALITIES

RESPONDENTS: Final = 200_000
ITEMS: Final = 40
PER_INDEX: Final = 10
WAVES: Final = ("baseline", "final")
THEMES: Final = ("trust", "job_satisfaction", "professional_freedom", "governance")
PEOPLE_PER_WORKPLACE: Final = 25
SEED: Final = 20242
SOURCE: Final = "vive-slutrapport-2025"
_MIB: Final = 1024
_SURVEY: Final = f"""\
[survey]
title_da = "Stor"
title_en = "Large"
source_id = "{SOURCE}"
before = "baseline"
after = "final"
confidence_level = 0.95
relevance_band = 3.0
smallest_base = 5
reliable_base = 20
smallest_category = 5

[scales.agreement]
labels_da = ["1", "2", "3", "4", "5"]
labels_en = ["1", "2", "3", "4", "5"]
"""
_CODES: Final = tuple(code for codes in AREA_MUNICIPALITIES.values() for code in codes)


def main() -> None:
    """Write the answers, build them, tell what it took."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "survey"
        folder.mkdir()
        rows = write_answers(folder)
        (folder / "codebook.toml").write_text(codebook(), encoding="utf-8")
        out = Path(scratch) / "editions"
        words = ["build", "--survey", str(folder), "--edition", "large", "--out", str(out)]
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "frikommune_viz", *words], cwd=ROOT, check=True)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MIB
    text = "\n".join(
        (
            "| what | ours | bar |",
            "|---|--:|---|",
            f"| rows of answers | {rows:,} | |",
            f"| seconds | {seconds:.1f} | under 60 |",
            f"| peak memory, MiB | {peak:,.0f} | under 2,048 |",
        )
    )
    print(text)
    replace("build", text)


def write_answers(folder: Path) -> int:
    """Write answers and invited; return how many rows of answers there are."""
    rng = np.random.default_rng(SEED)
    people = pd.DataFrame(
        {
            "respondent_id": [f"r{number:06}" for number in range(RESPONDENTS)],
            "municipality_code": rng.choice(_CODES, RESPONDENTS),
            "respondent": rng.choice(["staff", "leaders"], RESPONDENTS, p=[0.9, 0.1]),
        }
    )
    number = rng.integers(0, RESPONDENTS // PEOPLE_PER_WORKPLACE // len(_CODES), RESPONDENTS)
    people["workplace_id"] = people["municipality_code"] + "-" + pd.Series(number).astype(str)
    people["weight"] = rng.uniform(0.5, 2, RESPONDENTS)
    answers = pd.concat([_wave(rng, people, wave) for wave in WAVES], ignore_index=True)
    answers.to_parquet(folder / "survey_responses.parquet", index=False)
    key = ["wave", "municipality_code", "respondent"]
    invited = answers.groupby(key).size().mul(2).rename("invited").reset_index()
    invited.to_csv(folder / "invited.csv", index=False)
    return len(answers)


def _wave(rng: np.random.Generator, people: pd.DataFrame, wave: str) -> pd.DataFrame:
    drawn = rng.integers(1, 6, (len(people), ITEMS), dtype=np.int8)
    columns = [f"item_{number}" for number in range(ITEMS)]
    items = pd.DataFrame(drawn, columns=columns).astype("Int8")
    items = items.mask(rng.random(items.shape) < 0.03)
    return pd.concat([people.assign(wave=wave), items], axis=1)


def codebook() -> str:
    """Return a codebook of the items, a fourth in each of four indices."""
    parts = [_SURVEY]
    for theme in THEMES:
        label = f'label_da = "{theme}"\nlabel_en = "{theme}"\n'
        parts.append(f'[indices.{theme}]\ntheme = "{theme}"\n{label}better = "higher"\n')
    for number in range(ITEMS):
        theme = THEMES[number // PER_INDEX]
        parts.append(
            f'[items.item_{number}]\ntheme = "{theme}"\nindex = "{theme}"\nscale = "agreement"\n'
            f'reversed = false\nbetter = "higher"\nlabel_da = "{number}"\nlabel_en = "{number}"\n'
        )
    for number, wave in product(range(ITEMS), WAVES):
        parts.append(f'[items.item_{number}.wording.{wave}]\nda = "{number}"\nen = "{number}"\n')
    return "\n".join(parts)


if __name__ == "__main__":
    main()
