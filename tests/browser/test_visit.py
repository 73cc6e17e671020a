"""A visit: arriving by a deep link, by keyboard, in another language, back, reloaded, on paper."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from test_every_page_drawn import CHART, NOTHING_TO_CHOOSE, surfaces
from visiting import Visitor, come_alive, wait_until_drawn, wait_until_read

from frikommune_viz.model.seven_municipalities import MUNICIPALITY_AREA
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES


def reader(visitor: Visitor) -> Visitor:
    """Return a visitor whose browser is kept from loading Streamlit: the document stays."""
    visitor.page.route("**/static/js/**", lambda route: route.abort())
    return visitor


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_first_visit_to_a_fresh_server_is_a_deep_link(arrive, fresh: str) -> None:
    """Streamlit can bypass the router here: then language, menu and choices would be missing."""
    visitor = arrive(address=fresh)
    page = visitor.open("/sammenlign?lang=en&theme=trust&area=school")
    assert page.locator("html").get_attribute("lang") == "en"
    text = TEXTS["en"]
    menu = page.locator("[data-testid=stTopNavLink]").all_inner_texts()
    assert [word.strip() for word in menu] == [text.say(one.menu) for one in PAGES]
    assert page.locator("[data-testid=stMultiSelect] [data-tag]").all_inner_texts() == [
        text.say("Tillid"),
        text.say("Folkeskole"),
    ]
    assert page.locator("table.matrix tbody tr").count() == 3
    assert query(page) == {"lang": "en", "theme": "trust", "area": "school"}
    assert visitor.complaints == []


@surfaces
def test_the_language_switch_keeps_place_and_choices(arrive, surface: str) -> None:
    page = arrive().see("/sammenlign?lang=da&theme=trust", surface)
    page.locator("a.language").click()
    page.wait_for_url(re.compile("lang=en"))
    wait_until_read(page)
    assert query(page) == {"lang": "en", "theme": "trust"}
    assert urlsplit(page.url).path == "/sammenlign"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text().startswith("In your selection VIVE speaks")
    assert page.locator("#document .many input:checked").count() == 1


def test_a_choice_survives_reload_and_the_way_back_and_stays_on_its_page(arrive) -> None:
    page = arrive().open("/borgere?lang=en")
    page.locator("[role=radio][aria-checked=false]").first.click()
    expect(page).to_have_url(re.compile("view=change"))
    page.reload()
    wait_until_read(page)
    assert page.locator("#document .choices [name=view]:checked").get_attribute("value") == "change"
    come_alive(page)
    page.locator("[data-testid=stTopNavLink]").nth(1).click()
    page.wait_for_url(re.compile("/sammenlign"))
    wait_until_drawn(page)
    assert query(page) == {"lang": "en"}
    page.go_back()
    expect(page).to_have_url(re.compile("/borgere.*view=change"))


def test_a_choice_of_initiatives_survives_reload_and_the_way_back(arrive) -> None:
    page = arrive().read("/inspiration?lang=en")
    page.locator("a.only[href*='results=1']").click()
    expect(page).to_have_url(re.compile("results=1"))
    page.reload()
    wait_until_read(page)
    page.locator("#document .wide a").nth(2).click()
    page.wait_for_url(re.compile("/borgere"))
    assert query(page) == {"lang": "en"}
    page.go_back()
    expect(page).to_have_url(re.compile("/inspiration.*results=1"))


@surfaces
def test_a_page_opened_in_a_new_tab_is_given_language_and_own_municipality(
    arrive, surface: str
) -> None:
    page = arrive().see("/borgere?lang=en&own=751&view=change", surface)
    menu = page.locator("#document .wide a, [data-testid=stTopNavLink]")
    for place, chosen in (
        (2, {"lang": ["en"], "own": ["751"], "view": ["change"]}),  # the page itself
        (0, {"lang": ["en"], "own": ["751"]}),
    ):
        address = menu.nth(place).get_attribute("href")
        assert address is not None
        assert parse_qs(urlsplit(address).query) == chosen


def test_one_step_back_is_one_page_back_not_one_choice(arrive) -> None:
    page = arrive().open("/borgere?lang=da")
    page.locator("[data-testid=stTopNavLink]").nth(1).click()
    page.wait_for_url(re.compile("/sammenlign"))
    page.wait_for_selector("#root .compare")
    wait_until_drawn(page)
    page.locator("details.more summary").press("Enter")
    for theme in ("Tillid", "Kvalitet"):
        page.get_by_role("combobox", name="Tema").click()
        page.get_by_role("option", name=theme).click()
        page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("theme=trust(,|%2C)quality"))
    page.go_back()
    page.wait_for_url(re.compile("/borgere"))


# What a keyboard has to reach, in the order it is read.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(element => element.tabIndex >= 0 && !element.disabled && !element.closest('template')
    && element.getClientRects().length
    // Of a group of radio buttons Tab reaches the chosen one; arrows reach the others.
    && !element.matches('[role=radio][aria-checked=false], [type=radio]:not(:checked)')
    && element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}))
  .map((element, i) => { element.dataset.reach = i; return i; }).length"""
FOCUSED = """() => {
  const element = document.activeElement;
  const rings = [element, element.parentElement, element.closest('[role=group], label'),
    element.nextElementSibling, element.previousElementSibling].filter(Boolean);
  return {
    reach: element.dataset.reach === undefined ? null : Number(element.dataset.reach),
    name: element.tagName + ' ' + (element.getAttribute('aria-label') || element.textContent).trim().slice(0, 40),
    ring: rings.some(one => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
        || /\\b[2-9]px\\b/.test(style.boxShadow.replace(/rgba?\\([^)]*\\)/g, ''));
    }),
  };
}"""


@pytest.mark.parametrize(
    ("page", "surface"),
    [
        (page, surface)
        for page in PAGES
        for surface in ("document", "alive")
        if surface == "document" or page.code not in NOTHING_TO_CHOOSE
    ],
    ids=lambda one: getattr(one, "code", one),
)
def test_tab_reaches_everything_in_reading_order_with_a_visible_ring(
    arrive, page, surface: str
) -> None:
    visitor = reader(arrive()) if surface == "document" else arrive()
    # Kommuner has a control of the app where a municipality is chosen.
    chosen = "municipality=217" if page.code == "kommuner" and surface == "alive" else "theme=trust"
    shown = visitor.see(f"{page.address}?lang=da&{chosen}", surface)
    number = shown.evaluate(REACHABLE)
    reached = []
    for _ in range(number + 20):
        shown.keyboard.press("Tab")
        focused = shown.evaluate(FOCUSED)
        if focused["reach"] is None:
            if reached and focused["name"].startswith("BODY"):
                break
            continue
        if focused["reach"] in reached:
            break
        assert focused["ring"], f"no visible focus on {focused['name']}"
        reached.append(focused["reach"])
    assert reached == sorted(reached)
    missed = sorted(set(range(number)) - set(reached))
    names = [
        shown.locator(f'[data-reach="{one}"]').evaluate("e => e.outerHTML.slice(0, 200)")
        for one in missed
    ]
    assert names == []


def test_a_sentence_is_copied_with_its_source(arrive) -> None:
    visitor = arrive(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.read("/?lang=da&own=390#skriver")
    quote = page.locator(".quotable").first
    button = quote.get_by_role("button")
    button.focus()  # scrolls to it
    before = button.bounding_box()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Kopieret")
    expect(quote.get_by_role("status")).to_have_text("Kopieret")
    assert button.bounding_box() == before
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(quote.locator(".quotation").inner_text())
    assert "4. februar 2025" in copied
    # Whose own municipality it is changes no word of it.
    assert copied.endswith(f": {visitor.address}/?lang=da")


def test_where_the_clipboard_is_refused_the_sentence_is_marked(arrive) -> None:
    visitor = arrive()
    visitor.page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
    )
    page = visitor.read("/?lang=da")
    quote = page.locator(".quotable").nth(1)
    quote.get_by_role("button").click()
    expect(quote.get_by_role("status")).to_contain_text("markeret")
    assert page.evaluate("getSelection().toString()") == quote.locator(".quotation").inner_text()


def test_a_choice_is_made_by_keyboard(arrive) -> None:
    page = arrive().open("/sammenlign?lang=da")
    page.locator("details.more summary").press("Enter")
    page.get_by_role("combobox", name="Tema").focus()
    page.keyboard.press("ArrowDown")  # opens the list at "Vælg alle"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("theme=trust$"))
    assert page.locator("[data-testid=stMultiSelect] [data-tag]").all_inner_texts() == ["Tillid"]


def test_a_choice_of_many_is_made_by_keyboard_in_the_document(arrive) -> None:
    page = reader(arrive()).read("/sammenlign?lang=da")
    page.locator("#document details.more summary").press("Enter")
    page.locator("#document .many > summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "theme" not in query(page), "more may follow before the list is left"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("theme=trust$"))
    assert page.locator("#document .many > summary").first.inner_text() == "Tillid"


def test_another_municipality_is_chosen_by_arrow_keys_in_the_document(arrive) -> None:
    page = reader(arrive()).read("/kommuner?lang=da&municipality=217")
    page.locator("#document [type=radio]:checked").first.focus()
    page.keyboard.press("ArrowRight")
    assert query(page)["municipality"] == "217", "arrow keys walk through the options"
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("municipality=840"))
    expect(page.locator("h1")).to_contain_text("Rebild")


def test_another_municipality_is_chosen_by_arrow_keys(arrive) -> None:
    page = arrive().open("/kommuner?lang=da&municipality=217")
    page.locator("[role=radio][aria-checked=true]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("h1")).to_contain_text("Rebild")
    expect(page).to_have_url(re.compile("municipality=840"))


def test_no_single_letter_does_anything(arrive) -> None:
    """A bare "r" would rerun the script (WCAG 2.1.4)."""
    page = arrive().open("/borgere?lang=da")
    page.evaluate("document.activeElement.blur()")
    before = page.content().count("<td")
    for letter in "rca":
        page.keyboard.press(letter)
    state = page.locator("[data-testid=stApp]").get_attribute("data-test-script-state")
    assert state == "notRunning"
    assert page.content().count("<td") == before
    assert not page.locator("[role=dialog]").count()


@surfaces
def test_a_place_on_the_page_is_gone_to(arrive, surface: str) -> None:
    page = arrive().see("/sammenlign?lang=da", surface)
    page.locator("table.matrix a.cell").first.click()
    link = page.locator(".cell-panel.chosen a.caveats")
    target = page.locator(f'[id="{(link.get_attribute("href") or "").removeprefix("#")}"]')
    link.click()
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_overview_on_paper(arrive, lang: str) -> None:
    visitor = arrive()
    page = visitor.read(f"/?lang={lang}")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".quotable .quotation").count() == 3
    expect(page.locator(".footer")).to_be_visible()
    for hidden in (".yours", "#document .bar", "#document .skip", ".quotable button"):
        assert page.locator(hidden).count()
        assert not page.locator(hidden).first.is_visible(), hidden
    printed = page.locator(".print-only")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text(urlsplit(visitor.address).netloc)
    assert printed.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@surfaces
@pytest.mark.parametrize("page", PAGES[1:3], ids=lambda page: page.code)
def test_figures_stand_on_paper(arrive, page, surface: str) -> None:
    shown = arrive().see(f"{page.address}?lang=da", surface)
    drawn = shown.locator(CHART)
    assert drawn.count() >= 1
    shown.emulate_media(media="print")
    for figure in drawn.all():
        assert figure.locator("svg").filter(visible=True).count() == 1
    controls = "#document .control, [data-testid=stSelectbox], [data-testid=stMultiSelect]"
    for control in shown.locator(controls).all():
        assert not control.is_visible()


@surfaces
def test_a_page_of_invented_numbers_says_so_on_paper(arrive, surface: str) -> None:
    shown = arrive().see("/sammenlign?lang=da&edition=practice&area=school", surface)
    shown.emulate_media(media="print")
    assert shown.locator(".practice").first.is_visible()
    assert "edition=practice" in shown.locator(".print-only").first.inner_text()


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_without_script_everything_is_there(arrive, page, lang: str) -> None:
    address = f"{arrive().address}{page.address}?lang={lang}"
    words = []
    for script in (True, False):
        shown = arrive(java_script_enabled=script).page
        # The context without script cannot be asked for fonts or anything else.
        shown.goto(address)
        words.append(shown.locator("main .fx").all_inner_texts())
        assert shown.title().endswith("Frikommune Explorer")
        for chart in shown.locator(CHART).all():
            assert chart.locator("svg").filter(visible=True).count() == 1
    # A button that only script can serve is not there without it.
    copy = rf"\n{TEXTS[lang].say('Kopiér')}(?=\n|$)"
    assert [re.sub(copy, "", said) for said in words[0]] == words[1] != []
    for fold in shown.locator("details.more summary").all():
        fold.click()
    for block in shown.locator(".choices").all():
        assert block.get_by_role("button", name=TEXTS[lang].say("Vis valget")).first.is_visible()


def test_forced_colours_keep_glyphs_and_focus(arrive) -> None:
    page = arrive(forced_colors="active").read("/?lang=da")
    box = page.locator(".of-seven .g").first.bounding_box()
    assert box
    assert box["width"] >= 8
    page.locator(".quotable summary").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"]


def test_forced_colours_show_what_is_chosen_in_the_document(arrive) -> None:
    page = arrive(forced_colors="active").read("/kommuner?lang=da&own=390")
    colour = "element => getComputedStyle(element).backgroundColor"
    chosen = page.locator("#document .between input:checked + span").first.evaluate(colour)
    other = page.locator("#document .between input:not(:checked) + span").first.evaluate(colour)
    assert chosen != other


def test_the_box_that_has_focus_in_a_list_has_the_ring(arrive) -> None:
    page = reader(arrive()).read("/sammenlign?lang=da")
    page.locator("#document details.more summary").click()
    page.locator("#document .many > summary").first.click()
    page.keyboard.press("Tab")
    box = page.locator("#document .many[open] input").first
    expect(box).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("anchor", ["kilder", "vurdering"])
def test_a_link_to_a_folded_place_opens_it(arrive, anchor: str, has_script: bool) -> None:
    visitor = arrive(java_script_enabled=has_script)
    visitor.page.goto(f"{visitor.address}/metode?lang=da#{anchor}")
    place = visitor.page.locator(f"#{anchor}")
    expect(place).to_be_in_viewport()
    # The others stay folded.
    expect(visitor.page.locator("#teknik")).to_be_hidden()


def test_what_is_folded_is_printed(arrive) -> None:
    page = arrive().read("/metode?lang=da")
    expect(page.locator("#privatliv")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#privatliv")).to_be_visible()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_profile_with_an_own_municipality_fits_the_narrowest_phone(arrive, lang: str) -> None:
    page = arrive(320).read(f"/kommuner?lang={lang}&municipality=561&own=390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # What stands in a cell is one piece: parted, its words would lie at both ends of the line.
    assert page.evaluate(
        "[...document.querySelectorAll('.own-register td')].every(e => e.children.length === 1)"
    )


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_seven_are_seen_on_one_screen(arrive, lang: str) -> None:
    """In English a number that did not fit beside its region pushed the last of them out of sight."""
    page = arrive().read(f"/kommuner?lang={lang}")
    rows = page.locator(".seven li")
    assert rows.count() == 7
    box = rows.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("lang", ["da", "en"])
def test_no_range_of_numbers_is_broken_in_a_heading_or_a_label_on_a_phone(
    arrive, lang: str
) -> None:
    visitor = arrive(320)
    for path in (
        "/borgere?indicator=absence_grade_7_9&",
        "/kommuner?municipality=561&",
        "/borgere?indicator=children_per_adult_0_2&",
    ):
        page = visitor.read(f"{path}lang={lang}")
        assert page.evaluate(BROKEN) == []


BROKEN = """() => {
  const found = [];
  for (const element of document.querySelectorAll('#document :is(h1, h2, h3, .subtitle, .own-register th, .what)')) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const one of walker.currentNode.data.matchAll(/\\d[–-]\\d/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, one.index);
        range.setEnd(walker.currentNode, one.index + one[0].length);
        const lines = new Set([...range.getClientRects()].filter(b => b.width).map(b => Math.round(b.top)));
        if (lines.size > 1) found.push(element.textContent);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_profile_as_one_page_is_offered_on_its_first_screen(arrive, lang: str) -> None:
    """It lay below two figures, where those who looked for it to print did not come."""
    visitor = arrive()
    for code in MUNICIPALITY_AREA:
        page = visitor.read(f"/kommuner?lang={lang}&municipality={code}&own=390")
        box = page.locator(".handout-link a[download]").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 6), (390, 844, 12)])
@pytest.mark.parametrize(
    "path",
    # Holbæk's in English, with an own municipality, is the longest of the profiles.
    [
        "/?lang=da",
        "/antagelser?lang=da",
        "/metode?lang=da",
        "/kommuner?lang=en&municipality=316&own=390",
    ],
)
def test_a_page_is_read_to_its_end(
    arrive, path: str, width: int, height: int, screens: int
) -> None:
    page = arrive(width).read(path)
    assert page.evaluate("document.documentElement.scrollHeight") <= screens * height
