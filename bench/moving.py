"""How much a page moves by itself: while it loads, comes alive, and after the first choice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from bench.browser import chromium, come_alive, first_figure, settled, visitor
from bench.figures import pages_with_charts
from bench.rounds import Part, Round, Samples
from bench.servers import Server, serve
from frikommune_viz.wording.pages import PAGES

WIDTHS: Final = (1280, 390)
_LOOK_AGAIN_MS: Final = 700
# As browsers count it: what moves within half a second of an input was asked for.
_SHIFTS: Final = """
window.benchShift = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.benchShift += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_CHOICES: Final = (
    ".st-key-choose_indicator, [data-testid=stCheckbox], [role=radio], [role=combobox]"
)


@contextmanager
def _opened(logs: Path) -> Iterator[Round]:
    with serve("ours", logs) as server:
        charts = pages_with_charts(server)
        with chromium() as browser:
            yield lambda: _one_round(browser, server, charts)


def _one_round(browser: Browser, server: Server, charts: set[str]) -> Samples:
    samples: Samples = {}
    for width in WIDTHS:
        for page in PAGES:
            has_chart = page.code in charts and width == WIDTHS[0]
            with visitor(browser, has_chart=has_chart, width=width) as tab:
                tab.add_init_script(_SHIFTS)
                first_figure(tab, server.address + page.address)
                settled(tab)
                if tab.locator("#document .choices").count():
                    come_alive(tab)
                    settled(tab)
                    _choose(tab)
                tab.wait_for_timeout(_LOOK_AGAIN_MS)
                shift = float(tab.evaluate("window.benchShift"))
            samples[f"ours shift-{width} {page.code}"] = [shift]
    return samples


def _choose(tab: Page) -> None:
    """Make the first choice that the live page offers."""
    control = tab.locator(f"#root :is({_CHOICES}):visible").first
    # A list closes when the page scrolls, and a click scrolls first.
    control.scroll_into_view_if_needed()
    tab.wait_for_timeout(_LOOK_AGAIN_MS)
    if control.get_attribute("data-testid") == "stCheckbox":
        control.click()
    elif control.get_attribute("role") == "radio":
        tab.locator("#root [role=radio]:visible").nth(1).click()
    else:
        within = control.locator("[role=combobox]")
        (within if within.count() else control).click()
        tab.locator("[role=option]").nth(1).click()
    tab.wait_for_selector('[data-test-script-state="notRunning"]')


PART: Final = Part("moving", "Layout shift", 1, _opened)
