"""Where a figure is found at its publisher, and how new it is, as the catalogue says."""

from __future__ import annotations

from dataclasses import replace

from frikommune_viz.edition.edition import Edition
from frikommune_viz.model.codes import Language
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.where_found import newest, way_to_table, where_found

DA, EN = TEXTS[Language.DA], TEXTS[Language.EN]
ABSENCE, CLASSES, RATIO = "absence_grade_7_9", "class_size_folkeskole", "children_per_adult_3_5"


def test_a_table_with_an_address_is_named_with_it(published: Edition) -> None:
    found = where_found(published, CLASSES, DA)
    said = way_to_table(found, DA)
    assert said.startswith("Tabel: KVOTIEN, https://www.statistikbanken.dk/KVOTIEN. Vælg ")


def test_a_table_without_an_address_is_named_with_the_steps(published: Edition) -> None:
    found = where_found(published, ABSENCE, DA)
    assert not found.url
    said = way_to_table(found, DA)
    assert said.startswith(
        "Tabel: »Gennemsnitligt fravær per skoleår«. Vi kender ingen fast adresse til den. Find "
    )
    assert "og vælg udskoling" in said


def test_a_table_nobody_noted_is_given_no_name(published: Edition) -> None:
    found = where_found(published, RATIO, EN)
    assert not found.table
    assert way_to_table(found, EN) == found.steps
    assert found.steps.startswith("We did not note the name of the table.")


def test_the_newest_period_has_a_figure_and_its_date(published: Edition) -> None:
    assert newest(published, ABSENCE, DA) == "Seneste tal på siden: 2024/25, hentet i juli 2026."
    assert (
        newest(published, ABSENCE, EN)
        == "Latest figures on this site: 2024/25, retrieved in July 2026."
    )
    # The last period without a figure of anybody is not the newest.
    rows = tuple(
        replace(row, value=None) if row.period == "2024/25" else row
        for row in published.observations_of(ABSENCE)
    )
    emptied = replace(published, observations={**published.observations, ABSENCE: rows})
    assert newest(emptied, ABSENCE, DA) == "Seneste tal på siden: 2023/24, hentet i juli 2026."


def test_every_address_is_the_publishers_own(published: Edition) -> None:
    known = {row.table_url for row in published.indicators.values()} - {""}
    assert known == {
        (
            "https://www.benchmark.dk/analyser/dagtilbud-skole-og-uddannelse/"
            "brugertilfredshed-paa-dagtilbudsomraadet"
        ),
        "https://www.statistikbanken.dk/BOERN1",
        "https://www.statistikbanken.dk/HJEMSYG",
        "https://www.statistikbanken.dk/KVOTIEN",
    }
