"""What the privacy text says of the browser: no cookie, no other host, nothing kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from test_every_page_drawn import surfaces
from visiting import wait_until_drawn, wait_until_read

from frikommune_viz.wording.pages import PAGES

# What is kept on the way, however briefly: told to the test before any script of ours runs.
TELLING = """() => {
    const keep = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
        told(this === sessionStorage ? "session" : "local", name, value);
        keep.call(this, name, value);
    };
}"""
TRACES = "() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]"


@pytest.mark.parametrize("address", [page.address for page in PAGES])
def test_a_page_leaves_nothing_in_the_browser(arrive, address: str) -> None:
    visitor = arrive()
    page = visitor.read(address + "?own=751")
    # What an earlier version, or Streamlit, may have left there is removed too.
    page.evaluate("() => { localStorage[`stActiveTheme-${location.pathname}-v2`] = '{}'; }")
    visitor.read(address + "?own=751")
    if page.locator("#document .choices").count():
        visitor.open(address + "?own=751")
        wait_until_drawn(page)
    assert page.evaluate(TRACES) == ["", [], []]
    assert visitor.context.cookies() == []
    assert visitor.strangers == []


def test_how_far_down_a_choice_was_made_is_forgotten_once_it_is_used(arrive) -> None:
    visitor = arrive()
    visitor.page.route("**/static/js/**", lambda route: route.abort())
    page = visitor.read("/kommuner")
    page.evaluate("() => sessionStorage.setItem('scroll', '/kommuner 400')")
    # Another address: at a mere reload the browser itself puts the page where it was.
    visitor.read("/kommuner?municipality=316")
    page.wait_for_function("() => scrollY > 0")
    assert page.evaluate(TRACES) == ["", [], []]
    page.evaluate("() => localStorage.setItem('stActiveTheme', '1')")
    assert page.evaluate("() => localStorage.length") == 0, "what is set is not kept"


@surfaces
@pytest.mark.parametrize("by_keyboard", [True, False])
def test_choosing_one_s_own_keeps_where_one_was_and_that_it_was_by_keyboard(
    arrive, surface: str, by_keyboard: bool
) -> None:
    """As the privacy text tells it: these two, never which one it was, and gone on the next page."""
    told: list[tuple[str, str, str]] = []
    visitor = arrive()
    visitor.context.expose_function("told", lambda *words: told.append(words))
    visitor.context.add_init_script(f"({TELLING})()")
    page = visitor.see("/borgere?lang=da", surface)
    told.clear()
    page.locator(".own > summary").click()
    expect(page.get_by_role("combobox", name="Din kommune")).to_be_focused()
    page.keyboard.type("koge")
    if by_keyboard:
        page.keyboard.press("Enter")
    else:
        page.locator(".own [role=option]").click()
    page.wait_for_url(re.compile("own=259"))
    wait_until_read(page)
    expect(page.locator(".own > summary")).to_have_text(re.compile("Køge"))
    kept = {("session", "scroll", "/borgere 0")}
    if by_keyboard:
        kept.add(("session", "own-chosen", "1"))
    assert set(told) == kept
    assert page.evaluate(TRACES) == ["", [], []]
    assert visitor.context.cookies() == []
