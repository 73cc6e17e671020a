"""The comparison by mouse, finger and keyboard: choose a cell, read it, close it, come back."""

from __future__ import annotations

import re
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from test_every_page_drawn import LOOKS, surfaces, violations
from visiting import come_alive, wait_until_drawn

from frikommune_viz.model.codes import Language

ACTIVE = "document.activeElement.dataset.cell"


def cell(page: Page, code: str):
    return page.locator(f'.matrix a[data-cell="{code}"]').filter(visible=True)


def panel(page: Page):
    return page.locator(".cell-panel").filter(visible=True)


def chosen_in(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("cell", [""])[0]


@surfaces
def test_a_cell_is_chosen_read_and_closed_by_keyboard_alone(arrive, surface: str) -> None:
    page = arrive().see("/sammenlign?lang=da", surface)
    assert panel(page).count() == 0, "no cell is chosen for the reader"
    cell(page, "school.citizen_outcomes").focus()
    page.keyboard.press("Enter")
    expect(panel(page).locator("h2")).to_have_text("Folkeskole: resultater for borgerne")
    assert chosen_in(page) == "school.citizen_outcomes"
    # Arrow keys move over all cells, dots too, and stop at the edge.
    page.keyboard.press("ArrowRight")
    assert page.evaluate(ACTIVE) == "school.citizen_outcomes"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) == "840.citizen_outcomes"
    page.keyboard.press("Space")
    expect(panel(page).locator(".why-empty")).to_contain_text("Ikke omtalt særskilt")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    assert chosen_in(page) == ""
    assert page.evaluate(ACTIVE) == "840.citizen_outcomes", "focus stays"


def test_home_and_end_reach_the_ends_of_the_row_and_with_control_of_the_grid(arrive) -> None:
    page = arrive().read("/sammenlign?lang=da")
    cell(page, "561.job_satisfaction").focus()
    reached = []
    for key in ("Home", "End", "Control+Home", "End", "Control+End", "Home"):
        page.keyboard.press(key)
        reached.append(page.evaluate(ACTIVE))
    assert reached == [
        "561.trust",
        "561.citizen_outcomes",
        "all_seven.trust",
        "all_seven.citizen_outcomes",
        "791.citizen_outcomes",
        "791.trust",
    ]
    assert chosen_in(page) == "", "moving chooses nothing"


def test_tab_visits_the_cells_that_hold_something(arrive) -> None:
    page = arrive().read("/sammenlign?lang=da")
    stops = page.locator("#document .matrix a.cell:not([tabindex])").evaluate_all(
        "cells => cells.map(cell => cell.dataset.cell)"
    )
    empty = page.locator('#document .matrix a.cell[tabindex="-1"] .g-nothing').count()
    assert len(stops) + empty == 44
    cell(page, stops[0]).focus()
    for code in stops[1:4]:
        page.keyboard.press("Tab")
        assert page.evaluate(ACTIVE) == code


@surfaces
def test_back_closes_the_panel_and_stays_on_the_page(arrive, surface: str) -> None:
    visitor = arrive()
    page = visitor.see("/sammenlign?lang=da", surface)
    cell(page, "all_seven.trust").click()
    cell(page, "791.job_satisfaction").click()
    expect(panel(page).locator("h2")).to_have_text("Viborg: arbejdsglæde")
    page.go_back()
    expect(panel(page)).to_have_count(0)
    assert urlsplit(page.url).path == "/sammenlign"
    page.go_forward()
    expect(panel(page).locator("h2")).to_have_text("Viborg: arbejdsglæde")
    assert visitor.complaints == []


@surfaces
def test_a_shared_address_opens_the_cell(arrive, surface: str) -> None:
    page = arrive().see("/sammenlign?lang=en&cell=eldercare.citizen_outcomes", surface)
    expect(panel(page).locator("h2")).to_have_text("Elder care: outcomes for citizens")
    assert cell(page, "eldercare.citizen_outcomes").get_attribute("aria-current") == "true"
    link = panel(page).locator("a.copy")
    assert "cell=eldercare.citizen_outcomes" in link.get_attribute("href")


def test_a_cell_and_a_control_are_kept_together(arrive) -> None:
    """The app does not run for a cell, and must not forget it when it runs for a control."""
    page = arrive().read("/sammenlign?lang=da")
    cell(page, "school.citizen_outcomes").click()
    come_alive(page)
    expect(panel(page).locator("h2")).to_have_text("Folkeskole: resultater for borgerne")
    cell(page, "school.job_satisfaction").click()
    page.locator("details.more summary").click()
    page.get_by_role("combobox", name="Område").click()
    page.get_by_role("option", name="Folkeskole").click()
    expect(page).to_have_url(re.compile("area=school"))
    wait_until_drawn(page)
    assert chosen_in(page) == "school.job_satisfaction"
    expect(panel(page).locator("h2")).to_have_text("Folkeskole: arbejdsglæde")
    expect(page.locator(".matrix tbody tr")).to_have_count(3)
    panel(page).locator("a.close").click()
    expect(panel(page)).to_have_count(0)
    assert "area=school" in page.url, "closing takes nothing else back"


@pytest.mark.parametrize("surface", ["document", "alive"])
def test_on_a_phone_a_sheet_shows_the_cell_and_leaves_the_grid_in_use(arrive, surface: str) -> None:
    page = arrive(390).see("/sammenlign?lang=da", surface)
    last = cell(page, "791.citizen_outcomes")
    assert last.bounding_box()["x"] + last.bounding_box()["width"] <= 390
    last.click()
    sheet = panel(page)
    box = sheet.bounding_box()
    assert round(box["y"] + box["height"]) == 900
    assert 230 <= round(box["height"]) <= 540, "as high as what it holds, at most 60 per cent"
    assert sheet.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), "no line is cut"
    assert last.bounding_box()["y"] + last.bounding_box()["height"] <= box["y"], "cell in sight"
    assert not sheet.locator(".told-by").first.is_visible()
    assert sheet.locator(".way").first.is_visible()
    sheet.locator("a.all").click()
    assert sheet.locator(".told-by").first.is_visible()
    assert sheet.bounding_box()["height"] > 700
    sheet.locator("a.close").click()
    expect(panel(page)).to_have_count(0)
    assert page.evaluate(ACTIVE) == "791.citizen_outcomes", "focus returns to the cell"


def test_on_a_phone_the_table_turns_to_figures_and_back(arrive) -> None:
    page = arrive(390).read("/sammenlign?lang=da")
    figure = page.locator("#document .matrix .number img").first
    heading = page.get_by_role("heading", level=1)
    assert not figure.is_visible()
    expect(heading).to_contain_text("I vores kilder taler VIVE")
    page.locator("#document .as-numbers summary").click()
    assert figure.is_visible()
    # One heading, and it is what the figures say.
    expect(heading).to_have_text(
        "Fraværet i udskolingen steg i Esbjerg, Holbæk og de fleste andre kommuner"
    )
    assert not cell(page, "all_seven.trust").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#document .as-numbers summary").click()
    assert cell(page, "all_seven.trust").is_visible()


def test_without_script_a_cell_opens_its_panel(arrive) -> None:
    visitor = arrive(java_script_enabled=False)
    visitor.page.goto(f"{visitor.address}/sammenlign?lang=da")
    cell(visitor.page, "217.job_satisfaction").click()
    expect(panel(visitor.page).locator("h2")).to_have_text("Helsingør: arbejdsglæde")
    visitor.page.locator("details.more summary").click()
    expect(
        visitor.page.locator(".st-key-choicesmore select, .st-key-choicesmore .many").first
    ).to_be_visible()


OFTEN = [*LOOKS, (Language.DA, 390, "light"), (Language.EN, 390, "dark")]


@pytest.mark.parametrize(
    ("lang", "width", "theme"),
    [
        pytest.param(*look, marks=() if look in OFTEN else (pytest.mark.every,))
        for look in product(Language, (1280, 390, 320), ("light", "dark"))
    ],
)
def test_an_open_panel_is_accessible_and_fits(
    arrive, lang: Language, width: int, theme: str
) -> None:
    page = arrive(width, theme).read(f"/sammenlign?lang={lang}&cell=school.citizen_outcomes")
    page.evaluate("document.querySelectorAll('.fx details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_all_eleven_rows_stand_in_the_first_screen(arrive) -> None:
    page = arrive().read("/sammenlign?lang=da")
    table = page.locator("#document .matrix").bounding_box()
    assert table["y"] + table["height"] <= 800
    cut = page.locator("#document .matrix .cell").evaluate_all(
        "cells => cells.filter(c => c.scrollWidth > c.clientWidth + 1).map(c => c.textContent)"
    )
    assert cut == []
    rows = page.locator("#document .matrix tbody tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    assert len(rows) == 11
    assert max(rows) <= 47


@pytest.mark.parametrize("edition", ["published", "practice"])
@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 6), (390, 844, 12)])
def test_the_page_is_read_to_its_end(
    arrive, edition: str, width: int, height: int, screens: int
) -> None:
    page = arrive(width).read(f"/sammenlign?lang=da&edition={edition}")
    assert page.evaluate("document.documentElement.scrollHeight") <= screens * height


def test_forced_colours_keep_every_mark(arrive) -> None:
    page = arrive(forced_colors="active").read("/sammenlign?lang=da")
    for code in ("g-up", "g-up-outline", "g-none", "g-mixed", "g-sites", "g-nothing"):
        mark = page.locator(f"#document .matrix .{code}").first
        assert mark.bounding_box()["width"] == 24
        painted = mark.evaluate("e => getComputedStyle(e).backgroundColor")
        assert painted != page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")


def test_the_comparison_prints_on_one_page(arrive) -> None:
    page = arrive(794).read("/sammenlign?lang=da&cell=school.citizen_outcomes")
    page.emulate_media(media="print")
    table = page.locator("#document .matrix").bounding_box()
    a_page = (297 - 30) / 25.4 * 96
    assert table["y"] + table["height"] < a_page
    assert page.locator("#document .switches").filter(visible=True).count() == 0
    for code in ("school.citizen_outcomes", "791.trust"):
        assert cell(page, code).is_visible()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_both_halves_of_the_switch_have_a_heading_of_two_lines_at_most(arrive, lang: str) -> None:
    visitor = arrive(1280)
    sizes = set()
    for choice in ("", "&numbers=1", "&numbers=1&area=eldercare"):
        heading = visitor.read(f"/sammenlign?lang={lang}{choice}").locator("#document h1")
        size, line = heading.evaluate(
            "e => ['fontSize', 'lineHeight'].map(name => parseFloat(getComputedStyle(e)[name]))"
        )
        assert heading.bounding_box()["height"] <= 2 * line + 1
        sizes.add(size)
    assert len(sizes) == 1, "turning the switch moves nothing"


def test_no_heading_of_a_phone_is_larger_than_the_others(arrive) -> None:
    visitor = arrive(390)
    for page in ("", "sammenlign", "borgere", "kommuner", "inspiration", "antagelser", "metode"):
        heading = visitor.read(f"/{page}?lang=da").locator("#document h1")
        assert heading.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") <= 26, page
