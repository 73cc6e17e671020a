"""Where an edition with a survey may be written, and where answers may lie."""

from __future__ import annotations

import csv
import json
import shutil
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from small_survey import CODEBOOK, HEADER, invited, people

from frikommune_viz.__main__ import main
from frikommune_viz.edition.reader import open_edition

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "data" / "sources"


def build(out, *more, sources=SOURCES):
    return main(["build", "--sources", str(sources), "--out", str(out), *map(str, more)])


def test_answers_in_the_folder_of_the_edition_are_not_replaced_by_it(survey, tmp_path, capsys):
    """The edition once took the place of the only copy of the answers."""
    out = tmp_path / "out"
    out.mkdir()
    answers = survey().rename(out / "trial")
    assert build(out, "--survey", answers, "--edition", "trial") == 1
    assert "answers may not lie in the folder of the" in capsys.readouterr().err
    assert (answers / "survey_responses.csv").is_file()


def test_answers_may_not_lie_among_the_editions_or_the_sources(survey, tmp_path, capsys):
    sources = Path(shutil.copytree(SOURCES, tmp_path / "sources"))
    answers = survey().rename(sources / "answers")
    assert build(tmp_path / "out", "--survey", answers, "--edition", "t", sources=sources) == 1
    assert "answers may not lie in the folder of the" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_no_edition_is_not_replaced(tmp_path, capsys):
    work = tmp_path / "thesis"
    work.mkdir()
    (work / "chapter.md").write_text("years of it", "utf-8")
    assert build(tmp_path, "--edition", "thesis") == 1
    assert "thesis: the folder holds no edition" in capsys.readouterr().err
    assert (work / "chapter.md").read_text("utf-8") == "years of it"


@pytest.mark.parametrize("name", ["practice", "sources", "../up", "Big", "", "a/b", "-x", "a" * 41])
def test_names_an_edition_may_not_have(name, tmp_path):
    with pytest.raises(SystemExit):
        build(tmp_path, f"--edition={name}")
    assert list(tmp_path.iterdir()) == []


def test_an_edition_by_the_name_it_has_anyway_is_the_same(tmp_path):
    assert build(tmp_path, "--edition", "published") == 0
    committed = ROOT / "data" / "published"
    assert {path.name: path.read_bytes() for path in (tmp_path / "published").iterdir()} == {
        path.name: path.read_bytes() for path in committed.iterdir()
    }


def test_a_faulty_edition_file_beside_a_good_survey_is_told(survey, tmp_path, capsys):
    sources = Path(shutil.copytree(SOURCES, tmp_path / "sources"))
    (sources / "edition.toml").write_text("", "utf-8")
    out = tmp_path / "out"
    assert build(out, "--survey", survey(), "--edition", "trial", sources=sources) == 1
    assert "edition.toml, column table_sources" in capsys.readouterr().err


def test_the_explorer_opens_both_kinds_of_numbers_side_by_side(survey, tmp_path):
    assert build(tmp_path / "out", "--survey", survey(), "--edition", "trial") == 0
    edition = open_edition("trial", tmp_path / "out")
    assert edition.has_survey
    assert not edition.is_simulated
    assert len(edition.findings) > 0
    assert list(edition.survey_indicators) == [
        "trust_index", "trusts_leader", "is_checked", "reworded", "asked_last",
    ]  # fmt: skip
    package = json.loads((edition.folder / "datapackage.json").read_text("utf-8"))
    (results,) = [one for one in package["resources"] if one["name"] == "survey_results"]
    assert [one["title"][:21] for one in results["sources"]] == ["Kommunal frisættelse."]


def test_the_csv_twin_writes_counts_as_whole_numbers(survey, tmp_path):
    """Beside an empty cell a base of 40 once became 40.0, which its data package forbids."""
    assert build(tmp_path / "out", "--survey", survey(), "--edition", "trial") == 0
    folder = tmp_path / "out" / "trial"
    counts = {
        "survey_results": ("base", "invited"),
        "survey_answers": ("base", "category"),
        "survey_changes": ("base_before", "base_after", "family_size"),
    }
    for table, columns in counts.items():
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in columns:
            filled = {row[column] for row in rows} - {""}
            assert filled
            assert all(cell.isdecimal() for cell in filled), (table, column, filled)


def test_a_licence_of_the_survey_stands_at_its_tables(survey, tmp_path):
    license_ = '\n[license]\nname = "x"\ntitle = "X"\npath = "https://example.org/"\n'
    folder = survey(codebook=CODEBOOK + license_)
    assert build(tmp_path / "out", "--survey", folder, "--edition", "trial") == 0
    package = json.loads((tmp_path / "out" / "trial" / "datapackage.json").read_text("utf-8"))
    of = {one["name"]: one.get("licenses") for one in package["resources"]}
    assert of["survey_changes"] == [{"name": "x", "title": "X", "path": "https://example.org/"}]
    assert of["findings"] != of["survey_changes"]


def marked():
    """Give everybody a combination of answers, a workplace and a weight that stand nowhere else."""
    rows = people()
    for n, row in enumerate(rows):
        row["weight"] = f"1.{n + 314159}"
    return rows


def test_no_raw_row_is_in_any_file_or_line(survey, tmp_path, capsys):
    folder = survey(marked(), header=(*HEADER, "weight"))
    out = tmp_path / "out"
    assert build(out, "--survey", folder, "--edition", "trial") == 0
    said = "".join(capsys.readouterr())
    files = sorted(out.rglob("*"))
    told = said + "".join(
        str(pq.read_table(path).to_pylist()) if path.suffix == ".parquet" else path.read_text()
        for path in files
        if path.is_file()
    )
    assert not {"survey_responses.csv", "invited.csv", "codebook.toml"} & {f.name for f in files}
    with (folder / "survey_responses.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["respondent_id"] not in told
            assert row["workplace_id"] not in told
            assert row["weight"] not in told
    # Nor how many rows there are: more than the tables would tell.
    assert "160" not in said


def test_where_people_were_invited_and_nobody_answered_there_is_a_row(survey, tmp_path):
    """Leaders were asked, none answered: that is not the same as not having been asked."""
    asked = [*invited(), *({**row, "respondent": "leaders"} for row in invited())]
    assert build(tmp_path / "out", "--survey", survey(asked=asked), "--edition", "trial") == 0
    edition = open_edition("trial", tmp_path / "out")
    for table, value in (
        (edition.survey_results, "estimate"),
        (edition.survey_answers, "share"),
        (edition.survey_changes, "change"),
    ):
        rows = list(chain.from_iterable(table.values()))
        leaders = [row for row in rows if row.respondent == "leaders"]
        assert len(leaders) == len(rows) / 2
        assert {getattr(row, value) for row in leaders} == {None}
        assert {row.status for row in leaders} <= {"suppressed", "not_collected", "not_applicable"}
    changes = chain.from_iterable(edition.survey_changes.values())
    leaders = [row for row in changes if row.respondent == "leaders" and row.comparable]
    assert {row.verdict for row in leaders} == {"too_few"}
