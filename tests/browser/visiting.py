"""A visitor before a page, and when a page is there to be looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page


@dataclass
class Visitor:
    """A visitor with a browser of their own, and everything it complained of or asked for."""

    page: Page
    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def read(self, path: str) -> Page:
        """Open an address of the site as a reader does: the document, and nothing else."""
        self.page.goto(self.address + path)
        wait_until_read(self.page)
        return self.page

    def open(self, path: str) -> Page:
        """Open an address of the site to work in it, and wait until the app has taken over."""
        self.read(path)
        come_alive(self.page)
        return self.page

    def see(self, path: str, surface: str) -> Page:
        """Open an address on one of the two surfaces: ``document`` or ``alive``."""
        return self.read(path) if surface == "document" else self.open(path)


def wait_until_read(page: Page) -> None:
    """Wait for the last part of the document, and for its fonts."""
    page.wait_for_selector("#document .footer .edition", timeout=30_000)
    # Asked from here: where scripts are switched off, a page that is to ask itself never does again,
    # and an expression that is no function is forbidden to it by our policy.
    for _ in range(600):
        if page.evaluate("document.fonts.status") == "loaded":
            return
        page.wait_for_timeout(50)
    raise AssertionError("the fonts do not come")


def come_alive(page: Page) -> None:
    """Point at the first control of a document, and wait until the app has taken its place."""
    page.dispatch_event("#document .choices", "pointerover")
    page.wait_for_selector("html.alive", timeout=60_000, state="attached")
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait for the end of the run, the last part of the live page, and every figure's marks.

    Until the code that draws a chart has arrived, Streamlit keeps its place with a skeleton.
    """
    page.wait_for_selector(
        '[data-testid=stApp][data-test-script-state="notRunning"]', timeout=30_000
    )
    page.wait_for_selector("#root .footer .edition", timeout=30_000)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stSkeleton]')
            && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
            .every(chart => chart.querySelector('svg .mark-group, svg path'))
            && document.fonts.status === 'loaded'""",
        timeout=30_000,
    )
