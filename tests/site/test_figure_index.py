"""The list of all figures: every figure of the edition, each under its theme and its area."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from plain_pages import parsed, said
from starlette.testclient import TestClient

from frikommune_viz.edition.edition import Edition
from frikommune_viz.edition.reader import open_edition
from frikommune_viz.model.codes import Area, IndicatorKind, Language, Theme
from frikommune_viz.parts.static_index import CONDITIONS
from frikommune_viz.publish.figure_names import requests
from frikommune_viz.text import TEXTS
from frikommune_viz.wording import labels

every_list = pytest.mark.parametrize("lang", list(Language))
every_edition = pytest.mark.parametrize("name", ["published", "practice"])


def listed(client: TestClient, name: str, lang: Language) -> tuple[Edition, ET.Element]:
    prefix = "oevedata-" if name == "practice" else ""
    return open_edition(name), parsed(client.get(f"/figur/{prefix}index.{lang}.html").text)


@every_edition
@every_list
def test_no_figure_is_left_out_and_every_place_has_its_link(client, name, lang) -> None:
    edition, page = listed(client, name, lang)
    hrefs = {link.get("href") for link in page.iter("a")}
    assert {one.but(language=lang).file("html") for one in requests(edition)} <= hrefs
    places = {term.get("id") for term in page.iter("dt")}
    assert {href[1:] for href in hrefs if href.startswith("#")} == places


@every_edition
@every_list
def test_a_figure_stands_under_its_theme_and_the_area_of_its_column(client, name, lang) -> None:
    edition, page = listed(client, name, lang)
    text = TEXTS[lang]
    (table,) = (one for one in page.iter("table") if "by-theme" in one.get("class"))
    head, *rows = table.iter("tr")
    areas = [said(one) for one in head.iter("th")][1:]
    assert areas == [text.say(labels.AREA[area]) for area in Area]
    themes = {text.say(labels.THEME[theme]): theme for theme in Theme}
    every = {**edition.indicators, **edition.survey_indicators}
    theme = None
    for row in rows:
        name = said(row.find("th"))
        theme = CONDITIONS if name == text.say(CONDITIONS) else themes.get(name, theme)
        for area, cell in zip(Area, row.findall("td"), strict=False):
            for link in cell.iter("a"):
                code, *asked = link.get("href")[1:].split("-")
                is_condition = getattr(every[code], "kind", None) is IndicatorKind.CONDITION
                assert (CONDITIONS if is_condition else every[code].theme) == theme
                assert area in (asked or [edition.indicators[code].area])


@every_list
def test_the_figures_of_a_survey_are_folded_by_area_and_group(client, lang) -> None:
    edition, page = listed(client, "practice", lang)
    folds = list(page.iter("details"))
    assert len(folds) == 2 * len(Area)
    for fold in folds:
        assert len({term.get("id").split("-", 1)[1] for term in fold.iter("dt")}) == 1
        figures = [link for link in fold.iter("a") if link.get("href").endswith(".html")]
        assert f": {len(figures)} " in said(fold.find("summary"))
        asked = {row.theme for row in edition.survey_indicators.values()}
        assert [said(one) for one in fold.iter("h4")] == [
            TEXTS[lang].say(labels.THEME[theme]) for theme in Theme if theme in asked
        ]
