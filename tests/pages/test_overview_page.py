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
        ("Tillid", "Mere", "i den ønskede retning"),
        ("Arbejdsglæde", "Mere", "om medarbejdere"),
        ("Faglig frihed", "Lidt mere", "ifølge medarbejdere"),
        ("Resultater for borgerne", "Ingen tydelig ændring", "om alle børn, elever og ældre"),
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
        ("Dagtilbud", "Tillid", "Ikke omtalt særskilt"),
        ("Ældrepleje", "Tillid", "Ikke omtalt særskilt"),
        ("Langeland", "Tillid", "Ikke omtalt særskilt"),
        # Five statements of VIVE's own voice and its retellers point different ways.
        ("Folkeskole", "Resultater for borgerne", "Peger hver sin vej"),
        # And two halves of one sentence of VIVE's.
        ("Ældrepleje", "Resultater for borgerne", "Peger hver sin vej"),
        # Only single sites have told: that never becomes the municipality's own verdict.
        ("Rebild", "Faglig frihed", "Ikke omtalt for kommunen som helhed"),
    ],
)
def test_a_cell_says_only_what_holds_at_its_own_level(danish_page, row, theme, verdict) -> None:
    assert matrix_of(danish_page)[row, theme].one("span", "verdict").text == verdict


def test_the_count_of_each_direction_is_printed_where_statements_disagree(danish_page) -> None:
    cell = matrix_of(danish_page)["Folkeskole", "Resultater for borgerne"]
    assert cell.one("span", "counts").text == "Bedre: 1 Ingen tydelig ændring: 4"


def test_no_statement_stands_at_another_level_than_its_own(danish_page, edition) -> None:
    """Read off the page: what is said of all seven is never said of an area or municipality."""
    by_sentence: dict[str, list[dict[str, str]]] = {}
    for row in table("findings"):
        by_sentence.setdefault(" ".join(row["statement_da"].split()), []).append(row)
    areas = {"Dagtilbud": "daycare", "Folkeskole": "school", "Ældrepleje": "eldercare"}
    codes = {row.name: code for code, row in edition.municipalities.items()}
    seen = 0
    for (row_name, theme), cell in matrix_of(danish_page).items():
        for sentence in cell.all("p", "sentence"):
            behind = [
                row
                for row in by_sentence[sentence.text]
                if row["theme"] and TEXTS[Language.DA].say(THEME[row["theme"]]) == theme
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
    assert seen == sum(bool(row["theme"]) for row in table("findings"))


def test_a_municipality_speaking_of_itself_is_never_called_the_final_evaluation(
    danish_page,
) -> None:
    cells = [cell for (row, _theme), cell in matrix_of(danish_page).items() if row == "Viborg"]
    details = [node.text for cell in cells for node in cell.all("span", "detail")]
    assert "kommunens egen evaluering" in details
    assert not any("slutevaluering" in line for line in details)


def test_an_impression_is_not_shown_as_a_measurement(danish_page) -> None:
    cell = matrix_of(danish_page)["Helsingør", "Resultater for borgerne"]
    details = [node.text for node in cell.all("span", "detail")]
    assert "ifølge borgmesteren" in details
    assert "om børn og forældre" in details
    assert "eget udsagn, ikke målt før og efter" in details


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
