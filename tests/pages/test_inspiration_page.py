"""The catalogue through the router: every initiative found, searched, listed and on its own page."""

from __future__ import annotations

import pytest
from reading_page import Node, page_of, table

from frikommune_viz.model.codes import Language


def ideas(page: Node) -> list[str]:
    return [row.attributes["id"] for row in page.all("article", "idea")]


def pages_of(visit, **choices: str) -> list[str]:
    """Walk through all pages of a choice by its own links."""
    found, number = [], 1
    while True:
        page = page_of(visit("inspiration", page=str(number), **choices))
        found += ideas(page)
        if not any(link.attributes.get("rel") == "next" for link in page.all("a")):
            return found
        number += 1


def test_all_initiatives_stand_once(visit, lang: Language) -> None:
    found = pages_of(visit, lang=lang)
    assert sorted(found) == sorted(row["initiative_id"].lower() for row in table("initiatives"))


@pytest.mark.parametrize(
    ("choices", "cells"),
    [
        ({"area": "school"}, {"area": {"school"}}),
        ({"category": "teaching,school_day"}, {"category": {"teaching", "school_day"}}),
        ({"exemption": "yes,no"}, {"required_law_exemption": {"yes", "no"}}),
        ({"results": "1"}, {"result_kind": {"self_report", "press"}}),
    ],
)
def test_a_facet_leaves_what_it_names(visit, choices, cells) -> None:
    expected = [
        row["initiative_id"].lower()
        for row in table("initiatives")
        if all(row[column] in wanted for column, wanted in cells.items())
    ]
    assert expected
    assert sorted(pages_of(visit, lang="da", **choices)) == sorted(expected)


def test_a_search_lists_every_kind(visit, lang: Language) -> None:
    page = page_of(visit("inspiration", lang=lang, q="maaltid"))
    assert page.one("input").attributes  # the field stands
    assert page.one("ol", "results").all("li")
    assert page.one("nav", "facets").all("a")[0].attributes["aria-current"] == "true"


def test_each_initiative_has_its_own_page(visit, lang: Language) -> None:
    row = next(row for row in table("initiatives") if row["initiative_id"] == "I029")
    at = visit("inspiration", lang=lang, initiative="i029")
    page = page_of(at)
    assert page.one("h1").text == row[f"title_{lang}"]
    assert not ideas(page)
    rules = {row["rule_id"]: row for row in table("rules")}
    said = page.one("div", "initiative").text
    for rule_id in row["rule_ids"].split(";"):
        assert rules[rule_id][f"topic_{lang}"] in said


def test_an_initiative_that_is_not_known_is_named_and_all_are_shown(visit) -> None:
    page = page_of(visit("inspiration", lang="da", initiative="i999"))
    assert "initiative=i999" in page.one("p", "banner").text
    assert len(ideas(page)) == 12


def test_the_list_stays_in_the_address_and_can_be_shown_alone(visit) -> None:
    at = visit("inspiration", lang="da", list="i029.i058")
    assert at.query_params["list"] in ("i029.i058", ["i029.i058"])
    listed = [
        row.attributes["data-listed"]
        for row in page_of(at).all("li")
        if "data-listed" in row.attributes and "hidden" not in row.attributes
    ]
    assert listed == ["i029", "i058"]
    alone = page_of(visit("inspiration", lang="da", list="i029.i058", sheet="1"))
    assert len(alone.all("article", "idea")) == 2


def test_an_empty_list_shows_all(visit) -> None:
    assert len(ideas(page_of(visit("inspiration", lang="da", sheet="1")))) == 12


def test_what_holds_today_is_said_once_of_an_initiative(visit) -> None:
    """Its three rules say the same, so it does not stand beside each of them again."""
    said = page_of(visit("inspiration", lang="da", initiative="i029")).one("div", "initiative").text
    assert "Hvad gælder i dag?" in said
    assert said.count("De fælles regler gælder igen.") == 1
    assert said.count("Senere ændringer er ikke undersøgt.") == 1
    assert "Om tiltaget er muligt i dag, er ikke undersøgt." in said
