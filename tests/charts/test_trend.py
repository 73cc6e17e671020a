"""The trend stands at the published figures, on axes no choice can move."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import altair as alt
import pytest
from reading import data_sets, encodings, published

from frikommune_viz import style
from frikommune_viz.charts import trend
from frikommune_viz.charts.end_labels import LINE
from frikommune_viz.drawing.markup import chart_of_width
from frikommune_viz.export.text_width import width as text_width
from frikommune_viz.figures import register
from frikommune_viz.model.codes import Language, Status
from frikommune_viz.model.periods import Pair
from frikommune_viz.selection.register import select
from frikommune_viz.text import TEXTS

ABSENCE = "absence_grade_7_9"
WITH_A_TREND = [
    "absence_grade_4_6",
    "absence_grade_7_9",
    "wellbeing_grade_4_6",
    "wellbeing_grade_7_9",
    "children_per_adult_0_2",
    "children_per_adult_3_5",
    "children_per_adult_childminder",
]


def marks(spec, code):
    return {row["x"]: row["v"] for row in data_sets(spec)[f"m{code}"]}


def test_holbaek_and_esbjerg_stand_where_they_are_published(edition, text):
    spec = register.trend(edition, ABSENCE, "", text).spec
    assert marks(spec, "316") == {
        2020: 6.8,
        2021: 7.9,
        2022: 11.9,
        2023: 11.3,
        2024: 10.8,
        2025: 9.6,
    }
    assert marks(spec, "561")[2022] == 7.4
    assert marks(spec, "561")[2025] == 9.9


@pytest.mark.parametrize("indicator_id", WITH_A_TREND)
def test_the_bands_are_the_built_distribution(edition, danish, indicator_id):
    sets = data_sets(register.trend(edition, indicator_id, "", danish).spec)
    built = edition.distribution_of(indicator_id)
    for name in ("band-50", "band-90"):
        drawn = {
            row["x"]: tuple(row[part] for part in ("p05", "p25", "p75", "p95"))
            for row in (*sets[name], *sets.get(f"{name}-alone", ()))
        }
        assert drawn == {row.period_end: (row.p05, row.p25, row.p75, row.p95) for row in built}


def test_the_bands_reach_from_their_lower_to_their_upper_end(edition, danish):
    spec = register.trend(edition, ABSENCE, "", danish).spec
    ends = {
        layer["data"]["name"]: (layer["encoding"]["y"]["field"], layer["encoding"]["y2"]["field"])
        for layer in spec["layer"]
        if layer.get("data", {}).get("name", "").startswith("band-")
    }
    assert ends == {"band-50": ("p25", "p75"), "band-90": ("p05", "p95")}


@pytest.mark.parametrize("indicator_id", WITH_A_TREND)
def test_median_line_is_the_built_distribution(edition, danish, indicator_id):
    spec = register.trend(edition, indicator_id, "", danish).spec
    built = edition.distribution_of(indicator_id)
    assert {row["x"]: row["v"] for row in data_sets(spec)["median"]} == pytest.approx(
        {row.period_end: row.median for row in built}
    )


@pytest.mark.parametrize("indicator_id", WITH_A_TREND)
def test_a_choice_never_moves_an_axis(edition, danish, indicator_id):
    indicator = edition.indicators[indicator_id]
    for own in ("", "825", "101"):
        spec = register.trend(edition, indicator_id, own, danish).spec
        scales = {json.dumps(one["scale"], sort_keys=True) for one in encodings(spec, "y")}
        assert len(scales) == 1
        assert json.loads(scales.pop())["domain"] == [indicator.axis_min, indicator.axis_max]
        years = {json.dumps(one["scale"], sort_keys=True) for one in encodings(spec, "x")}
        assert len(years) == 1, "a layer with a scale of its own squeezes the years to one point"


@pytest.mark.parametrize("indicator_id", WITH_A_TREND)
def test_every_figure_lies_on_its_axis(edition, indicator_id):
    indicator = edition.indicators[indicator_id]
    values = [row.value for row in edition.observations_of(indicator_id) if row.value is not None]
    assert indicator.axis_min <= min(values)
    assert max(values) <= indicator.axis_max


def test_years_begin_and_end_beside_the_first_and_last_mark(edition, danish):
    spec = register.trend(edition, ABSENCE, "", danish).spec
    assert next(encodings(spec, "x"))["scale"]["domain"] == [2019.75, 2025.15]


def test_a_thin_line_stands_where_the_agreement_begins_and_names_the_month(edition, text):
    spec = register.trend(edition, ABSENCE, "", text).spec
    (start,) = data_sets(spec)["agreement-start"]
    assert start["x"] == pytest.approx(2021.5, abs=0.01)
    assert text.date("2021-08") in json.dumps(spec, ensure_ascii=False)


def test_the_shown_pair_is_marked_on_the_axis(edition, danish):
    spec = register.trend(edition, ABSENCE, "", danish, Pair("2021/22", "2024/25")).spec
    assert data_sets(spec)["pair"] == [{"x": 2022, "x2": 2025}]
    assert "før og efter: 2021/22 og 2024/25" in json.dumps(spec, ensure_ascii=False)
    weight = next(encodings(spec, "x"))["axis"]["labelFontWeight"]
    assert weight["condition"] == {
        "test": "datum.value === 2022 || datum.value === 2025",
        "value": 600,
    }
    # Where the two would touch, as in the narrowest frame, each stands on its side of the bracket.
    first, last = next(encodings(spec, "x"))["axis"]["labelAlign"]["condition"]
    assert first["test"].endswith(" && datum.value === 2022")
    assert last["test"].endswith(" && datum.value === 2025")
    assert (first["value"], last["value"]) == ("right", "left")


def test_a_bracket_stands_over_the_covid_years_and_nowhere_else(edition, danish):
    spans = {
        indicator_id: data_sets(register.trend(edition, indicator_id, "", danish).spec).get("covid")
        for indicator_id in WITH_A_TREND
    }
    assert spans[ABSENCE] == [{"x": 2020, "x2": 2021}]
    assert spans["children_per_adult_3_5"] is None


def test_no_line_crosses_the_break(edition, danish):
    sets = data_sets(register.trend(edition, "children_per_adult_3_5", "", danish).spec)
    assert sets["break"] == [{"x": 2022.5}]
    # The only period after the break has no line to lie on, so its band is a bar.
    assert [row["x"] for row in sets["band-90-alone"]] == [2023]
    assert max(row["x"] for row in sets["band-90"]) == 2022
    for name in ("median", "m217", "m840"):
        before = {row["s"] for row in sets[name] if row["x"] <= 2022}
        after = {row["s"] for row in sets[name] if row["x"] == 2023}
        assert before
        assert after
        assert not before & after
    # Rebild: 5.8 in 2022 and 6.5 in 2023 are measured differently.
    assert [row["v"] for row in sets["m840"]][-2:] == [5.8, 6.5]


def test_a_missing_year_parts_the_line_and_is_not_zero(without, danish):
    edition = without(ABSENCE, "316", "2022/23")
    rows = data_sets(register.trend(edition, ABSENCE, "", danish).spec)["m316"]
    assert [(row["x"], row["s"]) for row in rows] == [
        (2020, 0), (2021, 0), (2022, 0), (2024, 1), (2025, 1),
    ]  # fmt: skip
    assert all(row["v"] > 0 for row in rows)


def test_the_mark_before_is_hollow_and_covid_has_its_bracket_alone(edition, danish):
    pair = Pair("2021/22", "2024/25")
    rows = data_sets(register.trend(edition, ABSENCE, "", danish, pair).spec)["m561"]
    # 2019/20 and 2020/21 are marked by covid-19.
    assert [row["x"] for row in rows if row["before"]] == [2022]
    assert len(rows) == 6


def test_a_percentage_is_told_on_its_axis_in_either_language(edition):
    """A word over the axis ran into the bracket over the covid years."""
    for text, unit in ((TEXTS[Language.DA], "pct."), (TEXTS[Language.EN], "%")):
        spec = register.trend(edition, ABSENCE, "", text).spec
        assert f"+ ' {unit}'" in json.dumps(spec, ensure_ascii=False)
        assert "unit" not in data_sets(spec)


@pytest.mark.parametrize(
    "indicator_id", ["home_nursing_recipients_per_1000", "wellbeing_grade_7_9"]
)
def test_a_long_unit_stands_over_every_line_and_bracket(edition, text, indicator_id):
    """Beside the axis it was crossed by the line where the agreement begins."""
    spec = register.trend(edition, indicator_id, "", text).spec
    tops = {
        row["data"]["name"]: row["mark"]["y"]
        for row in spec["layer"]
        if isinstance(row.get("mark", {}).get("y"), (int, float))
    }
    unit = tops.pop("unit")
    assert "agreement-start" in tops
    assert unit < min(tops.values())


def test_helsingor_has_no_childminders_and_no_mark(edition, danish):
    figure = register.trend(edition, "children_per_adult_childminder", "", danish)
    sets = data_sets(figure.spec)
    assert sets["m217"] == []
    assert "label-m-217" not in sets
    assert "Helsingør, 2020 og 2022: ikke offentliggjort." in figure.sentences


def test_a_suppressed_figure_leaves_no_trace(with_value, danish):
    edition = with_value(ABSENCE, "316", "2024/25", value=None, status=Status.SUPPRESSED)
    figure = register.trend(edition, ABSENCE, "", danish)
    assert 2025 not in marks(figure.spec, "316")
    assert "9,6" not in figure.alt
    assert "9.6" not in json.dumps(data_sets(figure.spec)["m316"])
    assert figure.table.written(danish)[1][-1] == "skjult af hensyn til fortrolighed"


def test_own_municipality_is_drawn_in_ink_with_its_own_figures(edition, danish):
    spec = register.trend(edition, ABSENCE, "760", danish).spec
    assert marks(spec, "760")[2025] == published(edition, ABSENCE, "760", "2024/25")
    assert "label-ink" in data_sets(spec)


def test_a_pilot_as_own_municipality_is_drawn_once_in_its_colour(edition, danish):
    spec = register.trend(edition, ABSENCE, "561", danish).spec
    assert spec == register.trend(edition, ABSENCE, "", danish).spec


def test_each_mark_tells_its_figure_in_the_language_of_the_page(edition, text):
    rows = data_sets(register.trend(edition, ABSENCE, "", text).spec)["m316"]
    told = {row["x"]: row["d"] for row in rows}
    assert text.number(11.9, 1) in told[2022]
    assert told[2022].startswith("Holbæk, 2021/22")


def test_end_labels_keep_clear_of_each_other(edition, danish):
    for indicator_id in WITH_A_TREND:
        sets = data_sets(register.trend(edition, indicator_id, "101", danish).spec)
        labels = [rows[0] for name, rows in sets.items() if name.startswith("label-")]
        for place, height in (("at", trend.HEIGHTS.wide), ("narrow", trend.HEIGHTS.narrow)):
            stand = sorted(row[place] for row in labels)
            assert all(below - above >= LINE - 1e-6 for above, below in pairwise(stand))
            assert stand[0] >= 0
            assert stand[-1] <= height


def test_a_leader_begins_at_the_last_published_figure(edition, danish):
    sets = data_sets(register.trend(edition, ABSENCE, "390", danish).spec)
    assert sets["leader-m-561"][0]["v"] == 9.9
    assert sets["leader-ink"][0]["v"] == published(edition, ABSENCE, "390", "2024/25")


@pytest.mark.parametrize("indicator_id", WITH_A_TREND)
def test_chart_follows_the_schema_and_stays_small(edition, text, indicator_id):
    outcome = select(edition, indicator_id, "760")
    for colours in (style.LIGHT, style.DARK, style.CSS_COLOURS):
        spec = trend.draw(outcome, text, colours, "").to_dict()
        alt.LayerChart.from_dict(spec)
        assert len(json.dumps(spec)) < 100_000
        assert "datasets" not in spec, "rows moved to the top have been lost on several threads"


def test_a_chart_for_a_page_has_no_colour_of_its_own(edition, danish):
    """It follows the visitor's theme."""
    assert "#" not in json.dumps(register.trend(edition, ABSENCE, "", danish).spec)


@pytest.mark.parametrize("indicator", ["absence_grade_7_9", "pedagogue_share_all_staff"])
def test_a_trend_can_be_drawn_at_every_width(edition, danish, indicator):
    """Where the plot was as wide as the words that hang on its width left it, Vega went round."""
    spec = json.dumps(dict(register.trend(edition, indicator, "", danish).spec))
    for width in range(264, 900, 28):
        assert f'viewBox="0 0 {width} ' in chart_of_width(spec, width)


@pytest.mark.parametrize("width", [264, 344, 464, 800])
def test_the_agreements_line_does_not_cross_the_words_on_covid_19(edition, danish, width):
    """In a frame of 340 px it once went through the last letter."""
    spec = json.dumps(dict(register.trend(edition, ABSENCE, "", danish).spec))
    drawn = chart_of_width(spec, width)
    middle, line = (
        float(re.search(rf"translate\(([-\d.]+),[^>]*>{word}", drawn)[1])
        for word in ("covid-19", "Aftale")
    )
    assert middle + text_width("covid-19", 14) / 2 + 3 < line - 7
