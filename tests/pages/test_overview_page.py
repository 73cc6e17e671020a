"""The overview says what the sources say, where they say it, and counts them right."""

from __future__ import annotations

from collections import Counter

import pytest
from reading_page import page_of, table

from frikommune_viz.model.codes import MAIN_THEMES, Language


@pytest.fixture
def danish_page(visit):
    return page_of(visit("overblik", lang="da", supporting="1"))


def test_the_report_that_was_not_read_is_the_first_thing_not_known(visit, lang, edition) -> None:
    aside = page_of(visit("overblik", lang=lang)).one("div", "aside")
    links = [link.attributes["href"] for link in aside.all("p")[0].all("a")]
    assert links == [
        edition.sources[report].url
        for report in ("vive-slutrapport-bilag95", "vive-midtvejsrapport-bilag71")
    ]


def test_statements_are_counted_by_direction(danish_page) -> None:
    main = [row for row in table("findings") if row["theme"] in set(map(str, MAIN_THEMES))]
    directions = Counter(row["direction"] for row in main)
    drawn = {
        row.one("th").one("i").attributes["class"].removeprefix("g g-"): row
        for row in danish_page.one("table", "units").one("tbody").all("tr")
    }
    note = danish_page.one("p", "note").text
    assert f"{len(main)} udsagn om de fire temaer, fra " in note
    more = [row for row in main if row["direction"] == "up"]
    assert set(drawn) == set(directions)
    for direction, row in drawn.items():
        assert row.one("td", "numeral").text == str(directions[direction])
        assert len(row.one("span", "squares").all("i", "unit")) == directions[direction]
    vive = {
        row["source_id"]
        for row in table("sources")
        if row["source_class"] in ("evaluation", "evaluation_retold")
    }
    full = danish_page.one("table", "units").all("i", "full")
    assert len(full) == sum(row["source_id"] in vive for row in main)
    others = sum(row["source_id"] not in vive for row in more)
    assert f"{others} af de {len(more)} udsagn, der siger mere eller bedre" in note
    less = [row for row in main if row["direction"] == "down"]
    wanted = sum(row["desirable"] == "yes" for row in less)
    assert f"{wanted} af de {len(less)} udsagn om mindre går i den ønskede retning" in note


def test_the_supporting_themes_come_when_they_are_asked_for(visit) -> None:
    at = visit("overblik", lang="da")
    assert len(page_of(at).all("table", "matrix")) == 1
    at.checkbox(key="choose_supporting").check().run()
    assert len(page_of(at).all("table", "matrix")) == 2
    assert at.query_params["supporting"] in ("1", ["1"])


def test_nothing_on_the_overview_is_a_chart(visit, lang: Language) -> None:
    """Its statements are directions: there is no axis they could stand on."""
    assert not visit("overblik", lang=lang, supporting="1").get("vega_lite_chart")
