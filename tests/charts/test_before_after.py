"""Before and after: both published figures are written, and never across a break."""

from __future__ import annotations

import json

import pytest
from reading import data_sets, encodings

from frikommune_viz.figures import register

ABSENCE = "absence_grade_7_9"


def test_both_ends_stand_at_the_published_figures(edition, text):
    spec = register.before_after(edition, ABSENCE, "2021/22", "2024/25", "", text).spec
    sets = data_sets(spec)
    assert sets["before-316"][0]["v"] == 11.9
    assert sets["after-316"][0]["v"] == 9.6
    assert sets["before-561"][0]["v"] == 7.4
    assert sets["after-561"][0]["v"] == 9.9
    written = json.dumps(spec, ensure_ascii=False)
    assert f'"{text.number(11.9, 1)}"' in written
    assert f'"{text.number(9.6, 1)}"' in written


def test_an_arrow_points_from_before_to_after(edition, danish):
    spec = register.before_after(edition, ABSENCE, "2021/22", "2024/25", "", danish).spec
    sets = data_sets(spec)
    # Holbæk 11.9 → 9.6, Esbjerg 7.4 → 9.9; the median moves too little to have room for a head.
    assert sets["head-316"] == [{"head": (11.9 + 9.6) / 2, "s": "triangle-left"}]
    assert sets["head-561"] == [{"head": (7.4 + 9.9) / 2, "s": "triangle-right"}]
    assert "head-median" not in sets


def test_the_axis_is_the_indicators(edition, danish):
    for pair in (("2019/20", "2020/21"), ("2021/22", "2024/25")):
        spec = register.before_after(edition, ABSENCE, *pair, "760", danish).spec
        assert {tuple(one["scale"]["domain"]) for one in encodings(spec, "x")} == {(0.0, 16.0)}


def test_periods_across_the_break_are_refused(edition, danish):
    with pytest.raises(ValueError, match="cannot be compared"):
        register.before_after(edition, "children_per_adult_3_5", "2020", "2023", "", danish)


def test_a_missing_end_is_said_and_not_drawn(without, danish):
    edition = without(ABSENCE, "316", "2020/21")
    figure = register.before_after(edition, ABSENCE, "2020/21", "2023/24", "", danish)
    sets = data_sets(figure.spec)
    assert "before-316" not in sets
    assert "line-316" not in sets
    assert sets["after-316"][0]["v"] == 10.8
    assert "Holbæk: kun ét af de to tal er offentliggjort" in json.dumps(
        figure.spec, ensure_ascii=False
    )
    assert figure.table.rows[1] == ("Holbæk", None, 10.8, None)
    assert figure.table.written(danish)[1] == ("Holbæk", "ikke offentliggjort", "10,8", "")


def test_change_is_that_of_the_published_figures_and_the_median_has_none(edition, danish):
    figure = register.before_after(edition, ABSENCE, "2020/21", "2023/24", "", danish)
    assert [row[-1] for row in figure.table.rows] == [4.9, 2.9, None]
    assert [row[-1] for row in figure.table.written(danish)] == ["+4,9", "+2,9", ""]


def test_equal_figures_are_unchanged(edition, danish):
    figure = register.before_after(edition, "children_per_adult_3_5", "2020", "2022", "", danish)
    assert "ændrede sig ikke i Rebild" in figure.headline
    assert "I Rebild var tallet det samme i 2020 og 2022: 5,8 børn pr. voksen." in figure.sentences
