"""The strip: each municipality a mark at its exact figure; equal figures pile up."""

from __future__ import annotations

from reading import data_sets, encodings, published

from frikommune_viz import style
from frikommune_viz.charts import strip
from frikommune_viz.charts.dot_piles import pile
from frikommune_viz.charts.strip import Mark, Strip
from frikommune_viz.figures import register
from frikommune_viz.selection.register import Role

SATISFACTION = "parent_satisfaction"
SURVEY = "2021-10–2022-02"


def test_each_of_the_98_is_drawn_once_at_its_published_figure(edition, danish):
    for own in ("", "760", "791", "217"):
        sets = data_sets(register.levels(edition, SATISFACTION, SURVEY, own, danish).spec)
        drawn = [
            row["v"]
            for name, rows in sets.items()
            if name in ("other", "with_agreement") or name[:2] in ("m1", "m2", "m7", "m8")
            for row in rows
        ]
        assert sorted(drawn) == sorted(row.value for row in edition.observations_of(SATISFACTION))
    assert sets["m217"][0]["v"] == published(edition, SATISFACTION, "217", SURVEY)


def test_who_has_no_figure_has_no_mark(edition, danish):
    figure = register.levels(edition, "parent_satisfaction_childminder", SURVEY, "", danish)
    sets = data_sets(figure.spec)
    assert "m217" not in sets
    assert len(sets["other"]) + len(sets["with_agreement"]) + len(sets["m840"]) == 90
    assert "Helsingør" not in figure.headline
    assert any("Helsingør" in said and "ikke offentliggjort" in said for said in figure.sentences)


def test_median_is_the_built_one(edition, danish):
    sets = data_sets(register.levels(edition, SATISFACTION, SURVEY, "", danish).spec)
    (built,) = (row.median for row in edition.distribution_of(SATISFACTION))
    assert sets["median"][0]["v"] == built


def test_the_axis_is_the_indicators_and_not_the_periods(edition, danish):
    for period in ("2019/20", "2024/25"):
        spec = register.levels(edition, "absence_grade_7_9", period, "101", danish).spec
        assert {tuple(one["scale"]["domain"]) for one in encodings(spec, "x")} == {(0.0, 16.0)}


def test_no_two_dots_lie_on_top_of_each_other(edition, danish):
    sets = data_sets(register.levels(edition, "absence_grade_7_9", "2023/24", "", danish).spec)
    places = [(row["v"], row["n"]) for name in ("other", "with_agreement") for row in sets[name]]
    assert len(set(places)) == len(places)


def test_equal_values_pile_up_and_keep_their_place():
    assert pile([2.0, 2.0, 2.0, 3.0], dot=0.5) == [0, 1, 2, 0]


def test_a_strip_of_changes_is_signed_and_says_unchanged(danish):
    marks = (
        Mark("561", "Esbjerg", 4.9, Role.PILOT, "Esbjerg: +4,9 procentpoint", "Esbjerg +4,9"),
        Mark("101", "København", -0.3, Role.OTHER, "København: −0,3 procentpoint", ""),
    )
    changes = Strip(marks, 3.2, "Median +3,2", -0.5, 8, "procentpoint", zero="uændret")
    spec = strip.draw(changes, danish, style.LIGHT, "").to_dict()
    sets = data_sets(spec)
    assert sets["m561"][0]["v"] == 4.9
    assert sets["other"][0]["v"] == -0.3
    axis = next(encodings(spec, "x"))["axis"]
    assert 0 in axis["values"]
    assert "'uændret'" in axis["labelExpr"]
    assert "format(datum.value, '+" in axis["labelExpr"]


def test_who_lies_beyond_the_axis_is_an_arrow_at_its_end_and_named(edition, danish):
    answers = "parent_satisfaction_answers"
    figure = register.levels(edition, answers, SURVEY, "", danish)
    arrows = data_sets(figure.spec)["other-above"]
    assert {row["v"] for row in arrows} == {
        published(edition, answers, code, SURVEY) for code in ("101", "461", "751", "851")
    }
    ends = {tuple(one["scale"]["domain"]) for one in encodings(figure.spec, "x")}
    assert ends == {(0.0, arrows[0]["at"])}
    (said,) = (line for line in figure.sentences if line.startswith("Uden for aksen"))
    assert "København (16.345)" in said
    assert "pil: uden for aksen" in str(figure.spec)


def test_an_axis_that_does_not_begin_at_0_says_so(edition, danish):
    satisfaction = register.levels(edition, SATISFACTION, SURVEY, "", danish)
    assert "aksen begynder ved 3,5" in str(satisfaction.spec)
    absence = register.levels(edition, "absence_grade_7_9", "2023/24", "", danish)
    assert "aksen begynder" not in str(absence.spec)
