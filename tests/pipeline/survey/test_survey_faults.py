"""Bad answers: every fault at once, with its place, and never an answer, a person or a workplace."""

from __future__ import annotations

import shutil

import pytest
from few_figures import sources_of_few_figures
from small_survey import CODEBOOK, HEADER, invited, people

from frikommune_viz.__main__ import main
from frikommune_viz.pipeline.faults import BadInputError
from frikommune_viz.pipeline.survey.answer_faults import MOST_NAMED
from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.survey_input import read_survey


def faults(folder):
    found, told = read_survey(folder, lambda line: None)
    assert (found is None) is bool(told)
    return told


def spoil(column, cell, place=0):
    rows = people()
    rows[place][column] = cell
    return rows


def twice():
    rows = people()
    return [*rows, dict(rows[0])]


@pytest.mark.parametrize(
    ("rows", "column", "row", "rule"),
    [
        (spoil("trusts_leader", "6"), "trusts_leader", 2, "outside the scale"),
        (spoil("trusts_leader", "2.5", 3), "trusts_leader", 5, "outside the scale"),
        (spoil("trusts_leader", "meget enig"), "trusts_leader", 2, "outside the scale"),
        (spoil("wave", "midway"), "wave", 2, "unknown code"),  # a wave, but not of this survey
        (spoil("municipality_code", "101"), "municipality_code", 2, "unknown code"),
        (spoil("respondent", "parents"), "respondent", 2, "unknown code"),
        (spoil("respondent_id", ""), "respondent_id", 2, "the cell is empty"),
        (spoil("workplace_id", " "), "workplace_id", 2, "the cell is empty"),
        (twice(), "respondent_id", 162, "the person is there twice"),
        (spoil("workplace_id", "secret-place-316-0"), "workplace_id", 42, "in two municipalities"),
        # Once other workplaces and persons, without a word.
        (spoil("workplace_id", " secret-place-561-0"), "workplace_id", 2, "a space at an end"),
        (spoil("respondent_id", "secret-person-561-0\u00a0"), "respondent_id", 2, "a space at an"),
        (spoil("workplace_id", "secret\u200b-place-561-0"), "workplace_id", 2, "cannot be seen"),
        (spoil("workplace_id", "secret\x00-place-561-0"), "workplace_id", 2, "cannot be seen"),
        (spoil("asked_last", "3"), "asked_last", 2, "no wording"),
    ],
)
def test_each_fault_in_an_answer_is_told_with_its_place(survey, rows, column, row, rule):
    found = faults(survey(rows))
    assert any(
        (fault.file, fault.column, fault.row) == ("survey_responses.csv", column, row)
        and rule in fault.rule
        for fault in found
    ), [str(fault) for fault in found]


def test_the_area_beside_a_municipality_must_be_its_own(survey):
    rows = [{**row, "area": "school"} for row in people()]
    rows[7]["area"] = "daycare"
    (fault,) = faults(survey(rows, header=(*HEADER, "area")))
    assert (fault.row, fault.column, fault.rule) == (9, "area", "wrong area for the municipality")


@pytest.mark.parametrize(
    # 1e308 gave means of 100.0, and Python reads 1_0 as ten.
    "weight",
    ["0", "-1", "many", "", "inf", "nan", "1e308", "1_0", "1,5", "1.5.1", "0.0000001", "99999999"],
)
def test_a_weight_is_a_number_above_nothing(survey, weight):
    rows = [{**row, "weight": "1.5"} for row in people()]
    rows[1]["weight"] = weight
    (fault,) = faults(survey(rows, header=(*HEADER, "weight")))
    assert (fault.row, fault.column) == (3, "weight")
    assert fault.rule == "not a weight"


def test_one_weight_may_not_outweigh_all_others(survey):
    rows = [{**row, "weight": "1.5"} for row in people()]
    rows[1]["weight"] = "1501"
    (fault,) = faults(survey(rows, header=(*HEADER, "weight")))
    assert fault.row == 3
    assert fault.rule == "a weight of more than 1,000 times the median weight"


def test_a_question_nobody_answered_in_a_wave_is_told(survey):
    rows = [{**row, "is_checked": ""} if row["wave"] == "final" else row for row in people()]
    (fault,) = faults(survey(rows))
    assert (fault.column, fault.rule) == ("is_checked", "nobody has answered it in final")


def test_columns_are_those_of_the_codebook(survey):
    header = tuple(column for column in HEADER if column != "is_checked")
    rows = [{**row, "hobby": "5"} for row in people()]
    told = {(fault.column, fault.rule) for fault in faults(survey(rows, header=(*header, "hobby")))}
    assert ("is_checked", "the column is missing") in told
    assert ("hobby", "the column is no item of the codebook") in told


def asked(**cells):
    rows = invited()
    rows[0].update(cells)
    return rows


@pytest.mark.parametrize(
    ("rows", "column", "row", "rule"),
    [
        (asked(invited="39"), "invited", 2, "fewer were invited than have answered"),
        (asked(invited="all"), "invited", 2, "not a whole number"),
        (asked(municipality_code="999"), "municipality_code", 2, "unknown code"),
        ([*invited(), invited()[0]], "wave", 6, "the row is there twice"),
        (asked(invited="1.000"), "invited", 2, "not a whole number"),  # one, or a thousand
        (asked(invited="5_0"), "invited", 2, "not a whole number"),
        (invited()[1:], "invited", None, "the number invited is missing"),
    ],
)
def test_each_fault_in_the_numbers_invited_is_told(survey, rows, column, row, rule):
    found = faults(survey(asked=rows))
    assert (("invited.csv", column, row, rule)) in {
        (fault.file, fault.column, fault.row, fault.rule) for fault in found
    }


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('theme = "trust"\nindex', 'theme = "love"\nindex', "items.trusts_leader.theme"),
        ('scale = "agreement"', 'scale = "frequency"', "items.trusts_leader.scale"),
        ("reversed = true", 'reversed = "yes"', "items.is_checked.reversed"),
        ("relevance_band = 3.0", "relevance_band = -1", "survey.relevance_band"),
        ("reliable_base = 20", "reliable_base = 4", "survey.reliable_base"),
        ('after = "final"', 'after = "later"', "survey.after"),
        ('after = "final"', 'after = "baseline"', "survey.after"),
        ('index = "trust"', 'index = "hope"', "items.trusts_leader.index"),
        ('wording.final.en = "I trust my manager."\n', "", "items.trusts_leader.wording.final.en"),
        ('"Agree", ', "", "scales.agreement.labels_en"),
        ("[items.reworded]", "[items.reworded_index]", "items.reworded_index"),
        ('title_en = "Trial"\n', "", "survey.title_en"),
        ("smallest_base = 5", "smallest_base = 1", "survey.smallest_base"),
    ],
)
def test_each_fault_in_the_codebook_is_told(tmp_path, old, new, column):
    assert old in CODEBOOK
    path = tmp_path / "codebook.toml"
    path.write_text(CODEBOOK.replace(old, new, 1), "utf-8")
    found, told = read_codebook(path)
    assert found is None
    assert column in {fault.column for fault in told}
    assert {fault.file for fault in told} == {"codebook.toml"}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("respondent_id\nS\xf8ren\n".encode("latin-1"), "wrong encoding"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(survey, content, rule):
    folder = survey()
    (folder / "survey_responses.csv").write_bytes(content)
    assert rule in {fault.rule for fault in faults(folder)}


def test_a_row_that_is_cut_off_is_told_without_what_stands_in_it(survey):
    folder = survey()
    path = folder / "survey_responses.csv"
    path.write_text(path.read_text("utf-8")[:-8] + "\n", "utf-8")
    (fault,) = faults(folder)
    assert (fault.row, fault.rule) == (161, "the row has the wrong number of cells")
    assert "secret" not in str(fault)


def test_a_parquet_file_that_is_cut_off_is_told(survey):
    folder = survey()
    (folder / "survey_responses.csv").unlink()
    (folder / "survey_responses.parquet").write_bytes(b"PAR1 half of a file")
    (fault,) = faults(folder)
    assert (fault.file, fault.rule) == ("survey_responses.parquet", "the file cannot be read")


def test_two_files_of_answers_are_one_too_many(survey):
    folder = survey()
    shutil.copy(folder / "survey_responses.csv", folder / "survey_responses.parquet")
    assert "two files with answers" in {fault.rule for fault in faults(folder)}


def test_many_rows_with_the_same_fault_are_counted(survey):
    rows = [{**row, "trusts_leader": "9"} for row in people()]
    told = [fault for fault in faults(survey(rows)) if fault.column == "trusts_leader"]
    # Of the first wave rows are named, of the other one; the rest is counted: 80 − 20, 80 − 1.
    assert len(told) == MOST_NAMED + 1 + 2
    more = [(fault.rule, fault.count) for fault in told if fault.row is None]
    assert more == [
        ("the answer is outside the scale in baseline, 60 more rows", 60),
        ("the answer is outside the scale in final, 79 more rows", 79),
    ]
    assert BadInputError(told).count == 160
    assert [fault.row is None for fault in BadInputError(told).faults][-2:] == [True, True]


def test_all_faults_come_at_once_and_nothing_is_written(survey, tmp_path, capsys):
    sources = sources_of_few_figures(tmp_path / "sources")
    rows = twice()
    rows[1]["trusts_leader"] = "7"
    rows[2]["wave"] = "never"
    rows[3]["municipality_code"] = "000"
    rows[4]["respondent"] = "nobody"
    rows[5]["workplace_id"] = ""
    rows[6]["is_checked"] = "1234"
    rows[7]["asked_last"] = "4"
    folder = survey(
        rows,
        asked=asked(invited="1"),
        codebook=CODEBOOK.replace('"vive-slutrapport-2025"', '"no-such-source"'),
    )
    out = tmp_path / "out"
    (out / "trial").mkdir(parents=True)
    (out / "trial" / "manifest.json").write_text("as it was")
    command = ["build", "--sources", str(sources), "--out", str(out), "--edition", "trial"]
    assert main([*command, "--survey", str(folder)]) == 1
    said = capsys.readouterr().err
    for place in (
        "survey_responses.csv, row 162, column respondent_id",
        "survey_responses.csv, row 3, column trusts_leader",
        "survey_responses.csv, row 4, column wave",
        "survey_responses.csv, row 5, column municipality_code",
        "survey_responses.csv, row 6, column respondent",
        "survey_responses.csv, row 7, column workplace_id",
        "survey_responses.csv, row 8, column is_checked",
        "survey_responses.csv, row 9, column asked_last",
        "invited.csv, row 2, column invited",
    ):
        assert place in said
    assert "Nothing was written." in said
    assert "secret" not in said
    assert "1234" not in said
    assert [path.name for path in (out / "trial").iterdir()] == ["manifest.json"]
    assert (out / "trial" / "manifest.json").read_text() == "as it was"


def test_a_source_that_is_not_there_is_told(survey, tmp_path, capsys):
    sources = sources_of_few_figures(tmp_path / "sources")
    codebook = CODEBOOK.replace('"vive-slutrapport-2025"', '"no-such-source"')
    command = [
        "build",
        "--sources",
        str(sources),
        "--out",
        str(tmp_path / "out"),
        "--edition",
        "trial",
    ]
    assert main([*command, "--survey", str(survey(codebook=codebook))]) == 1
    assert 'codebook.toml, column survey.source_id: unknown id. Found "no-such-source"' in (
        capsys.readouterr().err
    )
