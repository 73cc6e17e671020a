"""The figures on citizens stand at the published numbers."""

from __future__ import annotations

import pytest
from reading import data_sets
from reading_page import page_of, specs, table

from frikommune_viz.model import Language

ABSENCE = "absence_grade_7_9"
HOLBAEK = [6.8, 7.9, 11.9, 11.3, 10.8, 9.6]
ESBJERG = [5.3, 4.6, 7.4, 7.4, 9.5, 9.9]


def test_holbaek_and_esbjerg_stand_at_what_is_published(visit, lang: Language) -> None:
    trend, levels = specs(visit("borgere", lang=lang, indicator=ABSENCE))
    drawn = data_sets(trend)
    assert [row["x"] for row in drawn["m316"]] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert [row["v"] for row in drawn["m316"]] == HOLBAEK
    assert [row["v"] for row in drawn["m561"]] == ESBJERG
    assert data_sets(levels)["m316"][0]["v"] == 9.6
    assert data_sets(levels)["m561"][0]["v"] == 9.9


@pytest.mark.parametrize(
    ("lang", "before", "after"), [("da", "11,9", "9,6"), ("en", "11.9", "9.6")]
)
def test_the_table_the_sentence_and_the_alt_text_say_the_same(visit, lang, before, after) -> None:
    at = visit("borgere", lang=lang, indicator=ABSENCE)
    foot = page_of(at).all("div", "figure-foot")[0]
    assert before in foot.one("div", "takes").text
    assert after in foot.one("div", "takes").text
    rows = {row.one("th").text: row.all("td") for row in foot.one("tbody").all("tr")}
    held = [cell.text.replace(",", ".") for cell in rows["Holbæk"]]
    assert held == [f"{value:.1f}" for value in HOLBAEK]
    alt = at.get("vega_lite_chart")[0].proto.alt
    assert before in alt
    assert after in alt


def test_ninety_one_municipalities_without_an_agreement_stand_behind(visit) -> None:
    trend, levels = specs(visit("borgere", indicator=ABSENCE))
    names = {row["m"] for row in data_sets(trend)["others"]}
    assert len(names) == 91
    assert not names & {"Esbjerg", "Holbæk", "Helsingør", "Rebild", "Langeland"}
    assert len(data_sets(levels)["other"]) == 91


def test_an_own_municipality_stands_among_the_named(visit) -> None:
    at = visit("borgere", lang="da", indicator=ABSENCE)
    assert "m101" not in data_sets(specs(at)[0])
    at.selectbox(key="choose_own").select("101").run()
    assert not at.exception
    assert data_sets(specs(at)[0])["m101"][0]["v"] == 7.0
    assert at.query_params["own"] in ("101", ["101"])
    assert at.query_params["lang"] in ("da", ["da"])


def test_another_figure_is_chosen_by_its_control(visit) -> None:
    at = visit("borgere", lang="da")
    at.selectbox(key="choose_indicator").select("children_per_adult_3_5").run()
    drawn = data_sets(specs(at)[0])
    # Day care: its own two municipalities are named, and the break of the series is drawn.
    assert {"m217", "m840", "break"} <= set(drawn)
    assert not {"m561", "m316"} & set(drawn)


def test_the_map_holds_the_figure_of_each_of_the_98(visit) -> None:
    """Read the tiles: name and figure; what is not published has no number, never a zero."""
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE))
    names = {row["municipality_code"]: row["name"] for row in table("municipalities")}
    last = {
        names[row["municipality_code"]]: row["value"].replace(".", ",")
        for row in table("observations")
        if row["indicator_id"] == ABSENCE and row["period"] == "2024/25"
    }
    tiles = dict(
        tile.text.split(": ")
        for tile in page.one("ul", "tiles").all("li")
        if "place" not in tile.classes
    )
    assert len(tiles) == 98
    assert tiles["Holbæk"] == "9,6"
    assert tiles == {name: last.get(name) or "ikke oplyst" for name in names.values()}
