"""The catalogue: all 61 initiatives can be found, and a search finds what it names."""

from __future__ import annotations

import pytest
from reading_page import Node, page_of, table

from frikommune_viz.model.codes import Language


def heading_of(page) -> str:
    """Return the heading over the cards; the head of the page has one of its own before it."""
    return page.all("h2")[1].text


def titles(page: Node) -> list[str]:
    return [card.one("h3").text for card in page.all("article", "card")]


def pages_of(visit, **choices: str) -> list[str]:
    """Walk through all pages of a choice by its own links."""
    found, number = [], 1
    while True:
        page = page_of(visit("inspiration", page=str(number), **choices))
        found += titles(page)
        if not any(link.attributes.get("rel") == "next" for link in page.all("a")):
            return found
        number += 1


def test_all_initiatives_stand_once(visit, lang: Language) -> None:
    page = page_of(visit("inspiration", lang=lang))
    assert heading_of(page).startswith(f"{len(table('initiatives'))} ")
    found = pages_of(visit, lang=lang)
    assert sorted(found) == sorted(row[f"title_{lang}"] for row in table("initiatives"))


@pytest.mark.parametrize(
    ("choices", "cells"),
    [
        ({"area": "school"}, {"area": {"school"}}),
        ({"category": "teaching,school_day"}, {"category": {"teaching", "school_day"}}),
        ({"results": "1"}, {"result_kind": {"self_report", "measured", "press"}}),
    ],
)
def test_a_facet_leaves_what_it_names(visit, choices, cells) -> None:
    known = {column: {row[column] for row in table("initiatives")} for column in cells}
    if "result_kind" in cells:
        cells = {"result_kind": known["result_kind"] - {"none"}}
    expected = [
        row["title_da"]
        for row in table("initiatives")
        if all(row[column] in wanted for column, wanted in cells.items())
    ]
    assert expected
    assert sorted(pages_of(visit, lang="da", **choices)) == sorted(expected)


def test_the_number_with_a_result_is_told(visit) -> None:
    told = sum(row["result_kind"] != "none" for row in table("initiatives"))
    lead = page_of(visit("inspiration", lang="da")).one("p", "lead").text
    assert f"Kun for {told} af dem er der omtalt et resultat" in lead


def test_a_search_stays_in_the_address_and_finds_without_danish_letters(visit) -> None:
    at = visit("inspiration", lang="da")
    at.text_input(key="choose_q").set_value("maaltid").run()
    assert not at.exception
    assert at.query_params["q"] in ("maaltid", ["maaltid"])
    found = titles(page_of(at))
    named = {
        row["title_da"]
        for row in table("initiatives")
        if "måltid" in f"{row['title_da']} {row['description_da']}".lower()
    }
    assert named
    assert named <= set(found)


def test_a_search_that_finds_nothing_says_so(visit) -> None:
    page = page_of(visit("inspiration", lang="da", q="xyzzy"))
    assert not titles(page)
    assert heading_of(page) == "0 tiltag"


def test_another_choice_starts_at_the_first_page(visit) -> None:
    at = visit("inspiration", lang="da", page="3")
    at.multiselect(key="choose_area").set_value(["school"]).run()
    assert "page" not in at.query_params
