"""Inspiration in a browser: the search acts while one types, and the list stays in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from test_every_page_drawn import CUT, surfaces, violations
from visiting import Visitor, wait_until_drawn

pytestmark = pytest.mark.browser


def seen(visitor: Visitor, path: str, surface: str) -> Page:
    """Open Inspiration as a document, or as the live app draws it for whoever comes by its menu."""
    if surface == "document":
        return visitor.read(path)
    page = visitor.open("/borgere?lang=da")
    page.locator("[data-testid=stTopNavLink]", has_text="Inspiration").click()
    page.wait_for_selector("#root #find")
    wait_until_drawn(page)
    return page


@surfaces
def test_the_search_acts_while_one_types(arrive, surface: str) -> None:
    page = seen(arrive(), "/inspiration?lang=da", surface)
    field = page.get_by_role("searchbox")
    field.press_sequentially("dokumentation", delay=20)
    expect(page.locator("#fund h2")).to_contain_text("»dokumentation«")
    expect(field).to_be_focused()
    expect(field).to_have_value("dokumentation")
    page.wait_for_url(re.compile("q=dokumentation"))
    expect(page.locator("#fund mark").first).to_be_visible()
    page.locator("select[name=area]").select_option("eldercare")
    page.wait_for_url(re.compile("area=eldercare"))
    expect(page.locator("#fund .results li").first).to_contain_text("Ældrepleje")
    page.get_by_role("link", name=re.compile("^Udsagn")).click()
    page.wait_for_url(re.compile("kind=statement"))
    expect(page.locator("#fund .facets [aria-current]")).to_contain_text("Udsagn")


@surfaces
def test_the_list_is_made_and_unmade_by_pointer_and_keyboard(arrive, surface: str) -> None:
    visitor = arrive()
    page = seen(visitor, "/inspiration?lang=da", surface)
    toggles = page.locator("#fund .keep")
    toggles.nth(0).click()
    expect(toggles.nth(0)).to_have_attribute("aria-pressed", "true")
    toggles.nth(2).focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("list=i001.i006"))
    expect(page.locator(".own-list h2")).to_have_text("Min liste, 2 tiltag")
    expect(page.locator(".own-list [role=status]").first).to_have_text("Min liste, 2 tiltag")
    expect(page.locator(".own-list li:visible")).to_have_count(2)
    # A filter keeps the list, and the list keeps the filter.
    page.get_by_role("link", name=re.compile("^Ja ")).click()
    page.wait_for_url(re.compile("exemption=yes"))
    assert "list=i001.i006" in page.url
    page.locator(".own-list li:visible .off").first.click()
    expect(page.locator(".own-list h2")).to_have_text("Min liste, 1 tiltag")
    assert "exemption=yes" in page.url
    page.get_by_role("link", name="Se og udskriv").click()
    expect(page.locator("article.idea")).to_have_count(1)
    assert not visitor.complaints


def test_a_full_list_takes_no_more(arrive) -> None:
    twelve = ".".join(f"i{n:03}" for n in range(13, 25))
    page = arrive().read(f"/inspiration?lang=da&list={twelve}")
    toggle = page.locator("#fund .keep").first
    expect(toggle).to_have_attribute("aria-disabled", "true")
    toggle.click(force=True)
    expect(toggle).to_have_attribute("aria-pressed", "false")
    assert f"list={twelve}" in page.url
    page.locator(".own-list li:visible .off").first.click()
    expect(toggle).not_to_have_attribute("aria-disabled", "true")
    page.locator(".own-list [data-clear]").click()
    expect(page.locator(".own-list h2")).to_have_text("Min liste")


def test_without_script_the_same_is_links_and_a_form(arrive) -> None:
    visitor = arrive(java_script_enabled=False)
    page = visitor.page
    page.goto(f"{visitor.address}/inspiration?lang=da")
    page.locator("#fund .keep").first.click()
    assert re.search(r"list=i001#i001$", page.url)
    page.get_by_role("searchbox").fill("badebænk")
    page.get_by_role("button", name="Søg").click()
    expect(page.locator("#fund .results h3").first).to_contain_text("Badebænk")
    assert "list=i001" in page.url


@pytest.mark.parametrize(("width", "theme"), [(320, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "path",
    [
        "/inspiration?lang=da&list=i029.i058",
        "/inspiration?lang=en&q=documentation",
        "/inspiration?lang=da&q=rumskib&area=school",
        "/inspiration?lang=da&initiative=i025",
        "/inspiration?lang=da&list=i029.i058&sheet=1",
    ],
)
def test_each_form_of_the_page_fits_and_can_be_used_by_all(
    arrive, path: str, width: int, theme: str
) -> None:
    visitor = arrive(width, theme)
    page = visitor.read(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == []
    assert violations(page) == []
    assert visitor.complaints == []


def rule_led_to(page: Page) -> dict[str, object]:
    """Return whether a rule can be read by itself, of which the heads of its columns are not in sight."""
    found: dict[str, object] = page.evaluate(
        """() => {
          const row = document.getElementById('r012');
          const other = document.getElementById('r011');
          const ground = (one) => getComputedStyle(one.querySelector('th')).backgroundColor;
          return {
            isOpen: row.closest('details').open,
            top: Math.round(row.getBoundingClientRect().top),
            isMarked: ground(row) !== ground(other),
            said: [...row.querySelectorAll('td')].map((cell) => getComputedStyle(cell, '::before').content),
          };
        }"""
    )
    return found


READ_BY_ITSELF = {
    "isOpen": True,
    "top": 76,
    "isMarked": True,
    "said": ['"Under aftalen"', '"Gjaldt for"', '"I dag"', '"Kilde"'],
}


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_rule_that_a_link_leads_to_is_marked_and_can_be_read_by_itself(
    arrive, width: int, has_script: bool
) -> None:
    page = arrive(width, java_script_enabled=has_script).read("/inspiration?lang=da#r012")
    assert rule_led_to(page) == READ_BY_ITSELF


def test_a_rule_stays_marked_until_another_is_led_to(arrive) -> None:
    """The app draws a profile anew, and a browser marks nothing in what it draws later."""
    page = arrive().open("/kommuner?lang=da&municipality=410#r028")
    cell = page.locator("#r028 td").first
    label = "e => getComputedStyle(e, '::before').content"
    assert cell.evaluate(label) == '"Under aftalen"'
    page.evaluate("location.hash = 'r030'")
    expect(page.locator("#r030")).to_be_in_viewport()
    assert cell.evaluate(label) == "none"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_link_to_the_rules_opens_them_under_their_heading(arrive, has_script: bool) -> None:
    page = arrive(java_script_enabled=has_script).read("/inspiration?lang=da#regler")
    assert page.evaluate("document.getElementById('regler').closest('details').open")
    expect(page.get_by_role("heading", name=re.compile("^Reglerne under"))).to_be_in_viewport()
    expect(page.locator("#regler tbody tr").first).to_be_in_viewport()


def test_the_heading_and_the_number_of_rules_follow_a_filter(arrive) -> None:
    page = arrive().read("/inspiration?lang=da")
    expect(page.locator("#reglerne > .intro")).to_contain_text(re.compile(r"^\d+ regler\. Listen"))
    page.get_by_role("link", name=re.compile("^Noget blev lavet om")).click()
    expect(page.locator("h1")).to_contain_text("tiltag: noget blev lavet om")
    page.locator("select[name=area]").select_option("eldercare")
    expect(page.locator("h1")).to_contain_text("ældreområdet; noget blev lavet om")
    of_area = page.locator("#regler tbody tr").count()
    expect(page.locator("#reglerne > .intro")).to_contain_text(f"{of_area} regler i dit valg")


def test_the_list_is_one_page_of_paper(arrive) -> None:
    page = arrive().read("/inspiration?lang=da&list=i029.i058.i003&sheet=1")
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_the_catalogue_is_at_most_six_screens(arrive) -> None:
    page = arrive(1280).read("/inspiration?lang=da")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * 800
