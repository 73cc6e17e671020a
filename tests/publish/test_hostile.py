"""Hostile titles and notes stand on a page as what they are: words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from by_code import figure_of
from plain_pages import faults, parsed, said
from published_folder import named

from frikommune_viz.drawing.markup import chart_of_width
from frikommune_viz.edition.edition import Edition
from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import Language
from frikommune_viz.publish.dataset import figure_json
from frikommune_viz.publish.figure_names import from_file_name, index_code
from frikommune_viz.publish.frame import frame_page, framed
from frikommune_viz.publish.inline_chart import PHONE, chart_element
from frikommune_viz.publish.locations import Place
from frikommune_viz.publish.static_page import figure_page
from frikommune_viz.text import TEXTS

HOSTILE = [
    "=cmd()|' /C calc'!A0",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--notice--><b>x</b><!--/notice-->",
    '" onload="alert(1)',
    "../../etc/passwd",
    "{{ 7*7 }} {% raw %} {name}",
    "\u202eevil\u202c & æøå 🧨👩‍👩‍👧",
    "x" * 2000,
    pytest.param("x" * 5000, marks=pytest.mark.every),
]
CODE = "absence_grade_7_9-before-after"


@pytest.fixture
def place(published: Edition) -> Place:
    return Place(
        assets="../assets/",
        frozen="https://a.example/v1.0.0/",
        newest="https://a.example/latest/",
        to_newest="../latest/",
        explorer="https://a.example",
        edition_code="",
        index=index_code(published),
    )


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_hostile_words_are_words(published: Edition, place: Place, words: str) -> None:
    figure = figure_of(published, CODE, Filters(), TEXTS[Language.DA])
    assert figure is not None
    source = replace(figure.sources[0], title=words, publisher=words)
    hostile = replace(
        figure,
        headline=words,
        subtitle=words,
        sentences=(words,),
        notes=(words,),
        alt=words,
        definition=words,
        sources=(source,),
    )
    room = framed(hostile, chart_of_width)
    narrow = chart_of_width(hostile.chart, PHONE)
    page = figure_page(published, hostile, chart_element(hostile), narrow, place, room)
    assert faults(page) == []
    root = parsed(page)
    plain = " ".join(words.split())
    assert said(root.find(".//h1")) == plain
    assert said(root.find(".//p[@class='subtitle']")) == plain
    assert root.find(".//{http://www.w3.org/2000/svg}svg").get("aria-label") == words
    data = root.findall(".//script[@type='application/ld+json']")
    assert len(data) == 1
    assert json.loads(data[0].text)["name"] == words
    assert page.count("<!--notice-->") == 1
    assert json.loads(figure_json(published, hostile, place))["notes"] == [words]
    (iframe, picture, *_) = [said(one) for one in root.iter("code")]
    for snippet, given, expected in (
        (iframe, "title", plain),
        # A picture on somebody's page is named by headline and subtitle; no table stands under it.
        (picture, "alt", f"{plain}. {plain}"),
    ):
        pasted = parsed(f"<!DOCTYPE html><title>x</title><body>{snippet}</body>")
        (element,) = [one for one in pasted.iter() if one.tag in ("iframe", "img")]
        assert " ".join(element.get(given).split()) == expected


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_hostile_words_are_words_in_a_frame(published: Edition, place: Place, words: str) -> None:
    figure = figure_of(published, CODE, Filters(), TEXTS[Language.DA])
    assert figure is not None
    source = replace(figure.sources[0], title=words, publisher=words, url="")
    hostile = replace(figure, headline=words, subtitle=words, alt=words, sources=(source,))
    page = frame_page(hostile, words, chart_of_width, place)
    assert faults(page) == []
    root = parsed(page)
    plain = " ".join(words.split())
    assert said(root.find(".//h1")) == said(root.find(".//p[@class='subtitle']")) == plain
    assert root.find(".//div[@class='chart']").get("aria-label") == words
    assert len(root.findall(".//script")) == 1
    # One link: the figure's own page; what is in a title leads nowhere.
    assert [one.get("href") for one in root.iter("a")] == [f"{CODE}.da.html"]


@pytest.mark.parametrize(
    "name",
    [
        "../x.da.html",
        "a/b.da.html",
        "x.da.html\n",
        ".da.html",
        "x.1.da.html",
        "x.da.exe",
        "X.da.svg",
    ],
)
def test_a_name_that_is_no_figures_is_none(name: str) -> None:
    assert from_file_name(name) is None


def test_a_name_leads_to_its_figure_and_back() -> None:
    for stem in (f"{CODE}.da", "absence_grade_7_9-trend.482.en"):
        request = named(stem)
        assert request.stem == stem
        assert from_file_name(request.file("svg")) == (request, "svg")
