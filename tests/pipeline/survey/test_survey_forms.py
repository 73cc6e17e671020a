"""Files as programs write them by themselves: the same edition, or a word for what is the matter.

The survey is the small one, so that each form can be compared with the plain file.
"""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_survey import CODEBOOK, HEADER, invited, people

from frikommune_viz.model.codes import Status
from frikommune_viz.pipeline.survey.answer_values import count_of, weight_of, words_of
from frikommune_viz.pipeline.survey.codebook import read_codebook
from frikommune_viz.pipeline.survey.survey_input import read_survey

MARK = b"\xef\xbb\xbf"
LABELS = {
    "da": ("Helt uenig", "Uenig", "Hverken eller", "Enig", "Helt enig"),
    "en": ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"),
}
ITEMS = ("trusts_leader", "is_checked", "reworded", "asked_last")


def computed(folder, lines=None):
    lines = [] if lines is None else lines
    found, faults = read_survey(folder, lines.append)
    assert faults == [], [str(fault) for fault in faults]
    tables = found.compute(Status.NORMAL)
    return {name: tables[name].to_csv() for name in ("survey_results", "survey_changes")}


def changed(rows, *, columns=ITEMS, to):
    return [
        {name: to(cell) if name in columns and cell else cell for name, cell in row.items()}
        for row in rows
    ]


def danish_excel(path):
    """Save a file as a Danish Excel does: byte order mark, semicolons, line breaks of Windows."""
    out = io.StringIO()
    with path.open(encoding="utf-8", newline="") as file:
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(csv.reader(file))
    path.write_bytes(MARK + out.getvalue().encode())


@pytest.fixture
def plain(survey):
    return computed(survey())


@pytest.mark.parametrize("form", ["{}.0", "{},0", "{}.00", " {} "])
def test_whole_numbers_with_decimals_are_whole_numbers(survey, plain, form):
    """Pandas writes 3.0 beside an empty cell, a Danish spreadsheet 3,0 (quoted here)."""
    assert computed(survey(changed(people(), to=form.format))) == plain


def test_three_and_a_half_is_no_answer(survey):
    found, faults = read_survey(survey(changed(people(), to="{}.5".format)), lambda line: None)
    assert found is None
    assert {fault.column for fault in faults} == set(ITEMS)


@pytest.mark.parametrize("which", ["survey_responses.csv", "invited.csv", "both"])
def test_a_danish_excel_may_save_the_files(survey, plain, which):
    folder = survey()
    for name in ("survey_responses.csv", "invited.csv"):
        if which in (name, "both"):
            danish_excel(folder / name)
    assert computed(folder) == plain


def test_semicolons_without_a_mark_are_semicolons(survey, plain):
    folder = survey()
    path = folder / "survey_responses.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert computed(folder) == plain


def test_a_row_cut_off_among_semicolons_has_its_number(survey):
    folder = survey()
    path = folder / "survey_responses.csv"
    lines = path.read_text("utf-8").replace(",", ";").split("\n")
    lines[4] = lines[4][:-4]
    path.write_text("\n".join(lines), "utf-8")
    _, (fault,) = read_survey(folder, lambda line: None)
    assert (fault.row, fault.rule) == (5, "the row has the wrong number of cells")


def test_weights_with_a_decimal_comma_among_semicolons(survey):
    rows = [{**row, "weight": f"1.{n % 4 + 1}5"} for n, row in enumerate(people())]
    point = computed(survey(rows, header=(*HEADER, "weight")))
    comma = [{**row, "weight": row["weight"].replace(".", ",")} for row in rows]
    folder = survey(comma, header=(*HEADER, "weight"))
    danish_excel(folder / "survey_responses.csv")
    assert computed(folder) == point


@pytest.mark.parametrize("language", ["da", "en"])
def test_answers_in_words_are_those_of_the_scale(survey, plain, language):
    words = dict(enumerate(LABELS[language], start=1))
    folder = survey(changed(people(), to=lambda cell: words[int(cell)].upper()))
    assert computed(folder) == plain


def test_words_that_mean_two_answers_or_a_number_mean_none(tmp_path):
    path = tmp_path / "codebook.toml"
    path.write_text(CODEBOOK, "utf-8")
    scale = read_codebook(path)[0].scales["agreement"]
    assert words_of(scale)["hverken eller"] == 3
    swapped = [scale[0]._replace(en="Uenig"), *scale[1:]]
    assert "uenig" not in words_of(swapped)
    # On a scale from 0 to 10 the second answer is called 1.
    assert words_of([scale[0]._replace(da="0", en="0"), *scale[1:]]) == {}


def test_codes_for_no_answer_are_no_answers(survey):
    """Every fifth person in each workplace does not know: 8 in the file, or in words."""
    empty, coded = people(), people()
    for n in range(0, len(empty), 5):
        empty[n]["trusts_leader"] = ""
        coded[n]["trusts_leader"] = ("8", "9.0", "Ved ikke")[n % 3]
    codebook = CODEBOOK.replace(
        '"Strongly agree"]', '"Strongly agree"]\nmissing = [8, 9, "ved ikke"]'
    )
    expected = computed(survey(empty))
    assert computed(survey(coded, codebook=codebook)) == expected


def test_a_code_for_no_answer_that_is_not_named_is_told_with_the_place_to_name_it(survey):
    rows = people()
    rows[2]["trusts_leader"] = "99"
    _, (fault,) = read_survey(survey(rows), lambda line: None)
    assert (fault.row, fault.column) == (4, "trusts_leader")
    assert "missing = [8, 9]" in fault.allowed
    assert "99" not in str(fault)


@pytest.mark.parametrize("form", ["50.0", "50,0", "50,00"])
def test_fifty_point_nought_were_invited(survey, plain, form):
    assert computed(survey(asked=[{**row, "invited": form} for row in invited()])) == plain


def test_municipalities_and_names_with_noughts_are_numbers(survey, plain):
    rows = changed(people(), columns=("municipality_code",), to="{}.0".format)
    assert computed(survey(rows)) == plain


def test_a_name_written_in_two_ways_is_told(survey):
    rows = people()
    for n, row in enumerate(rows):
        code = row["municipality_code"]
        row["workplace_id"] = f"{code}{n % 4}" + (".0" if row["wave"] == "final" else "")
    _, faults = read_survey(survey(rows), lambda line: None)
    assert {fault.column for fault in faults} == {"workplace_id"}
    assert sum(fault.count for fault in faults) == 160
    assert all("without it in others" in fault.rule for fault in faults)


def test_parquet_may_hold_decimal_numbers(survey, plain):
    """As SAS and Spark write them."""
    folder = survey()
    path = folder / "survey_responses.csv"
    frame = pd.read_csv(path, dtype=str)
    path.unlink()
    table = pa.table({name: pa.array(frame[name], from_pandas=True) for name in frame})
    for item in ITEMS:
        cells = pa.array(pd.to_numeric(frame[item]), pa.float64(), from_pandas=True)
        place = table.column_names.index(item)
        table = table.set_column(place, item, cells.cast(pa.decimal128(4, 1)))
    pq.write_table(table, folder / "survey_responses.parquet")
    assert computed(folder) == plain


def test_other_workplace_names_in_the_later_wave_are_noticed(survey):
    lines = []
    computed(survey(), lines)
    assert not [line for line in lines if line.startswith("Notice")]
    rows = people()
    for row in rows:
        if row["wave"] == "final":
            row["workplace_id"] += "-new"
            row["respondent_id"] += "-new"
    computed(survey(rows), lines)
    notices = [line for line in lines if line.startswith("Notice")]
    assert [line.split(".")[0] for line in notices] == [
        "Notice: hardly any workplace of the staff is in both waves",
        "Notice: hardly any person of the staff is in both waves",
    ]
    assert "secret" not in "".join(notices)


@pytest.mark.parametrize(
    ("cell", "comma", "expected"),
    [
        ("1.25", False, 1.25), ("2", False, 2.0), ("1.25", True, 1.25), ("1,25", True, 1.25),
        # Thousands or decimals?
        ("1.250", True, None), ("1,250", True, 1.25), ("1.250", False, 1.25),
        ("1,25", False, None), ("1.000,5", True, None), ("+1", False, None), ("١", False, None),
    ],
)  # fmt: skip
def test_a_weight_is_read_only_where_it_can_mean_one_thing(cell, comma, expected):
    assert weight_of(cell, has_semicolons=comma) == expected


def test_a_number_of_people_is_read_only_where_it_can_mean_one_thing():
    assert [count_of(cell) for cell in ("0", "007", "12.5", "1.000", "1,000", "-3", "")] == [
        *(0, 7), *[None] * 5,
    ]  # fmt: skip
