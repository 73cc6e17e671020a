"""frikommune.js and the theme in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright import sync_api

from frikommune_viz.site.head import title
from frikommune_viz.text import TEXTS, Language
from frikommune_viz.wording.pages import PAGE

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-script-state="notRunning"] h1'
CHOICE = "history.pushState({}, '', '/borgere?lang=da&area=school')"


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def come_alive(page: sync_api.Page, address: str) -> None:
    """Open a page and point at a control, until the app has taken over."""
    page.goto(address)
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")


def test_nothing_leaves_the_browser(page: sync_api.Page, site: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    come_alive(page, f"{site}/borgere?lang=en")
    hosts = {urlsplit(url).netloc for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(site).netloc}
    assert page.context.cookies() == []
    assert said == [], "the content security policy, a 404 or an error"


def test_our_fonts_are_used_and_streamlits_are_not_fetched(page: sync_api.Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    come_alive(page, f"{site}/borgere")
    page.evaluate("document.fonts.ready.then(() => true)")
    fonts = sorted({path for path in asked if path.startswith("/assets/fonts/")})
    assert fonts == [
        "/assets/fonts/material-symbols.woff2",
        "/assets/fonts/newsreader-latin.woff2",
        "/assets/fonts/public-sans-latin.woff2",
    ]
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    )
    assert {"Newsreader", "Public Sans"} <= set(loaded)


def test_the_app_takes_the_place_of_the_document(page: sync_api.Page, site: str) -> None:
    come_alive(page, f"{site}/borgere")
    assert page.locator("#document").count() == 0
    assert page.locator("h1").count() == 1
    assert page.locator(READY).is_visible()


def test_a_reader_opens_no_socket_and_loads_no_script_of_streamlit(
    page: sync_api.Page, site: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(f"{site}/borgere")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(1500)
    assert "/assets/site.js" in asked
    assert [path for path in asked if "/static/" in path or "_stcore" in path] == []


def test_the_take_over_keeps_scroll_panels_and_focus(page: sync_api.Page, site: str) -> None:
    page.goto(f"{site}/borgere")
    page.locator("#document details.numbers summary").first.click()
    page.locator("#document details.numbers summary").first.focus()
    page.evaluate("scrollTo(0, 900)")
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")
    assert abs(page.evaluate("scrollY") - 900) <= 1
    assert page.evaluate("document.querySelector('#root details.numbers').open")
    assert page.evaluate("document.activeElement.matches('#root details.numbers summary')")


def test_a_choice_before_the_app_is_alive_is_a_plain_request(
    page: sync_api.Page, site: str
) -> None:
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.goto(f"{site}/borgere?lang=en&own=390")
    page.evaluate("scrollTo(0, 300)")
    page.locator("#document select[name=indicator]").select_option(index=0)
    page.wait_for_url(re.compile("indicator="))
    assert "own=390" in page.url
    assert "baseline" not in page.url
    assert page.locator("#document h1").is_visible()
    assert abs(page.evaluate("scrollY") - 300) <= 1


def test_arrow_keys_in_a_list_send_nothing_until_it_is_left(page: sync_api.Page, site: str) -> None:
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{site}/borgere")
    page.locator("#document select[name=indicator]").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert "indicator" not in page.url
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("indicator="))


def test_language_of_the_document_follows_the_address(page: sync_api.Page, site: str) -> None:
    come_alive(page, f"{site}/borgere")
    for search, language in (("?lang=en", "en"), ("?lang=da", "da"), ("?lang=xx", "da")):
        page.evaluate(f"history.replaceState({{}}, '', '/{search}')")
        assert page.evaluate("document.documentElement.lang") == language


def test_a_choice_adds_no_step_back_and_a_page_does(page: sync_api.Page, site: str) -> None:
    come_alive(page, f"{site}/borgere")
    steps = page.evaluate("history.length")
    page.evaluate(CHOICE)
    assert page.evaluate("history.length") == steps
    assert "area=school" in page.url
    page.evaluate("history.pushState({}, '', '/metode')")
    assert page.evaluate("history.length") == steps + 1


@pytest.mark.parametrize("key", ["r", "c", "R"])
def test_single_letters_do_nothing(page: sync_api.Page, site: str, key: str) -> None:
    come_alive(page, f"{site}/borgere")
    page.evaluate(
        """() => {
          window.states = [];
          const app = document.querySelector('[data-testid="stApp"]');
          new MutationObserver(() => window.states.push(app.dataset.testScriptState))
            .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
        }"""
    )
    page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.evaluate("window.states") == []
    assert page.locator('[role="dialog"]').count() == 0


def test_streamlits_words_are_danish_and_go_back(page: sync_api.Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    come_alive(page, f"{site}/borgere")
    button = page.locator('[data-testid="stExpandSidebarButton"]')
    assert button.get_attribute("aria-label") == "Åbn menuen"
    page.evaluate("history.replaceState({}, '', '/?lang=en')")
    assert button.get_attribute("aria-label") == "Expand sidebar"


@pytest.mark.parametrize(("language", "rest"), [("da", "mere"), ("en", "more")])
def test_pages_without_room_in_the_menu_are_offered_in_its_language(
    page: sync_api.Page, site: str, language: str, rest: str
) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    come_alive(page, f"{site}/borgere?lang={language}&area=school&own=751")
    # How many have no room hangs on the words of the menu in that language.
    offered = page.locator("header").get_by_text(re.compile(rf"^\d+ {rest}$"))
    offered.click()
    links = page.locator("[data-testid=stTopNavDropdownLink]")
    sync_api.expect(links).to_have_count(int(offered.inner_text().split()[0]))
    for link in links.all():
        sync_api.expect(link).to_have_attribute("href", re.compile(rf"\?lang={language}&own=751$"))


def test_without_script_every_choice_can_be_made(browser: sync_api.Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/borgere")
    assert page.title() == title(PAGE["borgere"], TEXTS[Language.DA])
    page.locator("details.own summary").click()
    page.locator("select[name=own]").select_option("390")
    page.get_by_role("button", name="Vælg", exact=True).click()
    assert "own=390" in page.url
    assert page.locator("#document .fx").get_by_text("Vordingborg").first.is_visible()
    page.get_by_role("link", name="Metode", exact=True).first.click()
    assert urlsplit(page.url).path == "/metode"
    assert "own=390" in page.url
    context.close()
