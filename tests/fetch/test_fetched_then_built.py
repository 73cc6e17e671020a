"""What a fetch writes is what the build reads, once source and catalogue entry are there."""

from collections.abc import Callable
from pathlib import Path

from stand_in import CODES

from frikommune_viz.__main__ import main
from frikommune_viz.edition.reader import open_edition

ENTRY = """
[waiting]
area = "eldercare"
theme = "citizen_outcomes"
kind = "outcome"
better = "lower"
label_da = "Ventetid til plejebolig"
label_en = "Waiting time for a care home"
subject_da = "Ventetiden til plejebolig"
subject_en = "Waiting time for a care home"
group_da = "Ventetid"
group_en = "Waiting time"
unit_da = "dage"
unit_en = "days"
change_unit_da = "dage"
change_unit_en = "days"
decimals = 1
axis_min = 0.0
axis_max = 1100.0
definition_da = "Gennemsnitlig ventetid i dage."
definition_en = "Average waiting time in days."
caveats_da = "Tallet viser ikke en virkning af aftalen."
caveats_en = "The figure does not show an effect of the agreement."
break_after = ""
first_shown = ""
default_baseline = "2021"
default_endline = "2023"
default_reason_da = "Det første og det sidste år."
default_reason_en = "The first and the last year."
primary_reason_da = ""
primary_reason_en = ""
relevant_difference = ""
relevant_difference_reason_da = ""
relevant_difference_reason_en = ""
retrieved = "2026-11"
table = ""
table_url = ""
table_steps_da = "Find tallet hos udgiveren."
table_steps_en = "Find the figure at the publisher."
answers_id = ""
source_id = "statbank-aed16"
license = "CC-BY-4.0"
"""
SOURCE = (
    "statbank-aed16,AED16,Danmarks Statistik,,2026-11,https://www.statistikbanken.dk/aed16,"
    "register,da,,\n"
)


def build(sources: Path) -> int:
    return main(["build", "--sources", str(sources), "--out", str(sources.parent)])


def test_a_fetched_file_is_built_and_read(fetch: Callable[..., int], sources: Path):
    assert fetch() == 0
    with (sources / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(SOURCE)
    with (sources / "indicators.toml").open("a", encoding="utf-8") as file:
        file.write(ENTRY)
    assert build(sources) == 0
    edition = open_edition("published", sources.parent)
    rows = edition.observations_of("waiting")
    assert {row.municipality_code for row in rows} == set(CODES)
    found = {(row.municipality_code, row.period): (row.value, row.status) for row in rows}
    assert found["561", "2023"] == (56.1, "normal")
    assert found["751", "2023"] == (1023.5, "normal")
    assert found["741", "2023"] == (None, "missing"), "empty, not zero"


def test_a_fetched_file_without_an_entry_is_told(fetch: Callable[..., int], sources: Path, capsys):
    assert fetch() == 0
    assert build(sources) == 1
    assert 'register/waiting.csv, row 2, column indicator_id: unknown id. Found "waiting"' in (
        capsys.readouterr().err
    )


def test_recipes_without_data_are_no_fault(sources: Path):
    assert (sources / "recipes.toml").is_file()
    assert build(sources) == 0
