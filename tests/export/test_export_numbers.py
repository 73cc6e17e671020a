"""All figures of an area as a picture: each chart and number that the page has, at its own place."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from frikommune_viz import export
from frikommune_viz.charts.small_chart import Scale
from frikommune_viz.figures.numbers_picture import CHART, numbers_picture
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Area
from frikommune_viz.selection.area_numbers import select_multiples
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import small_multiples as wording

SVG = "{http://www.w3.org/2000/svg}"


def picture_of(edition, filters, text):
    picture = numbers_picture(edition, filters, text)
    origin = export.provenance_of(edition, "https://frikommune.example/", "2026-11-25")
    return picture, ElementTree.fromstring(
        export.numbers_svg(picture, origin, text, embed_font=False)
    )


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_number_of_the_page_stands_in_the_picture(edition, area, text):
    filters = Filters(area=(area,), own="390", lang=text.language)
    picture, root = picture_of(edition, filters, text)
    written = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    found = select_multiples(edition, filters)
    count = 0
    for course in found.courses:
        decimals = wording.decimals_of(course)
        for series in course.outcome.named:
            numbers = wording.numbers(course, series, decimals, text)
            for number in numbers or ():
                assert not number or number in written
                count += 1
        assert text.number(course.median, decimals, signed=True) in written
    assert count > 10
    for place in picture.places:
        assert place.name in written


def test_each_chart_has_its_marks_at_the_published_figures(edition, danish):
    filters = Filters(area=(Area.SCHOOL,), own="390")
    _, root = picture_of(edition, filters, danish)
    found = select_multiples(edition, filters)
    charts = [
        node
        for node in root.iter(f"{SVG}svg")
        if node.attrib.get("width") == f"{CHART.width:g}"
        and node.attrib.get("height") == f"{CHART.height:g}"
    ]
    # Six indicators stand in the first band: its charts come column by column.
    cells = [(course, series) for course in found.courses for series in course.outcome.named]
    assert len(charts) == len(cells) == 24
    for chart, (course, series) in zip(charts, cells, strict=True):
        scale = Scale.of(course.outcome, found.axis)
        places = [group.attrib["transform"] for group in chart.iter(f"{SVG}g")]
        expected = []
        for period in course.pair:
            reading = series.at(period)
            x = scale.x(reading.period_end) * CHART.width / 100
            y = scale.y(reading.value) * CHART.height / 100
            expected.append(f"translate({x:.2f} {y:.2f})")
        assert places == expected


def test_the_picture_follows_no_theme_and_names_what_it_shows(edition, danish):
    picture, root = picture_of(edition, Filters(area=(Area.SCHOOL,)), danish)
    drawn = ElementTree.tostring(root, encoding="unicode")
    assert "var(--" not in drawn
    assert "prefers-color-scheme" not in drawn
    assert root.find(f"{SVG}title").text == picture.headline
    assert "Esbjerg" in root.find(f"{SVG}desc").text
