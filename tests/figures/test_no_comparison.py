"""Figures of an indicator that no municipality without an agreement has a figure for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import data_sets

from frikommune_viz.figures import country, register
from frikommune_viz.figures.registry import figure, requests, rows
from frikommune_viz.figures.request import KINDS_OF_TWO_PERIODS, FigureKind, FigureRequest
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area, View
from frikommune_viz.model.periods import Pair
from frikommune_viz.parts import (
    change_section,
    citizens,
    profile_register,
    sensitivity,
    verdict_box,
)
from frikommune_viz.selection.register import select

ABSENCE = "absence_grade_7_9"
PERIODS = ("2019/20", "2020/21", "2021/22", "2022/23", "2023/24", "2024/25")


def test_before_and_after_says_in_which_period_there_is_nobody_to_compare_with(
    without_others, danish
):
    edition = without_others(ABSENCE, "2020/21")
    drawn = register.before_after(edition, ABSENCE, "2020/21", "2023/24", "", danish)
    assert drawn.subtitle == (
        "Elevfravær, udskoling, pct., 2020/21 og 2023/24. "
        "Ingen kommune uden aftale har et tal i 2020/21."
    )
    middle = drawn.table.written(danish)[-1]
    assert middle == ("Median uden aftale", "ikke offentliggjort", "9,0", "")
    assert not any("Medianen" in sentence for sentence in drawn.sentences)
    sets = data_sets(drawn.spec)
    assert "before-median" not in sets
    assert sets["after-median"][0]["v"] == 9.0


@pytest.mark.parametrize("gone", [PERIODS[:1], PERIODS[2:3], PERIODS[-1:], PERIODS])
@pytest.mark.parametrize("own", ["", "101"])
def test_every_figure_and_part_can_be_made(without_others, text, gone, own):
    edition = without_others(ABSENCE, *gone)
    for baseline in ("", gone[0]):
        filters = Filters(
            lang=text.language,
            own=own,
            area=(Area.SCHOOL,),
            indicator=(ABSENCE,),
            municipality=("561",),
            baseline=baseline,
        )
        for request in requests(edition):
            if request.indicator != ABSENCE:
                continue
            asked = replace(request, own=own, language=text.language)
            if baseline and baseline != PERIODS[-1] and request.kind in KINDS_OF_TWO_PERIODS:
                asked = replace(asked, pair=Pair(baseline, PERIODS[-1]))
            drawn = figure(edition, asked)
            assert drawn is not None
            assert drawn.headline
            assert not any(cell != cell for row in drawn.data.rows for cell in row), "NaN"
        panel = FigureRequest(FigureKind.PERIODS, ABSENCE, own=own, language=text.language)
        assert rows(edition, panel) is not None
        for view in View:
            country.mapped(edition, filters.but(view=view), text)
        for part in (
            citizens.head,
            change_section.head,
            change_section.verdicts,
            verdict_box.verdict,
            sensitivity.panel,
            profile_register.register_of_profile,
        ):
            part(edition, filters, text)


def test_the_trend_names_no_median_where_there_is_none(without_others, danish):
    drawn = register.trend(without_others(ABSENCE, *PERIODS), ABSENCE, "", danish)
    assert drawn.subtitle.endswith("Ingen kommune uden aftale har et tal.")
    assert not {"dashed", "band-50", "band-90"} & {item.mark for item in drawn.key}
    assert data_sets(drawn.spec)["median"] == []
    assert "label-ink2" not in data_sets(drawn.spec)


def test_a_period_without_a_median_breaks_the_median_and_both_bands(without_others, danish):
    drawn = register.trend(without_others(ABSENCE, "2022/23"), ABSENCE, "", danish)
    sets = data_sets(drawn.spec)
    for name in ("median", "band-50", "band-90"):
        stretches = {row["x"]: row["s"] for row in sets[name]}
        assert set(stretches) == {2020, 2021, 2022, 2024, 2025}, name
        assert stretches[2020] == stretches[2021] == stretches[2022], name
        assert stretches[2022] != stretches[2024] == stretches[2025], name


def test_a_median_that_ends_early_has_no_number_at_the_end_of_the_axis(without_others, danish):
    spec = register.trend(without_others(ABSENCE, "2024/25"), ABSENCE, "", danish).spec
    labels = [
        row
        for outer in spec["layer"]
        for layer in outer.get("layer", [])
        if layer.get("data", {}).get("name") == "label-ink2"
        for row in layer["data"]["values"]
    ]
    assert len(labels) == 2, "one for a wide page and one for a phone"
    assert [label["said"] for label in labels] == [["Median"], ["Median"]]


def test_the_rows_taken_have_no_median_where_there_is_none(without_others, danish):
    drawn = register.trend(without_others(ABSENCE, "2022/23"), ABSENCE, "", danish)
    at = {column.code: place for place, column in enumerate(drawn.data.columns)}
    medians = [row for row in drawn.data.rows if row[at["statistic"]] == "median"]
    assert [row[at["period"]] for row in medians] == [p for p in PERIODS if p != "2022/23"]


def test_how_many_there_are_to_compare_with_is_none_and_not_an_error(without_others):
    outcome = select(without_others(ABSENCE, "2022/23"), ABSENCE)
    assert (outcome.count_at("2022/23"), outcome.median_at("2022/23")) == (0, None)
    assert outcome.count_at("2023/24") == 91
