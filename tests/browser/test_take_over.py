"""The document and the app are one page: nothing moves when the app takes over.

Streamlit's own style decides where the parts of the live page stand. An upgrade that changes it
fails here, before a visitor sees a page that jumps.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from test_every_page_drawn import violations

# Pages with something to work in; the others never wake the app.
PAGES = [
    "/sammenlign?",
    "/borgere?",
    "/kommuner?own=390&",
    "/kommuner?own=390&municipality=561&",
]

# The swap is held back, so that both trees can be measured.
HOLD = """
const remove = Element.prototype.remove;
Element.prototype.remove = function () {
  if (this.id === "document") document.documentElement.classList.replace("alive", "held");
  else remove.call(this);
};
"""

SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Elements of the parts, side by side, whose rectangles differ by more than a pixel; then boxes of
# controls and charts, of which only the outer box has to be the same.
DIFFERENT = """() => {
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height];
  };
  const differs = (a, b, of) => of.some((i) => Math.abs(a[i] - b[i]) > 1);
  const both = (inDocument, inApp) => [
    [...document.querySelectorAll(inDocument)], [...document.querySelectorAll(inApp)],
  ];
  const found = [];
  const compare = (inDocument, inApp, of) => {
    const [ours, theirs] = both(inDocument, inApp);
    if (ours.length !== theirs.length) found.push(`${ours.length} ${inDocument}, ${theirs.length} ${inApp}`);
    ours.forEach((element, i) => {
      if (!theirs[i]) return;
      const [a, b] = [box(element), box(theirs[i])];
      if (differs(a, b, of)) {
        found.push(`${element.tagName}.${element.className} ${a.map(Math.round)} / ${b.map(Math.round)}`);
      }
    });
  };
  compare("#document .fx, #document .fx *", "#root .fx, #root .fx *", [0, 1, 2, 3]);
  compare("#document .chart", "#root [data-testid=stVegaLiteChart]", [0, 1, 2, 3]);
  compare(
    "#document .control",
    "#root :is([data-testid=stSelectbox], [data-testid=stMultiSelect], " +
      "[data-testid=stButtonGroup], [data-testid=stCheckbox], [data-testid=stTextInput])",
    [0, 1, 3],
  );
  return found;
}"""


def with_fonts(page: Page, address: str) -> None:
    """Open a page before the one that is watched, so that the fonts lie in the browser's cache.

    Fonts that are late on a first visit are not used until the app brings its styles: one shift of
    some 0.04, on a slow line alone (docs/decisions.md).
    """
    page.goto(address)
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def both_trees(page: Page, address: str) -> None:
    """Open a page and wake the app; the document is left in place."""
    with_fonts(page, address)
    page.add_init_script(HOLD + SHIFTS)
    page.goto(address)
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.held", timeout=60_000, state="attached")


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("light", "da"),
        pytest.param("dark", "en", marks=pytest.mark.every),
        pytest.param("light", "en", marks=pytest.mark.every),
        pytest.param("dark", "da", marks=pytest.mark.every),
    ],
)
@pytest.mark.parametrize("width", [1280, 390, 800])
@pytest.mark.parametrize("path", PAGES)
def test_both_trees_have_the_same_rectangles(
    arrive, path: str, width: int, theme: str, language: str
) -> None:
    visitor = arrive(width, theme, bypass_csp=True)
    both_trees(visitor.page, f"{visitor.address}{path}lang={language}")
    assert visitor.page.evaluate(DIFFERENT) == []
    assert visitor.page.evaluate("shifts") <= 0.02


@pytest.mark.parametrize("path", ["/borgere", "/sammenlign"])
def test_nothing_is_read_twice_while_both_are_there(arrive, path: str) -> None:
    visitor = arrive(bypass_csp=True)
    both_trees(visitor.page, f"{visitor.address}{path}")
    headings = visitor.page.get_by_role("heading", level=1)
    assert headings.count() == 1
    assert violations(visitor.page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/borgere", "/sammenlign"])
def test_nothing_shifts_from_loading_to_the_first_choice(arrive, path: str, width: int) -> None:
    visitor = arrive(width, bypass_csp=True)
    page = visitor.page
    with_fonts(page, f"{visitor.address}/metode")
    page.add_init_script(SHIFTS)
    page.goto(f"{visitor.address}{path}")
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")
    page.wait_for_timeout(500)
    assert page.evaluate("shifts") <= 0.02
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", "/sammenlign", "/borgere", "/kommuner?own=390"])
def test_nothing_shifts_when_the_fonts_come_late(arrive, path: str, width: int) -> None:
    visitor = arrive(width, bypass_csp=True)
    page, asked = visitor.page, []

    def late(route: Route) -> None:
        asked.append(route.request.url)
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/*.woff2*", late)
    page.add_init_script(SHIFTS)
    page.goto(f"{visitor.address}{path}")
    page.wait_for_timeout(2500)
    assert len(asked) == 2
    assert page.evaluate("document.fonts.status") == "loaded"
    assert page.evaluate("shifts") <= 0.02


FAINTEST = """
window.faintest = null;
new MutationObserver(() => {
  for (const old of document.querySelectorAll('#root [data-stale="true"]')) {
    window.faintest = Math.min(window.faintest ?? 1, Number(getComputedStyle(old).opacity));
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-stale"] });
"""


def test_a_chart_follows_a_phone_that_is_turned(arrive) -> None:
    visitor = arrive(640)
    page = visitor.page
    page.goto(f"{visitor.address}/borgere?lang=da")
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")
    said = page.locator("#root [data-testid=stVegaLiteChart] svg text")
    said.get_by_text("Aftalen begynder, august 2021", exact=True).wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    said.get_by_text("Aftale, august 2021", exact=True).wait_for()
    assert said.get_by_text("Aftalen begynder, august 2021", exact=True).count() == 0


def test_what_is_being_redrawn_stays_readable(arrive) -> None:
    visitor = arrive(bypass_csp=True)
    page = visitor.page
    page.goto(f"{visitor.address}/borgere")
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")
    page.evaluate(FAINTEST)
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.locator("#root [data-testid=stSelectbox] input").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "old => document.querySelector('#root h1').innerText !== old", arg=before
    )
    assert page.evaluate("faintest") == 1


def test_the_menu_of_a_phone_lies_over_the_page_and_closes(arrive) -> None:
    """It stood in the page, at its top: whoever had read on saw an empty panel push the words aside."""
    visitor = arrive(390, has_touch=True, is_mobile=True)
    page = visitor.open("/borgere?lang=da")
    page.evaluate("scrollTo(0, 900)")
    words = page.get_by_test_id("stMainBlockContainer")
    width = words.bounding_box()["width"]
    panel, button = page.get_by_test_id("stSidebar"), page.get_by_test_id("stExpandSidebarButton")
    entries = panel.get_by_test_id("stSidebarNavLink")

    button.tap()
    for entry in entries.all():
        expect(entry).to_be_in_viewport()
    assert words.bounding_box()["width"] == width
    page.keyboard.press("Escape")
    expect(entries.first).not_to_be_in_viewport()
    expect(button).to_be_focused()

    button.tap()
    expect(entries.first).to_be_in_viewport()
    page.touchscreen.tap(380, 500)
    expect(entries.first).not_to_be_in_viewport()

    button.tap()
    entries.filter(has_text="Inspiration").tap()
    page.wait_for_url(re.compile("/inspiration"))
    expect(entries.first).not_to_be_in_viewport()
    assert not visitor.complaints
