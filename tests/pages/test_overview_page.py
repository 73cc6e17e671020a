"""The overview says what the sources say, where they say it, and counts them right."""

from __future__ import annotations

from collections import Counter

import pytest
from reading_page import matrix_of, page_of, table

from frikommune_viz.model.codes import MAIN_THEMES, Language
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.labels import THEME


@pytest.fixture
def danish_page(visit):
    return page_of(visit("overblik", lang="da", supporting="1"))


@pytest.mark.parametrize(
    ("theme", "verdict", "group"),
    [
        ("Tillid", "Stigning", "gruppe ikke oplyst"),
        ("Arbejdsglæde", "Stigning", "medarbejdere"),
        ("Faglig frihed", "Lille stigning", "medarbejdere"),
        ("Borgerresultater", "Ingen markant ændring", "borgere"),
    ],
)
def test_the_four_conclusions_about_all_seven(danish_page, theme, verdict, group) -> None:
    cell = matrix_of(danish_page)["Alle syv kommuner", theme]
    assert cell.one("span", "verdict").text == verdict
    details = " ".join(node.text for node in cell.all("span", "detail"))
    assert group in details
    assert "VIVE · slutevaluering" in details


@pytest.mark.parametrize(
    ("row", "theme", "verdict"),
    [
        # VIVE has weighed trust for all seven together only: no area and no municipality has it.
        ("Dagtilbud", "Tillid", "Ikke opgjort særskilt"),
        ("Ældre", "Tillid", "Ikke opgjort særskilt"),
        ("Langeland", "Tillid", "Ikke opgjort særskilt"),
        # Five statements of VIVE's own voice and its retellers point different ways.
        ("Folkeskole", "Borgerresultater", "Peger hver sin vej"),
        # Only single sites have told: that never becomes the municipality's own verdict.
        ("Rebild", "Faglig frihed", "Ikke opgjort for kommunen"),
    ],
)
def test_a_cell_says_only_what_holds_at_its_own_level(danish_page, row, theme, verdict) -> None:
    assert matrix_of(danish_page)[row, theme].one("span", "verdict").text == verdict


def test_the_count_of_each_direction_is_printed_where_statements_disagree(danish_page) -> None:
    cell = matrix_of(danish_page)["Folkeskole", "Borgerresultater"]
    assert cell.one("span", "counts").text == "Stigning: 1 Ingen markant ændring: 4"


def test_no_statement_stands_at_another_level_than_its_own(danish_page, edition) -> None:
    """Read off the page: what is said of all seven is never said of an area or municipality."""
    by_sentence: dict[str, list[dict[str, str]]] = {}
    for row in table("findings"):
        by_sentence.setdefault(" ".join(row["statement_da"].split()), []).append(row)
    areas = {"Dagtilbud": "daycare", "Folkeskole": "school", "Ældre": "eldercare"}
    codes = {row.name: code for code, row in edition.municipalities.items()}
    seen = 0
    for (row_name, theme), cell in matrix_of(danish_page).items():
        for sentence in cell.all("p", "sentence"):
            behind = [
                row
                for row in by_sentence[sentence.text]
                if TEXTS[Language.DA].say(THEME[row["theme"]]) == theme
            ]
            if row_name == "Alle syv kommuner":
                behind = [row for row in behind if row["scope"] == "all_seven"]
            elif row_name in areas:
                behind = [
                    row
                    for row in behind
                    if (row["scope"], row["area"]) == ("area", areas[row_name])
                ]
            else:
                behind = [row for row in behind if row["municipality_code"] == codes[row_name]]
            assert behind, f"{row_name}, {theme}: {sentence.text}"
            seen += 1
    assert seen == len(table("findings")) == 118


def test_sixty_statements_are_counted_by_direction(danish_page) -> None:
    main = [row for row in table("findings") if row["theme"] in set(map(str, MAIN_THEMES))]
    directions = Counter(row["direction"] for row in main)
    drawn = {
        row.one("th").one("i").attributes["class"].removeprefix("g g-"): row
        for row in danish_page.one("table", "units").one("tbody").all("tr")
    }
    assert len(main) == 60
    assert danish_page.all("h2")[1].text == "60 udsagn om de fire temaer, efter retning"
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
    assert len(full) == sum(row["source_id"] in vive for row in main) == 26


def test_the_supporting_themes_come_when_they_are_asked_for(visit) -> None:
    at = visit("overblik", lang="da")
    assert len(page_of(at).all("table", "matrix")) == 1
    at.checkbox(key="choose_supporting").check().run()
    assert len(page_of(at).all("table", "matrix")) == 2
    assert at.query_params["supporting"] in ("1", ["1"])


def test_nothing_on_the_overview_is_a_chart(visit, lang: Language) -> None:
    """Its statements are directions: there is no axis they could stand on."""
    assert not visit("overblik", lang=lang, supporting="1").get("vega_lite_chart")
