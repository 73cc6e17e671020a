"""The figures on citizens stand at the published numbers."""

from __future__ import annotations

import pytest
from reading import data_sets
from reading_page import page_of, specs, table

from frikommune_viz.model.codes import Language

ABSENCE = "absence_grade_7_9"
HOLBAEK = [6.8, 7.9, 11.9, 11.3, 10.8, 9.6]
ESBJERG = [5.3, 4.6, 7.4, 7.4, 9.5, 9.9]


def test_holbaek_and_esbjerg_stand_at_what_is_published(visit, lang: Language) -> None:
    trend, changes = specs(visit("borgere", lang=lang, indicator=ABSENCE))
    drawn = data_sets(trend)
    assert [row["x"] for row in drawn["m316"]] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert [row["v"] for row in drawn["m316"]] == HOLBAEK
    assert [row["v"] for row in drawn["m561"]] == ESBJERG
    assert data_sets(changes)["m316"][0]["v"] == 2.9
    assert data_sets(changes)["m561"][0]["v"] == 4.9


@pytest.mark.parametrize(
    ("lang", "before", "after", "change"),
    [("da", "7,9", "10,8", "+2,9"), ("en", "7.9", "10.8", "+2.9")],
)
def test_the_table_the_sentence_and_the_alt_text_say_the_same(
    visit, lang, before, after, change
) -> None:
    at = visit("borgere", lang=lang, indicator=ABSENCE)
    page = page_of(at)
    foot = page.all("div", "figure-foot")[0]
    moved = {row.one("th").text: row.all("td") for row in page.one("table", "moved").all("tr")[1:]}
    assert [cell.text for cell in moved["Holbæk"]] == [before, "", after, change]
    rows = {row.one("th").text: row.all("td") for row in foot.one("tbody").all("tr")}
    held = [cell.text.replace(",", ".") for cell in rows["Holbæk"]]
    assert held == [f"{value:.1f}" for value in HOLBAEK]
    alt = at.get("vega_lite_chart")[0].proto.alt
    assert before in alt
    assert after in alt


def test_ninety_one_municipalities_without_an_agreement_stand_behind(visit) -> None:
    trend, changes = specs(visit("borgere", indicator=ABSENCE))
    last = data_sets(trend)["band-50"][-1]
    (built,) = [
        row
        for row in table("distributions")
        if row["indicator_id"] == ABSENCE and row["period"] == "2024/25"
    ]
    assert (last["p25"], last["p75"]) == (float(built["p25"]), float(built["p75"]))
    assert len(data_sets(changes)["other"]) == 91
    assert len(data_sets(changes)["with_agreement"]) == 5


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("da", "21 af 91 kommuner uden aftale ligger mindst lige så langt fra landets midte."),
        (
            "en",
            "21 of 91 municipalities without an agreement lie at least as far from the country's",
        ),
    ],
)
def test_the_page_says_how_common_the_change_is(visit, lang, sentence) -> None:
    at = visit("borgere", lang=lang, indicator=ABSENCE)
    page = page_of(at)
    foot = page.all("div", "figure-foot")[1]
    assert sentence in page.one("div", "told-beside").text
    assert sentence in at.get("vega_lite_chart")[1].proto.alt
    numbers = {row.one("th").text: row.all("td") for row in foot.one("tbody").all("tr")}
    assert numbers["Esbjerg"][3].text in ("21 af 91", "21 of 91")


def test_other_years_are_chosen_and_stand_in_the_address(visit) -> None:
    at = visit("borgere", lang="da", indicator=ABSENCE)
    at.selectbox(key="choose_endline").select("2024/25").run()
    assert not at.exception
    assert at.query_params["endline"] in ("2024/25", ["2024/25"])
    assert "baseline" not in at.query_params
    # Esbjerg 4.6 in 2020/21 and 9.9 in 2024/25.
    assert data_sets(specs(at)[1])["m561"][0]["v"] == 5.3
    curve = page_of(at).one("h1").text
    assert "fra 2020/21 til 2024/25" in curve, "the choice moves the words of the curve too"


def test_years_that_cannot_be_compared_are_named_and_give_way(visit) -> None:
    at = visit("borgere", lang="da", indicator=ABSENCE, baseline="2023/24", endline="2020/21")
    said = page_of(at).text
    assert "2023/24 og 2020/21 kan ikke sammenlignes for dette tal." in said
    assert "Figuren viser 2020/21 til 2023/24." in said or "til 2024/25." in said


def test_a_change_after_the_break_is_not_on_offer(visit) -> None:
    at = visit("borgere", lang="da", indicator="children_per_adult_3_5")
    offered = {*at.selectbox(key="choose_baseline").options}
    offered |= {*at.selectbox(key="choose_endline").options}
    assert offered == {"2017", "2018", "2019", "2020", "2021", "2022"}


def test_the_panel_holds_the_verdict_and_number_of_every_choice_of_years(visit) -> None:
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE))
    esbjerg, holbaek, together = page.all("div", "grid-of")[:3]
    assert together.one("h4").text == "Esbjerg og Holbæk under ét"
    cells = [cell for cell in esbjerg.all("td") if "void" not in cell.classes]
    assert len(cells) == 15
    assert "+4,9 21 af 91 Ikke usædvanlig" in [cell.text for cell in cells]
    assert "+2,9 80 af 91 Ikke usædvanlig" in [cell.text for cell in holbaek.all("td")]
    shown = [link.text for link in page.all("a") if link.attributes.get("aria-current") == "true"]
    assert "+4,9 21 af 91 Ikke usædvanlig" in shown


def test_the_question_says_why_its_years_and_leads_to_how_it_is_answered(visit) -> None:
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE))
    # The curve above and the strip here are about the same two years.
    assert "Teksten ved kurven" not in page.text
    assert page.text.count("fra 2020/21 til 2023/24") >= 2
    for foot in page.all("div", "figure-foot")[:2]:  # the curve and the strip, not the map
        assert "Derfor 2020/21 og 2023/24: 2020/21 var det sidste skoleår før" in foot.text
        assert foot.text.count("præget af covid-19") == 1
        assert "den periode, VIVE har evalueret (2021–2024)" in foot.text
    how = next(link for link in page.all("a") if link.text == "Sådan er vurderingen lavet")
    assert how.attributes["href"].startswith("./metode?")
    assert how.attributes["href"].endswith("#vurdering")
    headings = [heading.text for heading in page.all("h2")]
    assert "Fraværet i udskolingen steg i 97 af 98 kommuner fra 2020/21 til 2023/24" in headings, (
        "all but Ishøj"
    )


def test_an_own_municipality_stands_among_the_named(visit) -> None:
    assert "m101" not in data_sets(specs(visit("borgere", lang="da", indicator=ABSENCE))[0])
    at = visit("borgere", lang="da", indicator=ABSENCE, own="101")
    assert data_sets(specs(at)[0])["m101"][0]["v"] == 7.0


def test_another_figure_is_chosen_by_its_control(visit) -> None:
    at = visit("borgere", lang="da")
    at.selectbox(key="choose_indicator").select("children_per_adult_3_5").run()
    drawn = data_sets(specs(at)[0])
    # Day care: its own two municipalities are named, and the break of the series is drawn.
    assert {"m217", "m840", "break"} <= set(drawn)
    assert not {"m561", "m316"} & set(drawn)


def test_the_map_shows_the_changes_when_they_are_chosen(visit) -> None:
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE, view="change"))
    names = {row["municipality_code"]: row["name"] for row in table("municipalities")}
    moved = {
        names[row["municipality_code"]]: float(row["change"])
        for row in table("changes")
        if (row["indicator_id"], row["baseline"], row["endline"]) == (ABSENCE, "2020/21", "2023/24")
    }
    tiles = {name: told.split(" fra ")[0] for name, told in tiles_of(page).items()}
    assert tiles["Esbjerg"] == "+4,9"
    assert {
        name: float(figure.replace("\N{MINUS SIGN}", "-").replace(",", "."))
        for name, figure in tiles.items()
    } == moved


def test_the_map_holds_the_figure_of_each_of_the_98(visit) -> None:
    """Read the tiles: name and figure; what is not published has no number, never a zero."""
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE))
    names = {row["municipality_code"]: row["name"] for row in table("municipalities")}
    last = {
        names[row["municipality_code"]]: row["value"].replace(".", ",")
        for row in table("observations")
        if row["indicator_id"] == ABSENCE and row["period"] == "2024/25"
    }
    tiles = tiles_of(page)
    assert len(tiles) == 98
    assert tiles["Holbæk"] == "9,6 pct."
    assert tiles == {
        name: f"{last[name]} pct." if last.get(name) else "ikke oplyst" for name in names.values()
    }


def tiles_of(page) -> dict[str, str]:
    """Return what each tile of the map tells, by the municipality's name."""
    return dict(
        tile.one("span", "told").text.split(": ")
        for tile in page.one("ul", "tiles").all("li")
        if "place" not in tile.classes
    )


def test_a_long_series_asks_what_can_be_ruled_out_and_a_short_one_does_not(visit, lang) -> None:
    at = visit("borgere", lang=lang, indicator="exam_grade_9", own="390")
    page = page_of(at)
    question = {"da": "Hvad kan udelukkes?", "en": "What can be ruled out?"}[lang]
    assert question in [heading.text for heading in page.all("h2")]
    built = {
        row["municipality_codes"]: row
        for row in table("gap_results")
        if row["indicator_id"] == "exam_grade_9"
    }
    drawn = data_sets(specs(at)[2])
    for code in ("561", "316"):
        assert drawn[f"difference-{code}"][0]["v"] == float(built[code]["difference"])
    assert "m390" in drawn
    hrefs = [link.attributes["href"] for link in page.all("a")]
    # The verdict leads to the section, and the section to how it is calculated.
    assert "#udelukkes" in hrefs
    assert any(href.startswith("./metode?") and href.endswith("#udelukkes") for href in hrefs)
    short = page_of(visit("borgere", lang=lang, indicator=ABSENCE))
    assert question not in [heading.text for heading in short.all("h2")]


@pytest.mark.parametrize("own", ["482", "390"])
def test_one_reading_tells_the_answers_and_that_there_is_no_interval(visit, own: str) -> None:
    page = page_of(visit("borgere", lang="da", indicator="parent_satisfaction", own=own))
    box = page.one("div", "levels-box").text
    (counted,) = [
        row["value"]
        for row in table("observations")
        if row["indicator_id"] == "parent_satisfaction_answers" and row["municipality_code"] == own
    ]
    assert f" på grundlag af {float(counted):.0f} svar (" in box
    assert "intet konfidensinterval" in box


def test_each_figure_leads_to_its_table_or_names_it(visit, lang: Language) -> None:
    page = page_of(visit("borgere", lang=lang, indicator="class_size_folkeskole"))
    link = page.all("details", "where-found")[0].one("a")
    assert link.attributes["href"] == "https://www.statistikbanken.dk/KVOTIEN"
    named = page_of(visit("borgere", lang=lang, indicator=ABSENCE)).all("details", "where-found")[0]
    assert not named.all("a")
    assert "Gennemsnitligt fravær per skoleår" in named.text


def test_the_newest_period_stands_with_its_month(visit) -> None:
    page = page_of(visit("borgere", lang="da", indicator=ABSENCE))
    said = "Seneste tal på siden: 2024/25, hentet i juli 2026."
    assert said in page.all("div", "figure-foot")[0].text
    assert said not in page.one("div", "years").text  # once is enough


def test_the_month_of_a_figure_stands_once_beside_its_source(visit) -> None:
    foot = page_of(visit("borgere", lang="da", indicator=ABSENCE)).all("div", "figure-foot")[0]
    (line,) = [node.text for node in foot.all("p") if node.text.startswith("Kilde:")]
    assert line.count("juli 2026") == 1
    assert "dato ikke oplyst" not in line


def test_figures_that_came_through_an_archive_say_so(visit) -> None:
    page = page_of(visit("borgere", lang="da", indicator="class_size_folkeskole"))
    found = page.all("details", "where-found")[0].text
    assert "samlet af det offentlige arkiv »Danmarks 98 Doughnuts«" in found
