"""What the privacy text says of the browser: no cookie, no other host, nothing kept."""

from __future__ import annotations

import pytest
from visiting import wait_until_drawn

from frikommune_viz.wording.pages import PAGES

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
