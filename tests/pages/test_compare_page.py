"""The filters of the page that compares leave exactly the statements they name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import data_sets
from reading_page import matrix_of, page_of, sentences, specs, table

from frikommune_viz.model.codes import MAIN_THEMES, Area, Language
from frikommune_viz.site import editions


def expected(lang: str, **cells: set[str]) -> list[str]:
    classes = {row["source_id"]: row["source_class"] for row in table("sources")}
    rows = [row | {"source_class": classes[row["source_id"]]} for row in table("findings")]
    groups = cells.pop("group", None)
    return sorted(
        row[f"statement_{lang}"]
        for row in rows
        if all(row[column] in wanted for column, wanted in cells.items())
        and (groups is None or groups & ({row["respondent"], row["about"]} - {""} or {""}))
    )


MAIN = set(map(str, MAIN_THEMES))


@pytest.mark.parametrize(
    ("choices", "cells"),
    [
        ({}, {"theme": {*MAIN, ""}}),
        ({"theme": "trust"}, {"theme": {"trust"}}),
        ({"theme": "documentation,quality"}, {"theme": {"documentation", "quality"}}),
        # A group is found where it speaks and where it is spoken of.
        ({"respondent": "pupils"}, {"theme": {*MAIN, ""}, "group": {"pupils"}}),
        ({"respondent": "staff"}, {"theme": {*MAIN, ""}, "group": {"staff"}}),
        ({"respondent": "not_stated"}, {"theme": {*MAIN, ""}, "group": {""}}),
        ({"wave": "midway"}, {"theme": {*MAIN, ""}, "wave": {"midway"}}),
        ({"wave": "own_final"}, {"theme": {*MAIN, ""}, "wave": {"own_final"}}),
        ({"source": "evaluation"}, {"theme": {*MAIN, ""}, "source_class": {"evaluation"}}),
        (
            {"theme": "citizen_outcomes", "wave": "final", "respondent": "staff"},
            {"theme": {"citizen_outcomes"}, "wave": {"final"}, "group": {"staff"}},
        ),
    ],
)
def test_a_choice_leaves_the_statements_it_names(visit, lang: Language, choices, cells) -> None:
    page = page_of(visit("sammenlign", lang=lang, **choices))
    left = expected(lang, **cells)
    assert sentences(page) == left
    assert page.all("h2")[1].text.startswith(f"{len(left)} ")


def test_a_choice_of_a_municipality_leaves_what_is_said_of_it_alone(visit) -> None:
    page = page_of(visit("sammenlign", lang="da", municipality="791"))
    assert sentences(page) == expected("da", theme=MAIN, municipality_code={"791"})
    assert {row for row, _theme in matrix_of(page)} == {"Viborg"}


def test_a_choice_of_an_area_leaves_out_what_is_said_of_all_seven(visit) -> None:
    page = page_of(visit("sammenlign", lang="da", area="school", theme="trust"))
    assert {row for row, _theme in matrix_of(page)} == {"Folkeskole", "Esbjerg", "Holbæk"}
    assert sentences(page) == expected("da", theme={"trust"}, area={"school"})


def test_a_choice_that_leaves_nothing_says_so_and_offers_a_way_out(visit) -> None:
    page = page_of(visit("sammenlign", lang="da", theme="trust", respondent="pupils"))
    assert not sentences(page)
    assert page.all("h2")[1].text == "0 udsagn passer til dine valg"
    notices = [node.text for node in page.all("p", "banner") if "role" in node.attributes]
    assert notices == ["Ingen udsagn passer til alle dine valg."]
    cell = matrix_of(page)["Alle syv kommuner", "Tillid"]
    assert cell.one("span", "verdict").text == "Ingen udsagn i dit valg"
    clear = next(link for link in page.all("a") if link.text == "Ryd alle valg")
    assert clear.attributes["href"] == "./sammenlign?lang=da"


def test_every_cell_leads_to_its_own_statements(visit, lang: Language) -> None:
    page = page_of(visit("sammenlign", lang=lang))
    blocks = {node.attributes["id"]: node for node in page.all("div", "theme-statements")}
    cells = [cell for cell in matrix_of(page).values() if cell.all("a", "to-statements")]
    # What covers several themes at once belongs to no cell and has a block of its own.
    assert len(cells) == len([anchor for anchor in blocks if not anchor.startswith("several-")])
    for cell in cells:
        link = cell.one("a", "to-statements")
        block = blocks[link.attributes["href"].removeprefix("#")]
        number = len(block.all("p", "sentence"))
        assert link.text.split()[0] == str(number)


def test_numbers_stand_where_they_exist_each_area_by_itself(visit, lang: Language) -> None:
    at = visit("sammenlign", lang=lang, indicator="absence_grade_7_9")
    daycare, school, eldercare = (data_sets(spec) for spec in specs(at))
    assert daycare["before-217"][0]["v"] == 6.0
    assert school["before-316"][0]["v"] == 7.9
    assert school["after-316"][0]["v"] == 10.8
    assert eldercare["after-482"][0]["v"] == 54.71
    for other in (daycare, eldercare):
        assert not {"before-561", "before-316"} & set(other), "one axis holds one area"


def test_an_area_without_register_figures_says_so(visit, edition, monkeypatch) -> None:
    rest = {id_: row for id_, row in edition.indicators.items() if row.area is not Area.ELDERCARE}
    without = replace(edition, indicators=rest)
    monkeypatch.setattr(editions, "edition", lambda name="": without)
    at = visit("sammenlign", lang="da", area="eldercare")
    assert not at.get("vega_lite_chart")
    assert "Ældrepleje: ingen registertal" in [node.text for node in page_of(at).all("h2")]


def test_the_files_of_the_choice_hold_the_choice(visit) -> None:
    page = page_of(visit("sammenlign", lang="en", theme="trust"))
    files = [
        link.attributes["href"]
        for link in page.one("p", "takeaway").all("a")
        if "download" in link.attributes
    ]
    assert "./hent/udsagn.csv?lang=en&theme=trust" in files


def test_the_figures_show_the_years_that_were_chosen_or_say_why_not(visit) -> None:
    """Chosen on the page on citizens and kept in the address: once dropped without a word."""
    at = visit("sammenlign", lang="da", baseline="2019/20", endline="2020/21")
    page = page_of(at)
    subtitles = [node.text for node in page.all("p", "subtitle")]
    (school,) = [line for line in subtitles if line.startswith("Elevfravær")]
    assert "2019/20 og 2020/21" in school
    # Day care is counted by calendar years, so no figure of it has those.
    said = [node.text for node in page.all("p") if "Fra 2019/20 til 2020/21 kan ikke" in node.text]
    # Nor has any of elder care.
    others = [line for line in subtitles if not line.startswith("Elevfravær")]
    assert len(said) == len(others)
    for notice, line in zip(said, others, strict=True):
        assert notice.startswith(line.split(",")[0])
        shown = notice.split("Figuren viser ")[1].removesuffix(".").replace(" til ", " og ")
        assert shown in line


def test_nothing_is_said_of_years_where_none_were_chosen(visit, lang: Language) -> None:
    page = page_of(visit("sammenlign", lang=lang))
    assert not [node for node in page.all("p") if "cannot be compared for" in node.text]
    assert not [node for node in page.all("p") if "kan ikke sammenlignes for" in node.text]


def test_the_figure_of_chosen_years_is_taken_with_those_years(visit) -> None:
    at = visit("sammenlign", lang="da", area="school", baseline="2019/20", endline="2020/21")
    links = [link.attributes.get("href", "") for link in page_of(at).all("a")]
    files = [link for link in links if "-before-after." in link]
    assert files
    assert all("baseline=2019%2F20&endline=2020%2F21" in link for link in files)


def test_all_numbers_take_the_place_of_the_statements_and_lead_to_each_figure(visit) -> None:
    page = page_of(visit("sammenlign", numbers="1", own="390", area="school"))
    assert page.one("h1").text == (
        "Elevfravær steg og elevtrivsel faldt i Esbjerg, Holbæk og resten af landet"
    )
    tables = page.all("table", "multiples")
    assert tables
    charts = [chart for table in tables for chart in table.all("a", "small-chart")]
    # Three municipalities, and each indicator of the schools.
    assert len(charts) == 3 * 8
    assert not page.all("table", "matrix")
