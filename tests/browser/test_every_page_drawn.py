"""Each page, surface, language, width and theme: drawn, quiet, alone, within its width, accessible.

A width of 320 px is also what a visitor at 1280 px gets who enlarges to 400 %.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from frikommune_viz.model.codes import Language
from frikommune_viz.site.head import title
from frikommune_viz.text import TEXTS
from frikommune_viz.wording.pages import PAGES

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What sticks out to the right or is cut off. A box that scrolls by itself is meant to.
CUT = """() => {
  const scrolls = element => element.closest('[role=region][tabindex], .hidden, svg, [hidden]');
  const found = [];
  for (const element of document.querySelectorAll(
      '#document *, [data-testid=stMainBlockContainer] *')) {
    if (scrolls(element)) continue;
    // Heads of a table whose rows have turned into blocks are there for screen readers only.
    if (element.closest('thead')?.getBoundingClientRect().width < 2) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue; // for screen readers only
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.position === 'fixed') continue;
    const name = element.tagName + '.' + element.className + ' ' +
      (element.textContent || '').trim().slice(0, 40);
    if (box.right > innerWidth + 1 || box.left < -1) found.push('outside: ' + name);
    if (['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1
        && element.matches('.fx *')) found.push('cut: ' + name);
  }
  return found.slice(0, 10);
}"""


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, one line for each element.

    Every rule is asked of every element. That each of thousands passed is not told, which takes axe
    two to four times as long as asking.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async (rules) => {
            const asked = {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']};
            return (await axe.run(document, asked)).violations;
        }""",
        RULES,
    )
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])} – {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


NOTHING_TO_CHOOSE = {"overblik", "kommuner", "antagelser", "inspiration", "metode"}
"""Pages without a control of the app never wake it: they stay documents."""

surfaces = pytest.mark.parametrize("surface", ["document", "alive"])
CHART = "#document .chart, [data-testid=stVegaLiteChart]"


LOOKS = [
    (Language.DA, 1280, "light"),
    (Language.EN, 320, "light"),
    (Language.DA, 320, "dark"),
    (Language.EN, 1280, "dark"),
]
"""Every two of language, width and theme meet in one of these; every three with the mark `every`."""


def looks(*places: object, often: int = len(LOOKS)) -> list[object]:
    """Return each look of a place; all but the first `often` of `LOOKS` are marked `every`."""
    return [
        pytest.param(*places, *look, marks=() if look in LOOKS[:often] else (pytest.mark.every,))
        for look in product(Language, (1280, 320), ("light", "dark"))
    ]


def looks_of_pages() -> list[object]:
    """Return the looks of every page on both surfaces."""
    return [
        look
        for page in PAGES
        for surface in ("document", "alive")
        if surface == "document" or page.code not in NOTHING_TO_CHOOSE
        for look in looks(page, surface, often=4 if surface == "document" else 2)
    ]


@pytest.mark.parametrize(
    ("page", "surface", "lang", "width", "theme"),
    looks_of_pages(),
    ids=lambda one: str(getattr(one, "code", one)),
)
def test_page(arrive, page, surface: str, lang: Language, width: int, theme: str) -> None:
    visitor = arrive(width, theme)
    shown = visitor.see(f"{page.address}?lang={lang}", surface)
    text = TEXTS[lang]
    assert shown.title() == title(page, text)
    assert shown.locator("html").get_attribute("lang") == lang
    (heading,) = shown.locator("h1").all_inner_texts()
    # A page is headed by what its rows say, or by its own words.
    if page.code == "kommuner":
        assert "VIVE" in heading
    elif page.code == "borgere":
        assert "Esbjerg" in heading
        assert "2020/21" in heading
    elif page.code == "inspiration":
        assert heading.startswith("61 ")
    elif page.code == "sammenlign":
        assert heading.startswith({"da": "I vores kilder", "en": "In our sources"}[lang])
    elif page.code != "antagelser":
        assert heading == text.say(page.heading)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(CUT) == []
    assert violations(shown) == []
    assert visitor.complaints == []
    assert visitor.strangers == []
    assert visitor.context.cookies() == []


def test_a_small_target_is_found(arrive) -> None:
    """Of axe's rules the one about 24 pixels is switched off unless its tag is asked for."""
    shown = arrive().read("/metode?lang=da")
    assert violations(shown) == []
    shown.evaluate(
        """() => document.querySelector('#document').insertAdjacentHTML('beforeend',
            '<p>' + '<button style="all: unset; width: 14px; height: 14px">a</button>'.repeat(3))"""
    )
    assert [line.split()[0] for line in violations(shown)] == ["target-size"] * 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_overview_with_everything_unfolded(arrive, width: int, theme: str) -> None:
    shown = arrive(width, theme).read("/?lang=da&own=390")
    shown.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert shown.locator(".own [role=option]").count() > 90
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(CUT) == []
    assert violations(shown) == []


@pytest.mark.parametrize(
    ("surface", "width", "theme"),
    [
        *product(["document"], (1280, 320), ("light", "dark")),
        ("alive", 1280, "light"),
        ("alive", 320, "dark"),
        pytest.param("alive", 1280, "dark", marks=pytest.mark.every),
        pytest.param("alive", 320, "light", marks=pytest.mark.every),
    ],
)
def test_compare_with_choices_and_everything_unfolded(
    arrive, width: int, theme: str, surface: str
) -> None:
    address = "/sammenlign?lang=da&theme=trust,quality&area=school"
    shown = arrive(width, theme).see(address, surface)
    shown.evaluate("document.querySelectorAll('.fx details').forEach(part => part.open = true)")
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(shown) == []


@surfaces
@pytest.mark.parametrize("width", [1280, 320])
def test_citizens_with_an_own_municipality_and_its_tables(arrive, width: int, surface: str) -> None:
    address = "/borgere?lang=da&own=101&indicator=children_per_adult_3_5"
    shown = arrive(width).see(address, surface)
    shown.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(shown) == []


INVENTED = [
    *looks("/sammenlign?edition=practice&area=school&question=trust_in_leader", "document"),
    *looks("/sammenlign?edition=practice&area=school&question=trust_in_leader", "alive", often=2),
    *looks("/kommuner?edition=practice&municipality=482&group=leaders", "document"),
    *looks("/kommuner?edition=practice&municipality=482&group=leaders", "alive", often=0),
    # A page without invented numbers has nothing to choose.
    *looks("/borgere?edition=practice", "document"),
]


@pytest.mark.parametrize(("path", "surface", "lang", "width", "theme"), INVENTED)
def test_pages_of_invented_numbers(
    arrive, path: str, surface: str, lang: Language, width: int, theme: str
) -> None:
    visitor = arrive(width, theme)
    shown = visitor.see(f"{path}&lang={lang}", surface)
    mark = {Language.DA: "ØVEDATA", Language.EN: "PRACTICE DATA"}[lang]
    assert shown.title().startswith(mark)
    assert shown.locator(".practice").first.inner_text().startswith(mark)
    for chart in shown.locator(CHART).all():
        assert mark in chart.inner_text()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.evaluate(CUT) == []
    assert violations(shown) == []
    assert visitor.complaints == []
    assert visitor.strangers == []
