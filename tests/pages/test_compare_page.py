"""The filters of the page that compares leave exactly the statements they name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from reading import data_sets
from reading_page import Node, matrix_of, page_of, sentences, specs, table

from frikommune_viz.filters import Filters
from frikommune_viz.model.codes import MAIN_THEMES, Area, Language
from frikommune_viz.selection.marks import mark_of
from frikommune_viz.selection.statements import matrix
from frikommune_viz.site import editions
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.mark_words import key_lines, mark_word
from frikommune_viz.wording.statement_words import cell_text


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
    headings = [node.text for node in page.all("h2")]
    assert any(heading.startswith(f"{len(left)} ") for heading in headings)


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
    assert page.one("h1").text.startswith("I vores kilder er der ingen udsagn")
    line = page.one("div", "filtered")
    every = len(table("findings"))
    assert line.text == f"Filtreret: Tillid ✕ Elever ✕ (0 af {every}) Ryd alle valg"
    assert line.one("a", "clear").attributes["href"] == "./sammenlign?lang=da"
    cell = matrix_of(page)["Alle syv kommuner", "Tillid"]
    assert "Ingen udsagn i dit valg" in cell.one("span", "hidden").text
    assert cell.one("i", "g-nothing")


def test_what_a_choice_leaves_out_is_said_and_nothing_where_nothing_is(visit, lang) -> None:
    assert not page_of(visit("sammenlign", lang=lang)).all("div", "filtered")
    # VIVE alone is a switch in sight, and no filter that could be forgotten.
    assert not page_of(visit("sammenlign", lang=lang, vive="1")).all("div", "filtered")
    page = page_of(visit("sammenlign", lang=lang, municipality="791"))
    said = page.one("div", "filtered").text
    assert "Viborg" in said
    assert f"({len(expected(lang, theme=MAIN, municipality_code={'791'}))} " in said


@pytest.mark.parametrize(
    ("row", "theme", "said"),
    [
        # The four conclusions about all seven.
        ("Alle syv kommuner", "Tillid", "Mere. I den ønskede retning; VIVE · slutevaluering"),
        ("Alle syv kommuner", "Arbejdsglæde", "Mere. I den ønskede retning; om medarbejd"),
        ("Alle syv kommuner", "Faglig frihed", "Lidt mere. I den ønskede retning; ifølge medarb"),
        (
            "Alle syv kommuner",
            "Resultater for borgerne",
            "Ingen markant virkning. Om alle børn, elever og ældre",
        ),
        # VIVE has weighed trust for all seven together only: no area and no municipality has it.
        ("Dagtilbud", "Tillid", "Ikke omtalt særskilt"),
        ("Ældrepleje", "Tillid", "Ikke omtalt særskilt"),
        ("Langeland", "Tillid", "Ikke omtalt særskilt"),
        # Five statements of VIVE's own voice and its retellers point different ways.
        ("Folkeskole", "Resultater for borgerne", "Hver sin vej"),
        # And two halves of one sentence of VIVE's.
        ("Ældrepleje", "Resultater for borgerne", "Hver sin vej"),
        # Only single sites have told: that never becomes the municipality's own verdict.
        ("Rebild", "Faglig frihed", "Ikke omtalt for kommunen som helhed"),
        # An impression is not shown as a measurement.
        ("Helsingør", "Resultater for borgerne", "Bedre. I den ønskede retning; ifølge borgmest"),
    ],
)
def test_a_cell_says_only_what_holds_at_its_own_level(visit, row, theme, said) -> None:
    cell = matrix_of(page_of(visit("sammenlign", lang="da")))[row, theme]
    assert cell.one("span", "hidden").text.startswith(f"{theme}, {row}: {said}")


def test_whose_word_a_municipality_has_is_said_in_every_cell(visit) -> None:
    cells = matrix_of(page_of(visit("sammenlign", lang="da")))
    viborg = [
        cell.one("span", "hidden").text for (row, _), cell in cells.items() if row == "Viborg"
    ]
    told = [words for words in viborg if "udsagn" in words]
    assert len(told) == 3
    assert all("kommunens egen evaluering" in words for words in told)
    assert not any("slutevaluering" in words for words in told)
    mayor = cells["Helsingør", "Resultater for borgerne"].one("span", "hidden").text
    assert "eget udsagn, ikke målt før og efter" in mayor
    assert "presse" in mayor


def panels(page: Node) -> dict[str, Node]:
    return {node.attributes["data-cell"]: node for node in page.all("section", "cell-panel")}


def test_every_cell_has_its_panel_with_all_its_statements(visit, edition, lang: Language) -> None:
    page = page_of(visit("sammenlign", lang=lang))
    found = panels(page)
    cells = matrix(edition, Filters()).cells
    assert list(found) == [cell.code for cell in cells]
    links = {node.attributes["data-cell"]: node for node in page.one("table").all("a", "cell")}
    for cell in cells:
        told = [node.text for node in found[cell.code].all("div", "told-by")]
        for row in cell.statements:
            sentence = " ".join(getattr(row.statement, lang).split())
            assert any(sentence in words for words in told), row.finding_id
        assert sum(len(node.all("p")) - 1 for node in found[cell.code].all("div", "told-by")) == (
            len(cell.statements)
        )
        link = links[cell.code]
        assert link.attributes["href"] == f"#{found[cell.code].attributes['id']}"
        # A dot is reached by arrow keys alone.
        assert ("tabindex" in link.attributes) == (not cell.statements)


def test_no_statement_stands_at_another_level_than_its_own(visit, edition) -> None:
    """What is said of all seven is never said of an area, nor an area's of a municipality."""
    by_sentence: dict[str, list[dict[str, str]]] = {}
    for row in table("findings"):
        by_sentence.setdefault(" ".join(row["statement_da"].split()), []).append(row)
    seen = 0
    for code, panel in panels(page_of(visit("sammenlign", lang="da"))).items():
        place, _, theme = code.partition(".")
        for told in panel.all("div", "told-by"):
            for sentence in told.all("p")[:-1]:
                levels = {
                    row["municipality_code"] or row["area"] or row["scope"]
                    for row in by_sentence[sentence.text]
                    if row["theme"] == theme
                }
                assert place in levels, sentence.text
                seen += 1
    assert seen == sum(1 for row in table("findings") if row["theme"] in MAIN)


def test_disagreement_stands_first_with_both_sides_and_their_sources(visit) -> None:
    panel = panels(page_of(visit("sammenlign", lang="da")))["school.citizen_outcomes"]
    first = panel.one("div", "apart-note").one("p").text
    assert first == (
        "Udsagnene peger hver sin vej: 1 udsagn siger »bedre« (VIVE) og 4 udsagn siger »ingen "
        "tydelig ændring« (Folkeskolen (fagblad) og Børne- og Undervisningsministeriet)."
    )
    ways = [node.text for node in panel.all("p", "way")]
    assert ways[:2] == ["Bedre 1 udsagn", "Ingen tydelig ændring 4 udsagn"]


def test_a_source_that_says_both_is_named_once(visit) -> None:
    panel = panels(page_of(visit("sammenlign", lang="da")))["eldercare.citizen_outcomes"]
    assert panel.one("div", "apart-note").one("p").text == (
        "Udsagnene peger hver sin vej: 1 udsagn siger »bedre« og 1 udsagn siger »ingen "
        "markant virkning« (VIVE)."
    )


def test_the_foot_names_the_areas_that_have_no_year_from_before(visit) -> None:
    said = "For ældreområdet er intet år fra før aftalerne."
    assert said in page_of(visit("sammenlign", lang="da")).text  # home nursing begins in 2021
    assert said not in page_of(visit("sammenlign", lang="da", area="school")).text


def test_mark_word_panel_and_whole_words_agree_in_every_cell(visit, edition, lang) -> None:
    text = TEXTS[lang]
    page = page_of(visit("sammenlign", lang=lang))
    shown = {node.attributes["data-cell"]: node for node in page.one("table").all("a", "cell")}
    found = panels(page)
    for cell in matrix(edition, Filters()).cells:
        mark, link = mark_of(cell), shown[cell.code]
        assert link.one("i").classes == {"g", f"g-{mark.code}"}
        whole = link.one("span", "hidden").text
        assert cell_text(cell, edition, text).verdict in whole
        words = link.all("span", "verdict")
        assert [node.text for node in words] == [w for w in [mark_word(cell, edition, text)] if w]
        qualifier = [node.text for node in link.all("span", "qualifier")]
        assert all(word in whole.lower() for word in qualifier)
        groups = [node.one("i").classes - {"g"} for node in found[cell.code].all("p", "way")]
        if len({row.direction for row in cell.deciding}) == 1:
            assert groups[0] == {f"g-{mark.code}"} or mark.shape == "slightly_up"


def test_the_key_holds_the_marks_in_use_and_no_other(visit, lang: Language) -> None:
    def codes(**choices: str) -> set[str]:
        page = page_of(visit("sammenlign", lang=lang, **choices))
        keys = page.all("ul", "key")[0]
        return {name for node in keys.all("i") for name in node.classes - {"g"}}

    assert codes() == {
        *("g-up", "g-slightly_up", "g-none", "g-mixed", "g-not_stated", "g-up-outline"),
        *("g-sites", "g-nothing"),
    }
    assert codes(vive="1") == {
        *("g-up", "g-slightly_up", "g-none", "g-mixed", "g-nothing"),
    }


def test_the_key_uses_the_words_of_the_cells(edition, danish) -> None:
    """Cells that share the mark of the mixed have words of their own; the key has the same."""
    for chosen in (Filters(), Filters(supporting=True), Filters(area=(Area.SCHOOL,))):
        cells = matrix(edition, chosen).cells
        words = {
            cell_text(cell, edition, danish).verdict.lower()
            for cell in cells
            if mark_of(cell).shape == "mixed"
        }
        assert words
        (line,) = [one.word for one in key_lines(cells, danish) if one.code.startswith("mixed")]
        assert set(re.split(", | eller ", line)) == words


def test_the_heading_says_whom_vive_speaks_of(visit) -> None:
    def heading(**choices: str) -> str:
        return page_of(visit("sammenlign", lang="da", **choices)).one("h1").text

    assert heading() == (
        "I vores kilder taler VIVE om de syv samlet og om områderne. Om den enkelte kommune "
        "som helhed fortæller kun kommunen selv og pressen"
    )
    assert heading(vive="1").endswith("om områderne, ikke om den enkelte kommune")
    assert heading(municipality="217") == (
        "I vores kilder fortæller kun pressen om Helsingør som helhed"
    )


def test_the_chosen_cell_is_open_and_its_link_can_be_shared(visit, lang: Language) -> None:
    page = page_of(visit("sammenlign", lang=lang, cell="791.job_satisfaction"))
    chosen = [node for node in page.all("section", "cell-panel") if "chosen" in node.classes]
    assert [node.attributes["data-cell"] for node in chosen] == ["791.job_satisfaction"]
    current = [node for node in page.one("table").all("a") if "aria-current" in node.attributes]
    assert [node.attributes["data-cell"] for node in current] == ["791.job_satisfaction"]
    assert "cell=791.job_satisfaction" in chosen[0].one("a", "copy").attributes["href"]
    assert not page_of(visit("sammenlign", lang=lang)).all("section", "chosen")


def test_one_figure_stands_beside_each_municipality(visit, edition, lang: Language) -> None:
    page = page_of(visit("sammenlign", lang=lang))
    cells = {
        row.one("th").text: row.all("td")[-1]
        for row in page.one("table").all("tr")
        if row.all("td")
    }
    said = cells["Esbjerg"]
    comma = "," if lang is Language.DA else "."
    assert said.one("span", "move").text == f"4{comma}6 9{comma}5"
    assert f"4{comma}6" in said.one("img").attributes["alt"]
    assert "Esbjerg" in said.one("img").attributes["alt"]
    assert len(page.all("img", "spark")) == 7
    moved = {
        name: row.one("span", "moved-by").text for name, row in cells.items() if row.all("img")
    }
    assert moved == {
        "Helsingør": f"−0{comma}5",
        "Rebild": f"0{comma}0",
        "Esbjerg": f"+4{comma}9",
        "Holbæk": f"+2{comma}9",
        # No year from before the agreements: two figures, and no change.
        **dict.fromkeys(("Langeland", "Middelfart", "Viborg"), ""),
    }


def test_one_figure_is_drawn_of_the_indicator_that_was_chosen(visit, lang: Language) -> None:
    def drawn(**choices: str) -> dict[str, list[dict[str, object]]]:
        (spec,) = specs(visit("sammenlign", lang=lang, **choices))
        return data_sets(spec)

    school = drawn(indicator="absence_grade_7_9")
    assert school["before-316"][0]["v"] == 7.9
    assert school["after-316"][0]["v"] == 10.8
    assert drawn(area="daycare")["before-217"][0]["v"] == 6.0
    eldercare = drawn(municipality="482")
    assert eldercare["after-482"][0]["v"] == 54.71
    for other in (drawn(area="daycare"), eldercare):
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
        for link in page.one("details", "take").all("a")
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
    assert not [node for node in page.all("p") if "kan ikke sammenlignes for" in node.text]
    # Day care is counted by calendar years, so no figure of it has those.
    page = page_of(
        visit("sammenlign", lang="da", baseline="2019/20", endline="2020/21", area="daycare")
    )
    (said,) = [node.text for node in page.all("p") if "2019/20 og 2020/21 kan ikke" in node.text]
    (line,) = [node.text for node in page.all("p", "subtitle") if node.text.startswith("Normering")]
    assert said.startswith(line.split(",")[0])
    shown = said.split("Figuren viser ")[1].removesuffix(".").replace(" til ", " og ")
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
        "Elevfravær steg, og elevtrivsel faldt i Esbjerg, Holbæk og de fleste andre kommuner"
    )
    tables = page.all("table", "multiples")
    assert tables
    charts = [chart for table in tables for chart in table.all("a", "small-chart")]
    # Three municipalities, and each indicator of the schools.
    assert len(charts) == 3 * 8
    assert not page.all("table", "matrix")
