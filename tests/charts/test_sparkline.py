"""The line in a cell: it stands at the published values, and never joins what is not published."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from frikommune_viz.charts.sparkline import HEIGHT, WIDTH, Scale, sparkline
from frikommune_viz.model.codes import Status
from frikommune_viz.selection.register import Outcome, select
from frikommune_viz.style import DARK, LIGHT

NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def absence(published) -> Outcome:
    return select(published, "absence_grade_7_9")


def drawn(outcome: Outcome, series, pair=None) -> ElementTree.Element:
    pair = pair or outcome.indicator.default_pair
    address = sparkline(outcome, series, pair, Scale.of(outcome))
    return ElementTree.fromstring(unquote(address.removeprefix("data:image/svg+xml,")))


def test_marks_stand_at_the_values_before_and_after(absence) -> None:
    esbjerg = absence.pilots[0]
    scale = Scale.of(absence)
    before, after = drawn(absence, esbjerg).findall(f"{NAMESPACE}circle")
    assert (before.get("class"), after.get("class")) == ("h", "s"), "hollow before, solid after"
    for mark, period, value in ((before, "2020/21", 4.6), (after, "2023/24", 9.5)):
        reading = esbjerg.at(period)
        assert reading.value == value
        at = (float(mark.get("cx")), float(mark.get("cy")))
        assert at == scale.at(reading.period_end, value)
    assert float(before.get("cy")) > float(after.get("cy")), "more stands higher"


def test_lines_under_each_other_share_one_scale(published) -> None:
    outcome = select(published, "home_nursing_recipients_per_1000")
    scale = Scale.of(outcome)
    assert scale.high == max(row.value for series in outcome.pilots for row in series.published), (
        "Langeland lies above the middle 90 per cent of the others"
    )
    assert scale.low <= min(row.p05 for row in outcome.distribution.values())


def test_a_missing_figure_is_never_drawn_over(absence) -> None:
    esbjerg = absence.pilots[0]
    middle = len(esbjerg.readings) // 2
    gone = replace(esbjerg.readings[middle], value=None, status=Status.MISSING)
    readings = (*esbjerg.readings[:middle], gone, *esbjerg.readings[middle + 1 :])
    whole = drawn(absence, esbjerg).findall(f"{NAMESPACE}path[@class='l']")
    parted = drawn(absence, replace(esbjerg, readings=readings)).findall(
        f"{NAMESPACE}path[@class='l']"
    )
    assert (len(whole), len(parted)) == (1, 2)


def test_a_break_parts_line_and_bands(absence) -> None:
    before = absence.periods[2]
    broken = replace(absence, indicator=replace(absence.indicator, break_after=before))
    picture = drawn(broken, broken.pilots[0])
    for name in "lbc":
        assert len(picture.findall(f"{NAMESPACE}path[@class='{name}']")) == 2


def test_everything_lies_inside_the_picture_in_both_themes(published) -> None:
    for indicator in ("absence_grade_7_9", "children_per_adult_3_5"):
        outcome = select(published, indicator)
        for series in outcome.pilots:
            picture = drawn(outcome, series)
            style = picture.find(f"{NAMESPACE}style").text
            assert LIGHT[f"m-{series.code}"] in style
            assert DARK[f"m-{series.code}"] in style.split("prefers-color-scheme:dark")[1]
            for path in picture.findall(f"{NAMESPACE}path"):
                numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
                assert all(0 <= x <= WIDTH for x in numbers[::2])
                assert all(0 <= y <= HEIGHT for y in numbers[1::2])
