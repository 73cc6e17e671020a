"""A small chart's marks stand at the published figures, drawn as each municipality always is."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from reading import published

from frikommune_viz.charts import small_chart
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.selection.area_numbers import select_multiples
from frikommune_viz.style import MARK_PATHS, MUNICIPALITY_SHAPE, TOKENS

SVG = "{http://www.w3.org/2000/svg}"


def chosen(edition, area, **choices):
    return select_multiples(edition, Filters(area=(area,), **choices))


def marks(drawn):
    """Return class, shape and place in per cent of each mark, in the order they are drawn."""
    found = []
    for place in ElementTree.fromstring(drawn).iter(f"{SVG}svg"):
        path = place.find(f"{SVG}path")
        if "x" in place.attrib and path is not None:
            at = tuple(float(place.attrib[axis].rstrip("%")) for axis in "xy")
            found.append((path.attrib["class"], path.attrib["d"], *at))
    return found


@pytest.mark.parametrize("area", list(Area))
def test_before_is_hollow_and_after_solid_at_the_published_figures(edition, area):
    found = chosen(edition, area, own="390")
    drawn = 0
    for course in found.courses:
        scale = small_chart.Scale.of(course.outcome, found.axis)
        for series in course.outcome.named:
            values = [
                published(edition, course.indicator.indicator_id, series.code, period)
                for period in course.pair
            ]
            picture = small_chart.draw_course(course.outcome, (series,), course.pair, found.axis)
            expected = [
                (kind, value, series.at(period).period_end)
                for kind, value, period in zip(
                    ("hollow", "solid"), values, course.pair, strict=True
                )
                if value is not None
            ]
            assert len(marks(picture)) == len(expected)
            for (classes, _, x, y), (kind, value, year) in zip(
                marks(picture), expected, strict=True
            ):
                assert classes.split()[0] == kind
                # From the share of the height back to the figure, by the axis that is printed.
                low, high = course.indicator.axis_min, course.indicator.axis_max
                assert high - y / 100 * (high - low) == pytest.approx(
                    value, abs=(high - low) / 5000
                )
                assert x == pytest.approx(scale.x(year), abs=0.01)
                drawn += 1
    assert drawn >= 6


def test_a_pilot_keeps_its_colour_and_shape_and_the_own_one_is_a_dotted_diamond(edition):
    found = chosen(edition, Area.SCHOOL, own="390")
    course = found.courses[0]
    pictures = {
        series.name: small_chart.draw_course(course.outcome, (series,), course.pair, found.axis)
        for series in course.outcome.named
    }
    for name, code in (("Esbjerg", "561"), ("Holbæk", "316")):
        classes, shape, *_ = marks(pictures[name])[0]
        assert (classes, shape) == (f"hollow m-{code}", MARK_PATHS[MUNICIPALITY_SHAPE[code]])
        assert "stroke-dasharray='0.1 5.2'" not in pictures[name]
    assert marks(pictures["Vordingborg"])[0][:2] == ("hollow ink", MARK_PATHS["diamond"])
    assert "stroke-dasharray='0.1 5.2'" in pictures["Vordingborg"]


def test_no_line_and_no_band_crosses_a_break(edition):
    found = chosen(edition, Area.DAYCARE)
    course = next(row for row in found.courses if row.indicator.break_after == "2022")
    picture = small_chart.draw_course(
        course.outcome, (course.outcome.pilots[0],), course.pair, found.axis
    )
    root = ElementTree.fromstring(picture)
    scale = small_chart.Scale.of(course.outcome, found.axis)
    broken = scale.x(2022.5)
    paths = [
        path.attrib["d"]
        for path in root.iter(f"{SVG}path")
        if path.attrib["class"].split()[0] in ("line", "fan")
    ]
    pieces = [piece for path in paths for piece in path.split("M") if piece]
    # Two bands and two lines, each before and after the break.
    assert len(pieces) == 8
    for piece in pieces:
        places = [float(point.split()[0]) for point in piece.rstrip("Z").split("L")]
        assert max(places) < broken or min(places) > broken
    rules = [line for line in root.iter(f"{SVG}line") if "break" in line.attrib["class"]]
    assert [float(line.attrib["x1"].rstrip("%")) for line in rules] == [
        pytest.approx(broken, abs=0.01)
    ]


def test_the_covid_bar_lies_under_the_marked_periods_and_nowhere_else(edition):
    found = chosen(edition, Area.SCHOOL)
    bars = {}
    for course in found.courses:
        picture = small_chart.draw_course(
            course.outcome, (course.outcome.pilots[0],), course.pair, found.axis
        )
        rects = [
            rect
            for rect in ElementTree.fromstring(picture).iter(f"{SVG}rect")
            if "covid" in rect.attrib["class"]
        ]
        bars[course.indicator.indicator_id] = len(rects)
        assert len(rects) == bool(course.outcome.covid_periods)
        if rects:
            scale = small_chart.Scale.of(course.outcome, found.axis)
            ends = [course.outcome.pilots[0].at(p).period_end for p in course.outcome.covid_periods]
            start = float(rects[0].attrib["x"].rstrip("%"))
            width = float(rects[0].attrib["width"].rstrip("%"))
            assert start < scale.x(min(ends))
            assert scale.x(max(ends)) < start + width < scale.x(max(ends) + 1)
    assert set(bars.values()) == {0, 1}


def test_a_level_stands_at_its_figure_on_the_bands_of_its_period(edition):
    found = chosen(edition, Area.DAYCARE)
    outcome = next(
        row for row in found.levels if row.indicator.indicator_id == "parent_satisfaction"
    )
    series, period = outcome.pilots[0], outcome.periods[-1]
    ((classes, _, x, y),) = marks(small_chart.draw_level(outcome, series, period))
    assert (classes, y) == ("solid m-217", 50)
    # 4.23 on an axis from 3.5 to 5.
    assert x == pytest.approx(100 * (4.23 - 3.5) / 1.5, abs=0.01)


def test_a_picture_follows_the_theme_and_forced_colours_by_itself(edition):
    found = chosen(edition, Area.SCHOOL)
    course = found.courses[0]
    picture = small_chart.draw_course(
        course.outcome, (course.outcome.pilots[0],), course.pair, found.axis
    )
    light, dark, forced = (
        re.search(pattern, picture).group(1)
        for pattern in (
            r"<style>svg\{(.*?)\}",
            r"prefers-color-scheme:dark\)\{svg\{(.*?)\}",
            r"forced-colors:active\)\{svg\{(.*?)\}",
        )
    )
    assert f"--m-561:{TOKENS['m-561'].light};" in light
    assert f"--m-561:{TOKENS['m-561'].dark};" in dark
    assert "--m-561:CanvasText;" in forced
    for token in re.findall(r"var\(--([\w-]+)\)", picture):
        assert f"--{token}:" in light


def test_an_address_gives_back_the_picture_and_ends_no_attribute(edition):
    found = chosen(edition, Area.SCHOOL)
    course = found.courses[0]
    picture = small_chart.draw_course(
        course.outcome, (course.outcome.pilots[0],), course.pair, found.axis
    )
    address = small_chart.picture_address(picture)
    assert unquote(address.removeprefix("data:image/svg+xml,")) == picture
    assert not set('"<>#&') & set(address)
