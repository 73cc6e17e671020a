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
CHOICE = "history.pushState({}, '', '/?lang=da&area=school')"


@pytest.fixture
def page(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_nothing_leaves_the_browser(page: sync_api.Page, site: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site}/?lang=en")
    page.wait_for_selector(READY)
    hosts = {urlsplit(url).netloc for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(site).netloc}
    assert page.context.cookies() == []
    assert said == [], "the content security policy, a 404 or an error"


def test_our_fonts_are_used_and_streamlits_are_not_fetched(page: sync_api.Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(site)
    page.wait_for_selector(READY)
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


def test_first_text_goes_when_the_page_has_its_own_heading(page: sync_api.Page, site: str) -> None:
    page.goto(site, wait_until="commit")
    assert page.locator("#first h1").inner_text() == PAGE["overblik"].heading
    page.wait_for_selector(READY)
    assert page.locator("#first").count() == 0
    assert page.locator("h1").count() == 1


def test_language_of_the_document_follows_the_address(page: sync_api.Page, site: str) -> None:
    page.goto(site)
    page.wait_for_selector(READY)
    for search, language in (("?lang=en", "en"), ("?lang=da", "da"), ("?lang=xx", "da")):
        page.evaluate(f"history.replaceState({{}}, '', '/{search}')")
        assert page.evaluate("document.documentElement.lang") == language


def test_a_choice_adds_no_step_back_and_a_page_does(page: sync_api.Page, site: str) -> None:
    page.goto(site)
    page.wait_for_selector(READY)
    steps = page.evaluate("history.length")
    page.evaluate(CHOICE)
    assert page.evaluate("history.length") == steps
    assert "area=school" in page.url
    page.evaluate("history.pushState({}, '', '/borgere')")
    assert page.evaluate("history.length") == steps + 1


@pytest.mark.parametrize("key", ["r", "c", "R"])
def test_single_letters_do_nothing(page: sync_api.Page, site: str, key: str) -> None:
    page.goto(site)
    page.wait_for_selector(READY)
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
    page.goto(site)
    page.wait_for_selector(READY)
    button = page.locator('[data-testid="stExpandSidebarButton"]')
    assert button.get_attribute("aria-label") == "Åbn menuen"
    page.evaluate("history.replaceState({}, '', '/?lang=en')")
    assert button.get_attribute("aria-label") == "Expand sidebar"


@pytest.mark.parametrize(("language", "rest"), [("da", "mere"), ("en", "more")])
def test_pages_without_room_in_the_menu_are_offered_in_its_language(
    page: sync_api.Page, site: str, language: str, rest: str
) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto(f"{site}/?lang={language}&area=school")
    page.wait_for_selector(READY)
    # How many have no room hangs on the words of the menu in that language.
    offered = page.locator("header").get_by_text(re.compile(rf"^\d+ {rest}$"))
    offered.click()
    links = page.locator("[data-testid=stTopNavDropdownLink]")
    sync_api.expect(links).to_have_count(int(offered.inner_text().split()[0]))
    for link in links.all():
        sync_api.expect(link).to_have_attribute("href", re.compile(r"area=school"))


def test_no_websocket_is_said_in_both_languages(page: sync_api.Page, site: str) -> None:
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.clock.install()
    page.goto(f"{site}/borgere")
    page.clock.fast_forward(13_000)
    notice = page.locator("#no-connection")
    notice.wait_for()
    assert notice.get_attribute("role") == "alert"
    assert notice.locator("p").first.get_attribute("lang") == "da"
    assert notice.locator('p[lang="en"]').inner_text().startswith("The page cannot connect")


def test_page_without_script_shows_heading_and_way_on(browser: sync_api.Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/inspiration")
    assert page.title() == title(PAGE["inspiration"], TEXTS[Language.DA])
    assert page.locator("h1").is_visible()
    page.get_by_role("link", name="Metode").click()
    assert page.url == f"{site}/metode"
    context.close()
