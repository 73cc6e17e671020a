"""One's own municipality: chosen once, by any spelling, by keyboard or pointer, on both surfaces."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from test_every_page_drawn import surfaces
from visiting import wait_until_read

from frikommune_viz.folding import folded

TYPED = ("Århus", "koge", "aeroe", "KOEBENHAVN", "A\u030arhus", "Äro", "Lyngby-Taarbaek", "straße")


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_script_folds_letters_as_the_server_does(arrive, published) -> None:
    page = arrive().read("/?lang=da")
    names = [row.name for row in published.municipalities.values()]
    assert len(names) == 98
    words = [*names, *(name.upper() for name in names), *TYPED]
    assert page.evaluate("words => words.map(folded)", words) == [folded(word) for word in words]


@surfaces
def test_it_is_chosen_by_keyboard_as_people_type_it(arrive, surface: str) -> None:
    page = arrive().see("/borgere?lang=da&view=change", surface)
    page.evaluate("scrollTo(0, 40)")
    page.locator(".own > summary").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Din kommune")
    expect(field).to_be_focused()
    page.keyboard.type("koge")
    options = page.locator(".own [role=option]")
    expect(options).to_have_text(["Køge"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("own=259"))
    wait_until_read(page)
    assert query(page) == {"lang": "da", "view": "change", "own": "259"}
    expect(page.locator(".own > summary")).to_have_text(re.compile("Køge"))
    expect(page.locator(".own > summary")).to_be_focused()
    assert page.evaluate("scrollY") == 40, "the page stays where it was"


@surfaces
def test_arrow_keys_walk_the_list_and_escape_leaves_it(arrive, surface: str) -> None:
    page = arrive().see("/sammenlign?lang=da", surface)
    page.locator(".own > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Din kommune")).to_be_focused()
    page.keyboard.type("hol")
    chosen = page.locator('.own [role=option][aria-selected="true"]')
    expect(chosen).to_have_text("Holbæk")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text("Holstebro")
    active = page.get_by_role("combobox", name="Din kommune").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").inner_text() == "Holstebro"
    page.keyboard.press("Escape")
    expect(page.locator(".own > form")).to_be_hidden()
    expect(page.locator(".own > summary")).to_be_focused()
    assert "own" not in query(page)


def test_a_name_that_nobody_has_is_said(arrive) -> None:
    page = arrive().read("/?lang=da")
    page.locator(".own > summary").click()
    expect(page.get_by_role("combobox", name="Din kommune")).to_be_focused()
    page.keyboard.type("malmø")
    expect(page.locator(".own [role=status]")).to_have_text("Ingen kommune hedder sådan.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Din kommune")).to_be_focused()


def test_it_is_chosen_and_taken_back_by_pointer(arrive) -> None:
    page = arrive(390).read("/kommuner?lang=en")
    page.locator(".own > summary").click()
    page.locator(".own [role=option]", has_text="Aarhus").click()
    page.wait_for_url(re.compile("own=751"))
    wait_until_read(page)
    page.locator(".own > summary").click()
    page.locator(".own [role=option]").first.click()
    page.wait_for_url(lambda url: "own=" not in url)
    assert query(page) == {"lang": "en"}


def test_without_script_it_is_a_list_and_a_button(arrive) -> None:
    visitor = arrive(java_script_enabled=False)
    page = visitor.page
    page.goto(f"{visitor.address}/sammenlign?lang=en&theme=trust")
    page.locator(".own > summary").click()
    page.locator(".own select").select_option("492")
    page.locator(".own button").click()
    page.wait_for_url(re.compile("own=492"))
    assert query(page) == {"lang": "en", "theme": "trust", "own": "492"}
    assert "Ærø" in page.locator(".own > summary").inner_text()
