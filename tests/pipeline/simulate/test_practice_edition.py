"""The practice edition: simulated in every value, hidden where it must be, the same each time."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from frikommune_viz.__main__ import main
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.codes import Respondent, SurveyVerdict, Wave
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.pipeline.simulate.microdata import write_microdata
from frikommune_viz.pipeline.simulate.planted import read_planted

STAFF = [group for group in read_planted().groups if group.respondent == Respondent.STAFF]
VALUES = {
    "survey_results": "estimate",
    "survey_answers": "share",
    "survey_changes": "change",
    "survey_differences": "difference",
    "true_parameters": "value",
}


@pytest.fixture(scope="module")
def practice_folder(repository: Path) -> Path:
    return repository / "data" / "practice"


@pytest.fixture(scope="module")
def tables(practice_folder: Path) -> dict[str, pd.DataFrame]:
    return {
        path.stem: pq.read_table(path).to_pandas() for path in practice_folder.glob("*.parquet")
    }


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# The committed edition is one run, .ci/run makes another in its place, and this is a third.
@pytest.mark.parametrize("_time", ["once", pytest.param("again", marks=pytest.mark.every)])
def test_a_fresh_simulation_equals_the_committed_edition(
    repository, practice_folder, tmp_path, _time
):
    # A new process each time: hash seeds and caches must not show.
    words = ["-m", "frikommune_viz", "simulate", "--out", str(tmp_path)]
    subprocess.run([sys.executable, *words], cwd=repository, check=True, capture_output=True)
    assert files_of(tmp_path / "practice") == files_of(practice_folder)


def test_equal_seeds_give_equal_answers_byte_for_byte_and_others_do_not(tmp_path):
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        write_microdata(read_planted(), seed, tmp_path / name)
    one, two, three = (files_of(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert one["survey_responses.csv"] != three["survey_responses.csv"]


def test_the_committed_edition_passes_the_check(practice_folder, capsys):
    assert main(["check", str(practice_folder)]) == 0
    assert "no faults" in capsys.readouterr().err


def test_every_value_that_stands_is_simulated_and_no_other_row_has_one(tables):
    for name, value in VALUES.items():
        rows = tables[name]
        stands = rows[value].notna()
        assert stands.any()
        assert set(rows.loc[stands, "status"]) == {"simulated"}, name
        assert "simulated" not in set(rows.loc[~stands & (rows["status"] != "simulated"), "status"])
        assert not (rows["status"] == "normal").any(), name
        assert (rows["status"] == "simulated").equals(stands), name


def test_there_is_nothing_real_in_it(tables, practice_folder):
    assert set(tables) == {
        *("municipalities", "sources", "survey_indicators", "survey_questions", "survey_scales"),
        *("survey_results", "survey_answers", "survey_changes", "survey_differences"),
        "true_parameters",
    }
    assert list(tables["sources"]["source_class"]) == ["own"]
    assert set(tables["municipalities"]["municipality_code"]) == set(MUNICIPALITY_AREA)
    package = json.loads((practice_folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        titles = {source["title"] for source in resource.get("sources", [])}
        assert titles <= {"Simulerede øvedata. Frikommune Explorer"}
    assert "Øvedata" in package["description"]
    assert "seed 1" in package["description_en"]


def test_the_explorer_opens_it_as_simulated(practice_folder):
    edition = open_edition("practice", practice_folder.parent)
    assert edition.is_simulated
    assert edition.has_survey
    assert not edition.findings
    assert not edition.indicators


def test_every_verdict_shows(tables):
    assert set(tables["survey_changes"]["verdict"]) == set(SurveyVerdict)


def test_suppression_shows_and_leaves_nothing(tables):
    rows = tables["survey_results"]
    langeland = rows[
        (rows["municipality_code"] == "482")
        & (rows["respondent"] == "leaders")
        & (rows["wave"] == "final")
    ]
    # Four people answered; nothing of it stands, not even how many.
    assert set(langeland["status"]) == {"suppressed"}
    numbers = ["estimate", "lower", "upper", "base", "response_rate", "top_two", "alpha"]
    assert langeland[numbers].isna().all(axis=None)
    # The total of the area would tell them. Its other municipalities do not.
    others = rows[
        (rows["area"] == "eldercare")
        & (rows["respondent"] == "leaders")
        & (rows["wave"] == "final")
        & (rows["indicator_id"] == "trust_index")
    ]
    statuses = dict(zip(others["municipality_code"].fillna(""), others["status"], strict=True))
    assert statuses.pop("482") == "suppressed"
    assert statuses.pop("") == "protects_another"
    assert set(statuses.values()) == {"simulated"}


def test_two_workplaces_say_nothing_of_certainty(tables):
    """Some seventy leaders answer in Holbæk, all of them in two workplaces."""
    rows = tables["survey_results"]
    holbaek = rows[(rows["municipality_code"] == "316") & (rows["respondent"] == "leaders")]
    assert set(holbaek["status"]) == {"few_workplaces"}
    assert holbaek["base"].between(60, 80).all()
    assert holbaek[["estimate", "lower", "upper", "top_two", "alpha"]].isna().all(axis=None)
    moved = tables["survey_changes"]
    moved = moved[(moved["municipality_code"] == "316") & (moved["respondent"] == "leaders")]
    compared = moved[moved["comparable"] == "yes"]
    assert set(compared["verdict"]) == set(compared["status"]) == {"few_workplaces"}
    assert compared[["change", "lower", "p_value", "p_small"]].isna().all(axis=None)


def test_a_total_is_a_mean_of_its_municipalities_with_the_same_weights_in_both_waves(tables):
    invited = {group.municipality_code: group.invited for group in STAFF}
    rows = tables["survey_results"]
    rows = rows[(rows["respondent"] == "staff") & (rows["indicator_id"] == "trust_index")]
    for (_, _), cells in rows.groupby(["area", "wave"]):
        total = cells[cells["scope"] == "area"]["estimate"].item()
        parts = cells[cells["scope"] == "municipality"]
        weights = [invited[code][Wave.FINAL] for code in parts["municipality_code"]]
        assert total == pytest.approx(
            np.average(parts["estimate"], weights=weights), abs=0.1
        )  # one decimal


def test_a_group_too_few_to_rely_on_shows_its_base_alone(tables):
    rows = tables["survey_results"]
    rebild = rows[(rows["municipality_code"] == "840") & (rows["respondent"] == "leaders")]
    low = rebild[rebild["status"] == "low_reliability"]
    assert len(low) > len(rebild) / 2
    assert low["base"].between(5, 19).all()
    assert low[["estimate", "lower", "upper", "top_two"]].isna().all(axis=None)


def test_the_item_in_other_words_cannot_be_compared_and_shows_both(tables):
    changes = tables["survey_changes"].set_index("indicator_id")
    no = changes[changes["comparable"] == "no"]
    assert set(no.index) == {"rules_leave_room"}
    assert len(no) == len(changes.loc[["rules_leave_room"]]) == 2 * (3 + 7)
    assert set(no["not_comparable_reason"]) == {"wording"}
    assert no[["change", "lower", "upper", "p_value"]].isna().all(axis=None)
    levels = tables["survey_results"]
    staff = levels[
        (levels["indicator_id"] == "rules_leave_room")
        & (levels["scope"] == "area")
        & (levels["respondent"] == "staff")
    ]
    assert (staff["status"] == "simulated").all()
    words = tables["survey_questions"].set_index("indicator_id").loc["rules_leave_room"]
    assert words["wording_da"].nunique() == words["wording_en"].nunique() == 2


def test_a_low_response_rate_shows(tables):
    rows = tables["survey_results"].dropna(subset=["response_rate"])
    low = rows[rows["response_rate"] < 0.4]
    assert set(zip(low["municipality_code"], low["respondent"], low["wave"], strict=True)) == {
        ("316", "staff", "final")
    }


def test_the_truth_stands_beside_every_level(tables):
    key = ["indicator_id", "scope", "area", "municipality_code", "respondent", "wave"]
    levels, truth = tables["survey_results"], tables["true_parameters"]
    both = levels.merge(truth, on=key, how="outer", suffixes=("", "_true"), indicator=True)
    assert set(both["_merge"]) == {"both"}
    stands = both.dropna(subset=["estimate", "lower"])
    held = (stands["lower"] <= stands["value"]) & (stands["value"] <= stands["upper"])
    # One survey of correlated levels: far from exact, but a wrong formula would miss most.
    assert held.mean() > 0.9


def test_no_answers_of_people_lie_among_the_data(repository):
    """Answers, even invented ones, are never committed: only what is built from them."""
    for path in (repository / "data").rglob("*"):
        if path.suffix == ".parquet":
            header = pq.read_schema(path).names
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                header = next(csv.reader(file))
        else:
            continue
        assert not {"respondent_id", "workplace_id"} & set(header), path
    names = {path.name for path in (repository / "data").rglob("*")}
    assert not {name for name in names if name.startswith(("survey_responses", "invited"))}


def test_no_name_of_a_person_or_workplace_is_in_the_edition(practice_folder, tmp_path):
    write_microdata(read_planted(), read_planted().seed, tmp_path)
    answers = pd.read_csv(tmp_path / "survey_responses.csv", dtype=str)
    names = set(answers["respondent_id"]) | set(answers["workplace_id"])
    for path in practice_folder.glob("*.csv"):
        cells = {cell for row in csv.reader(path.open(encoding="utf-8")) for cell in row}
        assert not cells & names, path.name


def test_answers_are_kept_only_where_one_asks_for_them(repository, tmp_path, capsys):
    sources = repository / "data" / "sources"
    words = ["simulate", "--sources", str(sources), "--out", str(tmp_path / "editions")]
    assert main([*words, "--microdata", str(tmp_path / "answers"), "--seed", "2"]) == 0
    kept = {path.name for path in (tmp_path / "answers").iterdir()}
    assert kept == {"survey_responses.csv", "invited.csv", "codebook.toml"}
    header = (tmp_path / "answers" / "survey_responses.csv").read_text("utf-8").splitlines()[0]
    assert header.startswith("respondent_id,wave,municipality_code,workplace_id,respondent,")
    assert {path.name for path in (tmp_path / "editions").iterdir()} == {"practice"}
    said = capsys.readouterr().err
    assert "with seed 2" in said
    assert "217-staff" not in said


@pytest.mark.parametrize("inside", ["editions", "editions/practice", "editions/deep/answers"])
def test_answers_may_not_lie_among_the_editions(inside, repository, tmp_path, capsys):
    sources = repository / "data" / "sources"
    words = ["simulate", "--sources", str(sources), "--out", str(tmp_path / "editions")]
    assert main([*words, "--microdata", str(tmp_path / inside)]) == 1
    assert "answers may not lie in the folder of the editions" in capsys.readouterr().err
    assert not (tmp_path / "editions").exists()
    among_sources = repository / "data" / "answers"
    assert main([*words, "--microdata", str(among_sources)]) == 1
    assert not among_sources.exists()
