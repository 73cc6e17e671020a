"""Figure = table = CSV = text alternative, from the same rows."""

from __future__ import annotations

import csv
import io

import pytest
from reading import data_sets, published

from frikommune_viz import export
from frikommune_viz.figures import register
from frikommune_viz.model.codes import Language
from frikommune_viz.selection.register import select
from frikommune_viz.text import TEXTS

ABSENCE = "absence_grade_7_9"


@pytest.mark.parametrize("own", ["", "760", "561", "791"])
@pytest.mark.parametrize("indicator_id", [ABSENCE, "children_per_adult_childminder"])
def test_table_rows_taken_and_marks_hold_the_same_figures(edition, text, indicator_id, own):
    figure = register.trend(edition, indicator_id, own, text)
    periods = edition.periods_of(indicator_id)
    codes = {place.name: code for code, place in edition.municipalities.items()}
    taken = {
        (row["municipality_code"], row["period"]): row["value"]
        for row in csv.DictReader(io.StringIO(export.csv_bytes(figure.data).decode()))
    }
    sets = data_sets(figure.spec)
    for name, *values in figure.table.rows[:-1]:
        code = codes[name]
        for period, value in zip(periods, values, strict=True):
            assert value == published(edition, indicator_id, code, period)
            assert taken[code, period] == ("" if value is None else repr(value))
        drawn = [row["v"] for row in sets[f"m{code}"]]
        assert drawn == [value for value in values if value is not None]


def test_median_is_the_same_in_table_rows_taken_and_line(edition, danish):
    figure = register.trend(edition, ABSENCE, "", danish)
    line = [row["v"] for row in data_sets(figure.spec)["median"]]
    taken = [row[9] for row in figure.data.rows if row[3] == "median"]
    assert list(figure.table.rows[-1][1:]) == line == taken


def test_alternative_holds_the_figures_of_the_table(edition, text):
    figure = register.trend(edition, ABSENCE, "760", text)
    periods = [column.code for column in figure.table.columns]
    pair = edition.indicators[ABSENCE].default_pair
    for row in figure.table.rows:
        for period in pair:
            assert text.number(row[periods.index(period)], 1) in figure.alt


def test_rows_taken_are_all_municipalities_once(edition, danish):
    figure = register.trend(edition, ABSENCE, "760", danish)
    places = [(row[4], row[8]) for row in figure.data.rows if row[3] == "value"]
    assert len(places) == len(set(places)) == 98 * 6


def test_an_empty_figure_says_why_and_is_never_zero(edition, danish):
    figure = register.trend(edition, "children_per_adult_childminder", "", danish)
    assert figure.table.rows[0] == ("Helsingør", *[None] * 7)
    assert set(figure.table.written(danish)[0][1:]) == {"ikke offentliggjort"}
    rows = [row for row in figure.data.rows if row[4] == "217"]
    assert {(row[9], row[11]) for row in rows} == {(None, "missing")}


def test_source_is_that_of_the_rows(edition, danish):
    figure = register.trend(edition, ABSENCE, "", danish)
    assert [source.source_id for source in figure.sources] == ["stil-elevfravaer"]
    assert {row[14] for row in figure.data.rows} == {"stil-elevfravaer"}


def test_the_bands_are_explained_once(edition, danish):
    figure = register.trend(edition, ABSENCE, "", danish)
    assert figure.subtitle == "Elevfravær, udskoling, pct., 2019/20–2024/25."
    assert "50 og 90 pct. af de 91 kommuner uden aftale" in figure.key[0].label


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.DA, "De midterste 50 og 90 pct. af de 91 kommuner uden aftale"),
        (
            Language.EN,
            ("The middle 50 and 90 per cent of the 91 municipalities without an agreement"),
        ),
    ],
)
def test_the_key_counts_only_the_periods_that_are_shown(edition, language, words):
    """Of home nursing 36 reported in 2016, which is not shown; all 91 did from 2021."""
    figure = register.trend(edition, "home_nursing_recipients_per_1000", "", TEXTS[language])
    assert figure.key[0].label == words


def test_nothing_is_said_of_a_period_that_is_not_shown(edition):
    for indicator_id in edition.indicators:
        outcome = select(edition, indicator_id)
        assert set(outcome.distribution) <= set(outcome.periods), indicator_id


def test_the_key_names_only_what_is_drawn(edition, danish):
    """Lines and the median carry their names; only what does not is in the key."""
    marks = [item.mark for item in register.trend(edition, ABSENCE, "760", danish).key]
    assert marks == ["bands", "hollow"]
    assert register.trend(edition, ABSENCE, "", danish).key[1].label == "Før (2020/21)"
    # Held for one year only, so nothing is before.
    share = register.trend(edition, "staff_qualified_share", "", danish).key
    assert [item.mark for item in share] == ["bands"]
    strip = register.latest_levels(edition, "parent_satisfaction", "", danish).key
    assert [item.mark for item in strip] == ["dot", "ring"]
