"""What a screen reader is given, in order; the page at 400 per cent; and with less motion."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_every_page_drawn import NOTHING_TO_CHOOSE
from visiting import wait_until_drawn

from frikommune_viz.model.codes import Language
from frikommune_viz.site.editions import edition
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES

NAMED = ("link", "button", "combobox", "checkbox", "radio", "textbox", "searchbox", "image", "img")
# Where each heading and landmark of the tree stands, so that reading follows what is seen.
TOPS = """(shown) => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((one) => one.getClientRects().length && !one.closest('[aria-hidden=true]'))
    .map((one) => one.innerText.trim())"""


def tree(page: Page) -> list[dict[str, Any]]:
    """Return the accessibility tree as it is read: depth first, what is ignored left out."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    found = []

    def read(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            level = [one for one in node.get("properties", []) if one["name"] == "level"]
            found.append(
                {
                    "role": node["role"]["value"],
                    "name": node.get("name", {}).get("value", "").strip(),
                    "level": level[0]["value"]["value"] if level else None,
                }
            )
        for child in node.get("childIds", []):
            if child in by_id:
                read(by_id[child])

    read(nodes[0])
    session.detach()
    return found


@pytest.mark.parametrize("surface", ["document", "alive"])
@pytest.mark.parametrize("page_code", [page.code for page in PAGES])
def test_the_tree_is_read_in_order(arrive, page_code: str, surface: str) -> None:
    at = next(page for page in PAGES if page.code == page_code)
    visitor = arrive()
    # Without one of the seven there is nothing to work in on the page of municipalities.
    chosen = "&municipality=217" if (page_code, surface) == ("kommuner", "alive") else ""
    page = visitor.read(f"{at.address}?lang=en{chosen}")
    if surface == "alive":
        if not page.locator("#document .choices").count():
            assert page_code in NOTHING_TO_CHOOSE
            return
        page = visitor.open(f"{at.address}?lang=en{chosen}")
    nodes = tree(page)
    roles = [node["role"] for node in nodes]
    assert roles.count("main") == 1
    headings = [node for node in nodes if node["role"] == "heading"]
    assert [node["level"] for node in headings].count(1) == 1
    levels = [node["level"] for node in headings]
    assert levels[0] == 1, "nothing has a heading before the page's own"
    jumps = [
        (before["name"], after["name"])
        for before, after in itertools.pairwise(headings)
        if after["level"] > before["level"] + 1
    ]
    assert jumps == []
    nameless = [node["role"] for node in nodes if node["role"] in NAMED and not node["name"]]
    assert nameless == []
    # The tree has the headings in the order in which they stand on the page, and each of them.
    shown = [" ".join(words.split()) for words in page.evaluate(TOPS) if words]
    read = [" ".join(node["name"].split()) for node in headings]
    assert [words.casefold() for words in read] == [words.casefold() for words in shown]


@pytest.mark.parametrize("page_code", [page.code for page in PAGES])
def test_at_400_per_cent_nothing_is_lost_or_scrolls_sideways(arrive, page_code: str) -> None:
    """1280 by 1024 px enlarged fourfold are 320 by 256."""
    at = next(page for page in PAGES if page.code == page_code)
    visitor = arrive(320)
    visitor.page.set_viewport_size({"width": 320, "height": 256})
    page = visitor.read(at.address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("() => scrollX") == 0
    # What stays in place while one scrolls may not fill the little that is seen.
    kept = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
            .map((one) => one.getBoundingClientRect())
            .filter((box) => box.bottom > 0 && box.top < innerHeight)
            .reduce((most, box) => Math.max(most, box.height), 0)"""
    )
    assert kept <= 256 / 2


# Told to the test as it begins, however short it is; document.getAnimations() has only what still runs.
MOVING = """() => {
    for (const kind of ['animationstart', 'transitionrun'])
        addEventListener(kind, ({ target }) => moved(kind, target.outerHTML.slice(0, 80)), true);
}"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself_nor_at_a_choice_or_an_opened_panel(arrive, motion: str) -> None:
    begun: list[tuple[str, str]] = []
    visitor = arrive()
    visitor.context.expose_function("moved", lambda *what: begun.append(what))
    visitor.context.add_init_script(f"({MOVING})()")
    visitor.page.emulate_media(reduced_motion=motion)
    page = visitor.open("/borgere")
    assert (
        page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )
    page.locator("[role=radio][aria-checked=false]").first.click()
    expect(page).to_have_url(re.compile("view=change"))
    wait_until_drawn(page)
    heading = page.locator("#root h1").inner_text()
    page.locator("#root [data-testid=stSelectbox] input").first.click()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#root h1")).not_to_have_text(heading)
    wait_until_drawn(page)
    page.locator("#root details.drop > summary").first.click()
    expect(page.locator("#root details.drop[open]")).to_have_count(1)
    page.locator("#root .own > summary").click()
    expect(page.get_by_role("combobox", name="Din kommune")).to_be_focused()
    assert begun == []
    # What moves is told: this one does.
    page.evaluate(
        "() => document.styleSheets[0].insertRule('@keyframes turning { to { rotate: 9deg } }')"
    )
    page.locator("h1").evaluate(
        "(one) => one.style.setProperty('animation', 'turning 50ms', 'important')"
    )
    for _ in range(100):
        if begun:
            break
        page.wait_for_timeout(100)
    assert [kind for kind, _ in begun] == ["animationstart"]


# In which language each text is marked that is a title, heard or seen. A citation that is copied as
# one line, and a note that quotes a table's name, are texts of the page.
MARKED = """(titles) => {
    const found = [];
    const texts = document.createTreeWalker(document.querySelector('#document'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (holder.closest('script, style')) continue;
        const words = texts.currentNode.textContent.replace(/^[:\\s]+/, '').trim();
        if (titles.includes(words)) found.push([words, holder.closest('[lang]').lang]);
    }
    return found;
}"""
FROM = {
    "/metode": {"da", "no"},
    "/inspiration": {"da"},
    "/kommuner?municipality=217": {"da", "no"},
    "/kommuner?municipality=561": {"da"},
    "/borgere": {"da"},
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("address", FROM)
def test_titles_are_marked_with_their_language(arrive, address: str, language: Language) -> None:
    """Those of Danish sources on an English page, and of a Norwegian one on both."""
    page = arrive().read(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    sources = edition().sources.values()
    titled = {row.title.strip(): row.language for row in sources}
    found = page.evaluate(MARKED, list(titled))
    assert {titled[title] for title, _ in found} == FROM[address]
    assert [(title, lang) for title, lang in found if lang != titled[title]] == []
    if address == "/metode":
        assert {row.title.strip() for row in sources if row.url} <= {title for title, _ in found}
        assert TEXTS[language].say("Privatliv") in page.inner_text("#document")


def test_the_contents_mark_the_section_that_is_read_and_nothing_moves(arrive) -> None:
    page = arrive().read("/kommuner?lang=da&municipality=791")
    contents = page.locator("#document nav.contents")
    marked = contents.locator("a[aria-current='location']")
    assert marked.count() == 0, "nothing is read before the first section"
    width = "nav => [...nav.querySelectorAll('a')].map((a) => a.getBoundingClientRect().width)"
    before = contents.evaluate(width)
    for anchor in ("tiltag", "udsagn", "tal", "kilder"):
        page.evaluate(f"document.getElementById('{anchor}').scrollIntoView()")
        expect(marked).to_have_attribute("href", f"#{anchor}")
        assert contents.evaluate(width) == before
