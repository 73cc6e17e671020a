"""The profile of a municipality holds what is said of it, and nothing that is said of others."""

from __future__ import annotations

import pytest
from reading import data_sets
from reading_page import page_of, sentences, specs, table

from frikommune_viz.model.codes import Language
from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA

SEVEN = list(MUNICIPALITY_AREA)


def own(name: str, code: str, column: str) -> set[str]:
    return {row[column] for row in table(name) if row["municipality_code"] == code}


def name_of(code: str) -> str:
    return next(row["name"] for row in table("municipalities") if row["municipality_code"] == code)


@pytest.mark.parametrize("code", SEVEN)
def test_a_profile_holds_every_statement_on_its_municipality_and_no_other(
    visit, lang: Language, code: str
) -> None:
    page = page_of(visit("kommuner", lang=lang, municipality=code))
    assert page.one("h1").text.startswith(f"{name_of(code)}: ")
    cards = {
        node.text for card in page.all("article", "card") for node in card.all("p", "sentence")
    }
    said = own("findings", code, f"statement_{lang}")
    shown = set(sentences(page))
    assert said <= shown
    # What is said of the other six, of an area or of all seven stands elsewhere.
    others = {row[f"statement_{lang}"] for row in table("findings")} - said
    assert not (shown - cards) & others


@pytest.mark.parametrize("code", SEVEN)
def test_a_profile_holds_every_initiative_of_its_municipality(visit, code: str) -> None:
    page = page_of(visit("kommuner", lang="da", municipality=code))
    titles = [card.one("h3").text for card in page.all("article", "card")]
    mine = own("initiatives", code, "title_da")
    assert mine <= set(titles)
    area = str(MUNICIPALITY_AREA[code])
    whole_area = {
        row["title_da"]
        for row in table("initiatives")
        if not row["municipality_code"] and row["area"] == area
    }
    assert set(titles) == mine | whole_area


def test_nobody_is_shown_unasked(visit, lang: Language) -> None:
    page = page_of(visit("kommuner", lang=lang))
    names = {node.one("a").text for node in page.all("p", "who")}
    assert names == {name_of(code) for code in SEVEN}
    assert not page.all("article", "card")
    assert not any(name in page.one("h1").text for name in names)


def test_the_seven_stand_in_the_order_of_likeness_once_a_municipality_is_chosen(visit) -> None:
    at = visit("kommuner", lang="da", own="390")
    page = page_of(at)
    assert "Af de syv er Holbæk den, der ligner Vordingborg mest" in [
        node.text for node in page.all("h2")
    ]
    at.segmented_control(key="choose_weigh_group").set_value("much")
    at.segmented_control(key="choose_weigh_region").set_value("none").run()
    assert not at.exception
    assert at.query_params["weigh_group"] in ("much", ["much"])
    assert at.query_params["weigh_region"] in ("none", ["none"])
    assert "Af de syv er Langeland den, der ligner Vordingborg mest" in [
        node.text for node in page_of(at).all("h2")
    ]


def test_another_of_the_seven_is_chosen_on_a_profile(visit) -> None:
    at = visit("kommuner", lang="da", municipality="217")
    assert page_of(at).one("h1").text.startswith("Helsingør: ")
    at.segmented_control(key="choose_municipality").set_value("316").run()
    assert not at.exception
    assert page_of(at).one("h1").text.startswith("Holbæk: ")
    assert at.query_params["municipality"] in ("316", ["316"])


@pytest.mark.parametrize(
    ("code", "indicator", "last"),
    [("316", "absence_grade_7_9", 9.6), ("217", "children_per_adult_3_5", 5.8)],
)
def test_the_figure_of_a_profile_stands_at_what_is_published(visit, code, indicator, last) -> None:
    at = visit("kommuner", lang="da", municipality=code, indicator=indicator)
    assert data_sets(specs(at)[0])[f"m{code}"][-1]["v"] == last


@pytest.mark.parametrize("code", ["482", "410", "791"])
def test_elder_care_has_a_figure_that_says_what_it_is_not(visit, code: str) -> None:
    at = visit("kommuner", lang="da", municipality=code)
    drawn = data_sets(specs(at)[0])
    assert [row["x"] for row in drawn[f"m{code}"]] == [2021, 2022, 2023, 2024, 2025]
    foot = page_of(at).one("div", "figure-foot").text
    for said in (
        "baggrund og ikke et resultat",
        "lå uden for forsøget",
        "er ikke korrigeret for alder",
        "hjemmehjælp, ventetid, genindlæggelser og brugernes tilfredshed mangler",
        "13 af tallene er markeret som formentlig ufuldstændige",
        "2025 er foreløbigt",
        "I Horsens og Køge springer tallet fra 2022 til 2023",
    ):
        assert said in foot


@pytest.mark.parametrize(
    ("code", "label", "cells"),
    [
        ("561", "Karakterer, 9. klasse", ("2018/19 til 2023/24", "7,1 til 6,9", "−0,1")),
        (
            "482",
            "Modtagere af hjemmesygepleje",
            ("2021 til 2025", "56,20 til 54,71", "+1,39"),
        ),
        (
            "316",
            "Elevfravær, udskoling",
            ("2020/21 til 2023/24 (covid-19: 2020/21)", "7,9 til 10,8", "+3,2"),
        ),
    ],
)
def test_the_table_holds_before_and_after_and_the_median_change(visit, code, label, cells) -> None:
    page = page_of(visit("kommuner", lang="da", municipality=code))
    rows = {row.one("th").text: row.all("td") for row in page.all("tr") if row.all("th")}
    found = next(cells for name, cells in rows.items() if name.startswith(label))
    periods, own, others = (" ".join(cell.text.split()) for cell in found)
    assert (periods, own) == cells[:2]
    assert others == f"midterste ændring {cells[2]}"
